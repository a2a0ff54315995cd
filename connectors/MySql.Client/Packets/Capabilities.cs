namespace ConnectRuntime.MySql.Client.Packets;

/// <summary>What client and server can do, agreed by intersection. Page: "Capabilities Flags" in MySQL's source documentation.</summary>
[Flags]
public enum Capabilities : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Set by MySQL; a server that leaves it out is MariaDB and has extended capabilities.</summary>
    LongPassword = 1,

    /// <summary>Count the rows that an update found, not those it changed.</summary>
    FoundRows = 2,

    /// <summary>Flags of a column have two bytes.</summary>
    LongFlag = 4,

    /// <summary>The login names a database.</summary>
    ConnectWithDatabase = 8,

    /// <summary>LOAD DATA LOCAL; never set here, as it lets a server read our files.</summary>
    LocalFiles = 0x80,

    /// <summary>The protocol of MySQL 4.1 and later.</summary>
    Protocol41 = 0x200,

    /// <summary>TLS follows the first answer.</summary>
    Ssl = 0x800,

    /// <summary>OK and EOF carry the server's status.</summary>
    Transactions = 0x2000,

    /// <summary>Passwords are proved, not sent.</summary>
    SecureConnection = 0x8000,

    /// <summary>A text may hold several statements.</summary>
    MultiStatements = 0x1_0000,

    /// <summary>A text may have several results.</summary>
    MultiResults = 0x2_0000,

    /// <summary>An executed statement may have several results.</summary>
    StatementMultiResults = 0x4_0000,

    /// <summary>The ways of login have names.</summary>
    PluginAuthentication = 0x8_0000,

    /// <summary>The login carries attributes that SHOW PROCESSLIST's relatives show.</summary>
    ConnectAttributes = 0x10_0000,

    /// <summary>The proof of the password has a length-encoded length.</summary>
    LengthEncodedProof = 0x20_0000,

    /// <summary>The client can be told that its password has expired.</summary>
    CanHandleExpiredPasswords = 0x40_0000,

    /// <summary>OK carries changes of the session.</summary>
    SessionTrack = 0x80_0000,

    /// <summary>Rows are ended by OK, not by EOF, and no EOF follows the columns.</summary>
    DeprecateEof = 0x100_0000,
}

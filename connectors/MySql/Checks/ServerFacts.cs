using System.Collections.Immutable;
using System.Globalization;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Checks;

/// <summary>What a server says about itself before a connector starts. Immutable; the checks are functions of it.</summary>
internal sealed record ServerFacts
{
    /// <summary>What it is.</summary>
    public required ServerVersion Version { get; init; }

    /// <summary>Host and port.</summary>
    public string Address { get; init; } = "";

    /// <summary>The account that the login came to, as <c>user@host</c>.</summary>
    public string Account { get; init; } = "";

    /// <summary>Version of TLS and cipher; empty without TLS.</summary>
    public string Tls { get; init; } = "";

    /// <summary>Its global variables by their names in lower case, as far as the checks read them and it has them.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The privileges of the account with those of its active roles; null where it may not be asked.</summary>
    public GrantModel? Grants { get; init; }

    /// <summary>Whether the account may ask where the binlog stands.</summary>
    public bool ShowsBinlogStatus { get; init; } = true;

    /// <summary>Whether the place of a snapshot's view in the binlog can be had without a lock.</summary>
    public bool FindsViews { get; init; }

    /// <summary>Databases that alone are logged; empty for all.</summary>
    public ImmutableArray<string> LoggedDatabases { get; init; } = [];

    /// <summary>Databases that are not logged.</summary>
    public ImmutableArray<string> UnloggedDatabases { get; init; } = [];

    /// <summary>Numbers of its replicas; null where the account may not see them.</summary>
    public IReadOnlyList<uint>? ReplicaIds { get; init; }

    /// <summary>Whether it replicates from another server; null where the account may not see it.</summary>
    public bool? IsReplica { get; init; }

    /// <summary>All tables that the account sees, the server's own left out as the options say.</summary>
    public ImmutableArray<TableModel> Tables { get; init; } = [];

    /// <summary>Captured tables whose storage engine has no transactions, with the engine.</summary>
    public IReadOnlyDictionary<TableId, string> PlainEngines { get; init; } = new Dictionary<TableId, string>();

    /// <summary>Tables with rows that foreign keys change without a trace in the binlog; empty where the server logs such changes.</summary>
    public IReadOnlySet<TableId> CascadeTables { get; init; } = new HashSet<TableId>();

    /// <summary>Captured tables whose captured columns the account may not read.</summary>
    public ImmutableArray<TableId> Unreadable { get; init; } = [];

    /// <summary>Whether compressed transactions can be unpacked on this machine.</summary>
    public bool CanUnpack { get; init; } = true;

    /// <summary>What it says about the connector's stored position; null where none is stored, or it may not be asked.</summary>
    public PositionFacts? Position { get; init; }

    /// <summary>Why the stored position cannot be read; null where it can.</summary>
    public string? BadPosition { get; init; }

    /// <summary>Why the server could not be asked about the stored position; null where it could, or the account may not.</summary>
    public string? PositionProblem { get; init; }

    /// <summary>A variable; null where the server does not have it.</summary>
    public string? Variable(string name) => Variables.GetValueOrDefault(name);

    /// <summary>A variable as a number; null where it is none.</summary>
    public double? Number(string name) =>
        double.TryParse(Variable(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a variable has this value, in any case.</summary>
    public bool Is(string name, string value) => string.Equals(Variable(name), value, StringComparison.OrdinalIgnoreCase);
}

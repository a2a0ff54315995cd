using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>The numbers that servers put behind the name of an integer type.</summary>
/// <remarks>MySQL has given them up in 8.0.19, but for TINYINT(1) and ZEROFILL; MariaDB has them all, declared or not.</remarks>
internal static class DisplayWidths
{
    /// <summary>The width that the server keeps for a type as it is written; −1 for none.</summary>
    public static int Of(TypeClause type, ServerVersion server)
    {
        var declared = (int)Math.Min(type.Size, 255);
        if (server.IsMariaDb || !server.IsAtLeast(8, 0, 19))
        {
            return declared > 0 ? declared : Default(type.Type, type.IsUnsigned);
        }

        if (type.IsZerofill)
        {
            return declared > 0 ? declared : Default(type.Type, isUnsigned: true);
        }

        return type.Type == SqlType.TinyInt && declared == 1 && !type.IsUnsigned ? 1 : -1;
    }

    /// <summary>The width of YEAR.</summary>
    public static int OfYear(TypeClause type, ServerVersion server) =>
        !server.IsMariaDb && server.IsAtLeast(8, 0, 19) ? -1 : type.Size == 2 ? 2 : 4;

    private static int Default(SqlType type, bool isUnsigned) => type switch
    {
        SqlType.TinyInt => isUnsigned ? 3 : 4,
        SqlType.SmallInt => isUnsigned ? 5 : 6,
        SqlType.MediumInt => isUnsigned ? 8 : 9,
        SqlType.Int => isUnsigned ? 10 : 11,
        _ => 20,
    };
}

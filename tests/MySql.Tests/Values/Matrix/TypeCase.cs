using System.Globalization;
using System.Numerics;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Values.Rig;

namespace ConnectRuntime.MySql.Tests.Values.Matrix;

/// <summary>Where a type exists.</summary>
[Flags]
internal enum Servers
{
    MySql = 1,
    MariaDb = 2,
    NewMariaDb = 4,
    Both = MySql | MariaDb,
}

/// <summary>How the text that a server gives for an expectation is compared with a cell.</summary>
internal enum Compare
{
    /// <summary>As it is.</summary>
    Text,

    /// <summary>Digits of an unscaled value, whose bytes are expected.</summary>
    Unscaled,

    /// <summary>A number whose nearest 32-bit float is expected.</summary>
    Float32,

    /// <summary>A number whose nearest 64-bit float is expected.</summary>
    Float64,
}

/// <summary>A mode, and what a server says about a column <c>c</c> under it.</summary>
/// <param name="Name">The mode for the page of types; empty for the usual one.</param>
/// <param name="Conversion">The mode.</param>
/// <param name="Sql">The expectation in SQL.</param>
/// <param name="Compare">How it is compared.</param>
internal sealed record TypeMode(string Name, ConversionModel Conversion, string Sql, Compare Compare = Compare.Text)
{
    /// <summary>The text of the cell that a server's answer means.</summary>
    public string Expect(string? answer) => answer is null ? CellText.Null : Compare switch
    {
        Compare.Unscaled => Convert.ToHexString(
            BigInteger.Parse(answer.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                .ToByteArray(isUnsigned: false, isBigEndian: true)),
        Compare.Float32 => CellText.Of(float.Parse(answer, CultureInfo.InvariantCulture)),
        Compare.Float64 => CellText.Of(double.Parse(answer, CultureInfo.InvariantCulture)),
        _ => answer,
    };
}

/// <summary>A type of column with values of it.</summary>
/// <param name="Declaration">The type and what belongs to it, as CREATE TABLE takes it.</param>
/// <param name="Column">Its definition.</param>
/// <param name="Values">Values as SQL.</param>
/// <param name="Modes">The modes under which it differs.</param>
internal sealed record TypeCase(string Declaration, ColumnModel Column, string[] Values, params TypeMode[] Modes)
{
    /// <summary>Where it exists.</summary>
    public Servers Servers { get; init; } = Servers.Both;

    /// <summary>Tells cases of one declaration apart.</summary>
    public string Note { get; init; } = "";

    /// <summary>The name of the case.</summary>
    public string Name => Note.Length == 0 ? Declaration : $"{Declaration} ({Note})";

    /// <summary>Whether a server has it.</summary>
    public bool IsFor(string server) => (Servers & server switch
    {
        Tests.Rig.SourceServers.MariaDb => Servers.MariaDb,
        Tests.Rig.SourceServers.NewMariaDb => Servers.MariaDb | Servers.NewMariaDb,
        _ => Servers.MySql,
    }) != 0;
}

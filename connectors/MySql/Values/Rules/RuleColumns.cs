using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Values.Rules;

/// <summary>Which columns rules apply to, and what counts as their length: as in Debezium.</summary>
internal static class RuleColumns
{
    /// <summary>Whether a mask or a hash applies: to text, ENUM and SET.</summary>
    public static bool AreText(ColumnModel column) => column.Type is
        SqlType.Char or SqlType.VarChar or SqlType.TinyText or SqlType.Text or SqlType.MediumText or SqlType.LongText or SqlType.Enum or SqlType.Set;

    /// <summary>Whether values can be longer than a truncation allows, and may be cut: text, ENUM and SET, JSON, and binary values.</summary>
    public static bool CanBeCut(ColumnModel column, int most) =>
        (AreText(column) || column.Type is SqlType.Json || IsBinary(column.Type)) && Length(column) is var length && (length < 0 || length > most);

    /// <summary>The length of the type; of ENUM it is 1, of SET what all its values would have if they were one letter each. −1 for none.</summary>
    public static int Length(ColumnModel column) => column.Type switch
    {
        SqlType.Enum => 1,
        SqlType.Set => Math.Max(0, (2 * column.Members.Length) - 1),
        SqlType.TinyText or SqlType.Text or SqlType.MediumText or SqlType.LongText => -1,
        SqlType.TinyBlob or SqlType.Blob or SqlType.MediumBlob or SqlType.LongBlob or SqlType.Json => -1,
        _ => column.Length,
    };

    private static bool IsBinary(SqlType type) => type is
        SqlType.Binary or SqlType.VarBinary or SqlType.TinyBlob or SqlType.Blob or SqlType.MediumBlob or SqlType.LongBlob;
}

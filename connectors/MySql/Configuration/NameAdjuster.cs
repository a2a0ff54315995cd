using System.Globalization;
using System.Text;
using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>How names of schemas or of fields become names that Avro allows, as Debezium's modes <c>none</c>, <c>avro</c> and <c>avro_unicode</c> make them.</summary>
/// <remarks>A name may hold letters and digits of ASCII and underscores, and does not begin with a digit; in names of schemas dots stay as separators.</remarks>
internal sealed class NameAdjuster
{
    private readonly NameAdjustmentMode _mode;
    private readonly bool _isField;

    private NameAdjuster(NameAdjustmentMode mode, bool isField) => (_mode, _isField) = (mode, isField);

    /// <summary>The one for full names of schemas.</summary>
    public static NameAdjuster ForSchemas(NameAdjustmentMode mode) => new(mode, isField: false);

    /// <summary>The one for names of fields.</summary>
    public static NameAdjuster ForFields(NameAdjustmentMode mode) => new(mode, isField: true);

    /// <summary>The adjusted name; the same instance where nothing is to be adjusted.</summary>
    public string Adjust(string name)
    {
        if (_mode == NameAdjustmentMode.None || IsFine(name))
        {
            return name;
        }

        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (IsAllowed(c, i))
            {
                text.Append(c);
            }
            else if (_mode == NameAdjustmentMode.AvroUnicode)
            {
                text.Append(CultureInfo.InvariantCulture, $"_u{(int)c:x4}");
            }
            else
            {
                text.Append('_').Append(i == 0 && char.IsAsciiDigit(c) ? name[..1] : "");
            }
        }

        return text.ToString();
    }

    /// <summary>The adjusted names of the fields of one struct.</summary>
    /// <param name="owner">What the fields belong to, such as <c>shop.orders</c>.</param>
    /// <param name="names">Their names.</param>
    /// <exception cref="ConnectException">Two names become one.</exception>
    public IReadOnlyList<string> AdjustAll(string owner, IReadOnlyList<string> names)
    {
        var adjusted = names.Select(Adjust).ToArray();
        var same = adjusted.Select((name, i) => (name, i)).GroupBy(pair => pair.name, pair => names[pair.i], StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"{string.Join(" and ", group.Select(name => $"'{name}'"))} become '{group.Key}'").ToArray();
        return same.Length == 0 ? adjusted : throw new ConnectException(
            ErrorKind.Config,
            "MYF002",
            $"Cannot name the fields of {owner}: {string.Join(", ", same)}, different names are required. "
            + "Set field.name.adjustment.mode to avro_unicode, or leave a column out with column.exclude.list.");
    }

    private bool IsFine(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (!IsAllowed(name[i], i))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsAllowed(char c, int index) => c switch
    {
        '_' => _mode != NameAdjustmentMode.AvroUnicode,
        '.' => !_isField && index > 0,
        _ => char.IsAsciiLetter(c) || (char.IsAsciiDigit(c) && index > 0),
    };
}

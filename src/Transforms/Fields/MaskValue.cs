using System.Globalization;
using System.Numerics;
using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>What stands in the place of one field's values.</summary>
internal sealed class MaskValue
{
    private const int MostScale = 1000;

    private static readonly byte[] s_zeroByte = [0];

    private readonly Cell _cell;
    private readonly byte[]? _bytes;
    private readonly bool _goesByCell;

    private MaskValue(Cell cell, byte[]? bytes = null, bool goesByCell = false)
    {
        _cell = cell;
        _bytes = bytes;
        _goesByCell = goesByCell;
    }

    /// <summary>Compiles the mask of a field.</summary>
    /// <exception cref="ConnectException">Config: the field cannot be masked, or not with this replacement.</exception>
    public static MaskValue For(RecordStream stream, string path, RecordSchema schema, string? replacement)
    {
        if (schema.Kind == FieldKind.Struct)
        {
            throw new ConnectException(
                ErrorKind.Config,
                "MSK001",
                $"Cannot mask '{path}' of topic '{stream.Topic}': it is {schema}, a field that is no struct is required. "
                + $"Name its fields: {string.Join(", ", schema.Fields.Select(field => $"{path}.{field.Name}"))}.");
        }

        return (replacement is null ? Zero(schema) : Read(schema, replacement)) ?? throw new ConnectException(
            ErrorKind.Config,
            "MSK002",
            $"Cannot mask '{path}' of topic '{stream.Topic}': it is {schema}, which cannot be '{replacement}'. "
            + "Give it a transform of its own with another replacement, or with none.");
    }

    /// <summary>The cell that takes the place of another one; its bytes go into the batch.</summary>
    public Cell Over(RecordBatch batch, Cell current)
    {
        if (_bytes is not null)
        {
            var start = batch.AddBytes(_bytes);
            return _cell.Kind == FieldKind.String ? Cell.Text(start, _bytes.Length) : Cell.Bytes(start, _bytes.Length);
        }

        return _goesByCell ? ZeroOf(current.Kind) : _cell;
    }

    private static MaskValue Zero(RecordSchema schema) => schema switch
    {
        { Kind: FieldKind.Any } => new MaskValue(Cell.Null, goesByCell: true),
        { Kind: FieldKind.Bytes, Logical.Kind: LogicalKind.Decimal } => new MaskValue(Cell.Bytes(0, 0), s_zeroByte),
        _ => new MaskValue(ZeroOf(schema.Kind)),
    };

    // Data that describes itself has no structs with names; whatever it holds in their place goes altogether.
    private static Cell ZeroOf(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => Cell.Of(false),
        FieldKind.Float32 => Cell.Of(0f),
        FieldKind.Float64 => Cell.Of(0d),
        FieldKind.String => Cell.Text(0, 0),
        FieldKind.Bytes => Cell.Bytes(0, 0),
        FieldKind.Array => Cell.Array(0, 0),
        FieldKind.Map => Cell.Map(0, 0),
        FieldKind.Struct or FieldKind.Any => Cell.Null,
        _ => Cell.OfInteger(kind, 0),
    };

    private static MaskValue? Read(RecordSchema schema, string text) => schema switch
    {
        { Kind: FieldKind.Int8 } => Integer(schema.Kind, text, sbyte.MinValue, sbyte.MaxValue),
        { Kind: FieldKind.Int16 } => Integer(schema.Kind, text, short.MinValue, short.MaxValue),
        { Kind: FieldKind.Int32 } => Integer(schema.Kind, text, int.MinValue, int.MaxValue),
        { Kind: FieldKind.Int64 } => Integer(schema.Kind, text, long.MinValue, long.MaxValue),
        { Kind: FieldKind.Float32 } => Float(text) is { } value && float.IsFinite((float)value)
            ? new MaskValue(Cell.Of((float)value))
            : null,
        { Kind: FieldKind.Float64 } => Float(text) is { } value ? new MaskValue(Cell.Of(value)) : null,
        { Kind: FieldKind.String } => new MaskValue(Cell.Text(0, 0), Encoding.UTF8.GetBytes(text)),
        { Kind: FieldKind.Bytes, Logical.Kind: LogicalKind.Decimal } => Decimal(schema.Logical, text),
        _ => null,
    };

    private static MaskValue? Integer(FieldKind kind, string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? new MaskValue(Cell.OfInteger(kind, value))
            : null;

    private static double? Float(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    // Unscaled value, two's complement, big-endian: 12.5 at scale 2 is 1250.
    private static MaskValue? Decimal(LogicalType type, string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? string.Empty : text[(point + 1)..].TrimEnd('0');
        if (Math.Abs((long)type.Scale) > MostScale
            || fraction.Length > Math.Max(0, type.Scale)
            || !fraction.All(char.IsAsciiDigit)
            || !BigInteger.TryParse(whole + fraction, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var digits))
        {
            return null;
        }

        var (unscaled, rest) = type.Scale >= 0
            ? (digits * BigInteger.Pow(10, type.Scale - fraction.Length), BigInteger.Zero)
            : BigInteger.DivRem(digits, BigInteger.Pow(10, -type.Scale));
        var precision = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).Length;
        return !rest.IsZero || (type.Precision > 0 && precision > type.Precision)
            ? null
            : new MaskValue(Cell.Bytes(0, 0), unscaled.ToByteArray(isBigEndian: true));
    }
}

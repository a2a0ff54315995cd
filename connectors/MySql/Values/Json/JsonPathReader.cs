using System.Buffers.Text;
using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>Reads a path to one value, as the server writes it into a difference.</summary>
/// <remarks>
/// <code>
/// $ ( .name | ."name with JSON's escapes" | [number] | [last] | [last-number] )*
/// </code>
/// Page: "JSON Path Syntax" of MySQL's manual; differences have no wildcards and no ranges.
/// </remarks>
internal ref struct JsonPathReader
{
    private readonly ReadOnlySpan<byte> _path;
    private readonly Span<byte> _names;
    private int _at;

    /// <param name="path">The path.</param>
    /// <param name="names">Room for a name whose escapes are resolved, as long as the path at least.</param>
    public JsonPathReader(ReadOnlySpan<byte> path, Span<byte> names)
    {
        if (path.Length == 0 || path[0] != '$')
        {
            throw JsonErrors.BadDiff("a path does not begin with $");
        }

        _path = path;
        _names = names;
        _at = 1;
    }

    /// <summary>Whether nothing follows the current leg.</summary>
    public readonly bool IsAtEnd => _at == _path.Length;

    /// <summary>Whether the current leg is a member's name, and not an element's number.</summary>
    public bool IsMember { get; private set; }

    /// <summary>The member; valid until the next leg.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The element: its number, or how many stand after it where <see cref="IsFromEnd"/>.</summary>
    public int Index { get; private set; }

    /// <summary>Whether elements are counted from the last one.</summary>
    public bool IsFromEnd { get; private set; }

    /// <summary>Goes to the next leg; false after the last.</summary>
    public bool MoveNext()
    {
        if (IsAtEnd)
        {
            return false;
        }

        var rest = _path[_at..];
        IsMember = rest[0] == '.';
        if (!IsMember && rest[0] != '[')
        {
            throw Bad();
        }

        if (!IsMember)
        {
            ReadElement(rest[1..]);
        }
        else if (rest.Length > 1 && rest[1] == '"')
        {
            ReadQuoted(rest[2..]);
        }
        else
        {
            var length = rest[1..].IndexOfAny((byte)'.', (byte)'[');
            Name = length < 0 ? rest[1..] : rest.Slice(1, length);
            _at += 1 + Name.Length;
        }

        return true;
    }

    private void ReadElement(ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOf((byte)']');
        if (length < 0)
        {
            throw Bad();
        }

        var text = rest[..length];
        IsFromEnd = text.StartsWith("last"u8);
        Index = 0;
        if (IsFromEnd)
        {
            text = text[4..];
            if (text.Length > 0 && text[0] != '-')
            {
                throw Bad();
            }

            text = text.Length > 0 ? text[1..] : "0"u8;
        }

        if (!Utf8Parser.TryParse(text, out uint index, out var consumed) || consumed != text.Length || index > int.MaxValue)
        {
            throw Bad();
        }

        Index = (int)index;
        _at += length + 2;
    }

    private void ReadQuoted(ReadOnlySpan<byte> rest)
    {
        var written = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            var c = rest[i];
            if (c == '"')
            {
                Name = _names[..written];
                _at += 3 + i;
                return;
            }

            if (c == '\\')
            {
                c = Unescape(rest, ref i);
            }

            _names[written++] = c;
        }

        throw Bad();
    }

    // The server escapes control characters by number, and those are ASCII.
    private static byte Unescape(ReadOnlySpan<byte> rest, ref int at)
    {
        var c = ++at < rest.Length ? rest[at] : (byte)0;
        if (c == 'u')
        {
            if (rest.Length - at <= 4 || !Utf8Parser.TryParse(rest.Slice(at + 1, 4), out uint code, out var consumed, 'x') || consumed != 4 || code > 0x7F)
            {
                throw Bad();
            }

            at += 4;
            return (byte)code;
        }

        return c switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'"' or (byte)'\\' or (byte)'/' => c,
            _ => throw Bad(),
        };
    }

    private static ConnectException Bad() => JsonErrors.BadDiff("a path is not of members and elements");
}

using ConnectRuntime.MySql.Client.Payloads;

namespace ConnectRuntime.MySql.Values;

/// <summary>A column as a TABLE_MAP event describes its bytes; the definition of the table says what they mean.</summary>
/// <param name="Type">The real type: ENUM, SET and CHAR are told apart, and a long CHAR's length is put together.</param>
/// <param name="Meta">
/// The type's number: fraction digits; bytes of a length; the most bytes of CHAR, VARCHAR and BINARY; bits of BIT; the bytes of an ENUM's or SET's number;
/// precision and scale of DECIMAL as precision × 256 + scale.
/// </param>
/// <param name="IsCompressed">Whether MariaDB compressed the values: types 140 and 141, which are given as BLOB and VARCHAR.</param>
internal readonly record struct TableMapColumn(ColumnType Type, int Meta, bool IsCompressed);

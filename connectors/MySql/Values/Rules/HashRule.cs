using System.Security.Cryptography;
using System.Text;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Rules;

/// <summary>Puts the hash of salt and text in the place of text, in lower-case hexadecimal digits and no longer than the column. NULL stays NULL.</summary>
internal sealed class HashRule : CellRule
{
    private const int MostHashBytes = 64;

    private readonly HashAlgorithmName _algorithm;
    private readonly byte[] _salt;
    private readonly int _most;

    /// <param name="rule">Names algorithm and salt.</param>
    /// <param name="length">The column's length; 0 or less for no limit.</param>
    public HashRule(ColumnRule rule, int length)
    {
        _algorithm = RuleHash.Find(rule.Algorithm!)
            ?? throw new ArgumentException($"There is no hash {rule.Algorithm}; there are {RuleHash.Names}.", nameof(rule));
        _salt = Encoding.UTF8.GetBytes(rule.Salt!);
        _most = length > 0 ? length : int.MaxValue;
    }

    /// <inheritdoc/>
    public override Cell Apply(Cell cell, RecordBatch batch)
    {
        if (!cell.Is(FieldKind.String))
        {
            return cell;
        }

        Span<byte> hash = stackalloc byte[MostHashBytes];
        var size = Hash(cell, batch, hash);
        Span<byte> digits = stackalloc byte[2 * MostHashBytes];
        Convert.TryToHexStringLower(hash[..size], digits, out var written);
        var length = Math.Min(written, _most);
        return Cell.Text(batch.AddBytes(digits[..length]), length);
    }

    // Salt and text are put side by side in free arena, which stays free.
    private int Hash(Cell cell, RecordBatch batch, Span<byte> hash)
    {
        var input = batch.Reserve(_salt.Length + cell.Length)[..(_salt.Length + cell.Length)];
        _salt.CopyTo(input);
        batch[cell].CopyTo(input[_salt.Length..]);
        var size = CryptographicOperations.HashData(_algorithm, input, hash);
        input.Clear();
        return size;
    }
}

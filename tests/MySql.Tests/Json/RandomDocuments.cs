using System.Globalization;
using System.Text;

namespace ConnectRuntime.MySql.Tests.Json;

/// <summary>Random documents as SQL expressions, of every type a document can hold.</summary>
internal sealed class RandomDocuments(Random random)
{
    private const string Characters = "abcXYZ019 .[]{}\"\\/'\b\f\n\r\t\u0000\u0001\u001f\u007fé€😀\u2028<&>,:";

    /// <summary>A document.</summary>
    public string Document(int depth = 0)
    {
        var kind = depth > 5 ? 2 + random.Next(12) : random.Next(14);
        return kind switch
        {
            0 => $"JSON_ARRAY({Join(Count(), () => Document(depth + 1))})",
            1 => $"JSON_OBJECT({Join(Count(), () => $"{Text()}, {Document(depth + 1)}")})",
            2 => random.Next(3) switch { 0 => "CAST('true' AS JSON)", 1 => "CAST('false' AS JSON)", _ => "CAST('null' AS JSON)" },
            3 => Text(),
            4 => $"CAST({Number()} AS SIGNED)",
            5 => $"CAST({(ulong)random.NextInt64() + (ulong)random.NextInt64()} AS UNSIGNED)",
            6 => $"CAST('{Double()}' AS JSON)",
            7 => Decimal(),
            8 => $"CAST('{Date()}' AS DATE)",
            9 => $"CAST('{(random.Next(2) == 0 ? "-" : "")}{random.Next(839)}:{Two(60)}:{Two(60)}.{random.Next(1_000_000):D6}' AS TIME({random.Next(7)}))",
            10 => $"CAST('{Date()} {Two(24)}:{Two(60)}:{Two(60)}.{random.Next(1_000_000):D6}' AS DATETIME({random.Next(7)}))",
            11 => $"x'{Convert.ToHexString(Bytes())}'",
            12 => $"CAST(x'{Convert.ToHexString(Bytes())}' AS BINARY({random.Next(400, 500)}))",
            _ => $"CAST({Number()} AS SIGNED) + 0e0",
        };
    }

    /// <summary>A double as text, of any size, often at the edges of how it is written.</summary>
    public string Double()
    {
        var value = random.Next(8) switch
        {
            0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
            1 => Math.Pow(10, random.Next(-30, 31)),
            2 => Math.Pow(2, random.Next(-1074, 1024)),
            3 => random.NextDouble() * Math.Pow(10, random.Next(-20, 21)),
            4 => Math.Round(random.NextDouble() * 1000, random.Next(6)),
            5 => Math.Pow(10, random.Next(-17, 18)) * random.Next(1, 1000),
            6 => Math.BitIncrement(Math.Pow(10, random.Next(-17, 18))),
            _ => -random.Next(1000),
        };
        if (!double.IsFinite(value))
        {
            value = 0;
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) || text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>A text as SQL.</summary>
    public string Text() => $"CONVERT(x'{Convert.ToHexString(Encoding.UTF8.GetBytes(Plain()))}' USING utf8mb4)";

    /// <summary>A text.</summary>
    public string Plain()
    {
        var length = random.Next(40) == 0 ? random.Next(20_000) : random.Next(12);
        var text = new StringBuilder();
        for (var runes = new StringInfo(Characters); text.Length < length;)
        {
            text.Append(runes.SubstringByTextElements(random.Next(runes.LengthInTextElements), 1));
        }

        return text.ToString();
    }

    private static string Join(int count, Func<string> part) => string.Join(", ", Enumerable.Range(0, count).Select(_ => part()));

    private int Count() => random.Next(30) == 0 ? random.Next(60) : random.Next(5);

    private string Two(int limit) => random.Next(limit).ToString("D2", CultureInfo.InvariantCulture);

    private string Date() => $"{random.Next(1, 10_000):D4}-{random.Next(1, 13):D2}-{random.Next(1, 29):D2}";

    private long Number() => random.NextInt64(-(1L << random.Next(1, 63)), 1L << random.Next(1, 63));

    private string Decimal()
    {
        var digits = random.Next(1, 66);
        var scale = random.Next(Math.Min(digits, 30) + 1);
        var text = new StringBuilder(random.Next(2) == 0 ? "-" : "");
        var whole = random.Next(digits - scale + 1);
        for (var i = -whole; i < scale; i++)
        {
            text.Append(i == 0 ? "." : "").Append((char)('0' + random.Next(10)));
        }

        text.Append(whole + scale == 0 ? "0" : "");

        return $"CAST('{text}' AS DECIMAL({digits},{scale}))";
    }

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(4) == 0 ? random.Next(400) : random.Next(1, 12)];
        random.NextBytes(bytes);
        return bytes;
    }
}

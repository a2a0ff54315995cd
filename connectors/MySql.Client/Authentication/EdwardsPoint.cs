using System.Globalization;
using System.Numerics;

namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>A point of the curve edwards25519 in extended coordinates: x = X/Z, y = Y/Z, x·y = T/Z (RFC 8032 section 5.1.4).</summary>
internal readonly record struct EdwardsPoint(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
{
    /// <summary>The field's prime, 2²⁵⁵ − 19.</summary>
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    /// <summary>−121665 / 121666, the curve's constant, doubled.</summary>
    private static readonly BigInteger TwoD =
        2 * Modulo(-121665 * BigInteger.ModPow(121666, Prime - 2, Prime)) % Prime;

    /// <summary>The neutral element.</summary>
    private static readonly EdwardsPoint Neutral = new(0, 1, 1, 0);

    /// <summary>The base point: y = 4/5, x even.</summary>
    public static EdwardsPoint Base { get; } = Affine(
        Number("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
        Number("46316835694926478169428394003475163141307993866256225615783033603165251855960"));

    /// <summary>The sum with another point.</summary>
    public EdwardsPoint Add(in EdwardsPoint other)
    {
        var a = Modulo((Y - X) * (other.Y - other.X));
        var b = (Y + X) * (other.Y + other.X) % Prime;
        var c = T * TwoD % Prime * other.T % Prime;
        var d = 2 * Z * other.Z % Prime;
        var e = b - a;
        var f = d - c;
        var g = d + c;
        var h = b + a;
        return new EdwardsPoint(Modulo(e * f), Modulo(g * h), Modulo(f * g), Modulo(e * h));
    }

    /// <summary>The point added to itself so many times.</summary>
    public EdwardsPoint Multiply(BigInteger times)
    {
        var sum = Neutral;
        var power = this;
        for (; times > 0; times >>= 1)
        {
            if (!times.IsEven)
            {
                sum = sum.Add(power);
            }

            power = power.Add(power);
        }

        return sum;
    }

    /// <summary>The 32 bytes of the point: y little-endian, and in the top bit whether x is odd.</summary>
    public byte[] Encode()
    {
        var inverse = BigInteger.ModPow(Z, Prime - 2, Prime);
        var x = X * inverse % Prime;
        var y = Y * inverse % Prime;
        var bytes = new byte[32];
        y.TryWriteBytes(bytes, out _, isUnsigned: true);
        bytes[31] |= (byte)(x.IsEven ? 0 : 0x80);
        return bytes;
    }

    private static EdwardsPoint Affine(BigInteger x, BigInteger y) => new(x, y, 1, x * y % Prime);

    private static BigInteger Number(string text) => BigInteger.Parse(text, CultureInfo.InvariantCulture);

    private static BigInteger Modulo(BigInteger value)
    {
        var rest = value % Prime;
        return rest.Sign < 0 ? rest + Prime : rest;
    }
}

using System.Numerics;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Texts;

/// <summary>The cells of ENUM and SET, which are stored as numbers.</summary>
internal static class MemberCells
{
    /// <summary>The value of a number that counts from 1; 0 is the empty text that the server puts in the place of a value it refuses.</summary>
    public static Cell Enum(CellTarget target, RecordBatch batch, ulong number)
    {
        if (number == 0)
        {
            return Cell.Text(0, 0);
        }

        var members = target.Plan.Members.AsSpan();
        if (number > (ulong)members.Length)
        {
            return target.Reject(batch, Misfit.NoSuchMember, (long)number);
        }

        var member = members[(int)number - 1];
        return Cell.Text(batch.AddBytes(member), member.Length);
    }

    /// <summary>The values of the bits, lowest first, joined by commas.</summary>
    public static Cell Set(CellTarget target, RecordBatch batch, ulong bits)
    {
        var members = target.Plan.Members.AsSpan();
        if (members.Length < 64 && bits >> members.Length != 0)
        {
            return target.Reject(batch, Misfit.NoSuchMember, (long)bits);
        }

        var start = batch.ArenaLength;
        for (var isFirst = true; bits != 0; isFirst = false)
        {
            // The first value may be an empty text.
            if (!isFirst)
            {
                batch.AddBytes(","u8);
            }

            batch.AddBytes(members[BitOperations.TrailingZeroCount(bits)]);
            bits &= bits - 1;
        }

        return Cell.Text(start, batch.ArenaLength - start);
    }
}

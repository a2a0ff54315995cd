using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Values;

/// <summary>Values that had no place in their schema: counted, and told once in a while or taken for a failure, as the option says.</summary>
/// <remarks>One per task, its thread only. Nothing is allocated for a value that is only counted.</remarks>
internal sealed class ConversionReport(FailureMode mode, ILogger? log)
{
    private readonly Dictionary<(TableId Table, string Column, Misfit Misfit), long> _counts = [];

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>Counts one; the first of a column and then each of a round number is logged.</summary>
    /// <exception cref="ConnectException">Data: <c>event.converting.failure.handling.mode=fail</c>.</exception>
    public void Add(TableId table, ColumnModel column, Misfit misfit, long found, string? problem = null)
    {
        Count++;
        if (mode == FailureMode.Fail)
        {
            throw ValueErrors.Misfit(table, column, Words(misfit, found, problem));
        }

        var key = (table, column.Name, misfit);
        var count = _counts[key] = _counts.GetValueOrDefault(key) + 1;
        if (mode == FailureMode.Warn && log is not null && IsRound(count))
        {
            log.LogWarning(
                "Column {Column} of {Table} has a value without a place in its schema: {Found}. It is written as null, or as the column's default. {Count} so far.",
                column.Name,
                table,
                Words(misfit, found, problem),
                count);
        }
    }

    private static bool IsRound(long count)
    {
        while (count >= 10 && count % 10 == 0)
        {
            count /= 10;
        }

        return count == 1;
    }

    private static string Words(Misfit misfit, long found, string? problem) => misfit switch
    {
        Misfit.NoSuchDay => $"a day that does not exist, {Day(found)}",
        Misfit.NotInDay => $"a time of {found} µs, which is not within one day",
        Misfit.BeyondNanoseconds => $"the day {Day(found)}, which is not between 1677-09-21 and 2262-04-11",
        Misfit.NoSuchTime => $"parts of a time that no server writes, 0x{found:X}",
        Misfit.NoSuchMember => $"the number {(ulong)found} of a value, which the column's definition does not have",
        Misfit.NotReadable => $"{found} bytes that cannot be read ({problem})",
        _ => $"{found} bytes, which are too many",
    };

    private static string Day(long number) => $"{number / 10000:0000}-{number / 100 % 100:00}-{number % 100:00}";
}

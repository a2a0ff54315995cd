using System.Runtime.CompilerServices;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Times;

/// <summary>The cells of dates and times, whichever way they came.</summary>
/// <remarks>
/// A date with a zero in it is no date: null, or what stands for it. A day that does not exist (the server stores them under ALLOW_INVALID_DATES) and a
/// time that its schema cannot hold are reported, and then the same.
/// </remarks>
internal static class TimeCells
{
    private const long MicrosOfDay = 86_400_000_000;
    private const long MillisOfDay = 86_400_000;

    /// <summary>DATE.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Cell Date(CellTarget target, RecordBatch batch, int year, int month, int day)
    {
        var moment = new Moment(year, month, day, 0);
        if (!TryDays(target, batch, moment, out var days, out var cell))
        {
            return cell;
        }

        return target.Plan.Kind == ValueKind.DateDays ? Cell.Of(days) : IsoDate(batch, days);
    }

    /// <summary>DATETIME.</summary>
    public static Cell DateTime(CellTarget target, RecordBatch batch, Moment moment)
    {
        if (!TryDays(target, batch, moment, out var days, out var cell))
        {
            return cell;
        }

        switch (target.Plan.Kind)
        {
            case ValueKind.DateTimeMillis:
                return Cell.Of((days * MillisOfDay) + (long)((ulong)moment.MicrosOfDay / 1000));
            case ValueKind.DateTimeMicros:
                return Cell.Of((days * MicrosOfDay) + moment.MicrosOfDay);
            case ValueKind.DateTimeNanos:
                var micros = (days * MicrosOfDay) + moment.MicrosOfDay;
                return micros is >= long.MinValue / 1000 and <= long.MaxValue / 1000
                    ? Cell.Of(micros * 1000)
                    : target.Reject(batch, Misfit.BeyondNanoseconds, moment.DayNumber);
            default:
                return IsoDateTime(batch, days, moment.MicrosOfDay);
        }
    }

    /// <summary>TIME, of either sign and up to 838 hours.</summary>
    public static Cell Time(CellTarget target, RecordBatch batch, long micros)
    {
        switch (target.Plan.Kind)
        {
            case ValueKind.TimeMicros:
                return Cell.Of(micros);
            case ValueKind.TimeNanos:
                return Cell.Of(micros * 1000);
            case ValueKind.TimeMillis when micros is >= 0 and <= MicrosOfDay:
                return Cell.Of((int)(micros / 1000));
            case ValueKind.TimeIso when micros is >= 0 and < MicrosOfDay:
                return IsoTime(batch, micros);
            default:
                return target.Reject(batch, Misfit.NotInDay, micros);
        }
    }

    /// <summary>TIMESTAMP, in parts of UTC.</summary>
    public static Cell Zoned(CellTarget target, RecordBatch batch, Moment moment)
    {
        if (!TryDays(target, batch, moment, out var days, out var cell))
        {
            return cell;
        }

        return Zoned(batch, days, moment.MicrosOfDay, target.Plan.Column.FractionDigits);
    }

    /// <summary>TIMESTAMP, in seconds since 1970; zero is no moment.</summary>
    public static Cell Zoned(CellTarget target, RecordBatch batch, long seconds, int micros)
    {
        if (seconds == 0 && micros == 0)
        {
            return target.Missing(batch);
        }

        var days = (int)(seconds / 86_400);
        return Zoned(batch, days, ((seconds % 86_400) * 1_000_000) + micros, target.Plan.Column.FractionDigits);
    }

    /// <summary>YEAR.</summary>
    public static Cell Year(CellTarget target, int year) => Cell.Of(year != 0 && target.AdjustsYears ? CivilDate.AdjustYear(year) : year);

    private static Cell Zoned(RecordBatch batch, int days, long micros, int digits)
    {
        var text = batch.Reserve(IsoText.Longest);
        var length = IsoText.WriteDate(text, days);
        text[length++] = (byte)'T';
        length += IsoText.WriteTime(text[length..], micros, digits);
        text[length++] = (byte)'Z';
        return Cell.Text(batch.Advance(length), length);
    }

    private static bool TryDays(CellTarget target, RecordBatch batch, Moment moment, out int days, out Cell cell)
    {
        cell = default;
        if (CivilDate.Exists(moment.Year, moment.Month, moment.Day) && moment.Year != 0)
        {
            days = CivilDate.ToDays(target.AdjustsYears ? CivilDate.AdjustYear(moment.Year) : moment.Year, moment.Month, moment.Day);
            return true;
        }

        days = 0;
        cell = moment.HasZero ? target.Missing(batch) : target.Reject(batch, Misfit.NoSuchDay, moment.DayNumber);
        return false;
    }

    private static Cell IsoDate(RecordBatch batch, int days)
    {
        var text = batch.Reserve(IsoText.Longest);
        var length = IsoText.WriteDate(text, days);
        text[length++] = (byte)'Z';
        return Cell.Text(batch.Advance(length), length);
    }

    private static Cell IsoTime(RecordBatch batch, long micros)
    {
        var text = batch.Reserve(IsoText.Longest);
        var length = IsoText.WriteTime(text, micros, IsoText.Shortest);
        text[length++] = (byte)'Z';
        return Cell.Text(batch.Advance(length), length);
    }

    private static Cell IsoDateTime(RecordBatch batch, int days, long micros) => Zoned(batch, days, micros, IsoText.Shortest);
}

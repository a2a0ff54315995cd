namespace ConnectRuntime.FlatFile.Columns;

/// <summary>The English short names of the months, in any case.</summary>
internal static class MonthNames
{
    private static ReadOnlySpan<byte> Names => "janfebmaraprmayjunjulaugsepoctnovdec"u8;

    public static bool Take(ref TextCursor cursor, out int month)
    {
        month = 0;
        var rest = cursor.Rest;
        if (rest.Length < 3)
        {
            return false;
        }

        for (var i = 0; i < Names.Length; i += 3)
        {
            if ((rest[0] | 0x20) == Names[i] && (rest[1] | 0x20) == Names[i + 1] && (rest[2] | 0x20) == Names[i + 2])
            {
                month = (i / 3) + 1;
                cursor.Skip(3);
                return true;
            }
        }

        return false;
    }
}

namespace ConnectRuntime.MySql.Client.Errors;

/// <summary>What the server's error numbers mean. Pages: "Server Error Message Reference" of MySQL, "MariaDB Error Code Reference".</summary>
internal static class ServerErrorPolicy
{
    public static ServerFailure Classify(int number, string sqlState) => number switch
    {
        1044 or 1045 or 1698 => ServerFailure.AccessDenied,
        1049 => ServerFailure.UnknownDatabase,
        1040 or 1203 or 1226 or 3032 => ServerFailure.TooManyConnections,
        1461 => ServerFailure.TooManyStatements,
        1129 or 1130 => ServerFailure.HostRefused,
        3159 => ServerFailure.TlsRequired,
        1524 or 1251 or 2059 or 2061 => ServerFailure.PluginMissing,
        1820 or 1862 or 3118 or 4151 or 3955 => ServerFailure.AccountUnusable,
        1053 or 1077 or 1079 or 1080 or 1152 or 1154 or 1158 or 1159 or 1160 or 1161 or 1184 or 1927 or 3169 or 4031 or 1042 or 1043
            => ServerFailure.Gone,
        1153 or 1162 or 1301 => ServerFailure.PacketTooLarge,
        1205 or 1206 or 1213 or 1412 or 1614 or 1684 or 3058 or 3101 or 3572 or 1637 or 1020 => ServerFailure.LockConflict,
        1142 or 1143 or 1227 or 1370 or 1410 or 1419 => ServerFailure.PrivilegeMissing,
        1290 or 1792 or 1836 or 3100 => ServerFailure.ReadOnly,
        1021 or 1037 or 1038 or 1041 or 1114 or 1135 or 3 => ServerFailure.OutOfSpace,
        1317 or 3024 or 1969 or 1028 => ServerFailure.Interrupted,
        1054 or 1146 or 1051 or 1050 or 1305 or 1091 or 1109 => ServerFailure.NoSuchObject,
        _ when sqlState.StartsWith("08", StringComparison.Ordinal) => ServerFailure.Gone,
        _ when sqlState.StartsWith("40", StringComparison.Ordinal) => ServerFailure.LockConflict,
        _ when IsData(number, sqlState) => ServerFailure.DataRefused,
        _ => ServerFailure.Statement,
    };

    public static bool IsTransient(ServerFailure failure) => failure is ServerFailure.TooManyConnections or ServerFailure.TooManyStatements or ServerFailure.Gone
        or ServerFailure.LockConflict or ServerFailure.ReadOnly or ServerFailure.OutOfSpace or ServerFailure.Interrupted;

    // Classes 22 (data) and 23 (constraint); several such errors have the general HY000.
    private static bool IsData(int number, string sqlState) =>
        sqlState.StartsWith("22", StringComparison.Ordinal) || sqlState.StartsWith("23", StringComparison.Ordinal)
        || number is 1265 or 1292 or 1366 or 1364 or 1367 or 1411 or 1416 or 3140 or 3819 or 3854 or 4025 or 1525 or 1690 or 3988 or 1300;
}

namespace ConnectRuntime.MySql.Client.Charsets;

/// <summary>Where the servers read two bytes otherwise than the platform's code page of that character set does.</summary>
/// <remarks>
/// Written as <c>code:character[,character of the next code]</c>, in hexadecimal. A code is lead and trail byte; of the three-byte characters of
/// EUC-JP (8F lead trail) it is lead and trail without its top bit. Both sides were read out: the servers by CONVERT(… USING utf8mb4)
/// over all codes (MariaDB 10.11 and MySQL 9.7 agree), the platform by decoding the same bytes.
/// </remarks>
internal static class MultiByteDifferences
{
    public static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["big5"] =
            """
            a145:2022 a14e:ff64 a15a:fffd a1c2:203e,fffd a1c5:fffd a1e3:223c a1f2:2641,2609 a1fe:fffd a240:fffd,ff0f,ff3c a244:a5
            a246:a2,a3 a2a4:2550,255e,256a,2561
            c6a1:30fe,309d,309e,3005,3041,3042,3043,3044,3045,3046,3047,3048,3049,304a,304b,304c,304d,304e,304f,3050,3051,3052,3053
            c6b8:3054,3055,3056,3057,3058,3059,305a,305b,305c,305d,305e,305f,3060,3061,3062,3063,3064,3065,3066,3067,3068,3069,306a
            c6cf:306b,306c,306d,306e,306f,3070,3071,3072,3073,3074,3075,3076,3077,3078,3079,307a,307b,307c,307d,307e,307f,3080,3081
            c6e6:3082,3083,3084,3085,3086,3087,3088,3089,308a,308b,308c,308d,308e,308f,3090,3091,3092,3093,30a1,30a2,30a3,30a4,30a5
            c6fd:30a6,30a7
            c740:30a8,30a9,30aa,30ab,30ac,30ad,30ae,30af,30b0,30b1,30b2,30b3,30b4,30b5,30b6,30b7,30b8,30b9,30ba,30bb,30bc,30bd,30be
            c757:30bf,30c0,30c1,30c2,30c3,30c4,30c5,30c6,30c7,30c8,30c9,30ca,30cb,30cc,30cd,30ce,30cf,30d0,30d1,30d2,30d3,30d4,30d5
            c76e:30d6,30d7,30d8,30d9,30da,30db,30dc,30dd,30de,30df,30e0,30e1,30e2,30e3,30e4,30e5,30e6
            c7a1:30e7,30e8,30e9,30ea,30eb,30ec,30ed,30ee,30ef,30f0,30f1,30f2,30f3,30f4,30f5,30f6,414,415,401,416,417,418,419,41a,41b
            c7ba:41c,423,424,425,426,427,428,429,42a,42b,42c,42d,42e,42f,430,431,432,433,434,435,451,436,437,438,439,43a,43b,43c,43d
            c7d7:43e,43f,440,441,442,443,444,445,446,447,448,449,44a,44b,44c,44d,44e,44f,2460,2461,2462,2463,2464,2465,2466,2467
            c7f1:2468,2469,2474,2475,2476,2477,2478,2479,247a,247b,247c,247d
            """,
        ["cp932"] =
            """
            8790:2252,2261,222b 8795:221a,22a5,2220 879a:2235,2229,222a
            ed40:7e8a,891c,9348,9288,84dc,4fc9,70bb,6631,68c8,92f9,66fb,5f45,4e28,4ee1,4efc,4f00,4f03,4f39,4f56,4f92,4f8a,4f9a,4f94
            ed57:4fcd,5040,5022,4fff,501e,5046,5070,5042,5094,50f4,50d8,514a,5164,519d,51be,51ec,5215,529c,52a6,52c0,52db,5300,5307
            ed6e:5324,5372,5393,53b2,53dd,fa0e,549c,548a,54a9,54ff,5586,5759,5765,57ac,57c8,57c7,fa0f
            ed80:fa10,589e,58b2,590b,5953,595b,595d,5963,59a4,59ba,5b56,5bc0,752f,5bd8,5bec,5c1e,5ca6,5cba,5cf5,5d27,5d53,fa11,5d42
            ed97:5d6d,5db8,5db9,5dd0,5f21,5f34,5f67,5fb7,5fde,605d,6085,608a,60de,60d5,6120,60f2,6111,6137,6130,6198,6213,62a6,63f5
            edae:6460,649d,64ce,654e,6600,6615,663b,6609,662e,661e,6624,6665,6657,6659,fa12,6673,6699,66a0,66b2,66bf,66fa,670e,f929
            edc5:6766,67bb,6852,67c0,6801,6844,68cf,fa13,6968,fa14,6998,69e2,6a30,6a6b,6a46,6a73,6a7e,6ae2,6ae4,6bd6,6c3f,6c5c,6c86
            eddc:6c6f,6cda,6d04,6d87,6d6f,6d96,6dac,6dcf,6df8,6df2,6dfc,6e39,6e5c,6e27,6e3c,6ebf,6f88,6fb5,6ff5,7005,7007,7028,7085
            edf3:70ab,710f,7104,715c,7146,7147,fa15,71c1,71fe,72b1
            ee40:72be,7324,fa16,7377,73bd,73c9,73d6,73e3,73d2,7407,73f5,7426,742a,7429,742e,7462,7489,749f,7501,756f,7682,769c,769e
            ee57:769b,76a6,fa17,7746,52af,7821,784e,7864,787a,7930,fa18,fa19,fa1a,7994,fa1b,799b,7ad1,7ae7,fa1c,7aeb,7b9e,fa1d,7d48
            ee6e:7d5c,7db7,7da0,7dd6,7e52,7f47,7fa1,fa1e,8301,8362,837f,83c7,83f6,8448,84b4,8553,8559
            ee80:856b,fa1f,85b0,fa20,fa21,8807,88f5,8a12,8a37,8a79,8aa7,8abe,8adf,fa22,8af6,8b53,8b7f,8cf0,8cf4,8d12,8d76,fa23,8ecf
            ee97:fa24,fa25,9067,90de,fa26,9115,9127,91da,91d7,91de,91ed,91ee,91e4,91e5,9206,9210,920a,923a,9240,923c,924e,9259,9251
            eeae:9239,9267,92a7,9277,9278,92e7,92d7,92d9,92d0,fa27,92d5,92e0,92d3,9325,9321,92fb,fa28,931e,92ff,931d,9302,9370,9357
            eec5:93a4,93c6,93de,93f8,9431,9445,9448,9592,f9dc,fa29,969d,96af,9733,973b,9743,974d,974f,9751,9755,9857,9865,fa2a,fa2b
            eedc:9927,fa2c,999e,9a4e,9ad9,9adc,9b75,9b72,9b8f,9bb1,9bbb,9c00,9d70,9d6b,fa2d,9e19,9ed1
            eeef:2170,2171,2172,2173,2174,2175,2176,2177,2178,2179,ffe2,ffe4,ff07,ff02
            fa4a:2160,2161,2162,2163,2164,2165,2166,2167,2168,2169,ffe2 fa58:3231,2116,2121,2235
            """,
        ["eucjpms"] =
            """
            a1c1:ff5e,2225 a1dd:ff0d a1f1:ffe0,ffe1 a237:ff5e a243:ffe4 a271:2116 a2cc:ffe2 ade0:301d adf0:2252,2261,222b
            adf5:221a,22a5,2220 adfa:2235,2229,222a f373:2170,2171,2172,2173,2174,2175,2176,2177,2178,2179,2160,2161
            f421:2162,2163,2164,2165,2166,2167,2168,2169,ff07,ff02,3231,2116,2121,70bb,4efc,50f4,51ec,5307,5324,fa0e,548a,5759,fa0f
            f438:fa10,589e,5bec,5cf5,5d53,fa11,5fb7,6085,6120,654e,663b,6665,fa12,f929,6801,fa13,fa14,6a6b,6ae2,6df8,6df2,7028,fa15
            f44f:fa16,7501,7682,769e,fa17,7930,fa18,fa19,fa1a,fa1b,7ae7,fa1c,fa1d,7da0,7dd6,fa1e,8362,fa1f,85b0,fa20,fa21,8807,fa22
            f466:8b7f,8cf4,8d76,fa23,fa24,fa25,90de,fa26,9115,fa27,fa28,9592,f9dc,fa29,973b,974d,9751,fa2a,fa2b,fa2c,999e,9ad9,9b72
            f47d:fa2d,9ed1
            """,
        ["gb2312"] =
            """
            a1a4:30fb a1aa:2015
            """,
        ["sjis"] =
            """
            815f:5c,301c,2016 817c:2212 8191:a2,a3 81ca:ac
            """,
        ["ujis"] =
            """
            a1c0:5c a237:7e a271:2116
            """,
        ["gb18030"] =
            """
            a8bc:1e3f
            """,
    };
}

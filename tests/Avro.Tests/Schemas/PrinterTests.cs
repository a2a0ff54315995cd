using ConnectRuntime.Avro.Schemas;

namespace ConnectRuntime.Avro.Tests.Schemas;

public class PrinterTests
{
    /// <summary>A text, what Java Avro 1.11.4's <c>toString(false)</c> prints of it, and its fingerprint there.</summary>
    public static TheoryData<string, string, long> Java => new()
    {
        {
            """{"type":"record","name":"A","namespace":"x.y","doc":"d","aliases":["B","z.C"],"fields":[{"name":"f","type":{"type":"string","avro.java.string":"String"},"default":"é\u0001/\"\\"},{"name":"g","type":["null",{"type":"record","name":"N","fields":[{"name":"self","type":["null","A"],"default":null}]}],"default":null,"doc":"gd","order":"descending","aliases":["gg"],"p":{"a":[1,2.50,true,null]}},{"name":"n2","type":"N"},{"name":"d","type":"double","default":1e10},{"name":"e","type":{"type":"enum","name":"q.E","symbols":["X","Y"],"default":"X","doc":"ed"}},{"name":"fx","type":{"type":"fixed","name":"F","size":4,"logicalType":"decimal","precision":5,"scale":2,"aliases":["F2"]}},{"name":"m","type":{"type":"map","values":{"type":"array","items":"long"},"x":1}}],"connect.name":"x.y.A"}""",
            """{"type":"record","name":"A","namespace":"x.y","doc":"d","fields":[{"name":"f","type":{"type":"string","avro.java.string":"String"},"default":"é\u0001/\"\\"},{"name":"g","type":["null",{"type":"record","name":"N","fields":[{"name":"self","type":["null","A"],"default":null}]}],"doc":"gd","default":null,"order":"descending","aliases":["gg"],"p":{"a":[1,2.5,true,null]}},{"name":"n2","type":"N"},{"name":"d","type":"double","default":1.0E10},{"name":"e","type":{"type":"enum","name":"E","namespace":"q","doc":"ed","symbols":["X","Y"],"default":"X"}},{"name":"fx","type":{"type":"fixed","name":"F","size":4,"logicalType":"decimal","precision":5,"scale":2,"aliases":["F2"]}},{"name":"m","type":{"type":"map","values":{"type":"array","items":"long"},"x":1}}],"connect.name":"x.y.A","aliases":["B","z.C"]}""",
            -1193454809014655691
        },
        {
            """{"type":"record","name":"Outer","fields":[{"name":"i","type":{"type":"record","name":"Inner","namespace":"ns","fields":[{"name":"o","type":{"type":"record","name":"Bare","namespace":"","fields":[]}},{"name":"b2","type":".Bare"}]}},{"name":"x","type":"ns.Inner"}]}""",
            """{"type":"record","name":"Outer","fields":[{"name":"i","type":{"type":"record","name":"Inner","namespace":"ns","fields":[{"name":"o","type":{"type":"record","name":"Bare","namespace":"","fields":[]}},{"name":"b2","type":"Bare"}]}},{"name":"x","type":"ns.Inner"}]}""",
            6355466254752330920
        },
        {
            """{"type":"record","name":"D","fields":[{"name":"a","type":"double","default":0.001},{"name":"b","type":"double","default":12345678.5},{"name":"c","type":"float","default":1e-5},{"name":"d","type":"double","default":3},{"name":"e","type":"double","default":123456.789e3},{"name":"f","type":"long","default":5000000000}]}""",
            """{"type":"record","name":"D","fields":[{"name":"a","type":"double","default":0.001},{"name":"b","type":"double","default":1.23456785E7},{"name":"c","type":"float","default":1.0E-5},{"name":"d","type":"double","default":3},{"name":"e","type":"double","default":1.23456789E8},{"name":"f","type":"long","default":5000000000}]}""",
            5756750678769808514
        },
        { """{"type":"string"}""", "\"string\"", -8142146995180207161 },
        { """{"type":"int","logicalType":"date"}""", """{"type":"int","logicalType":"date"}""", 8247732601305521295 },
        {
            """[ "null", {"type":"long", "logicalType":"timestamp-micros", "connect.name":"timestamp-micros"} ]""",
            """["null",{"type":"long","logicalType":"timestamp-micros","connect.name":"timestamp-micros"}]""",
            -7437110561990475702
        },
    };

    [Theory]
    [MemberData(nameof(Java))]
    public void Prints_what_Java_prints(string text, string printed, long fingerprint)
    {
        Assert.Equal(printed, AvroSchema.Parse(text).ToString());
        Assert.Equal(printed, AvroSchema.Parse(printed).ToString());
        Assert.NotEqual(0, fingerprint);
    }
}

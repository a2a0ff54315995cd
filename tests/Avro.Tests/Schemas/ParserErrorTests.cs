using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Avro.Tests.Schemas;

public class ParserErrorTests
{
    [Theory]
    [InlineData("", "AVR001")]
    [InlineData("{", "AVR001")]
    [InlineData("1", "at $ is 1")]
    [InlineData("\"strin\"", "at $ is the name 'strin'")]
    [InlineData("{}", "at $ has no 'type'")]
    [InlineData("""{"type":"record","fields":[]}""", "at $ has no 'name'")]
    [InlineData("""{"type":"record","name":"a"}""", "at $ has no 'fields'")]
    [InlineData("""{"type":"record","name":"a","fields":{}}""", "at $.fields is {}")]
    [InlineData("""{"type":"record","name":"a-b","fields":[]}""", "at $.name is 'a-b'")]
    [InlineData("""{"type":"record","name":"long","fields":[]}""", "at $.name is 'long', a primitive")]
    [InlineData("""{"type":"record","name":5,"fields":[]}""", "at $.name is 5")]
    [InlineData("""{"type":"record","name":"a","fields":[1]}""", "at $.fields[0] is 1")]
    [InlineData("""{"type":"record","name":"a","fields":[{"name":"x","type":"int"},{"name":"x","type":"int"}]}""", "at $.fields[1] is a second field 'x'")]
    [InlineData("""{"type":"record","name":"a","fields":[{"name":"1x","type":"int"}]}""", "at $.fields[0].name is '1x'")]
    [InlineData("""{"type":"record","name":"a","fields":[{"name":"x","type":{"type":"array","items":"foo"}}]}""", "at $.fields[0].type.items is the name 'foo'")]
    [InlineData("""{"type":"record","name":"a","fields":[{"name":"x","type":"int","order":"up"}]}""", "at $.fields[0].order is 'up'")]
    [InlineData("""["int",["int"]]""", "at $[1] is a union inside a union")]
    [InlineData("""["int","int"]""", "at $[1] is a second branch of int")]
    [InlineData("""[{"type":"array","items":"int"},{"type":"array","items":"long"}]""", "at $[1] is a second branch of array")]
    [InlineData("""{"type":"enum","name":"e","symbols":["A","A"]}""", "at $.symbols[1] is 'A'")]
    [InlineData("""{"type":"enum","name":"e","symbols":["A-B"]}""", "at $.symbols[0] is 'A-B'")]
    [InlineData("""{"type":"enum","name":"e","symbols":["A"],"default":"B"}""", "at $.default is 'B'")]
    [InlineData("""{"type":"enum","name":"e"}""", "at $ has no 'symbols'")]
    [InlineData("""{"type":"fixed","name":"f","size":-1}""", "at $.size is -1")]
    [InlineData("""{"type":"fixed","name":"f","size":"4"}""", "at $.size is \"4\"")]
    [InlineData("""[{"type":"fixed","name":"f","size":1},{"type":"enum","name":"f","symbols":[]}]""", "at $[1].name defines 'f' a second time")]
    [InlineData("""{"type":"map"}""", "at $ has no 'values'")]
    public void Names_the_place(string text, string message)
    {
        var error = Assert.Throws<ConnectException>(() => AvroSchema.Parse(text));
        Assert.Equal(ErrorKind.Data, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_not_the_end()
    {
        var text = string.Concat(Enumerable.Repeat("""{"type":"array","items":""", 5000)) + "\"int\"" + new string('}', 5000);
        Assert.Equal("AVR001", Assert.Throws<ConnectException>(() => AvroSchema.Parse(text)).Code);
    }

    [Fact]
    public void Namespaces_of_other_registries_are_taken_as_they_are() =>
        Assert.Equal("my-team.v1.a", ((AvroRecord)AvroSchema.Parse("""{"type":"record","name":"a","namespace":"my-team.v1","fields":[]}""")).Name.Full);
}

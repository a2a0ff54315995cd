using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Rendering;

namespace ConnectRuntime.Api.Tests.Configuration.Rendering;

public class ConfigInfosTests
{
    private static readonly ConfigKey<PkMode> Mode = ConfigKey.Enum<PkMode>("pk.mode").Default(PkMode.None).Doc("Mode.");
    private static readonly ConfigKey<int> Size = ConfigKey.Int("size").Default(5).Range(1, 9).High().VisibleWhen(Mode, PkMode.Kafka);
    private static readonly ConfigKey<Secret> Password = ConfigKey.Password("password").DisplayName("The password").Width(ConfigWidth.Long);
    private static readonly ConfigSpec Spec = ConfigSpec.Empty.Group("Keys", Mode, Size).Add(Password);

    [Fact]
    public void Definitions() => Assert.Equal(
        """
        [
          {
            "name": "pk.mode",
            "type": "STRING",
            "required": false,
            "default_value": "none",
            "importance": "MEDIUM",
            "documentation": "Mode.",
            "group": "Keys",
            "width": "MEDIUM",
            "display_name": "Pk mode",
            "dependents": [
              "size"
            ],
            "order_in_group": 1,
            "order": 1
          },
          {
            "name": "size",
            "type": "INT",
            "required": false,
            "default_value": "5",
            "importance": "HIGH",
            "documentation": "",
            "group": "Keys",
            "width": "SHORT",
            "display_name": "Size",
            "dependents": [],
            "order_in_group": 2,
            "order": 2
          },
          {
            "name": "password",
            "type": "PASSWORD",
            "required": true,
            "default_value": null,
            "importance": "MEDIUM",
            "documentation": "",
            "group": null,
            "width": "LONG",
            "display_name": "The password",
            "dependents": [],
            "order_in_group": -1,
            "order": -1
          }
        ]
        """,
        Json(writer => ConfigInfosWriter.WriteDefinitions(writer, Spec), indented: true));

    [Fact]
    public void Infos_show_values_errors_and_visibility()
    {
        var result = Spec.Parse(new Dictionary<string, string?>
        {
            ["pk.mode"] = "KAFKA", ["size"] = "10", ["password"] = "pa55", ["pasword"] = "pa55", ["zebra"] = "1",
        });
        using var document = JsonDocument.Parse(Json(writer => ConfigInfosWriter.WriteInfos(writer, "OrdersSink", result, warnings: true)));
        var root = document.RootElement;
        Assert.Equal(["name", "error_count", "groups", "configs", "warnings"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal("OrdersSink", root.GetProperty("name").GetString());
        Assert.Equal(2, root.GetProperty("error_count").GetInt32());
        Assert.Equal("""["Keys"]""", root.GetProperty("groups").GetRawText());
        Assert.Equal(
            """
            {"name":"pk.mode","value":"kafka","recommended_values":["none","kafka","record_key","record-value"],"errors":[],"visible":true}
            {"name":"size","value":"10","recommended_values":[],"errors":["CFG001: Cannot use 'size': '10' was found, a whole number from 1 to 9 is required. Change it, or remove it to get the default '5'."],"visible":true}
            {"name":"password","value":"[hidden]","recommended_values":[],"errors":[],"visible":true}
            {"name":"config.unknown","value":"warn","recommended_values":["warn","error"],"errors":[],"visible":true}
            {"name":"pasword","value":null,"recommended_values":[],"errors":["CFG003: Cannot use 'pasword': no option has this name, a known name is required. Did you mean 'password'?"],"visible":true}
            """,
            string.Join('\n', root.GetProperty("configs").EnumerateArray().Select(config => config.GetProperty("value").GetRawText())));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("configs")[4].GetProperty("definition").ValueKind);
        Assert.Equal("zebra", root.GetProperty("warnings")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_null_and_one_that_is_not_read_is_not_visible()
    {
        var result = Spec.Parse(new Dictionary<string, string?> { ["size"] = "ten", ["password"] = "x" });
        using var document = JsonDocument.Parse(Json(writer => ConfigInfosWriter.WriteInfos(writer, "x", result)));
        var size = document.RootElement.GetProperty("configs")[1].GetProperty("value");
        Assert.Equal(JsonValueKind.Null, size.GetProperty("value").ValueKind);
        Assert.False(size.GetProperty("visible").GetBoolean());
        Assert.False(document.RootElement.TryGetProperty("warnings", out _));
    }

    [Fact]
    public void Members_have_full_names_and_their_own_group()
    {
        var result = SampleSpec.Parse(
            ("connection.url", "u"), ("transforms", "m"), ("transforms.m.type", "MaskField"), ("transforms.m.salt.text", "pa55"));
        var json = Json(writer => ConfigInfosWriter.WriteInfos(writer, "x", result));
        using var document = JsonDocument.Parse(json);
        Assert.Equal("""["Connection","Writes","Transforms: m"]""", document.RootElement.GetProperty("groups").GetRawText());
        var names = document.RootElement.GetProperty("configs").EnumerateArray()
            .Select(config => config.GetProperty("definition").GetProperty("name").GetString());
        Assert.Equal(["transforms.m.type", "transforms.m.field", "transforms.m.salt.text"], names.TakeLast(3));
        Assert.DoesNotContain("pa55", json, StringComparison.Ordinal);
    }

    private static string Json(Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

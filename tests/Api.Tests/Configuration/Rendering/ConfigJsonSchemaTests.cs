using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Rendering;

namespace ConnectRuntime.Api.Tests.Configuration.Rendering;

public class ConfigJsonSchemaTests
{
    [Fact]
    // waiver: method-size the expected schema stands beside the spec it follows from, so that the two are read together
    public void Schema_of_a_small_spec()
    {
        var spec = ConfigSpec.Of(
                ConfigKey.Int("n").Default(5).Range(1, 9).Doc("Number."),
                ConfigKey.Enum<UnknownKeyPolicy>("mode"),
                ConfigKey.Password("pw").Doc("Word."))
            .Prefix(new ConfigPrefix("free.").Doc("Free."))
            .Ignored("old", "Gone.");
        Assert.Equal(
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "Orders",
              "type": "object",
              "properties": {
                "$schema": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                },
                "initial_state": {
                  "enum": [
                    "RUNNING",
                    "PAUSED",
                    "STOPPED"
                  ]
                },
                "config": {
                  "type": "object",
                  "properties": {
                    "n": {
                      "title": "N",
                      "description": "Number. A whole number from 1 to 9.",
                      "default": 5,
                      "anyOf": [
                        {
                          "type": "integer",
                          "minimum": 1,
                          "maximum": 9
                        },
                        {
                          "type": "string",
                          "pattern": "^\\s*[-+]?[0-9]+\\s*$|\\$\\{"
                        }
                      ]
                    },
                    "mode": {
                      "title": "Mode",
                      "description": "One of warn, error.",
                      "anyOf": [
                        {
                          "enum": [
                            "warn",
                            "error"
                          ]
                        },
                        {
                          "type": "string",
                          "pattern": "^\\s*([Ww][Aa][Rr][Nn]|[Ee][Rr][Rr][Oo][Rr])\\s*$|\\$\\{"
                        }
                      ]
                    },
                    "pw": {
                      "title": "Pw",
                      "description": "Word. A secret.",
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    },
                    "old": {
                      "description": "Gone.",
                      "deprecated": true
                    }
                  },
                  "patternProperties": {
                    "^free\\.": {
                      "description": "Free.",
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    }
                  },
                  "required": [
                    "mode",
                    "pw"
                  ],
                  "additionalProperties": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  }
                }
              },
              "required": [
                "name",
                "config"
              ],
              "additionalProperties": false
            }

            """,
            ConfigJsonSchema.Render("Orders", spec));
    }

    [Fact]
    public void Options_of_members_are_patterns()
    {
        using var schema = JsonDocument.Parse(ConfigJsonSchema.Render("x", SampleSpec.Spec));
        var patterns = schema.RootElement.GetProperty("properties").GetProperty("config").GetProperty("patternProperties");
        Assert.Equal(
            [@"^transforms\.[^.]+\.type$", @"^consumer\.override\.", @"^connection\.pool\."],
            patterns.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void What_is_required_only_sometimes_or_under_two_names_is_not_required_by_the_schema()
    {
        var size = ConfigKey.Int("size");
        var spec = SampleSpec.Spec.Include(ConfigSpec.Of(size, ConfigKey.String("name")).Alias("old.size", size));
        using var schema = JsonDocument.Parse(ConfigJsonSchema.Render("x", spec));
        var config = schema.RootElement.GetProperty("properties").GetProperty("config");
        Assert.Equal(["connection.url"], config.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData("10")]
    [InlineData(" +10 ")]
    [InlineData("64MiB")]
    [InlineData("5 kB")]
    [InlineData("${env:SIZE}")]
    public void The_pattern_of_a_size_accepts_what_the_runtime_accepts(string text)
    {
        using var schema = JsonDocument.Parse(ConfigJsonSchema.Render("x", ConfigSpec.Of(ConfigKey.Bytes("size"))));
        var size = schema.RootElement.GetProperty("properties").GetProperty("config").GetProperty("properties").GetProperty("size");
        Assert.Matches(new Regex(size.GetProperty("anyOf")[1].GetProperty("pattern").GetString()!, RegexOptions.ECMAScript), text);
    }
}

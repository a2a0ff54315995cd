using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Rendering;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Api.Tests.Configuration.Rendering;

public class TextRenderingTests
{
    [Fact]
    public void Help() => Assert.Equal(
        """
          transforms  LIST  default ''
              Transforms in order. A list separated by commas.

        Connection
          connection.url  STRING  required
              Where the database is. A text.
          connection.password  PASSWORD  optional
              Password of the user. A secret.

        Writes
          pk.mode  STRING  default 'none'
              Where the key columns come from. One of none, kafka, record_key, record-value.
          pk.fields  LIST  required
              Names of the key columns. A list separated by commas, read only while pk.mode is one of
              record_key, kafka.
          batch.size  INT  default '3000'
              Rows per statement. A whole number from 1 to 1000000.

        Transforms: <alias>
          transforms.<alias>.type  CLASS  required
              Class of the transform. The name of a plugin class.

          transforms.<alias>.*
              Options of one transform.
          consumer.override.*
              Settings of the consumer.

        """,
        ConfigHelpText.Render(SampleSpec.Spec));

    [Fact]
    public void Markdown() => Assert.Equal(
        """
        | Option | Type | Default | Importance | What it does |
        |---|---|---|---|---|
        | `transforms` | list | empty | medium | Transforms in order. A list separated by commas. |

        ### Connection

        | Option | Type | Default | Importance | What it does |
        |---|---|---|---|---|
        | `connection.url` | string | **required** | high | Where the database is. A text. |
        | `connection.password` | password | – | high | Password of the user. A secret. |

        ### Writes

        | Option | Type | Default | Importance | What it does |
        |---|---|---|---|---|
        | `pk.mode` | string | `none` | medium | Where the key columns come from. One of none, kafka, record_key, record-value. |
        | `pk.fields` | list | **required** | medium | Names of the key columns. A list separated by commas, read only while pk.mode is one of record_key, kafka. |
        | `batch.size` | int | `3000` | low | Rows per statement. A whole number from 1 to 1000000. |

        ### Transforms: &lt;alias>

        | Option | Type | Default | Importance | What it does |
        |---|---|---|---|---|
        | `transforms.<alias>.type` | class | **required** | medium | Class of the transform. The name of a plugin class. |

        | Options | What they do |
        |---|---|
        | `transforms.<alias>.*` | Options of one transform. |
        | `consumer.override.*` | Settings of the consumer. |

        """,
        ConfigMarkdown.Render(SampleSpec.Spec));

    [Fact]
    public void Markdown_replaces_what_is_between_the_markers()
    {
        var spec = ConfigSpec.Of(ConfigKey.String("quote").Default("|").Doc("A | b."));
        var page = ConfigMarkdown.Replace("# T\n<!-- options:begin -->\nold\n<!-- options:end -->\ntail\n", spec);
        Assert.Equal(
            """
            # T
            <!-- options:begin -->
            | Option | Type | Default | Importance | What it does |
            |---|---|---|---|---|
            | `quote` | string | `\|` | medium | A \| b. A text. |
            <!-- options:end -->
            tail

            """,
            page);
        Assert.Equal(page, ConfigMarkdown.Replace(page, spec));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("<!-- options:end --><!-- options:begin -->")]
    [InlineData("<!-- options:begin --><!-- options:end --><!-- options:begin --><!-- options:end -->")]
    public void Markdown_needs_one_pair_of_markers(string page) =>
        Assert.Equal("CFG024", Assert.Throws<ConnectException>(() => ConfigMarkdown.Replace(page, ConfigSpec.Empty)).Code);

    [Fact]
    public void An_empty_spec_renders_to_little()
    {
        Assert.Equal("\n", ConfigHelpText.Render(ConfigSpec.Empty));
        Assert.Equal("\n", ConfigMarkdown.Render(ConfigSpec.Empty));
    }
}

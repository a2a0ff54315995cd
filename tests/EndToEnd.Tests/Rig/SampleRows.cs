using System.Globalization;
using System.Text;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>Numbered rows <c>k,seq,text</c> whose key and text follow from their number, said once in C# and once in SQL.</summary>
/// <param name="keys">The key is the number modulo this.</param>
internal sealed class SampleRows(long keys)
{
    /// <summary>Rows whose key is their number.</summary>
    public static readonly SampleRows Unique = new(1_000_000_000);

    /// <summary>The first record of a file.</summary>
    public const string Header = "k,seq,text\n";

    /// <summary>How many keys there are at most.</summary>
    public long Keys => keys;

    /// <summary>The text of the row <c>seq</c>, as SQL computes it.</summary>
    public const string SqlText = "'ä \"' || seq || '\", ' || E'\\n' || seq * 7919 % 1000003";

    /// <summary>Source options for a file of such rows.</summary>
    public static ConnectorOptions Source(string topic) => new()
    {
        ["connector.class"] = "FlatFileSourceConnector",
        ["topic"] = topic,
        ["csv.first.row.as.header"] = "true",
        ["columns"] = "k:int64, seq:int64, text:string",
        ["schema.generation.key.fields"] = "k",
        ["scan.interval.ms"] = "100",
        ["empty.poll.wait.ms"] = "20",
    };

    /// <summary>Source options for one file.</summary>
    public static ConnectorOptions Source(string topic, string file) => Source(topic).With("file", file);

    /// <summary>Records with quotes, a separator and a line end within.</summary>
    public string Records(long first, long count)
    {
        var text = new StringBuilder();
        for (var seq = first; seq < first + count; seq++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{seq % keys},{seq},\"ä \"\"{seq}\"\", \n{seq * 7919 % 1000003}\"\n");
        }

        return text.ToString();
    }

    /// <summary>Writes a whole file of rows.</summary>
    public void WriteFile(string path, long first, long count) => Workplace.Write(path, Header + Records(first, count));

    /// <summary>Adds rows to a file.</summary>
    public void Append(string path, long first, long count) => File.AppendAllText(path, Records(first, count));
}

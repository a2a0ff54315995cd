using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConnectRuntime.MySql.Tests.Json;

/// <summary>Random updates of parts of documents, as SQL.</summary>
internal sealed class RandomUpdates(Random random, RandomDocuments documents)
{
    private static readonly string[] Functions = ["JSON_SET", "JSON_SET", "JSON_REPLACE", "JSON_REMOVE"];

    /// <summary>An expression that changes parts of <c>doc</c>, whose text is given.</summary>
    public string Update(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1000 });
        var expression = "doc";
        for (var calls = random.Next(1, 4); calls > 0; calls--)
        {
            var function = Functions[random.Next(Functions.Length)];
            var changes = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            {
                var path = Path(document.RootElement, function == "JSON_REMOVE");
                var sql = $"CONVERT(x'{Convert.ToHexString(Encoding.UTF8.GetBytes(path))}' USING utf8mb4)";
                return function == "JSON_REMOVE" ? sql : $"{sql}, {documents.Document(random.Next(3, 7))}";
            });
            expression = $"{function}({expression}, {string.Join(", ", changes)})";
        }

        return expression;
    }

    // Mostly to a value that is there, sometimes to one beside it that is not.
    private string Path(JsonElement element, bool isRemoval)
    {
        var path = new StringBuilder("$");
        while (true)
        {
            var isObject = element.ValueKind == JsonValueKind.Object;
            var count = isObject ? element.EnumerateObject().Count() : element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : 0;
            var stops = path.Length > 1 || !isRemoval;
            if (stops && random.Next(4) == 0 && path.Length > 1)
            {
                return path.ToString();
            }

            if (count == 0 || random.Next(8) == 0)
            {
                return path.Append(Missing(element.ValueKind, count)).ToString();
            }

            var pick = random.Next(count);
            path.Append(isObject ? Member(element.EnumerateObject().ElementAt(pick).Name) : Element(pick, count));
            element = isObject ? element.EnumerateObject().ElementAt(pick).Value : element[pick];
        }
    }

    private string Missing(JsonValueKind kind, int count) => kind switch
    {
        JsonValueKind.Object => Member(documents.Plain()),
        JsonValueKind.Array => $"[{count + random.Next(3)}]",
        _ => random.Next(2) == 0 ? "[1]" : ".x",
    };

    private string Element(int index, int count) => random.Next(4) switch
    {
        0 when index == count - 1 => "[last]",
        0 => string.Create(CultureInfo.InvariantCulture, $"[last-{count - 1 - index}]"),
        _ => $"[{index}]",
    };

    private static string Member(string name)
    {
        var text = new StringBuilder(".\"");
        foreach (var c in name)
        {
            text.Append(c switch { '"' => "\\\"", '\\' => "\\\\", < ' ' => $"\\u{(int)c:x4}", _ => c.ToString() });
        }

        return text.Append('"').ToString();
    }
}

using System.Globalization;
using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.FlatFile.Columns;
using ConnectRuntime.FlatFile.Options;
using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>Makes the layout of a file from the configuration and what stands before its first record.</summary>
internal sealed class LayoutFactory(FlatFileConfig config)
{
    private readonly Dictionary<string, RecordStream> _streams = new(StringComparer.Ordinal);

    /// <summary>Makes the layout of one file.</summary>
    public IRecordLayout Create(Preamble preamble, string path, long changed)
    {
        var columns = Columns(preamble, out var fields, out var fieldCount);
        foreach (var missing in fields.Index().Where(field => field.Item < 0).Take(1))
        {
            throw new ConnectException(ErrorKind.Config, "FIL021", $"Cannot read file '{path}': its header has no column '{columns[missing.Index].SourceName}' but {string.Join(", ", preamble.Names!)}, every declared column is required. Correct columns, column.NAME.from or the file.");
        }

        var plans = columns.Select((column, i) => new ColumnPlan(column, fields[i], i, config.NullFields)).ToArray();
        var stream = Stream(columns, path);
        var target = new RowTarget(path, stream)
        {
            IsPlain = config.IsLine,
            KeyCells = [.. config.KeyFields.Select(name => Find(columns, name, path))],
            Timestamp = config.TimestampOfFile ? changed : -1,
            TimestampCell = config.TimestampField is { } field ? Find(columns, field, path) : -1,
            TimestampFactor = config.TimestampField is { } moment ? Factor(columns[Find(columns, moment, path)]) : 1,
            Headers = config.Headers,
            Columns = columns,
        };
        var skipsBlank = config.BlankLines == BlankLinePolicy.Skip && fieldCount > 1;
        var rules = new RecordRules(fieldCount, config.Ragged, config.TrailingSeparator, skipsBlank);
        return new DelimitedLayout(config.Delimited, new RowPlan(plans, columns.Count, config.Delimited), target, rules);
    }

    private IReadOnlyList<ColumnModel> Columns(Preamble preamble, out int[] fields, out int fieldCount)
    {
        if (config.IsLine)
        {
            (fields, fieldCount) = ([0], 1);
            return [ColumnModel.Text("line") with { Schema = RecordSchema.String }];
        }

        if (config.Columns is { } declared)
        {
            fieldCount = preamble.Names?.Count ?? declared.Count;
            fields = preamble.Names is { } names ? [.. declared.Select(column => Place(names, column))] : [.. Enumerable.Range(0, declared.Count)];
            return declared;
        }

        var found = preamble.Names ?? [.. Enumerable.Repeat(string.Empty, preamble.FieldCount)];
        fieldCount = found.Count;
        fields = [.. Enumerable.Range(0, fieldCount)];
        return [.. found.Select((name, i) => ColumnModel.Text(name.Length > 0 ? name : string.Create(CultureInfo.InvariantCulture, $"column{i + 1}")))];
    }

    private int Place(IReadOnlyList<string> names, ColumnModel column)
    {
        var exact = IndexOf(names, name => name == column.SourceName);
        return exact >= 0 || config.CaseSensitive
            ? exact
            : IndexOf(names, name => name.Equals(column.SourceName, StringComparison.OrdinalIgnoreCase));
    }

    private static int IndexOf<T>(IReadOnlyList<T> items, Func<T, bool> isIt)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (isIt(items[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private RecordStream Stream(IReadOnlyList<ColumnModel> columns, string path)
    {
        var topic = config.Topic.Contains("${file}", StringComparison.Ordinal)
            ? config.Topic.Replace("${file}", Clean(Path.GetFileNameWithoutExtension(path), "._-"), StringComparison.Ordinal)
            : config.Topic;
        var signature = $"{topic}\n{string.Join('\n', columns.Select(column => column.Name))}";
        if (_streams.TryGetValue(signature, out var known))
        {
            return known;
        }

        var value = config.IsLine ? columns[0].Schema : Struct(config.ValueName ?? $"{Clean(topic, "._")}.Value", columns, path);
        var key = config.KeyFields.Count == 0
            ? null
            : Struct(config.KeyName ?? $"{Clean(topic, "._")}.Key", [.. config.KeyFields.Select(name => columns[Find(columns, name, path)])], path);
        return _streams[signature] = new RecordStream(topic, key, value);
    }

    private static RecordSchema Struct(string name, IReadOnlyList<ColumnModel> columns, string path)
    {
        if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ConnectException(ErrorKind.Config, "FIL022", $"Cannot read file '{path}': its header names '{twice.Key}' more than once, different names are required. Correct the file, or set csv.skip.lines=1 and csv.first.row.as.header=false and declare the columns.");
        }

        var schema = SchemaBuilder.Struct(name);
        foreach (var column in columns)
        {
            schema.Field(column.Name, column.Schema);
        }

        return schema.Build();
    }

    private static int Find(IReadOnlyList<ColumnModel> columns, string name, string path) =>
        IndexOf(columns, column => column.Name == name) is var index and >= 0
            ? index
            : throw new ConnectException(ErrorKind.Config, "FIL023", $"Cannot read file '{path}': it has no column '{name}' but {string.Join(", ", columns.Select(column => column.Name))}, the columns of schema.generation.key.fields and timestamp.field are required. Correct those or the file.");

    private static long Factor(ColumnModel column) => column.Type == ColumnType.Date ? 86_400_000 : column.Schema.Logical.Unit switch
    {
        TimeUnit.Nanos => -1_000_000,
        TimeUnit.Micros => -1_000,
        _ => 1,
    };

    /// <summary>A name with '_' for everything but ASCII letters, digits and a few more.</summary>
    private static string Clean(string name, string more)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            clean.Append(char.IsAsciiLetterOrDigit(c) || more.Contains(c, StringComparison.Ordinal) ? c : '_');
        }

        return clean.ToString();
    }
}

using System.Text.Json;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Avro.Tests.Oracle;

/// <summary>Apache's Avro for Python, from the package python3-avro: another implementation to agree with.</summary>
internal static class PythonAvro
{
    private const string Program = """
        import sys, json, io
        import avro.schema, avro.io, avro.datafile
        def readable(value):
            if isinstance(value, dict):
                return {k: readable(v) for k, v in value.items()}
            if isinstance(value, (list, tuple)):
                return [readable(v) for v in value]
            if isinstance(value, bytes):
                return value.decode('latin-1')
            return value
        for line in sys.stdin:
            job = json.loads(line)
            if job['do'] == 'copy':
                schema = avro.schema.parse(job['schema'])
                given = io.BytesIO(bytes.fromhex(job['hex']))
                value = avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(given))
                rest = len(given.read())
                out = io.BytesIO()
                avro.io.DatumWriter(schema).write(value, avro.io.BinaryEncoder(out))
                print(json.dumps({'hex': out.getvalue().hex().upper(), 'rest': rest}))
            elif job['do'] == 'read':
                with avro.datafile.DataFileReader(open(job['path'], 'rb'), avro.io.DatumReader()) as reader:
                    rows = [readable(row) for row in reader]
                    print(json.dumps({'rows': rows, 'codec': reader.get_meta('avro.codec').decode()}))
            elif job['do'] == 'write':
                schema = avro.schema.parse(job['schema'])
                with avro.datafile.DataFileWriter(open(job['path'], 'wb'), avro.io.DatumWriter(), schema, codec=job['codec']) as writer:
                    for row in job['rows']:
                        writer.append(row)
                print('{}')
        """;

    /// <summary>Does jobs in one process; skipped where the package is missing.</summary>
    public static async Task<IReadOnlyList<JsonElement>> RunAsync(IEnumerable<object> jobs)
    {
        var python = await FindAsync();
        ServerRequirement.Installed(python is null ? "There is no python3 with the module avro: install python3-avro." : null);
        var input = string.Join('\n', jobs.Select(job => JsonSerializer.Serialize(job)));
        var result = await ProcessRunner.RunAsync(python!, ["-c", Program], input: input);
        return [.. result.OutputOrThrow().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    // The system's own interpreter has the system's packages; another one may come first in the path.
    private static async Task<string?> FindAsync()
    {
        foreach (var python in new[] { "/usr/bin/python3", ProcessRunner.Find("python3") })
        {
            if (python is not null && File.Exists(python) && (await ProcessRunner.RunAsync(python, ["-c", "import avro.datafile"])).ExitCode == 0)
            {
                return python;
            }
        }

        return null;
    }
}

using System.Collections;
using System.Text;
using ConnectRuntime.Host.Cli;

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
await using var output = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true };
await using var error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true };
var context = new CliContext(output, error)
{
    IsTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"),
    CreateWorker = (config, logging) => new HostedWorker(config, logging),
    Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""),
};

using var stop = new StopSignal();
return await ConnectCommand.RunAsync(args, context, stop.Token);

using System.CommandLine;
using ConnectRuntime.Host.Topics;

namespace ConnectRuntime.Host.Cli;

/// <summary><c>connect topics list</c> and <c>connect topics show NAME</c>: what is in the topics, also while a worker holds them.</summary>
internal static class TopicsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(CliContext context) => new("topics", "Lists the topics, or shows the records of one.")
    {
        List(context),
        Show(context),
    };

    private static Command List(CliContext context)
    {
        var options = new WorkerOptions();
        var command = new Command("list", "Lists the topics with their partitions and sizes.");
        options.AddTo(command);
        CommandAction.Set(command, context, ExitCode.Failed, async (parse, cancellationToken) =>
        {
            await using var topics = await OpenAsync(context, options, parse, cancellationToken);
            var rows = await topics.ListAsync(cancellationToken);
            var width = rows.Select(row => row.Name.Length).Append("topic".Length).Max();
            context.Out.WriteLine($"{"topic".PadRight(width)}  partitions       begin         end");
            foreach (var row in rows)
            {
                context.Out.WriteLine($"{row.Name.PadRight(width)}  {row.Partitions,10}  {row.Begin,10}  {row.End,10}");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        var name = new Argument<string>("name") { Description = "The topic." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line; there is no other form, so this is the default." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Wait for more at the end, until interrupted." };
        var from = new Option<long?>("--from")
        {
            Description = "Offset to begin at in every partition; the oldest by default.",
            HelpName = "N",
        };
        var max = new Option<long?>("--max") { Description = "Most records to show.", HelpName = "N" };
        var partition = new Option<int?>("--partition") { Description = "The one partition to show; all by default.", HelpName = "P" };
        foreach (var number in new Option[] { from, max, partition })
        {
            number.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: ['-', ..] } token])
                {
                    result.AddError($"{result.Option.Name} is {token.Value}, a number from 0 on is required.");
                }
            });
        }

        var options = new WorkerOptions();
        var command = new Command("show", "Shows the records of a topic, decoded where their schema is known.")
        {
            name, json, follow, from, max, partition,
        };
        options.AddTo(command);
        CommandAction.Set(command, context, ExitCode.Failed, async (parse, cancellationToken) =>
        {
            var query = new RecordQuery(parse.GetValue(name)!)
            {
                Follow = parse.GetValue(follow),
                From = parse.GetValue(from),
                Max = parse.GetValue(max),
                Partition = parse.GetValue(partition),
            };
            await using var topics = await OpenAsync(context, options, parse, cancellationToken);
            await topics.ShowAsync(query, context.Out, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<ITopicView> OpenAsync(
        CliContext context, WorkerOptions options, ParseResult parse, CancellationToken cancellationToken)
    {
        var config = (await options.ReadAsync(parse, context.Environment, cancellationToken)).Require("the worker");
        return await TopicViews.OpenAsync(
            config, () => context.CreateWorker(config, CommandLog.Create(context, parse)), cancellationToken);
    }
}

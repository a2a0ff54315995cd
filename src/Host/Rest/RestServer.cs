using ConnectRuntime.Host.Logging;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectRuntime.Host.Rest;

/// <summary>The REST API of a worker, on the addresses of <c>listeners</c>.</summary>
/// <remarks>It answers from the start on: 503 until the worker is ready, but for <c>/</c>, <c>/health</c> and the loggers.</remarks>
internal sealed class RestServer : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;

    private RestServer(WebApplication app) => _app = app;

    /// <summary>The addresses that it listens on, with the real port where 0 was asked for.</summary>
    public IReadOnlyList<string> Urls => [.. _app.Urls];

    /// <summary>An address that a process on this machine can use.</summary>
    public string LocalUrl => Listener.Local(_app.Urls.First());

    /// <summary>Starts to listen.</summary>
    /// <param name="listeners">Addresses such as <c>http://127.0.0.1:8083</c>, separated by commas.</param>
    /// <param name="worker">What is shown.</param>
    /// <param name="logging">Where the web framework writes its messages.</param>
    /// <param name="levels">What <c>/admin/loggers</c> changes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RestServer> StartAsync(
        string listeners, IWorkerView worker, ILoggerFactory logging, LogLevels levels, CancellationToken cancellationToken)
    {
        var addresses = await Listener.ParseAsync(listeners, cancellationToken);
        var app = Build(addresses, worker, logging, levels);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            await app.DisposeAsync();
            throw Listener.CannotListen(listeners, exception);
        }

        return new RestServer(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using (var timeout = new CancellationTokenSource(StopTimeout))
        {
            await _app.StopAsync(timeout.Token);
        }

        await _app.DisposeAsync();
    }

    private static WebApplication Build(IReadOnlyList<Listener> listeners, IWorkerView worker, ILoggerFactory logging, LogLevels levels)
    {
        // The empty builder reads no files and no environment: everything comes from the worker's own configuration.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddRoutingCore();
        builder.Services.Replace(ServiceDescriptor.Singleton(logging));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, listeners));

        var app = builder.Build();
        app.UseMiddleware<ErrorMiddleware>();
        app.UseRouting();
        app.UseMiddleware<RequestPolicy>(worker);
        new RootEndpoints(worker).Map(app);
        new ConnectorEndpoints(worker).Map(app);
        new ConnectorConfigEndpoints(worker).Map(app);
        new ConnectorStateEndpoints(worker).Map(app);
        new TaskEndpoints(worker).Map(app);
        new ConnectorTopicEndpoints(worker).Map(app);
        new OffsetEndpoints(worker).Map(app);
        new PluginEndpoints(worker).Map(app);
        new LoggerEndpoints(levels).Map(app);
        new TopicEndpoints(worker).Map(app);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, IReadOnlyList<Listener> listeners)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;

        // Longer than what is answered, so that too long an address gets a body that says so.
        kestrel.Limits.MaxRequestLineSize = 8 * RequestPolicy.MaxTarget;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        foreach (var endpoint in listeners.SelectMany(listener => listener.Endpoints))
        {
            kestrel.Listen(endpoint);
        }
    }

    /// <summary>A lifetime without signals: the command decides when the process ends.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

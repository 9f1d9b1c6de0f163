using System.Diagnostics;
using RabbitMQ.Client;

namespace BlurDetection.Queue.Tests.Support;

/// <summary>A RabbitMQ server on loopback with its own data, ports and Erlang port mapper; gone with the tests.</summary>
internal sealed class RabbitServer : IAsyncDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server", Ctl = "/usr/lib/rabbitmq/bin/rabbitmqctl";
    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort.Take(), _mapper = FreePort.Take(), _distribution = FreePort.Take();
    private Process? _process;

    public static bool IsInstalled => File.Exists(Program);

    public Uri Address => new($"amqp://guest:guest@127.0.0.1:{_port}");

    public async Task StartAsync()
    {
        File.WriteAllText(_folder.PathOf("enabled_plugins"), "[].");
        _process = Process.Start(Command(Program))!;
        _ = _process.StandardOutput.ReadToEndAsync();
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        while (!await IsReachableAsync())
        {
            if (_process.HasExited) throw new InvalidOperationException($"rabbitmq-server ended: {await errors}");
            await Task.Delay(200);
        }
    }

    /// <summary>Stops the broker as an operator does.</summary>
    public async Task StopAsync()
    {
        if (_process is null) return;
        using (Process stop = Process.Start(Command(Ctl, "stop"))!)
        {
            _ = stop.StandardOutput.ReadToEndAsync();
            _ = stop.StandardError.ReadToEndAsync();
            await stop.WaitForExitAsync();
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        using (Process mapper = Process.Start(Command("epmd", "-port", $"{_mapper}", "-kill"))!) await mapper.WaitForExitAsync();
        _folder.Dispose();
    }

    private async Task<bool> IsReachableAsync()
    {
        try
        {
            await using IConnection connection = await new ConnectionFactory { Uri = Address }.CreateConnectionAsync();
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.BrokerUnreachableException)
        {
            return false;
        }
    }

    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in (IEnumerable<(string, string)>)
        [
            ("HOME", _folder.Root), ("RABBITMQ_NODENAME", $"blur{_port}@localhost"), ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_NODE_PORT", $"{_port}"),
            ("RABBITMQ_DIST_PORT", $"{_distribution}"), ("RABBITMQ_MNESIA_BASE", _folder.PathOf("data")),
            ("RABBITMQ_LOG_BASE", _folder.PathOf("log")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", _folder.PathOf("enabled_plugins")), ("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
            ("RABBITMQ_CONFIG_FILE", _folder.PathOf("none")),
            ("RABBITMQ_PID_FILE", _folder.PathOf("pid")), ("ERL_EPMD_PORT", $"{_mapper}"), ("ERL_EPMD_ADDRESS", "127.0.0.1"),
        ])
            start.Environment[name] = value;
        return start;
    }
}

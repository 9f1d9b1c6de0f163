using System.Diagnostics;
using Npgsql;

namespace BlurDetection.Queue.Tests.Support;

/// <summary>A PostgreSQL server on loopback with its own data and port; gone with the tests.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
        : null;

    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort.Take();

    public static bool IsInstalled => Programs is not null;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=blur;Database=postgres;Timeout=5";

    private string Data => _folder.PathOf("data");

    public async Task StartAsync()
    {
        Directory.CreateDirectory(Data);
        // PostgreSQL refuses to run as root.
        if (IsRoot) await RunAsync("chown", "-R", "postgres", _folder.Root);
        await RunAsPostgresAsync("initdb", "-D", Data, "-U", "blur", "--auth=trust", "--no-sync", "-E", "UTF8");
        await ResumeAsync();
    }

    public Task ResumeAsync() => RunAsPostgresAsync(
        "pg_ctl", "-D", Data, "-w", "-t", "120", "-l", _folder.PathOf("log"), "-o",
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off", "start");

    public Task StopAsync() => RunAsPostgresAsync("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    public async Task<long> CountAsync(string sql)
    {
        // A pooled connection may be one of the time before the server was stopped.
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await StopAsync();
        _folder.Dispose();
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static Task RunAsPostgresAsync(string program, params string[] arguments)
    {
        string path = Path.Combine(Programs!, program);
        return IsRoot ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server inherits what pg_ctl has, so nothing is read from it.
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}

using BlurDetection.Scanning.Results;
using Npgsql;

namespace BlurDetection.Queue.Storage;

/// <summary>Results in PostgreSQL: one row for each content, model and options, and one for each address that was asked for.</summary>
/// <remarks>Every write is an upsert by its key, so a request that is delivered twice leaves the same rows.</remarks>
internal sealed class ResultStore : IAsyncDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS blur_results (
            content_hash text NOT NULL, model text NOT NULL, options text NOT NULL,
            verdict text NOT NULL, probability double precision, threshold double precision,
            strength double precision, evidence double precision,
            kind text, reason text, width integer, height integer, format text, finished_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (content_hash, model, options));
        CREATE TABLE IF NOT EXISTS blur_images (
            address text NOT NULL, model text NOT NULL, options text NOT NULL,
            content_hash text, size bigint, error text, message text, finished_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (address, model, options));
        """;

    // Two sessions that create the same table at once would collide.
    private const string Locked = "SELECT pg_advisory_xact_lock(25251); ";

    private readonly NpgsqlDataSource _source;

    private ResultStore(NpgsqlDataSource source) => _source = source;

    /// <summary>Connects, and creates the tables where they are missing.</summary>
    /// <param name="connectionString">Npgsql's connection string.</param>
    /// <param name="cancellationToken">Ends connecting.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses.</exception>
    public static async Task<ResultStore> OpenAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var source = NpgsqlDataSource.Create(connectionString);
        try
        {
            NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var connectionDisposal = connection.ConfigureAwait(false);
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using var transactionDisposal = transaction.ConfigureAwait(false);
            var command = new NpgsqlCommand(Locked + Schema, connection, transaction);
            await using (command.ConfigureAwait(false))
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new ResultStore(source);
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends all connections.</summary>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    internal async Task<bool> HasAsync(string contentHash, string model, string options, CancellationToken cancellationToken)
    {
        var command =
            _source.CreateCommand("SELECT 1 FROM blur_results WHERE content_hash = $1 AND model = $2 AND options = $3");
        await using var commandDisposal = command.ConfigureAwait(false);
        Add(command, contentHash, model, options);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>Keeps what became of a request, in one transaction.</summary>
    internal async Task SaveAsync(ImageResult result, string model, string options, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var batch = new NpgsqlBatch(connection);
        await using var batchDisposal = batch.ConfigureAwait(false);
        if (result.Verdict is not null)
        {
            var row = new NpgsqlBatchCommand("""
                INSERT INTO blur_results (content_hash, model, options, verdict, probability, threshold, strength, evidence,
                    kind, reason, width, height, format)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                ON CONFLICT (content_hash, model, options) DO NOTHING
                """);
            Add(row, result.ContentHash, model, options, ResultWords.Of(result.Verdict), result.Probability, result.Threshold,
                result.Strength, result.Evidence,
                ResultWords.Of(result.Kind), ResultWords.Of(result.Reason), result.Width, result.Height, result.Format);
            batch.BatchCommands.Add(row);
        }
        var image = new NpgsqlBatchCommand("""
            INSERT INTO blur_images (address, model, options, content_hash, size, error, message) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (address, model, options) DO UPDATE
            SET content_hash = excluded.content_hash, size = excluded.size, error = excluded.error,
                message = excluded.message, finished_at = now()
            """);
        Add(image, result.Path, model, options, result.ContentHash, result.Size, ResultWords.Of(result.Error), result.Message);
        batch.BatchCommands.Add(image);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false); // a batch is one transaction
    }

    internal async Task<(long Images, long Errors)> CountAsync(CancellationToken cancellationToken)
    {
        var command = _source
            .CreateCommand("SELECT count(*) FILTER (WHERE error IS NULL), count(*) FILTER (WHERE error IS NOT NULL) FROM blur_images");
        await using var commandDisposal = command.ConfigureAwait(false);
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerDisposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    // A zero byte, which a name may hold on no system that we know but a message may, is refused by PostgreSQL.
    private static object Value(object? value) =>
        value is string text ? text.Replace("\0", "\uFFFD", StringComparison.Ordinal) : value ?? DBNull.Value;

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<object?> values)
    {
        foreach (object? value in values) command.Parameters.Add(new NpgsqlParameter { Value = Value(value) });
    }

    private static void Add(NpgsqlBatchCommand command, params ReadOnlySpan<object?> values)
    {
        foreach (object? value in values) command.Parameters.Add(new NpgsqlParameter { Value = Value(value) });
    }
}

using BlurDetection.Imaging;

namespace BlurDetection.Inputs;

/// <summary>Reads what may never come: a pipe without a writer, a share that does not answer, a stream that ignores the token.</summary>
internal static class PatientReading
{
    /// <summary>Runs a reading on a thread of its own, since opening may block; one that is cancelled is left to itself.</summary>
    /// <param name="read">Opens, reads and closes.</param>
    /// <param name="cancellationToken">Ends the waiting, not the reading.</param>
    public static async ValueTask<EncodedBytes?> RunAsync(Func<Task<EncodedBytes>> read, CancellationToken cancellationToken)
    {
        var reading = Task.Run(read, CancellationToken.None);
        try
        {
            return await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = DisposeWhenReadAsync(reading);
            throw;
        }
    }

    private static async Task DisposeWhenReadAsync(Task<EncodedBytes> reading)
    {
        try
        {
            (await reading.ConfigureAwait(false)).Dispose();
        }
        catch (Exception)
        {
            // Nobody waits for it any more.
        }
    }
}

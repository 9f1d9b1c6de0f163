using BlurDetection.Cli.Output;

namespace BlurDetection.Cli;

/// <summary>Counts what the decoder says of damaged data.</summary>
internal sealed class DecoderDamage : IProgress<string>
{
    private readonly Lock _lock = new();
    private int _count;
    private string? _first;

    public void Report(string value)
    {
        lock (_lock) (_count, _first) = (_count + 1, _first ?? value);
    }

    /// <summary>Says what was counted; false, and not a word, if that was nothing.</summary>
    public async Task<bool> TellAsync(TextWriter error, string source)
    {
        if (_count == 0) return false;
        await error.WriteLineAsync(PlainText.Of($"{source}: the decoder reported {_count} errors, the first: {_first}"));
        return true;
    }
}

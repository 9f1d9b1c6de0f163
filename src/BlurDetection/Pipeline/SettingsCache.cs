namespace BlurDetection.Pipeline;

/// <summary>Remembers the last parsed settings, which are the same in every row. Thread-safe.</summary>
internal sealed class SettingsCache
{
    private volatile Entry? _last;

    public PipelineSettings Get(string text)
    {
        var last = _last;
        if (last is null || last.Text != text) _last = last = new Entry(text, PipelineSettings.Parse(text));
        return last.Settings;
    }

    private sealed record Entry(string Text, PipelineSettings Settings);
}

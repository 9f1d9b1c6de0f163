using System.Text;
using Spectre.Console;

namespace BlurDetection.Cli.Output;

/// <summary>Standard error. A line that comes while bars are drawn there, such as the answer to Ctrl-C, stands above them;
/// written between them, the next drawing would wipe it.</summary>
internal sealed class ErrorOutput(TextWriter inner) : TextWriter
{
    private volatile Action<string>? _above;

    public TextWriter Inner => inner;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>Takes lines for as long as something is drawn.</summary>
    /// <param name="error">The writer that is drawn on; nothing happens where it is not an <see cref="ErrorOutput"/>.</param>
    /// <param name="write">Writes a line above what is drawn, from any thread.</param>
    public static IDisposable? Above(TextWriter error, Action<string> write) =>
        error is ErrorOutput output ? new Drawing(output, write) : null;

    /// <inheritdoc cref="Above(TextWriter, Action{string})"/>
    public static IDisposable? Above(TextWriter error, IAnsiConsole bars) =>
        Above(error, line => bars.Write(new LineAboveBars(line)));

    public override void Write(char value) => inner.Write(value);

    public override void Write(string? value) => inner.Write(value);

    public override void Flush() => inner.Flush();

    public override void WriteLine(string? value)
    {
        if (_above is { } write) write(value ?? "");
        else inner.WriteLine(value);
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    private sealed class Drawing : IDisposable
    {
        private readonly ErrorOutput _output;

        public Drawing(ErrorOutput output, Action<string> write) => (_output = output)._above = write;

        public void Dispose() => _output._above = null;
    }
}

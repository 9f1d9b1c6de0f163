namespace BlurDetection.Cli;

/// <summary>Tells that the program that reads our results has gone: <c>blur classify photos | head -1</c>.</summary>
internal static class BrokenPipe
{
    private const int Epipe = 32, ErrorBrokenPipe = unchecked((int)0x8007006D), ErrorNoData = unchecked((int)0x800700E8);

    /// <summary>Standard output that throws when nobody reads it any more; .NET's own writer passes over that.</summary>
    public static TextWriter Output()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows()) return Console.Out;
        var stream = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file is left to .NET, which writes where other programs' output ends.
        if (stream.CanSeek) return Console.Out;
        return TextWriter.Synchronized(new StreamWriter(stream, Console.OutputEncoding) { AutoFlush = true });
    }

    public static bool Is(Exception error) => error is IOException { HResult: Epipe or ErrorBrokenPipe or ErrorNoData };
}

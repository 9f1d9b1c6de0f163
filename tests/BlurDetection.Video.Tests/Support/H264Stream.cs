using System.Diagnostics;

namespace BlurDetection.Video.Tests.Support;

/// <summary>An H.264 elementary stream (Annex B), cut into frames and into payloads of RTP (RFC 6184).</summary>
internal static class H264Stream
{
    private const int MostBytes = 1400;
    private const int Delimiter = 9, FragmentA = 28; // types of NAL units

    /// <summary>The frames of a clip whose encoder wrote an access unit delimiter before each (<c>-x264-params aud=1</c>).</summary>
    public static async Task<IReadOnlyList<byte[]>> ReadAsync(string clip)
    {
        string[] arguments =
            ["-v", "error", "-nostdin", "-i", clip, "-c", "copy", "-an", "-bsf:v", "h264_mp4toannexb", "-f", "h264", "pipe:1"];
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardOutput = true })!;
        using var stream = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(stream);
        await process.WaitForExitAsync();
        var bytes = stream.ToArray();
        var starts = Starts(bytes).Where(at => Type(bytes[at]) == Delimiter).Append(bytes.Length + 3).ToArray();
        return [.. starts.Zip(starts.Skip(1), (from, to) => bytes[(from - 3)..(to - 3)])];
    }

    /// <summary>A frame as payloads: a unit each where it is short, fragments (FU-A) where it is long.</summary>
    public static IEnumerable<(byte[] Payload, bool IsLast)> Payloads(byte[] accessUnit)
    {
        int[] starts = [.. Starts(accessUnit), accessUnit.Length + 3];
        for (var i = 0; i < starts.Length - 1; i++)
        {
            var unit = accessUnit[starts[i]..(starts[i + 1] - 3)];
            if (Type(unit[0]) == Delimiter) continue; // cameras send none
            var isLastUnit = i == starts.Length - 2;
            if (unit.Length <= MostBytes)
            {
                yield return (unit, isLastUnit);
                continue;
            }
            for (var at = 1; at < unit.Length; at += MostBytes)
            {
                var isLast = at + MostBytes >= unit.Length;
                var mark = (at == 1 ? 0x80 : 0) | (isLast ? 0x40 : 0);
                yield return ([(byte)(unit[0] & 0xe0 | FragmentA), (byte)(mark | Type(unit[0])),
                    .. unit.AsSpan(at, Math.Min(MostBytes, unit.Length - at))], isLast && isLastUnit);
            }
        }
    }

    // where units begin: after 0, 0, 1; the zero of a longer start code is left at the end of the unit before, where zeros may stand
    private static IEnumerable<int> Starts(byte[] bytes)
    {
        for (var at = 3; at < bytes.Length; at++)
            if (bytes[at - 3] == 0 && bytes[at - 2] == 0 && bytes[at - 1] == 1) yield return at;
    }

    private static int Type(byte header) => header & 0x1f;
}

using System.Runtime.InteropServices;
using JpegLibrary;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Takes the blocks of 8x8 samples that JpegLibrary decodes.</summary>
internal sealed class JpegBlocks(SamplePlanes planes, int precision, CancellationToken cancellationToken) : JpegBlockOutputWriter
{
    private const int Side = 8;
    private readonly int _white = (1 << precision) - 1;
    private readonly bool[] _complete = new bool[planes.Samples];

    /// <summary>Whether the last block of every component has come.</summary>
    public bool IsComplete => Array.TrueForAll(_complete, complete => complete);

    public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
    {
        if (x == 0) cancellationToken.ThrowIfCancellationRequested();
        if ((uint)componentIndex >= (uint)planes.Samples) return;
        var block = MemoryMarshal.CreateReadOnlySpan(ref blockRef, Side * Side);
        var width = Math.Min(Side, planes.Width - x);
        if (x < 0 || y < 0 || width <= 0) return;
        Span<int> row = stackalloc int[Side];
        for (var i = 0; i < Side && y + i < planes.Height; i++)
        {
            for (var k = 0; k < width; k++) row[k] = Math.Clamp((int)block[Side * i + k], 0, _white);
            planes.Set(componentIndex, y + i, x, row[..width]);
        }
        _complete[componentIndex] |= x + Side >= planes.Width && y + Side >= planes.Height;
    }
}

using System.Numerics;
using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Reads the bits of a JPEG-LS scan: the byte behind 0xFF carries seven (ISO/IEC 14495-1, A.1).</summary>
internal ref struct JpegLsBits(ReadOnlySpan<byte> scan)
{
    private readonly ReadOnlySpan<byte> _scan = scan;
    private ulong _buffer; // the next bits are the highest of the lowest _count
    private int _count;
    private int _missing;
    private bool _stuffed;

    public int Position { get; private set; }

    /// <summary>Whether bits were read that are not there.</summary>
    public readonly bool IsExhausted => _count < _missing;

    public bool ReadBit() => Read(1) != 0;

    /// <summary>Up to 16 bits.</summary>
    public int Read(int bits)
    {
        if (bits == 0) return 0;
        if (_count < bits) Fill();
        _count -= bits;
        return (int)(_buffer >> _count) & ((1 << bits) - 1);
    }

    /// <summary>Counts zeros up to a one, and takes them all; damaged streams end in an error.</summary>
    public int CountZeros(int most)
    {
        for (var zeros = 0; ;)
        {
            if (_count == 0) Fill();
            var next = _buffer << (64 - _count);
            var run = Math.Min(BitOperations.LeadingZeroCount(next), _count);
            zeros += run;
            _count -= run;
            if (zeros > most) throw DicomErrors.Compressed(JpegLsFrame.Codec, "a code is longer than the longest");
            if (_count == 0) continue;
            _count--;
            return zeros;
        }
    }

    private void Fill()
    {
        while (_count <= 48)
        {
            var (next, width) = (0, _stuffed ? 7 : 8);
            if (Position < _scan.Length && !(_scan[Position] == 0xFF && (Position + 1 == _scan.Length || _scan[Position + 1] >= 0x80)))
            {
                next = _scan[Position++];
                _stuffed = next == 0xFF;
            }
            else
            {
                _missing += width;
            }
            _buffer = _buffer << width | (uint)next & (1u << width) - 1;
            _count += width;
        }
    }
}

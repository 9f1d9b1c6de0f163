using System.Buffers.Binary;

namespace BlurDetection.Dicom.Codecs;

/// <summary>The coding parameters that a JPEG-LS stream sets (ISO/IEC 14495-1, C.2.4.1.1); 0 stands for the default.</summary>
internal readonly record struct JpegLsPreset(int Largest, int T1, int T2, int T3, int Reset)
{
    public static JpegLsPreset Read(ReadOnlySpan<byte> body) => new(At(body, 0), At(body, 1), At(body, 2), At(body, 3), At(body, 4));

    private static int At(ReadOnlySpan<byte> body, int index) => BinaryPrimitives.ReadUInt16BigEndian(body[(2 * index)..]);
}

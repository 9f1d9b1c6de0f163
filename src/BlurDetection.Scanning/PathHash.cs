using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BlurDetection.Scanning;

/// <summary>128 bits that stand for a path: the first half of its SHA-256, so that it is the same on every machine and in
/// every version.</summary>
internal static class PathHash
{
    private const int OnStack = 512;

    public static UInt128 Of(string path)
    {
        int most = Encoding.UTF8.GetMaxByteCount(path.Length);
        byte[]? rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> bytes = rented ?? stackalloc byte[OnStack];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(path, bytes)], hash);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}

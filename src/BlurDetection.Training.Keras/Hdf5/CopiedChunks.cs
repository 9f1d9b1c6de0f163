using System.Runtime.InteropServices;
using PureHDF.VOL.Native;

namespace BlurDetection.Training.Keras.Hdf5;

/// <summary>Keeps a copy of each chunk, and refuses those whose memory PureHDF 2.2.0 uses again while it still reads them.</summary>
/// <remarks>
/// It does so for checksums (fletcher32) without compression. Where a chunk is as wide as the data it has been copied before; where
/// it is not, rows are put together of several chunks, all of which then show the last.
/// </remarks>
internal sealed class CopiedChunks(bool splitsColumns) : IReadingChunkCache
{
    private readonly Dictionary<ulong, byte[]> _chunks = [];
    private readonly HashSet<byte[]> _memory = [];

    public Memory<byte> GetChunk(ulong index, Func<Memory<byte>> chunkReader)
    {
        if (_chunks.TryGetValue(index, out byte[]? known)) return known;
        var chunk = chunkReader();
        if (MemoryMarshal.TryGetArray<byte>(chunk, out var array) && !_memory.Add(array.Array!) && splitsColumns)
            throw new InvalidDataException("it is stored in chunks that split its columns, with checksums (fletcher32) and without " +
                "compression, which PureHDF 2.2.0 misreads; store it without checksums, or compressed");
        return _chunks[index] = chunk.ToArray();
    }
}

using BlurDetection.Training.Keras.Weights;
using PureHDF;
using PureHDF.VOL.Native;

namespace BlurDetection.Training.Keras.Hdf5;

/// <summary>What Keras puts into HDF5 files: texts beside groups, and arrays of 32-bit floats. Everything else is refused.</summary>
internal sealed class Hdf5Reader : IDisposable
{
    private const long MostTexts = 1_000_000;

    // Deflate gives at most 1,032 bytes for one.
    private const long BestCompression = 1032, MostBytes = 1L << 31;

    private readonly MeteredStream _stream;
    private readonly string _source;
    private readonly NativeFile _file;

    /// <exception cref="InvalidModelException">The bytes are not an HDF5 file.</exception>
    internal Hdf5Reader(byte[] content, string source)
    {
        (_stream, _source) = (new MeteredStream(content), source);
        _file = Guard("", () => (NativeFile)H5File.Open(_stream, leaveOpen: false));
    }

    // All that has to be let go is the stream; PureHDF closes files that others point to, and stumbles over what could not be read.
    public void Dispose() => _stream.Dispose();

    internal bool Has(string path) => Guard(path, () => _file.LinkExists(path));

    /// <summary>A text beside a group; <see langword="null"/> if there is none.</summary>
    internal string? Text(string group, string attribute) => Guard($"{group}@{attribute}", () =>
        Attribute(group, attribute) is { } found ? Texts(found) is [var one] ? one
            : throw new InvalidDataException("it is not a single text") : null);

    /// <summary>A list of texts, which Keras spreads over several attributes if it is long; <see langword="null"/> if
    /// there is none.</summary>
    internal IReadOnlyList<string>? TextList(string group, string attribute) => Guard($"{group}@{attribute}", () =>
    {
        if (Attribute(group, attribute) is { } whole) return Texts(whole);
        List<string>? texts = null;
        for (int part = 0; Attribute(group, $"{attribute}{part}") is { } found; part++) (texts ??= []).AddRange(Texts(found));
        return texts;
    });

    /// <summary>An array of 32-bit floats.</summary>
    /// <exception cref="InvalidModelException">There is none, or it is stored in a way that could give wrong numbers.</exception>
    internal KerasArray Floats(string path) => Guard(path, () =>
    {
        if (!_file.LinkExists(path)) throw new InvalidDataException("it is missing");
        if (_file.Get(path) is not NativeDataset data) throw new InvalidDataException("it is not an array");
        if (data.Type.Class != H5DataTypeClass.FloatingPoint || data.Type.Size != sizeof(float))
            throw new InvalidDataException($"it holds {data.Type.Class} values of {data.Type.Size} bytes; 32-bit floats are read. Save " +
                $"the model with float32 weights");
        long[] shape = [.. data.Space.Dimensions.Select(side => checked((long)side))];
        long bytes = checked(shape.Aggregate((long)sizeof(float), (a, b) => checked(a * b)));
        long before = _stream.BytesRead;
        float[] values = Values(data, bytes);
        // What lies in another file passes by this one.
        if (data.Layout.Class == H5DataLayoutClass.Contiguous && _stream.BytesRead - before < bytes)
            throw new InvalidDataException("its values lie in another file, which is not read");
        return values.LongLength * sizeof(float) == bytes ? new KerasArray(shape, values)
            : throw new InvalidDataException($"it has {values.Length} values of {bytes / sizeof(float)}");
    });

    private float[] Values(NativeDataset data, long bytes)
    {
        switch (data.Layout.Class)
        {
            case H5DataLayoutClass.Compact or H5DataLayoutClass.Contiguous:
                if (bytes > _stream.Length) throw new InvalidDataException($"it claims {bytes:N0} bytes, more than the file has");
                return data.Space.Rank == 0 ? [data.Read<float>()] : data.Read<float[]>();
            case H5DataLayoutClass.Chunked:
                var chunks = data.Layout.Chunks;
                long chunk = checked(chunks.Aggregate((long)sizeof(float), (a, b) => checked(a * (long)b)));
                if (Math.Max(bytes, chunk) > Math.Min(MostBytes, checked(_stream.Length * BestCompression)))
                    throw new InvalidDataException($"it claims {bytes:N0} bytes, more than the file can hold");
                if (chunks.Length != data.Space.Rank) throw new InvalidDataException("its chunks have other dimensions");
                bool splits = chunks.Skip(1).Zip(data.Space.Dimensions.Skip(1)).Any(axis => (ulong)axis.First < axis.Second);
                return data.Read<float[]>(new H5DatasetAccess(ChunkCache: new CopiedChunks(splits)));
            default:
                throw new InvalidDataException("its values lie in other arrays (a virtual data set), which are not read");
        }
    }

    private IH5Attribute? Attribute(string group, string attribute)
    {
        if (group.Length > 0 && !_file.LinkExists(group)) return null;
        IH5Object item = group.Length == 0 ? _file : _file.Get(group);
        return item.AttributeExists(attribute) ? item.Attribute(attribute) : null;
    }

    private static IReadOnlyList<string> Texts(IH5Attribute attribute)
    {
        ulong count = attribute.Space.Dimensions.Aggregate(1UL, (a, b) => checked(a * b));
        // Of an empty list, NumPy makes floats.
        if (attribute.Space.Type == H5DataspaceType.Null || count == 0) return [];
        if (count > MostTexts || attribute.Type.Class is not (H5DataTypeClass.String or H5DataTypeClass.VariableLength))
            throw new InvalidDataException("it is not a list of texts");
        string?[] texts = attribute.Space.Rank == 0 ? [attribute.Read<string>()] : attribute.Read<string[]>();
        return [.. texts.Select(text => text ?? throw new InvalidDataException("one of its texts is missing"))];
    }

    // PureHDF has no exceptions of its own: what a damaged file leads to is of any type.
    private T Guard<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e)
        {
            throw new InvalidModelException(
                $"{_source}{(place.Length > 0 ? $": '{place}'" : "")} cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }
}

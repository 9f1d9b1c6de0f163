using BlurDetection.Imaging;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Degradation;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.DefaultModel;

/// <summary>The soft places of the sharp photographs, as someone saw them or else the network of the stages before does, kept beside the checkpoint.</summary>
/// <remarks>
/// What lies out of focus behind a sharp subject must not be taught as sharp. Cells that the network finds are left out of the local truth, not turned into
/// blurred ones: a network's own opinion is good enough to doubt a label, not to make one. What someone saw is (<see cref="MarkedPlaces"/>).
/// </remarks>
internal sealed class OwnBlurs
{
    private const string FileName = "soft-places.bin";
    private readonly Dictionary<string, OwnBlur> _byName;

    private OwnBlurs(Dictionary<string, OwnBlur> byName) => _byName = byName;

    /// <summary>How many photographs have any.</summary>
    public int Count => _byName.Count;

    /// <summary>How many have places of which someone saw that they are soft.</summary>
    public int SeenCount => _byName.Values.Count(own => own.Soft is not null);

    public OwnBlur? Of(Photograph photograph) => _byName.GetValueOrDefault(photograph.Name);

    /// <summary>Looks at every photograph to train on, at canonical size, unless someone did.</summary>
    public static OwnBlurs Measure(NetworkModule module, SharpLibrary library, MarkedPlaces marked)
    {
        module.eval();
        using var noGrad = no_grad();
        var found = new Dictionary<string, OwnBlur>();
        foreach (var photograph in library.Training)
        {
            if (marked.Of(photograph.Name) is { } places)
            {
                if (OwnBlur.Of(places, photograph.Width, photograph.Height) is { } seen) found[photograph.Name] = seen;
                continue;
            }
            using var scope = NewDisposeScope();
            var image = Scaling.ToCanonical(photograph.ToLuma());
            var map = module.forward(tensor(image.Pixels.ToArray(), [1, 1, image.Height, image.Width]))["map"].select(1, 0).contiguous();
            if (OwnBlur.Of((int)map.shape[2], (int)map.shape[1], map.data<float>().ToArray()) is { } own) found[photograph.Name] = own;
        }
        return new OwnBlurs(found);
    }

    /// <summary>Writes beside, then moves.</summary>
    public void Save(string folder) => SafeFile.Write(Path.Combine(folder, FileName), stream => stream.Write(ToBytes()));

    /// <summary>What <see cref="Save"/> writes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(_byName.Count);
        foreach (var (name, own) in _byName.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.Write(name);
            writer.Write(own.Columns);
            writer.Write(own.Rows);
            writer.Write(own.Doubt);
            writer.Write(own.Soft is not null);
            if (own.Soft is not null) writer.Write(own.Soft);
        }
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Save"/> wrote, or <see langword="null"/> where there is none.</summary>
    public static OwnBlurs? Read(string folder)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) return null;
        using var reader = new BinaryReader(File.OpenRead(file));
        var found = new Dictionary<string, OwnBlur>();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string name = reader.ReadString();
            int columns = reader.ReadInt32(), rows = reader.ReadInt32();
            found[name] = new OwnBlur(columns, rows, reader.ReadBytes(columns * rows), reader.ReadBoolean() ? reader.ReadBytes(columns * rows) : null);
        }
        return new OwnBlurs(found);
    }
}

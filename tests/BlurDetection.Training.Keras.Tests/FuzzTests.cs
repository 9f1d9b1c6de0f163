using System.IO.Compression;
using System.Text;
using BlurDetection.Tests.Robustness;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Keras.Tests.Support;
using Xunit.Abstractions;

namespace BlurDetection.Training.Keras.Tests;

/// <summary>Damaged models of Keras and TensorFlow.js are read, or refused with an error that names the file.</summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int UsualMutants = 120, Kinds = 6;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.h5")]
    [InlineData("model.keras")]
    [InlineData("weights in model.keras")]
    [InlineData("configuration in model.keras")]
    [InlineData("model.json")]
    public void ADamagedFileIsReadOrRefusedWithAnErrorThatNamesIt(string kind)
    {
        var (network, weights) = KerasFiles.Some("branches");
        string path = Path.Combine(_folder.Path, kind[(kind.LastIndexOf(' ') + 1)..]);
        if (kind == "model.json")
        {
            var small = SomeNetworks.Small("notebook");
            KerasModelWriter.WriteTensorFlowJs(_folder.Path, small, SomeNetworks.Weights(small));
        }
        else KerasModelWriter.Write(path, network, weights);
        Mutate(path, kind, File.ReadAllBytes(path));
    }

    [SkippableFact]
    public void SoIsADamagedFileOfH5py()
    {
        Skip.If(H5py.Missing is not null, H5py.Missing);
        var (network, weights) = KerasFiles.Some("notebook");
        string path = H5py.Write("write_legacy", KerasFiles.Legacy(network, weights, "2.15.0"), Path.Combine(_folder.Path, "model.h5"));
        Mutate(path, "model.h5", File.ReadAllBytes(path));
    }

    [Fact]
    public void AnEmptyFileAFolderAndAnotherFileAreRefused()
    {
        Assert.Throws<InvalidModelException>(() => KerasModelReader.Read(_folder.Write("empty.keras", "")));
        Assert.Contains("neither",
            Assert.Throws<InvalidModelException>(() => KerasModelReader.Read(_folder.Write("text.h5", "no model"))).Message);
        Assert.Throws<FileNotFoundException>(() => KerasModelReader.Read(Path.Combine(_folder.Path, "missing.keras")));
    }

    [SkippableFact]
    public void ADeviceAndAModelOfJsonAbove64MiBAreRefused()
    {
        string path = _folder.Write("model.json", "{");
        using (FileStream file = File.OpenWrite(path)) file.SetLength((64 << 20) + 1);
        Assert.Contains("67108864", Assert.Throws<InvalidModelException>(() => KerasModelReader.Read(path)).Message);
        Skip.IfNot(OperatingSystem.IsLinux(), "There is no /dev/zero elsewhere.");
        Assert.Contains("/dev/zero", Assert.Throws<InvalidModelException>(() => KerasModelReader.Read("/dev/zero")).Message);
    }

    private void Mutate(string path, string kind, byte[] sound)
    {
        var target = new FuzzTarget(kind, [sound], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            KerasModelReader.Read(path);
        }, e => e is UnsupportedKerasLayerException
            || (e is InvalidModelException && e.Message.Contains(path, StringComparison.Ordinal)),
        kind == "model.keras" ? Checksums.OfZip : null, (bytes, random) => kind switch
        {
            "weights in model.keras" => Inside(bytes, "model.weights.h5", random, Bytes),
            "configuration in model.keras" => Inside(bytes, "config.json", random, Text),
            "model.json" => Text(bytes, random),
            _ => Bytes(bytes, random),
        });
        FuzzRun.Of(target, Kinds, output, UsualMutants);
    }

    // Structure lies at the beginning and the end; single bits, whole bytes, lost, doubled and emptied stretches.
    private static byte[] Bytes(byte[] sound, Random random)
    {
        byte[] bytes = [.. sound];
        int Place() => random.Next(3) switch { 0 => random.Next(Math.Min(2000, bytes.Length)),
            1 => bytes.Length - 1 - random.Next(Math.Min(4000, bytes.Length)), _ => random.Next(bytes.Length) };
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            int place = Place(), length = random.Next(1, 64);
            switch (random.Next(6))
            {
                case 0: bytes[place] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[place] = (byte)random.Next(256); break;
                case 2: bytes[place] = 255; break;
                case 3: bytes.AsSpan(place, Math.Min(length, bytes.Length - place)).Clear(); break;
                case 4: if (bytes.Length > 200) bytes = bytes[..(place + 1)]; break;
                default:
                    bytes = [.. bytes[..place], .. bytes.AsSpan(place, Math.Min(length, bytes.Length - place)), .. bytes[place..]]; break;
            }
        }
        return bytes;
    }

    // A number, a name or a mark changed for another.
    private static byte[] Text(byte[] sound, Random random)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(sound));
        string[] others =
            ["-1", "0", "1e308", "2147483648", "null", "\"\"", "[]", "{}", "true", "\"same\"", "99999999999999999999", "[1,2,3]"];
        for (int i = random.Next(1, 3); i > 0; i--)
        {
            int place = random.Next(text.Length);
            while (place < text.Length && !char.IsDigit(text[place]) && random.Next(8) != 0) place++;
            int end = place;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '"' or '_' or '.')) end++;
            if (end > place) text.Remove(place, end - place).Insert(place, others[random.Next(others.Length)]);
            else if (place < text.Length) text[place] = "{}[],:\" "[random.Next(8)];
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Inside(byte[] archive, string entry, Random random, Func<byte[], Random, byte[]> mutate)
    {
        using var stream = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(archive)))
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var part in from.Entries)
            {
                using var content = new MemoryStream();
                using (var opened = part.Open()) opened.CopyTo(content);
                using var written = to.CreateEntry(part.Name, CompressionLevel.NoCompression).Open();
                written.Write(part.Name == entry ? mutate(content.ToArray(), random) : content.ToArray());
            }
        return stream.ToArray();
    }
}

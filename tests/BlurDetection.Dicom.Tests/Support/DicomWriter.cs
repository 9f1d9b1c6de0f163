using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace BlurDetection.Dicom.Tests.Support;

/// <summary>Writes data elements in the order of their tags, in any of the four ways to encode a data set.</summary>
internal sealed class DicomWriter
{
    public const string ImplicitLittleEndian = "1.2.840.10008.1.2", ExplicitLittleEndian = "1.2.840.10008.1.2.1",
        DeflatedLittleEndian = "1.2.840.10008.1.2.1.99", ExplicitBigEndian = "1.2.840.10008.1.2.2", Rle = "1.2.840.10008.1.2.5",
        JpegBaseline = "1.2.840.10008.1.2.4.50", JpegLossless = "1.2.840.10008.1.2.4.57", JpegLosslessSv1 = "1.2.840.10008.1.2.4.70",
        JpegLs = "1.2.840.10008.1.2.4.80", Jpeg2000 = "1.2.840.10008.1.2.4.90", Mpeg2 = "1.2.840.10008.1.2.4.100";

    /// <summary>Stands in every file for what must never be shown.</summary>
    public const string PatientName = "ZZYZX^QUENTIN", PatientId = "PATIENT-4711", Institution = "ZZYZX GENERAL HOSPITAL";

    private static readonly string[] LongForms = ["OB", "OW", "SQ", "UN", "UT", "OV", "OF", "OD"];
    private readonly SortedDictionary<uint, (string Vr, Func<DicomWriter, byte[]> Value, bool Undefined)> _elements = [];
    private bool _explicit = true, _bigEndian;

    public DicomWriter Bytes(uint tag, string vr, byte[] value) => Add(tag, vr, _ => value);

    public DicomWriter Text(uint tag, string vr, string value) =>
        Bytes(tag, vr, Encoding.ASCII.GetBytes(value.Length % 2 == 0 ? value : value + " "));

    public DicomWriter UInt16(uint tag, params int[] values) => Add(tag, "US", writer => writer.Words(values));

    public DicomWriter UInt32(uint tag, uint value) => Add(tag, "UL", writer => writer.Number(value));

    /// <summary>16-bit words in the order of the file.</summary>
    public DicomWriter Words(uint tag, string vr, params int[] values) => Add(tag, vr, writer => writer.Words(values));

    public DicomWriter Sequence(uint tag, bool undefinedLength, params DicomWriter[] items) =>
        Add(tag, "SQ", writer => writer.Items(items, undefinedLength), undefinedLength);

    /// <summary>Encapsulated pixel data.</summary>
    public DicomWriter Fragments(byte[] offsetTable, params byte[][] fragments) => Add(0x7FE0_0010, "OB", _ =>
    {
        var bytes = new MemoryStream();
        foreach (var item in fragments.Prepend(offsetTable))
        {
            bytes.Write([0xFE, 0xFF, 0x00, 0xE0, .. BitConverter.GetBytes(item.Length + item.Length % 2), .. item]);
            if (item.Length % 2 == 1) bytes.WriteByte(0);
        }
        bytes.Write([0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]);
        return bytes.ToArray();
    }, undefined: true);

    public DicomWriter Remove(uint tag)
    {
        _elements.Remove(tag);
        return this;
    }

    /// <summary>A Part 10 file.</summary>
    public byte[] File(string syntax)
    {
        var meta = new DicomWriter().Bytes(0x0002_0001, "OB", [0, 1])
            .Text(0x0002_0010, "UI", syntax + (syntax.Length % 2 == 0 ? "" : "\0")).DataSet(true, false);
        var dataSet = DataSet(syntax != ImplicitLittleEndian, syntax == ExplicitBigEndian);
        if (syntax == DeflatedLittleEndian) dataSet = Deflate(dataSet);
        return [.. new byte[128], .. "DICM"u8, .. new DicomWriter().UInt32(0x0002_0000, (uint)meta.Length).DataSet(true, false), .. meta,
            .. dataSet];
    }

    /// <summary>The data set alone, as very old files are.</summary>
    public byte[] DataSet(bool explicitVr, bool bigEndian)
    {
        (_explicit, _bigEndian) = (explicitVr, bigEndian);
        var bytes = new MemoryStream();
        foreach (var (tag, (vr, value, undefined)) in _elements)
        {
            var content = value(this);
            var length = undefined ? uint.MaxValue : (uint)content.Length;
            bytes.Write(Words((int)(tag >> 16), (int)(tag & 0xFFFF)));
            if (!explicitVr) bytes.Write(Number(length));
            else if (LongForms.Contains(vr)) bytes.Write([.. Encoding.ASCII.GetBytes(vr), 0, 0, .. Number(length)]);
            else bytes.Write([.. Encoding.ASCII.GetBytes(vr), .. Words((int)length)]);
            bytes.Write(content);
        }
        return bytes.ToArray();
    }

    private DicomWriter Add(uint tag, string vr, Func<DicomWriter, byte[]> value, bool undefined = false)
    {
        _elements[tag] = (vr, value, undefined);
        return this;
    }

    private byte[] Items(DicomWriter[] items, bool undefinedLength)
    {
        var bytes = new MemoryStream();
        foreach (var item in items)
        {
            var content = item.DataSet(_explicit, _bigEndian);
            bytes.Write([.. Words(0xFFFE, 0xE000), .. Number(undefinedLength ? uint.MaxValue : (uint)content.Length), .. content]);
            if (undefinedLength) bytes.Write([.. Words(0xFFFE, 0xE00D), .. Number(0)]);
        }
        if (undefinedLength) bytes.Write([.. Words(0xFFFE, 0xE0DD), .. Number(0)]);
        return bytes.ToArray();
    }

    private byte[] Words(params int[] values)
    {
        var bytes = new byte[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (_bigEndian) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), (ushort)values[i]);
            else BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), (ushort)values[i]);
        }
        return bytes;
    }

    private byte[] Number(uint value)
    {
        var bytes = BitConverter.GetBytes(value);
        if (_bigEndian) Array.Reverse(bytes);
        return bytes;
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var deflated = new MemoryStream();
        using (var stream = new DeflateStream(deflated, CompressionLevel.Fastest)) stream.Write(bytes);
        return deflated.ToArray();
    }
}

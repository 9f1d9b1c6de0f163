using BlurDetection.Dicom.Syntax;

namespace BlurDetection.Dicom.Reading;

/// <summary>A DICOM file whose elements have been found.</summary>
internal sealed record DicomFile(TransferSyntax Syntax, DataSet DataSet)
{
    /// <summary>Reads a file up to its pixel data.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="frame">The frame whose own description is kept, from 0.</param>
    /// <param name="maxBytes">The most bytes that a deflated data set may have.</param>
    /// <exception cref="UnsupportedImageException">The file is damaged, cut short or not DICOM.</exception>
    public static DicomFile Read(ReadOnlyMemory<byte> bytes, int frame, int maxBytes)
    {
        var start = DicomSignature.FirstElement(bytes.Span) ?? throw DicomErrors.Damaged("it begins with no data element");
        var (uid, offset) = MetaInformation(bytes, start);
        var syntax = uid is null ? null : TransferSyntaxes.Of(uid);
        if (syntax is { Deflated: true }) (bytes, offset) = (Inflation.Inflate(bytes[offset..], maxBytes), 0);
        syntax = Actual(syntax, bytes.Span[offset..]);
        var parser = new DataSetParser(new ElementReader(bytes, syntax.BigEndian), frame);
        return new DicomFile(syntax, parser.Parse(offset, syntax.ExplicitVr));
    }

    /// <summary>The transfer syntax, if it is named, and where the data set begins. The group's own length is not relied on: writers get it
    /// wrong.</summary>
    private static (string? Uid, int End) MetaInformation(ReadOnlyMemory<byte> bytes, int offset)
    {
        const int metaGroup = 2;
        var reader = new ElementReader(bytes, bigEndian: false);
        var meta = new DataSet(reader);
        while (offset + 8 <= bytes.Length && reader.UInt16(offset) == metaGroup
            && reader.Read(offset, bytes.Length, explicitVr: true) is { } element)
        {
            if (element.IsUndefined) throw DicomErrors.Damaged($"element {DicomErrors.Name(element.Tag)} at byte {offset} has no length");
            if (element.Tag == Tags.TransferSyntaxUid) meta.Add(element);
            offset = element.Offset + (int)element.Length;
        }
        return (meta.Has(Tags.TransferSyntaxUid) ? meta.Text(Tags.TransferSyntaxUid) : null, offset);
    }

    /// <summary>The syntax as the first element shows it: files without meta information do not name it, and some name a wrong
    /// one.</summary>
    private static TransferSyntax Actual(TransferSyntax? named, ReadOnlySpan<byte> dataSet)
    {
        if (dataSet.Length < 8) throw DicomErrors.CutShort("its data set is empty");
        var explicitVr = Vr.IsKnown(Vr.Of(dataSet[4], dataSet[5]));
        if (named is null)
        {
            if (!explicitVr) return TransferSyntax.ImplicitLittleEndian;
            return dataSet[0] == 0 && dataSet[1] != 0 ? TransferSyntax.ExplicitBigEndian : TransferSyntax.ExplicitLittleEndian;
        }
        return named.BigEndian ? named : named with { ExplicitVr = explicitVr };
    }
}

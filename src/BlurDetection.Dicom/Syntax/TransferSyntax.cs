namespace BlurDetection.Dicom.Syntax;

/// <summary>How a data set and its frames are encoded (PS3.6, annex A).</summary>
internal sealed record TransferSyntax(string Uid, string Name, FrameCodec Codec)
{
    public bool ExplicitVr { get; init; } = true;

    public bool BigEndian { get; init; }

    public bool Deflated { get; init; }

    public static TransferSyntax ImplicitLittleEndian { get; } =
        new("1.2.840.10008.1.2", "Implicit VR Little Endian", FrameCodec.None) { ExplicitVr = false };

    public static TransferSyntax ExplicitLittleEndian { get; } = new("1.2.840.10008.1.2.1", "Explicit VR Little Endian", FrameCodec.None);

    public static TransferSyntax ExplicitBigEndian { get; } =
        new("1.2.840.10008.1.2.2", "Explicit VR Big Endian", FrameCodec.None) { BigEndian = true };

    public static TransferSyntax DeflatedLittleEndian { get; } =
        new("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", FrameCodec.None) { Deflated = true };

    public override string ToString() => $"{Name} ({Uid})";
}

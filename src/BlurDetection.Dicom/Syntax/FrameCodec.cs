namespace BlurDetection.Dicom.Syntax;

/// <summary>How the frames of a transfer syntax are compressed.</summary>
internal enum FrameCodec
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>PackBits on byte planes (PS3.5, annex G).</summary>
    Rle,

    /// <summary>JPEG: sequential, progressive or lossless with Huffman codes (ISO/IEC 10918-1).</summary>
    Jpeg,

    /// <summary>JPEG-LS (ISO/IEC 14495-1).</summary>
    JpegLs,

    /// <summary>JPEG 2000 (ISO/IEC 15444-1).</summary>
    Jpeg2000,

    /// <summary>Something that nothing here decodes.</summary>
    Unsupported,
}

using BlurDetection.Dicom.Syntax;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Reading;

/// <summary>The words for DICOM files that cannot be read. They hold tags, offsets and counts, never a value out of the file: it might name
/// a person.</summary>
internal static class DicomErrors
{
    private const string Again = "Copy or export the file again.";

    public static UnsupportedImageException Damaged(string what) => new($"The DICOM file is damaged: {what}. {Again}");

    public static UnsupportedImageException CutShort(string what) => new($"The DICOM file is cut short: {what}. {Again}");

    public static UnsupportedImageException Length(uint tag, long offset, long length, long left) => CutShort(
        $"element {Name(tag)} at byte {offset} claims {length} bytes, but {Math.Max(0, left)} are left");

    public static UnsupportedImageException Unsupported(string what, string instead) =>
        new($"The DICOM file {what}, which is not decoded. {instead}");

    public static UnsupportedTransferSyntaxException Syntax(TransferSyntax syntax, string instead) =>
        new($"The DICOM file is encoded as {syntax}, which is not decoded. {instead}", syntax.Name, syntax.Uid);

    public static UnsupportedImageException Missing(uint tag, string name) => Damaged($"{name} {Name(tag)} is missing");

    public static UnsupportedImageException OutOfRange(uint tag, string name, long value, string allowed) =>
        Damaged($"{name} {Name(tag)} is {value}, not {allowed}");

    public static UnsupportedImageException Compressed(string codec, string what) =>
        new($"The DICOM file is damaged: its {codec} frame cannot be decoded ({what}). {Again}");

    public static UnsupportedImageException NoPixelData() => Unsupported(
        "has no Pixel Data (7FE0,0010)", "It may be a report, a plan or a curve; choose a file that holds an image.");

    public static ImageTooLargeException SideTooLong(int width, int height, int maxSide) => new(
        $"The DICOM image is {width}x{height}; a side may have {maxSide} pixels. " +
        $"Raise {nameof(ImageDecoderOptions)}.{nameof(ImageDecoderOptions.MaxSide)} if such images are expected.");

    public static ImageTooLargeException TooManyBytes(long maxBytes) => new(
        $"The DICOM file inflates to more than the {maxBytes} bytes allowed. " +
        $"Raise {nameof(ImageDecoderOptions)}.{nameof(ImageDecoderOptions.MaxEncodedBytes)} if such files are expected.");

    public static string Name(uint tag) => $"({tag >> 16:X4},{tag & 0xFFFF:X4})";
}

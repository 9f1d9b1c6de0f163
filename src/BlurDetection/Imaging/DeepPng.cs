namespace BlurDetection.Imaging;

/// <summary>Decodes PNG of 16 bits a sample as if the whole range were used, and once more where it is not. Transparency is shown on
/// white.</summary>
internal static unsafe class DeepPng
{
    private const int GuessAfter = 8; // a part of the rows so large shows whether it is worth while to go on supposing

    public static DecodedImage Decode(byte* png, int length, in PngHeader header, Preprocessing preprocessing, SampleRangeOptions options)
    {
        var statistics = new SampleStatistics();
        if (options is { Window: not null } or { Mode: SampleRangeMode.Full })
            return Decode(png, length, header, preprocessing, Chosen(statistics, options), row => true)!;
        var supposed = new SampleRange(0, ushort.MaxValue, SampleRangeOrigin.Full);
        var rows = 0;
        var (guess, isSupposed) = (header.Height / GuessAfter, true);
        var image = Decode(png, length, header, preprocessing, supposed, row =>
        {
            row.AddTo(statistics);
            if (rows++ == guess) isSupposed = Chosen(statistics, options) == supposed;
            return isSupposed;
        });
        var range = Chosen(statistics, options);
        if (image is not null && range == supposed) return image;
        image?.Dispose();
        return Decode(png, length, header, preprocessing, range, row => true)!;
    }

    private static SampleRange Chosen(SampleStatistics statistics, SampleRangeOptions options) =>
        statistics.Choose(options, null, 0, ushort.MaxValue);

    // Null if a row was not wanted; the others are read all the same.
    private static DecodedImage? Decode(
        byte* png, int length, in PngHeader header, Preprocessing preprocessing, SampleRange range, Func<DeepRow, bool> isWanted)
    {
        var row = new DeepRow(header.Width, header.BytesPerPixel / sizeof(ushort));
        using var rows = new PngRows(png, length, header);
        using var builder = new DecodedImageBuilder(header.Width, header.Height, row.Colours, preprocessing, header.Orientation);
        var isWhole = true;
        for (var y = 0; y < header.Height; y++)
        {
            row.Read(rows.Next());
            isWhole &= isWanted(row);
            if (!isWhole) continue;
            row.Show(range);
            if (row.Colours == 1) builder.AddRow(row.Shown(0));
            else builder.AddRow(row.Shown(0), row.Shown(1), row.Shown(2));
        }
        return isWhole ? builder.Build(new ImageInfo { Format = ImageFormat.Png, Range = range }) : null;
    }
}

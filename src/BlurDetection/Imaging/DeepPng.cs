namespace BlurDetection.Imaging;

/// <summary>Decodes PNG of 16 bits a sample as if the whole range were used, and once more where it is not. Transparency is shown on
/// white.</summary>
internal static unsafe class DeepPng
{
    private const int GuessAfter = 8; // a part of the rows so large shows whether it is worth while to go on supposing

    // Files that are as small as this part of their rows are no photographs: to suppose in vain would take them over the time of an
    // ordinary file, since theirs goes into the rows alone.
    private const int Compact = 32;

    public static DecodedImage Decode(byte* png, int length, in PngHeader header, Preprocessing preprocessing, SampleRangeOptions options)
    {
        var (row, samples) = (new DeepRow(header.Width, header.BytesPerPixel / sizeof(ushort)), header.BytesPerPixel / sizeof(ushort));
        var statistics = SampleStatistics.Expecting((long)header.Width * header.Height * row.Colours);
        if (options is not ({ Window: not null } or { Mode: SampleRangeMode.Full }))
        {
            var bytes = header.BytesOf(header.Width);
            var supposed = new SampleRange(0, ushort.MaxValue, SampleRangeOrigin.Full);
            var isSupposed = (long)length * Compact >= (long)bytes * header.Height;
            using var rows = new PngRows(png, length, header);
            using var builder = new DecodedImageBuilder(header.Width, header.Height, row.Colours, preprocessing, header.Orientation);
            for (var y = 0; y < header.Height; y++)
            {
                var stored = rows.Next();
                statistics.AddDeepRow(stored[..bytes], samples);
                if (y == header.Height / GuessAfter) isSupposed = isSupposed && Chosen(statistics, options) == supposed;
                if (isSupposed) Add(builder, row, stored, supposed);
            }
            if (isSupposed && Chosen(statistics, options) == supposed) return Built(builder, supposed);
        }
        return Decode(png, length, header, preprocessing, row, Chosen(statistics, options));
    }

    private static DecodedImage Decode(
        byte* png, int length, in PngHeader header, Preprocessing preprocessing, DeepRow row, SampleRange range)
    {
        using var rows = new PngRows(png, length, header);
        using var builder = new DecodedImageBuilder(header.Width, header.Height, row.Colours, preprocessing, header.Orientation);
        for (var y = 0; y < header.Height; y++) Add(builder, row, rows.Next(), range);
        return Built(builder, range);
    }

    private static SampleRange Chosen(SampleStatistics statistics, SampleRangeOptions options) =>
        statistics.Choose(options, null, 0, ushort.MaxValue);

    private static void Add(DecodedImageBuilder builder, DeepRow row, ReadOnlySpan<byte> stored, SampleRange range)
    {
        row.Read(stored);
        row.Show(range);
        if (row.Colours == 1) builder.AddRow(row.Shown(0));
        else builder.AddRow(row.Shown(0), row.Shown(1), row.Shown(2));
    }

    private static DecodedImage Built(DecodedImageBuilder builder, SampleRange range) =>
        builder.Build(new ImageInfo { Format = ImageFormat.Png, Range = range });
}

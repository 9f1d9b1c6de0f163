using System.Buffers.Binary;

namespace BlurDetection.Imaging;

/// <summary>Decodes PNG of 16 bits a sample: once for its range, once for its pixels. Transparency is shown on white.</summary>
internal static unsafe class DeepPng
{
    private const float Opaque = ushort.MaxValue, White = 255;

    public static DecodedImage Decode(byte* png, int length, in PngHeader header, Preprocessing preprocessing, SampleRangeOptions options)
    {
        var samples = header.BytesPerPixel / sizeof(ushort);
        var channels = samples >= 3 ? 3 : 1;
        var (all, values) = (new float[header.Width * samples], new float[header.Width * channels]);
        var range = Measure(png, length, header, all, samples, options);
        using var rows = new PngRows(png, length, header);
        using var builder = new DecodedImageBuilder(header.Width, header.Height, channels, preprocessing, header.Orientation);
        for (var y = 0; y < header.Height; y++)
        {
            ToFloats(rows.Next(), all);
            if (samples == channels) range.Apply(all, values);
            else Show(all, samples, range, values);
            builder.AddRow(values);
        }
        return builder.Build(new ImageInfo { Format = ImageFormat.Png, Range = range });
    }

    private static SampleRange Measure(
        byte* png, int length, in PngHeader header, float[] all, int samples, SampleRangeOptions options)
    {
        var statistics = new SampleStatistics();
        if (options is { Window: null, Mode: not SampleRangeMode.Full })
        {
            using var rows = new PngRows(png, length, header);
            for (var y = 0; y < header.Height; y++)
            {
                ToFloats(rows.Next(), all);
                if (samples is 1 or 3) statistics.Add(all);
                else AddVisible(statistics, all, samples);
            }
        }
        return statistics.Choose(options, null, 0, ushort.MaxValue);
    }

    private static void AddVisible(SampleStatistics statistics, ReadOnlySpan<float> all, int samples)
    {
        for (; !all.IsEmpty; all = all[samples..])
            if (all[samples - 1] > 0) statistics.Add(all[..(samples - 1)]);
    }

    private static void Show(ReadOnlySpan<float> all, int samples, SampleRange range, Span<float> values)
    {
        for (var channels = samples - 1; !all.IsEmpty; all = all[samples..], values = values[channels..])
        {
            range.Apply(all[..channels], values[..channels]);
            var opacity = all[channels] / Opaque;
            for (var c = 0; c < channels; c++) values[c] = White + opacity * (values[c] - White);
        }
    }

    private static void ToFloats(ReadOnlySpan<byte> row, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadUInt16BigEndian(row[(2 * i)..]);
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace BlurDetection.Imaging;

/// <summary>Decodes PNG of 16 bits a sample as if the whole range were used, and once more where it is not. Transparency is shown on
/// white.</summary>
internal static unsafe class DeepPng
{
    private const float Opaque = ushort.MaxValue, White = 255;

    public static DecodedImage Decode(byte* png, int length, in PngHeader header, Preprocessing preprocessing, SampleRangeOptions options)
    {
        var statistics = options is { Window: null, Mode: not SampleRangeMode.Full } ? new SampleStatistics() : null;
        var supposed = statistics is null ? Chosen(new SampleStatistics(), options)
            : new SampleRange(0, ushort.MaxValue, SampleRangeOrigin.Full);
        var image = Decode(png, length, header, preprocessing, supposed, statistics);
        if (statistics is null || Chosen(statistics, options) is var range && range == supposed) return image;
        image.Dispose();
        return Decode(png, length, header, preprocessing, range, null);
    }

    private static SampleRange Chosen(SampleStatistics statistics, SampleRangeOptions options) =>
        statistics.Choose(options, null, 0, ushort.MaxValue);

    private static DecodedImage Decode(byte* png, int length, in PngHeader header, Preprocessing preprocessing, SampleRange range,
        SampleStatistics? statistics)
    {
        var samples = header.BytesPerPixel / sizeof(ushort);
        var channels = samples >= 3 ? 3 : 1;
        var (all, values) = (new float[header.Width * samples], new float[header.Width * channels]);
        using var rows = new PngRows(png, length, header);
        using var builder = new DecodedImageBuilder(header.Width, header.Height, channels, preprocessing, header.Orientation);
        for (var y = 0; y < header.Height; y++)
        {
            ToFloats(rows.Next(), all);
            if (samples == channels)
            {
                statistics?.AddFinite(all);
                range.Apply(all, values);
            }
            else
            {
                if (statistics is not null) AddVisible(statistics, all, samples);
                Show(all, samples, range, values);
            }
            builder.AddRow(values);
        }
        return builder.Build(new ImageInfo { Format = ImageFormat.Png, Range = range });
    }

    private static void AddVisible(SampleStatistics statistics, ReadOnlySpan<float> all, int samples)
    {
        for (; !all.IsEmpty; all = all[samples..])
            if (all[samples - 1] > 0) statistics.AddFinite(all[..(samples - 1)]);
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
        ReadOnlySpan<ushort> stored = MemoryMarshal.Cast<byte, ushort>(row)[..samples.Length];
        var i = 0;
        if (BitConverter.IsLittleEndian)
        {
            for (; i <= samples.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
            {
                var swapped = new Vector<ushort>(stored[i..]);
                Vector.Widen((swapped << 8) | (swapped >> 8), out var low, out var high);
                Vector.ConvertToSingle(Vector.AsVectorInt32(low)).CopyTo(samples[i..]);
                Vector.ConvertToSingle(Vector.AsVectorInt32(high)).CopyTo(samples[(i + Vector<float>.Count)..]);
            }
        }
        for (; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadUInt16BigEndian(row[(2 * i)..]);
    }
}

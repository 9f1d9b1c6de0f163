using System.Globalization;
using System.Text;

namespace BlurDetection.Magick.Fits;

/// <summary>A header of a FITS file: cards of 80 characters in blocks of 2880 bytes.</summary>
internal sealed class FitsHeader
{
    private const int Block = 2880, Card = 80, MostBlocks = 512;

    private readonly Dictionary<string, string> _values = [];

    public long DataOffset { get; private init; }

    /// <summary>Where the next header begins.</summary>
    public long NextOffset => DataOffset + Math.Max(0, (DataLength + Block - 1) / Block * Block);

    public bool IsImage =>
        _values.ContainsKey("SIMPLE") || _values.GetValueOrDefault("XTENSION")?.StartsWith("IMAGE", StringComparison.Ordinal) == true;

    public bool IsCompressed => _values.GetValueOrDefault("ZIMAGE") == "T";

    /// <summary>Two-dimensional images that follow each other.</summary>
    public long Planes
    {
        get
        {
            var planes = 1.0;
            for (var n = 3; n <= (Number("NAXIS") ?? 0); n++) planes *= Axis(n);
            return (long)Math.Clamp(planes, 0, int.MaxValue);
        }
    }

    private long DataLength
    {
        get
        {
            var axes = Number("NAXIS") ?? 0;
            if (axes < 1) return 0;
            var length = Math.Abs(Number("BITPIX") ?? 0) / 8 * Math.Max(1, Number("GCOUNT") ?? 1);
            var values = 1.0;
            for (var n = 1; n <= Math.Min(axes, 999); n++) values *= Axis(n);
            return (long)Math.Clamp(length * ((Number("PCOUNT") ?? 0) + values), 0, long.MaxValue / 4);
        }
    }

    /// <summary>Null where no whole header lies there.</summary>
    public static FitsHeader? TryRead(ReadOnlySpan<byte> file, long at)
    {
        var values = new Dictionary<string, string>();
        for (var block = 0; block < MostBlocks && at <= file.Length - Block; block++, at += Block)
        {
            for (var card = 0; card < Block / Card; card++)
            {
                var text = Encoding.Latin1.GetString(file.Slice((int)at + card * Card, Card));
                var key = text[..8].TrimEnd();
                if (key == "END")
                {
                    var header = new FitsHeader { DataOffset = at + Block };
                    foreach (var (name, value) in values) header._values[name] = value;
                    return header;
                }
                if (text[8] == '=') values.TryAdd(key, Value(text[9..]));
            }
        }
        return null;
    }

    public double? Number(string key) =>
        _values.TryGetValue(key, out var text)
            && double.TryParse(text.Replace('D', 'E'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    public long Axis(int n) => n <= (Number("NAXIS") ?? 0) && Number($"NAXIS{n}") is >= 0 and <= 1e12 and var length ? (long)length : 0;

    // A text in quotes, or what stands before the comment.
    private static string Value(string field)
    {
        field = field.Trim();
        if (field.StartsWith('\'')) return field.IndexOf('\'', 1) is > 0 and var end ? field[1..end].TrimEnd() : field[1..];
        var comment = field.IndexOf('/');
        return (comment >= 0 ? field[..comment] : field).Trim();
    }
}

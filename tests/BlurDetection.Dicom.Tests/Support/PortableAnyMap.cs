using System.Text;

namespace BlurDetection.Dicom.Tests.Support;

/// <summary>Reads the PGM and PPM files that dcm2pnm writes.</summary>
internal static class PortableAnyMap
{
    /// <summary>Samples pixel by pixel, scaled to 0..255.</summary>
    public static float[] Read(byte[] file, out int channels)
    {
        var (at, fields) = (0, new List<string>());
        while (fields.Count < 4)
        {
            while (char.IsWhiteSpace((char)file[at])) at++;
            var start = at;
            if (file[at] == '#')
            {
                while (file[at] != '\n') at++;
                continue;
            }
            while (!char.IsWhiteSpace((char)file[at])) at++;
            fields.Add(Encoding.ASCII.GetString(file, start, at - start));
        }
        at++;
        channels = fields[0] == "P6" ? 3 : 1;
        var white = int.Parse(fields[3]);
        var wide = white > 255;
        var samples = new float[int.Parse(fields[1]) * int.Parse(fields[2]) * channels];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = 255f * (wide ? file[at + 2 * i] << 8 | file[at + 2 * i + 1] : file[at + i]) / white;
        return samples;
    }
}

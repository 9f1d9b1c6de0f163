using BlurDetection.Scanning.Results;

namespace BlurDetection.Scanning.Tests.Support;

/// <summary>Reads results.</summary>
internal static class Rows
{
    public static async Task<List<ImageResult>> OfAsync(params string[] folders)
    {
        var rows = new List<ImageResult>();
        await foreach (ImageResult row in ScanResults.Open(folders).ReadAsync()) rows.Add(row);
        return rows;
    }

    public static async Task<byte[]> CsvAsync(TempFolder folder, params string[] folders)
    {
        string file = folder.PathOf("joined.csv");
        await ResultFile.WriteAsync(ScanResults.Open(folders), file);
        return await File.ReadAllBytesAsync(file);
    }
}

using System.Runtime.CompilerServices;

namespace BlurDetection.Scanning.Sources;

/// <summary>Images named by a list, one a line: paths, archives, http(s):// and s3:// addresses.</summary>
/// <remarks>Images of archives are named "archive!/image". A line that was there already is left out: 40 bytes are kept
/// for each line.</remarks>
/// <param name="lines">The list; read once, to its end, and left open.</param>
/// <param name="name">Names the list in results.</param>
/// <param name="addresses">Opens addresses.</param>
internal sealed class ListSource(TextReader lines, string name, ImageAddresses addresses) : ScanSource
{
    private readonly ArchiveReader _archives = new(allFiles: false);

    public override string Name { get; } = name;

    public override long NotImages => _archives.NotImages;

    public override async IAsyncEnumerable<ScanItem> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = new HashSet<UInt128>();
        bool isFirst = true;
        while (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (isFirst) line = line.TrimStart('\uFEFF'); // a byte order mark
            isFirst = false;
            if (line.Length == 0 || !seen.Add(PathHash.Of(line))) continue;
            if (line.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var end) yield return WithNul(line[..end]);
            else if (!ImageAddresses.IsAddress(line) && IsArchive(line))
                await foreach (ScanItem item in _archives.ReadAsync(line, line + "!/", cancellationToken).ConfigureAwait(false))
                    yield return item;
            else
                yield return addresses.Find(line);
        }
    }

    // Not a path of anything; what "find -print0" writes is a single line of this kind.
    private static ScanItem WithNul(string before) => new(before + "\uFFFD",
        _ => throw new UnsupportedImageException($"'{before}' is followed by a NUL: give one name a line (find -print, not -print0)."));
}

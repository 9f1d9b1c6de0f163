using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using BlurDetection.Scanning.Sources;

namespace BlurDetection.Scanning.Results;

/// <summary>The images of a shard that have a result, 44 bytes each: a hash of the path, a hash of the file's state, and
/// the verdict.</summary>
internal sealed class CompletedImages
{
    private readonly Dictionary<UInt128, State> _states;
    private readonly bool _byContent;

    private CompletedImages(int capacity, bool byContent) => (_states, _byContent) = (new(capacity), byContent);

    /// <summary>Images by their latest result.</summary>
    public ScanCounts Counts { get; private set; }

    public static async Task<CompletedImages> LoadAsync(
        IReadOnlyList<PartInfo> parts, ScanOptions options, CancellationToken cancellationToken)
    {
        var completed = new CompletedImages(parts.Sum(part => part.Rows) / options.Shard.Count, options.ContentHash);
        foreach (PartInfo part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (ImageResult row in await ResultParquetReader.ReadStatesAsync(part, cancellationToken).ConfigureAwait(false))
                if (PathHash.Of(row.Path) is var path && options.Shard.Contains(path)) completed.Set(path, row);
        }
        return completed;
    }

    /// <summary>Whether any image has a result that was not found again.</summary>
    public bool AnyMissing => _states.Values.Any(state => !state.Found);

    /// <summary>Notes that an image is still there.</summary>
    public void MarkFound(UInt128 path)
    {
        ref State state = ref CollectionsMarshal.GetValueRefOrNullRef(_states, path);
        if (!Unsafe.IsNullRef(ref state)) state = state with { Found = true };
    }

    /// <summary>Whether an image has a result and was not found again.</summary>
    public bool IsMissing(UInt128 path) => _states.TryGetValue(path, out State state) && !state.Found;

    /// <summary>Forgets an image that is no longer there.</summary>
    public void Remove(UInt128 path)
    {
        if (_states.Remove(path, out State old)) Counts = Counts.With(old.Verdict, -1);
    }

    /// <summary>Whether the result of an image still holds, by its size and time.</summary>
    public bool IsDone(UInt128 path, ScanItem item) =>
        !_byContent && _states.TryGetValue(path, out State state) && !state.MayPass && state.File == StateOf(item.Size, item.Modified);

    /// <summary>Whether the result of an image still holds, by its content.</summary>
    public bool IsDone(UInt128 path, string contentHash) =>
        _states.TryGetValue(path, out State state) && !state.MayPass && state.File == StateOf(contentHash);

    /// <summary>Counts a new result instead of an older one of the same image.</summary>
    public void Replace(ImageResult row)
    {
        // The new state is not kept: a source gives each image once.
        if (_states.TryGetValue(PathHash.Of(row.Path), out State old)) Counts = Counts.With(old.Verdict, -1);
        Counts = Counts.With(row.Verdict);
    }

    private void Set(UInt128 path, ImageResult row)
    {
        if (row.Error == ScanErrorKind.Deleted)
        {
            Remove(path);
            return;
        }
        if (_states.TryGetValue(path, out State old)) Counts = Counts.With(old.Verdict, -1);
        Counts = Counts.With(row.Verdict);
        ulong file = _byContent ? row.ContentHash is null ? 0 : StateOf(row.ContentHash) : StateOf(row.Size, row.Modified);
        _states[path] =
            new State(file, (sbyte)(row.Verdict is { } verdict ? (int)verdict : -1), row.Error is { } error && ScanErrors.MayPass(error));
    }

    private static ulong StateOf(string contentHash) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(contentHash)));

    private static ulong StateOf(long? size, DateTime? modified)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, size ?? -1);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], modified?.Ticks ?? -1);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    private readonly record struct State(ulong File, sbyte VerdictCode, bool MayPass, bool Found = false)
    {
        public BlurVerdict? Verdict => VerdictCode < 0 ? null : (BlurVerdict)VerdictCode;
    }
}

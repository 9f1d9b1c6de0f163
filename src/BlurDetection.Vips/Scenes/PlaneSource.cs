using BlurDetection.Vips.Decoding;
using Microsoft.Win32.SafeHandles;
using NetVips;

namespace BlurDetection.Vips.Scenes;

/// <summary>A file as libvips is to see it: with directories of its planes behind its end, and a header that leads there.</summary>
internal sealed class PlaneSource : SourceCustom
{
    private readonly SafeFileHandle _file;
    private readonly PlaneDirectories _directories;
    private long _at;

    public PlaneSource(string path, PlaneDirectories directories)
    {
        (_file, _directories) = (File.OpenHandle(path), directories);
        OnRead += Read;
        OnSeek += Seek;
    }

    private long Length => _directories.Offset + _directories.Directories.Length;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _file.Dispose();
    }

    private int Read(byte[] buffer, int length)
    {
        var bytes = buffer.AsSpan(0, (int)Math.Min(length, Math.Max(0, Length - _at)));
        if (RandomAccess.Read(_file, bytes, _at) is var read && read < bytes.Length) bytes[read..].Clear();
        Put(_directories.Header, 0, bytes);
        Put(_directories.Directories, _directories.Offset, bytes);
        _at += bytes.Length;
        return bytes.Length;
    }

    /// <summary>Lays what belongs at a place over what was read from there.</summary>
    private void Put(byte[] part, long place, Span<byte> bytes)
    {
        var from = Math.Max(place, _at);
        var count = Math.Min(place + part.Length, _at + bytes.Length) - from;
        if (count > 0) part.AsSpan((int)(from - place), (int)count).CopyTo(bytes[(int)(from - _at)..]);
    }

    private long Seek(long offset, SeekOrigin origin) => _at = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _at + offset,
        _ => Length + offset,
    };
}

using System.Runtime.InteropServices;

namespace BlurDetection.Imaging;

/// <summary>The TurboJPEG functions of the system's libturbojpeg (API 2.x, which 3.x keeps), if there is one.</summary>
internal sealed unsafe class TurboJpegLibrary
{
    private static readonly Lazy<TurboJpegLibrary?> Loaded = new(Load);

    private readonly delegate* unmanaged[Cdecl]<nint> _initDecompress;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _destroy;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, CULong, int*, int*, int*, int*, int> _decompressHeader;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, CULong, byte*, int, int, int, int, int, int> _decompress;
    private readonly delegate* unmanaged[Cdecl]<nint, nint> _errorText;

    private TurboJpegLibrary(nint init, nint destroy, nint header, nint decompress, nint errorText)
    {
        _initDecompress = (delegate* unmanaged[Cdecl]<nint>)init;
        _destroy = (delegate* unmanaged[Cdecl]<nint, int>)destroy;
        _decompressHeader = (delegate* unmanaged[Cdecl]<nint, byte*, CULong, int*, int*, int*, int*, int>)header;
        _decompress = (delegate* unmanaged[Cdecl]<nint, byte*, CULong, byte*, int, int, int, int, int, int>)decompress;
        _errorText = (delegate* unmanaged[Cdecl]<nint, nint>)errorText;
    }

    /// <summary>The library; null where the system has none.</summary>
    public static TurboJpegLibrary? Instance => Loaded.Value;

    /// <summary>A decompressor, or 0 if none could be made; belongs to one thread at a time.</summary>
    public nint CreateDecompressor() => _initDecompress();

    public void Destroy(nint decompressor) => _ = _destroy(decompressor);

    /// <summary>Size and colour space; false if the header cannot be read.</summary>
    public bool ReadHeader(nint decompressor, byte* jpeg, int length, out int width, out int height, out TurboJpegColourSpace colours)
    {
        int w, h, subsampling, space;
        var ok = _decompressHeader(decompressor, jpeg, new CULong((uint)length), &w, &h, &subsampling, &space) == 0;
        (width, height, colours) = ok ? (w, h, (TurboJpegColourSpace)space) : default;
        return ok;
    }

    /// <summary>Decodes the whole image; stops at any error or warning.</summary>
    public TurboJpegResult Decode(nint decompressor, byte* jpeg, int length, byte* pixels, int width, int height, TurboJpegPixels format)
    {
        const int stopOnWarning = 8192, limitScans = 32768;
        var stride = width * (format == TurboJpegPixels.Grey ? 1 : 4);
        if (_decompress(decompressor, jpeg, new CULong((uint)length), pixels, width, stride, height, (int)format,
            stopOnWarning | limitScans) == 0)
            return TurboJpegResult.Decoded;
        var message = Marshal.PtrToStringUTF8(_errorText(decompressor)) ?? ""; // libjpeg has no numbers for its warnings here
        if (message.Contains("Premature end of JPEG file", StringComparison.Ordinal)) return TurboJpegResult.EndMarkerMissing;
        return message.Contains("premature end of data segment", StringComparison.Ordinal) ? TurboJpegResult.RowsMissing
            : TurboJpegResult.Failed;
    }

    private static TurboJpegLibrary? Load()
    {
        string[] names = OperatingSystem.IsWindows() ? ["turbojpeg.dll", "libturbojpeg.dll"]
            : OperatingSystem.IsMacOS() ? ["libturbojpeg.dylib", "libturbojpeg.0.dylib", "/opt/homebrew/lib/libturbojpeg.dylib"]
            : ["libturbojpeg.so.0", "libturbojpeg.so"];
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, typeof(TurboJpegLibrary).Assembly, null, out var library)
                && NativeLibrary.TryGetExport(library, "tjInitDecompress", out var init)
                && NativeLibrary.TryGetExport(library, "tjDestroy", out var destroy)
                && NativeLibrary.TryGetExport(library, "tjDecompressHeader3", out var header)
                && NativeLibrary.TryGetExport(library, "tjDecompress2", out var decompress)
                && NativeLibrary.TryGetExport(library, "tjGetErrorStr2", out var errorText))
                return new TurboJpegLibrary(init, destroy, header, decompress, errorText);
        }
        return null;
    }
}

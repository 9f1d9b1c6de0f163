namespace BlurDetection.Dicom.Codecs;

/// <summary>What JPEG-LS has learnt of the sample that ends a run (ISO/IEC 14495-1, A.7.2).</summary>
/// <param name="range">How many prediction errors there are.</param>
/// <param name="kind">1 where left and above are alike, else 0.</param>
internal struct JpegLsRunContext(int range, int kind)
{
    private int _sizes = Math.Max(2, (range + 32) / 64);
    private int _count = 1;
    private int _negative;

    public readonly int Golomb
    {
        get
        {
            var (k, sizes) = (0, _sizes + (_count >> 1) * kind);
            while (_count << k < sizes && k < 24) k++;
            return k;
        }
    }

    /// <summary>The error that a mapped one stands for; learns from it.</summary>
    public int Error(int mapped, int golomb, int reset)
    {
        var whole = mapped + kind;
        var odd = (whole & 1) != 0;
        var size = (whole + 1) / 2;
        var error = (golomb != 0 || 2 * _negative >= _count) == odd ? -size : size;
        if (error < 0) _negative++;
        _sizes += (mapped + 1 - kind) >> 1;
        if (_count == reset)
        {
            _sizes >>= 1;
            _count >>= 1;
            _negative >>= 1;
        }
        _count++;
        return error;
    }
}

namespace BlurDetection.Dicom.Codecs;

/// <summary>What JPEG-LS has learnt of the prediction errors in one surrounding (ISO/IEC 14495-1, A.6).</summary>
internal struct JpegLsContext(int range)
{
    private const int MinBias = -128, MaxBias = 127;
    private int _sizes = Math.Max(2, (range + 32) / 64); // A
    private int _errors; // B
    private int _count = 1; // N

    /// <summary>C: what is added to a prediction.</summary>
    public int Bias { get; private set; }

    /// <summary>The Golomb parameter k.</summary>
    public readonly int Golomb
    {
        get
        {
            var k = 0;
            while (_count << k < _sizes && k < 24) k++;
            return k;
        }
    }

    /// <summary>Whether the mapping of errors is turned round, which pays where k is 0 and errors are mostly negative.</summary>
    public readonly bool IsInverted => 2 * _errors <= -_count;

    public void Update(int error, JpegLsParameters parameters)
    {
        _errors += error * parameters.Step;
        _sizes += Math.Abs(error);
        if (_count == parameters.Reset)
        {
            _sizes >>= 1;
            _errors >>= 1;
            _count >>= 1;
        }
        _count++;
        if (_errors <= -_count)
        {
            _errors = Math.Max(_errors + _count, 1 - _count);
            if (Bias > MinBias) Bias--;
        }
        else if (_errors > 0)
        {
            _errors = Math.Min(_errors - _count, 0);
            if (Bias < MaxBias) Bias++;
        }
    }
}

using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Attributes;

/// <summary>Which modality values become black, grey and white (PS3.3, C.11.2.1).</summary>
internal sealed record Window(double Center, double Width, VoiFunction Function)
{
    /// <summary>The first window of a data set; null where it has none that can be applied.</summary>
    public static Window? Read(DataSet set)
    {
        if (set.Number(Tags.WindowCenter) is not { } center || set.Number(Tags.WindowWidth) is not { } width) return null;
        var function = set.Text(Tags.VoiLutFunction) switch
        {
            "SIGMOID" => VoiFunction.Sigmoid,
            "LINEAR_EXACT" => VoiFunction.LinearExact,
            _ => VoiFunction.Linear,
        };
        var least = function == VoiFunction.Linear ? 1 : double.Epsilon;
        return width >= least ? new Window(center, width, function) : null;
    }

    /// <summary>Brings a modality value to 0..1.</summary>
    public double Apply(double value) => Function switch
    {
        VoiFunction.Sigmoid => 1 / (1 + Math.Exp(-4 * (value - Center) / Width)),
        VoiFunction.LinearExact => Math.Clamp((value - Center) / Width + 0.5, 0, 1),
        _ when Width > 1 => Math.Clamp((value - (Center - 0.5)) / (Width - 1) + 0.5, 0, 1),
        _ => value <= Center - 0.5 ? 0 : 1,
    };

    /// <summary>The values that become black and white; of a sigmoid, those where its tangent in the middle would.</summary>
    public (double Black, double White) Ends => Function == VoiFunction.Linear
        ? (Center - 0.5 - (Width - 1) / 2, Center - 0.5 + (Width - 1) / 2)
        : (Center - Width / 2, Center + Width / 2);
}

namespace BlurDetection.Pipeline;

/// <summary>The columns that a blur detection pipeline adds; the output type for a
/// <see cref="Microsoft.ML.PredictionEngine{TSrc, TDst}"/>.</summary>
public sealed class BlurDetectionOutput
{
    /// <summary>True if the image is blurred; false if it is in focus or indeterminate.</summary>
    public bool PredictedLabel { get; set; }

    /// <summary>The logit of <see cref="Probability"/>; positive where blur is the likelier.</summary>
    public float Score { get; set; }

    /// <summary>Probability that the image is blurred, 0 to 1.</summary>
    public float Probability { get; set; }

    /// <summary>The name of a <see cref="BlurDetection.BlurVerdict"/>.</summary>
    public string BlurVerdict { get; set; } = "";

    /// <summary>The name of an <see cref="IndeterminateReason"/>.</summary>
    public string BlurReason { get; set; } = "";

    /// <summary>The name of a <see cref="BlurDetection.BlurKind"/>; empty where the model cannot tell or the image is
    /// not blurred.</summary>
    public string BlurKind { get; set; } = "";

    /// <summary>How strong the blur is, see <see cref="BlurPrediction.Strength"/>; not a number where the model has no
    /// such output.</summary>
    public float BlurStrength { get; set; }

    /// <summary>How much evidence the image holds, 0 to 1; not a number where the model has no such output.</summary>
    public float BlurEvidence { get; set; }

    /// <summary>Probability of blur for each cell of the map, row by row; empty where the model has no map.</summary>
    public float[] BlurMap { get; set; } = [];

    /// <summary>How much evidence each cell holds, 0 to 1; as many values.</summary>
    public float[] BlurMapCertainty { get; set; } = [];

    /// <summary>Cells in a row of the map.</summary>
    public int BlurMapWidth { get; set; }

    /// <summary>Rows of the map.</summary>
    public int BlurMapHeight { get; set; }
}

namespace BlurDetection.Dicom.Attributes;

/// <summary>How a window becomes grey (PS3.3, C.11.2.1).</summary>
internal enum VoiFunction
{
    /// <summary>A ramp between pixel centres: centre - 0.5 is mid-grey and the width counts samples.</summary>
    Linear,

    /// <summary>A ramp from half a width below the centre to half a width above.</summary>
    LinearExact,

    /// <summary>A logistic curve.</summary>
    Sigmoid,
}

namespace BlurDetection.Training.Native;

/// <summary>How convolutions are computed on the processor; see <see cref="LibTorch.Convolutions"/>.</summary>
public enum ConvolutionMode
{
    /// <summary>As libtorch does by itself. <c>BLURDETECTION_CONVOLUTIONS=plain</c>.</summary>
    Plain,

    /// <summary>With filters of zeros up to a multiple of 16, cut away afterwards. <c>BLURDETECTION_CONVOLUTIONS=padded</c>.</summary>
    PaddedFilters,

    /// <summary>With oneDNN's kernels for SSE4.1, only by request. <c>BLURDETECTION_CONVOLUTIONS=sse41</c>.</summary>
    Sse41,

    /// <summary>With oneDNN switched off. <c>BLURDETECTION_CONVOLUTIONS=nomkldnn</c>.</summary>
    WithoutOneDnn,
}

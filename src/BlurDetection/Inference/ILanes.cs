namespace BlurDetection.Inference;

/// <summary>Vectors of one width: the filters of a convolution side by side, in 16-bit integers that are summed in 32 bits.</summary>
/// <typeparam name="TWeights">Weights of two taps for each filter.</typeparam>
/// <typeparam name="TSums">A sum for each filter.</typeparam>
internal unsafe interface ILanes<TWeights, TSums>
{
    /// <summary>Filters side by side.</summary>
    static abstract int Count { get; }

    static abstract TWeights Weights(short* from);

    static abstract TSums Sums(int* from);

    /// <summary>Multiplies two values with the weights that each filter has for them, and adds both products.</summary>
    static abstract TSums MultiplyAdd(short* two, TWeights weights, TSums sums);

    /// <summary>Stores sixteen values times a factor, but no more than a limit, rounded (half to even) and kept within 16 bits.</summary>
    static abstract void StoreScaled(float* from, float factor, float most, short* to);

    /// <summary>Stores the upper 16 bits of what is above zero.</summary>
    static abstract void StoreUpper(TSums sums, short* to);

    /// <summary>Stores what is above zero, times a factor for each filter, rounded (half to even) and at most 255.</summary>
    static abstract void StoreBytes(TSums sums, float* factors, byte* to);

    /// <summary>Stores the sums times a factor for each filter.</summary>
    static abstract void StoreFloats(TSums sums, float* factors, float* to);
}

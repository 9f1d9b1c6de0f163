namespace BlurDetection.Imaging;

/// <summary>Vectors of floats of one width. Multiplications and additions stay separate, so that the results do not depend on it.</summary>
/// <typeparam name="TVector">A vector.</typeparam>
internal unsafe interface IFloatLanes<TVector>
{
    /// <summary>Values side by side.</summary>
    static abstract int Count { get; }

    static abstract TVector All(float value);

    static abstract TVector Load(float* from);

    static abstract void Store(TVector values, float* to);

    /// <summary>Stores the values, but none below 0 or above 255.</summary>
    static abstract void StoreClamped(TVector values, float* to);

    static abstract TVector AddProduct(TVector sum, TVector left, TVector right);
}

using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.Tensors;

/// <summary>Arithmetic of tensors with plain numbers, given or, as the factor 1 of what is added, unsaid.</summary>
/// <remarks>
/// TorchSharp turns a number into a native object and does not keep that alive while torch computes with it: a collection
/// in between frees it, and torch reads whatever lies there by then, or says "Unknown scalar type". Here the object is held until the call
/// is back (seen with TorchSharp 0.107.0).
/// </remarks>
internal static class TensorNumbers
{
    public static Tensor Times(this Tensor x, double factor)
    {
        using Scalar held = factor.ToScalar();
        return x.mul(held);
    }

    public static Tensor Over(this Tensor x, double divisor)
    {
        using Scalar held = divisor.ToScalar();
        return x.div(held);
    }

    public static Tensor Plus(this Tensor x, double term)
    {
        using Scalar held = term.ToScalar(), one = 1.0.ToScalar();
        return x.add(held, one);
    }

    /// <summary>x + y, values or channels repeated as torch does.</summary>
    public static Tensor Plus(this Tensor x, Tensor y)
    {
        using Scalar one = 1.0.ToScalar();
        return x.add(y, one);
    }

    /// <summary>x - y, values or channels repeated as torch does.</summary>
    public static Tensor Minus(this Tensor x, Tensor y)
    {
        using Scalar minus = (-1.0).ToScalar();
        return x.add(y, minus);
    }

    /// <summary>Values below an end become that end.</summary>
    public static Tensor Between(this Tensor x, double least, double greatest)
    {
        using Scalar low = least.ToScalar(), high = greatest.ToScalar();
        return x.clamp(low, high);
    }

    public static Tensor AtLeast(this Tensor x, double least)
    {
        using Scalar low = least.ToScalar();
        return x.clamp_min(low);
    }

    public static Tensor TimesInPlace(this Tensor x, double factor)
    {
        using Scalar held = factor.ToScalar();
        return x.mul_(held);
    }

    public static Tensor OverInPlace(this Tensor x, double divisor)
    {
        using Scalar held = divisor.ToScalar();
        return x.div_(held);
    }

    public static Tensor PlusInPlace(this Tensor x, double term)
    {
        using Scalar held = term.ToScalar(), one = 1.0.ToScalar();
        return x.add_(held, one);
    }

    /// <summary>x + factor y.</summary>
    public static Tensor PlusInPlace(this Tensor x, Tensor y, double factor)
    {
        using Scalar held = factor.ToScalar();
        return x.add_(y, held);
    }

    /// <summary>x + factor a b.</summary>
    public static Tensor PlusProductInPlace(this Tensor x, Tensor a, Tensor b, double factor)
    {
        using Scalar held = factor.ToScalar();
        return x.addcmul_(a, b, held);
    }

    /// <summary>x + factor a / b.</summary>
    public static Tensor PlusQuotientInPlace(this Tensor x, Tensor a, Tensor b, double factor)
    {
        using Scalar held = factor.ToScalar();
        return x.addcdiv_(a, b, held);
    }
}

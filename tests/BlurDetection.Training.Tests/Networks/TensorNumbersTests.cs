using BlurDetection.Training.Tensors;
using System.Reflection;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.Tests.Networks;

public sealed class TensorNumbersTests
{
    public TensorNumbersTests() => BlurDetection.Training.Native.LibTorch.EnsureLoaded();

    [Fact]
    public void NumbersDoToTensorsWhatTheirNamesSay()
    {
        using Tensor x = tensor(new float[] { 1, 2, -4 }), y = tensor(new float[] { 2, 4, 8 });
        static float[] Values(Tensor t) => t.data<float>().ToArray();
        Assert.Equal([0.5f, 1, -2], Values(x.Times(0.5)));
        Assert.Equal([0.25f, 0.5f, -1], Values(x.Over(4)));
        Assert.Equal([2f, 3, -3], Values(x.Plus(1)));
        Assert.Equal([3f, 6, 4], Values(x.Plus(y)));
        Assert.Equal([-1f, -2, -12], Values(x.Minus(y)));
        Assert.Equal([5f, 10, 12], Values(x.clone().PlusInPlace(y, 2)));
        Assert.Equal([3f, 10, -36], Values(x.clone().PlusProductInPlace(x, y, 1)));
        Assert.Equal([2f, 3, -4.5f], Values(x.clone().PlusQuotientInPlace(y, tensor(new float[] { 2, 4, -16 }), 1)));
        Assert.Equal([-3f, -6, 12], Values(x.clone().TimesInPlace(-6).OverInPlace(2)));
        Assert.Equal([1f, 1.5f, -1], Values(x.Between(-1, 1.5)));
        Assert.Equal([1f, 2, 0], Values(x.AtLeast(0)));
        Assert.Equal([1f, 2, -0.8f], Values(ActivationMath.Apply(ActivationFunction.LeakyRelu, x)));
        Assert.Equal(Math.Log(1 + Math.Exp(2)), Values(ActivationMath.Apply(ActivationFunction.Softplus, x))[1], 1e-6);
    }

    [Fact]
    public void NoNumberIsLeftToTorchSharpsOwnConversions()
    {
        // TorchSharp does not keep the object alive that it makes of a number: a collection at the wrong moment would change a weight
        Module module = typeof(NetworkTrainer).Module;
        List<string> found = [];
        for (int token = 0x0A000001; ; token++)
        {
            try
            {
                MethodBase? method = module.ResolveMember(token) as MethodBase;
                if (method?.DeclaringType == typeof(Scalar) && method.Name == "op_Implicit") found.Add($"{method}");
                if (method?.DeclaringType == typeof(Tensor) && method.Name.StartsWith("op_", StringComparison.Ordinal)
                    && method.GetParameters().Any(p => p.ParameterType.IsPrimitive))
                    found.Add($"{method}");
                // What is added has a factor: 1, unsaid.
                if (method?.DeclaringType == typeof(Tensor) && method.Name is "op_Addition" or "op_Subtraction") found.Add($"{method}");
                if (method?.DeclaringType == typeof(Tensor) && method.Name is "add" or "add_" or "sub" or "sub_"
                    && method.GetParameters().Length == 1)
                    found.Add($"{method}");
            }
            catch (ArgumentOutOfRangeException)
            {
                break; // the last one was before
            }
            catch (Exception e) when (e is ArgumentException or BadImageFormatException)
            {
                // a member of a generic type: none of ours
            }
        }
        Assert.Empty(found);
    }
}

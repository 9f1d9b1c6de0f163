using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Tests.Networks;

public class WeightAlignmentTests
{
    private const int Alignment = 64; // of torch's own allocator

    [Fact]
    public void WeightsLieInTorchsOwnMemorySoThatRunsAgreeToTheLastDigit()
    {
        using var module = new NetworkModule(DefaultNetwork.Create(), seed: 1);

        Assert.All(module.parameters(), weight => Assert.Equal(0, Address(weight.bytes) % Alignment));
    }

    private static long Address(Span<byte> bytes) => Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(bytes));
}

using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Tests.Imaging;

public sealed class BoundedPoolTests
{
    [Fact]
    public void AnArrayAbove16MiBIsNotKept()
    {
        byte[] large = BoundedPool<byte>.Rent((16 << 20) + 1);
        BoundedPool<byte>.Return(large);
        Assert.NotSame(large, BoundedPool<byte>.Rent((16 << 20) + 1));
        float[] many = BoundedPool<float>.Rent((4 << 20) + 1); // of four bytes each
        BoundedPool<float>.Return(many);
        Assert.NotSame(many, BoundedPool<float>.Rent((4 << 20) + 1));
    }

    [Fact]
    public void AnArrayOfUsualSizeIsUsedAgain()
    {
        byte[] usual = BoundedPool<byte>.Rent(1 << 20);
        BoundedPool<byte>.Return(usual);
        Assert.Same(usual, BoundedPool<byte>.Rent(1 << 20));
    }
}

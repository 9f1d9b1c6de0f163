namespace BlurDetection.Training.Fitting;

/// <summary>Seeds that depend on place only, so that neither threads nor a resume change what an image looks like.</summary>
internal static class SampleSeed
{
    internal static int Of(int seed, int epoch, int index)
    {
        // SplitMix64's finaliser (Steele, Lea and Flood, 2014) over the three numbers.
        var x = (ulong)(uint)seed * 0x9E3779B97F4A7C15 + (ulong)(uint)epoch * 0xBF58476D1CE4E5B9 + (ulong)(uint)index * 0x94D049BB133111EB;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (int)((x ^ (x >> 31)) & int.MaxValue);
    }

    internal static int[] Order(int count, int seed, int epoch)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(Of(seed, epoch, -1)).Shuffle(order);
        return order;
    }
}

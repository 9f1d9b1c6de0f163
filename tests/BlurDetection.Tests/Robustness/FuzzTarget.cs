namespace BlurDetection.Tests.Robustness;

/// <summary>A reader of files from outside, and valid files to damage.</summary>
/// <param name="Name">Names it in reports.</param>
/// <param name="Seeds">Valid files, drawn by the tests.</param>
/// <param name="Read">Reads one file to its end.</param>
/// <param name="IsRefusal">Whether an exception is one that the reader promises.</param>
/// <param name="Seal">Corrects the checksums of a damaged file, so that it is not refused by them alone; half of the files are
/// sealed. Null where there are none.</param>
/// <param name="Damage">Damages a file in another way than <see cref="Mutation"/>.</param>
internal sealed record FuzzTarget(
    string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Read, Func<Exception, bool> IsRefusal,
    Func<byte[], byte[]>? Seal = null, Func<byte[], Random, byte[]>? Damage = null)
{
    /// <summary>A damaged copy of a seed; the same random numbers give the same damage.</summary>
    public byte[] Mutant(byte[] seed, byte[] other, Random random)
    {
        byte[] mutant = Damage is null ? Mutation.Of(seed, other, random) : Damage(seed, random);
        return Seal is not null && random.Next(2) == 0 ? Seal(mutant) : mutant;
    }
}

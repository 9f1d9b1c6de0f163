namespace BlurDetection.Tests.Robustness;

/// <summary>Changes bytes as damage and malice do: flips, extreme numbers, cuts, repetitions, and pieces of another file.</summary>
internal static class Mutation
{
    private static readonly byte[] Extremes = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];

    /// <summary>A damaged copy; the same random numbers give the same damage.</summary>
    public static byte[] Of(byte[] file, byte[] other, Random random)
    {
        byte[] mutant = [.. file];
        for (int rounds = random.Next(1, 8); rounds > 0; rounds--)
        {
            if (mutant.Length < 2) return mutant;
            // headers matter more than their share of the bytes
            int at = random.Next(random.Next(2) == 0 ? Math.Min(mutant.Length, 64) : mutant.Length);
            int length = Math.Min(random.Next(1, 64), mutant.Length - at);
            switch (random.Next(7))
            {
                case 0: mutant[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: mutant[at] = Extremes[random.Next(Extremes.Length)]; break;
                case 2: mutant.AsSpan(at, Math.Min(length, 4)).Fill(Extremes[random.Next(Extremes.Length)]); break;
                case 3: mutant = mutant[..at]; break;
                case 4: mutant = [.. mutant[..at], .. mutant[(at + length)..]]; break;
                case 5: mutant = [.. mutant[..(at + length)], .. mutant[at..]]; break;
                default: mutant = [.. mutant[..at], .. other[..Math.Min(length, other.Length)], .. mutant[(at + length)..]]; break;
            }
        }
        return mutant;
    }
}

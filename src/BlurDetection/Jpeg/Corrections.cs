using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Jpeg;

/// <summary>The bits that a refining scan sends of coefficients that are not zero (ITU-T T.81, G.1.2.3), in masks of
/// <see cref="LumaCoefficients.Bit"/>.</summary>
internal static unsafe class Corrections
{
    /// <summary>Takes a bit for each coefficient of a mask.</summary>
    /// <returns>Those whose bit is one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Take(ref EntropyBits bits, ulong refined)
    {
        var count = BitOperations.PopCount(refined);
        bits.Fill();
        if (count <= 32) return Deposit(bits.Take(count), refined);
        var first = (ulong)bits.Take(32) << (count - 32);
        bits.Fill();
        return Deposit(first | bits.Take(count - 32), refined);
    }

    /// <summary>Adds to coefficients, away from zero.</summary>
    /// <param name="values">A block's coefficients, in eight rows.</param>
    /// <param name="ones">Those that are added to.</param>
    /// <param name="low">The bit that is added.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(short* values, ulong ones, int low)
    {
        for (; ones != 0; ones &= ~LumaCoefficients.Bit(BitOperations.LeadingZeroCount(ones)))
        {
            var value = values + LumaCoefficients.Places[BitOperations.LeadingZeroCount(ones)];
            int step = ~(*value >> low) & 1, sign = *value >> 15;
            *value += (short)(((step << low) ^ sign) - sign);
        }
    }

    /// <summary>Puts the lowest bits, in their order, where a mask has ones.</summary>
    public static ulong Deposit(ulong bits, ulong mask)
    {
        if (Bmi2.X64.IsSupported) return Bmi2.X64.ParallelBitDeposit(bits, mask);
        ulong deposited = 0;
        for (; mask != 0; mask &= mask - 1, bits >>= 1)
            if ((bits & 1) == 1) deposited |= mask & (0 - mask);
        return deposited;
    }
}

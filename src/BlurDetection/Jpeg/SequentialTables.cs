using System.Runtime.CompilerServices;

namespace BlurDetection.Jpeg;

/// <summary>The lookups of a component's Huffman tables.</summary>
internal readonly unsafe struct SequentialTables
{
    /// <summary>Integers that the lookups take.</summary>
    public const int Length = 4 * CodeLookup.Length + 2 * CodeLookup.SearchLength;

    /// <summary>Of first coefficients; null where they are passed over as well.</summary>
    public readonly int* First;

    /// <summary>Of other coefficients, in pairs; null where they are passed over.</summary>
    public readonly long* Pairs;

    /// <summary>For passing over: from the first coefficient on, and from a later one.</summary>
    public readonly int* Starts, Skips;

    /// <summary>For codes of any length: of first coefficients, and of other ones.</summary>
    public readonly int* AnyFirst, AnyOther;

    /// <summary>The largest first coefficient; beyond it libjpeg's vectors overflow, as they do in no sound file.</summary>
    public readonly int MostFirst;

    /// <summary>Fills the lookups.</summary>
    /// <param name="divisor">What the first coefficient was divided by.</param>
    /// <param name="first">Codes of first coefficients.</param>
    /// <param name="others">Codes of the other ones.</param>
    /// <param name="entries">Takes the lookups.</param>
    /// <param name="wantsFirst">Whether first coefficients are wanted.</param>
    /// <param name="wantsOthers">Whether the other ones are wanted.</param>
    public SequentialTables(int divisor, JpegHuffmanTable first, JpegHuffmanTable others, int* entries, bool wantsFirst, bool wantsOthers)
    {
        const int Entries = CodeLookup.Length, SkipEntries = CodeLookup.SkipLength;
        MostFirst = (short.MaxValue >> 2) / Math.Max(1, divisor);
        AnyFirst = entries + 4 * Entries;
        AnyOther = AnyFirst + CodeLookup.SearchLength;
        CodeLookup.FillSearch(new Span<int>(AnyFirst, CodeLookup.SearchLength), first, CodeKind.First);
        CodeLookup.FillSearch(new Span<int>(AnyOther, CodeLookup.SearchLength), others, CodeKind.Others);
        if (wantsFirst) CodeLookup.Fill(new Span<int>(First = entries, Entries), first, CodeKind.First);
        if (wantsOthers)
        {
            var single = new Span<int>(entries + Entries, Entries);
            CodeLookup.Fill(single, others, CodeKind.Others);
            CodeLookup.FillPairs(new Span<long>(Pairs = (long*)(entries + 2 * Entries), Entries), single);
            return;
        }
        Starts = entries + Entries;
        Skips = Starts + SkipEntries;
        CodeLookup.FillSkips(new Span<int>(Starts, SkipEntries), new Span<int>(Skips, SkipEntries), first, others);
    }
}

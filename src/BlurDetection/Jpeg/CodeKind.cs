namespace BlurDetection.Jpeg;

/// <summary>What Huffman codes of a JPEG stand for.</summary>
internal enum CodeKind
{
    /// <summary>Differences of first coefficients.</summary>
    First,

    /// <summary>The other coefficients of a block (ITU-T T.81, F.2.2.2).</summary>
    Others,

    /// <summary>Those of a band of a progressive file, with the number of blocks that have no more of them (G.1.2.2).</summary>
    Band,

    /// <summary>Symbols by themselves: bands that are refined (G.1.2.3).</summary>
    Refinement,
}

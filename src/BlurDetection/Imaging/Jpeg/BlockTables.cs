namespace BlurDetection.Imaging.Jpeg;

/// <summary>The pinned look-up tables that a component's blocks are read with.</summary>
internal readonly unsafe struct BlockTables(HuffmanTable dcTable, HuffmanTable acTable)
{
    public readonly int* Dc = dcTable.LookUp;
    public readonly int* Ac = acTable.LookUp;
    public readonly long* Pairs = acTable.Pairs;
    public readonly HuffmanTable DcTable = dcTable;
    public readonly HuffmanTable AcTable = acTable;
}

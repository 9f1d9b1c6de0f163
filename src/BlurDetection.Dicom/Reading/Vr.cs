namespace BlurDetection.Dicom.Reading;

/// <summary>Value representations: two capital letters in the order of the file (PS3.5, 6.2).</summary>
internal static class Vr
{
    public const ushort OW = 'O' << 8 | 'W', SQ = 'S' << 8 | 'Q', UN = 'U' << 8 | 'N';

    private static readonly HashSet<ushort> Long = [.. Pairs("OB OD OF OL OV OW SQ SV UC UN UR UT UV")];
    private static readonly HashSet<ushort> Known = [.. Long, .. Pairs("AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US")];

    public static ushort Of(byte first, byte second) => (ushort)(first << 8 | second);

    public static bool IsKnown(ushort vr) => Known.Contains(vr);

    /// <summary>Whether the length takes four bytes, after two that are reserved.</summary>
    public static bool HasLongLength(ushort vr) => Long.Contains(vr);

    /// <summary>Whether both bytes are capital letters, so that a value representation newer than the list is still read as one.</summary>
    public static bool IsPlausible(byte first, byte second) =>
        char.IsAsciiLetterUpper((char)first) && char.IsAsciiLetterUpper((char)second);

    private static IEnumerable<ushort> Pairs(string names) => names.Split(' ').Select(name => Of((byte)name[0], (byte)name[1]));
}

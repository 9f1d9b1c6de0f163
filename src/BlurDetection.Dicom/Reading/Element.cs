namespace BlurDetection.Dicom.Reading;

/// <summary>Where the value of a data element lies.</summary>
/// <param name="Tag">Group in the high half, element in the low half.</param>
/// <param name="Vr">Both letters of the value representation; 0 where it is implicit.</param>
/// <param name="Offset">Where the value begins.</param>
/// <param name="Length">Bytes of the value; <see cref="Undefined"/> where a delimiter ends it.</param>
internal readonly record struct Element(uint Tag, ushort Vr, int Offset, uint Length)
{
    public const uint Undefined = 0xFFFFFFFF;

    public bool IsUndefined => Length == Undefined;
}

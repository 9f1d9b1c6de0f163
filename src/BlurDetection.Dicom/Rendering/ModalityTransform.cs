using BlurDetection.Dicom.Attributes;

namespace BlurDetection.Dicom.Rendering;

/// <summary>Stored values to modality values: a look-up table, else slope and intercept (PS3.3, C.11.1).</summary>
internal sealed class ModalityTransform(DisplayAttributes display)
{
    public double Apply(double stored) => display.ModalityLut?.At(stored) ?? stored * display.Slope + display.Intercept;

    /// <summary>The smallest and the largest modality value of a range of stored ones.</summary>
    public (double Smallest, double Largest) Range((double Smallest, double Largest) stored)
    {
        if (display.ModalityLut is { } table) return (table.Entries.Min(), table.Entries.Max());
        var (a, b) = (Apply(stored.Smallest), Apply(stored.Largest));
        return (Math.Min(a, b), Math.Max(a, b));
    }
}

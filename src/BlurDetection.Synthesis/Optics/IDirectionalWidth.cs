namespace BlurDetection.Synthesis.Optics;

/// <summary>How wide a blur is along 0, 45, 90 and 135 degrees, in pixels, at each place of an image.</summary>
internal interface IDirectionalWidth
{
    /// <summary>For each pixel, how much of it is inside a region, 0..1; <see langword="null"/> where there is none.</summary>
    float[]? Share { get; }

    /// <summary>The width along one direction at one place.</summary>
    /// <param name="direction">0 to 3: 0, 45, 90 and 135 degrees.</param>
    /// <param name="inside">How much of the place is inside, 0..1.</param>
    /// <param name="across">Where the place is, 0 (left border) to 1.</param>
    /// <param name="down">Where the place is, 0 (upper border) to 1.</param>
    double At(int direction, double inside, double across, double down);
}

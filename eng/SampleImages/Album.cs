using SampleImages.Optics;
using SampleImages.Rendering;
using SampleImages.Scenes;

namespace SampleImages;

/// <summary>All images, with what is true of them.</summary>
internal static class Album
{
    private const int Width = 960, Height = 720;

    private static readonly Lazy<LinearImage> Mountains = new(() => Tone.Film(Landscape.Paint(Width, Height), 1.35f));

    private static readonly Lazy<LinearImage> Road = new(() => Street.Paint(Width, Height));
    private static readonly Lazy<LinearImage> Bill = new(() => Receipt.Paint(840, 960));
    private static readonly Lazy<LinearImage> Parcel = new(() => ShippingLabel.Paint(Width, Height));
    private static readonly Lazy<LinearImage> Farmland = new(() => Satellite.Paint(768, 768));
    private static readonly Lazy<LinearImage> Hand = new(() => Radiograph.Paint(680, 900));

    public static IReadOnlyList<SampleImage> Images { get; } =
    [
        new("landscape-sharp.jpg", 1, "Mountain lake", () => Develop(Mountains.Value, 9000, 1), 80),
        new("landscape-defocus.jpg", 0, "The same lake, lens out of focus",
            () => Develop(PointSpread.Disk(5).Apply(Mountains.Value), 9000, 2)),
        new("portrait-sharp.jpg", 1, "Toy bear before a soft background", () => Portrait(0, null, 13, 3), 78),
        new("portrait-shaken.jpg", 0, "A second shot, the hand shook", () => Portrait(0.09f, PointSpread.Shake(22, 0.5f, 5, 3), 13, 5)),
        new("portrait-missed.jpg", 0, "The park behind in focus, the bear not", () => Portrait(0.05f, PointSpread.Disk(9), 0, 4), 74),
        new("street-sharp.jpg", 1, "Street camera", () => Camera(Road.Value, 11), 72),
        new("street-defocus.jpg", 0, "Street camera out of focus under a sharp time stamp",
            () => Camera(PointSpread.Disk(7).Apply(Road.Value), 12)),
        new("street-shaken.jpg", 0, "Street camera in the wind", () => Camera(PointSpread.Shake(30, 0.12f, 2, 8).Apply(Road.Value), 13)),
        new("receipt-sharp.webp", 1, "Receipt", () => Develop(Bill.Value, 5000, 21), 78),
        new("receipt-shaken.webp", 0, "Receipt, photographed in passing",
            () => Develop(PointSpread.Shake(34, 1.1f, 6, 5).Apply(Bill.Value), 3000, 22)),
        new("label-sharp.jpg", 1, "Shipping label", () => Develop(Parcel.Value, 7000, 31), 76),
        new("label-defocus.jpg", 0, "Shipping label too near the lens", () => Develop(PointSpread.Disk(6).Apply(Parcel.Value), 4000, 32)),
        new("satellite-sharp.webp", 1, "Farmland from above", () => Develop(Farmland.Value, 12000, 41, 0), 66),
        new("satellite-defocus.webp", 0, "Farmland from above, optics out of focus",
            () => Develop(PointSpread.Disk(3.5f).Apply(Farmland.Value), 12000, 42, 0)),
        new("xray-sharp.jpg", 1, "X-ray of a hand", () => Film(Hand.Value, 51)),
        new("xray-moved.jpg", 0, "X-ray of a hand that moved", () => Film(PointSpread.Shake(15, 0.3f, 3, 9).Apply(Hand.Value), 52)),
        new("sky.jpg", null, "A clear sky holds no evidence", () => Develop(Sky.Clear(Width, Height), 30000, 61), 90),
        new("black.png", null, "The lens cap is on", () => Sky.Black(640, 480)),
    ];

    public static void WriteLabels(string folder)
    {
        var rows = Images.Where(p => p.Label is not null).Select(p => $"{p.FileName},{p.Label}");
        File.WriteAllText(Path.Combine(folder, "metadata.csv"), string.Join('\n', rows.Prepend("filename,label")) + "\n");
    }

    private static LinearImage Portrait(float lean, PointSpread? subjectBlur, float backgroundRadius, int seed)
    {
        var bear = Teddy.Subject(640, 800, lean);
        var park = Teddy.Background(640, 800, lean);
        if (backgroundRadius > 0) park = PointSpread.Disk(backgroundRadius).Apply(park);
        return Develop(park.Over(subjectBlur?.Apply(bear) ?? bear), 6000, seed);
    }

    private static LinearImage Camera(LinearImage scene, int seed) =>
        Street.Stamp(Develop(scene, 1500, seed), "CAM 04  HARBOUR ST", $"2026-03-14 08:27:{seed + 20}");

    private static LinearImage Film(LinearImage scene, int seed) => Sensor.Expose(scene, 9000, seed, 0);

    private static LinearImage Develop(LinearImage scene, float electrons, int seed, float vignette = 0.25f) =>
        Tone.Film(Sensor.Expose(scene, electrons, seed, vignette));
}

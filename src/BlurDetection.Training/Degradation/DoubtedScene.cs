using BlurDetection.Imaging;

namespace BlurDetection.Training.Degradation;

/// <summary>A scene that is sharp as a whole, with what is known of places that its own lens left soft.</summary>
/// <param name="Luma">The scene, 0..255.</param>
/// <param name="OwnBlur">How likely each pixel is soft already, 0..1; <see langword="null"/> where none is.</param>
internal sealed record DoubtedScene(PlanarImage Luma, PlanarImage? OwnBlur);

/// <summary>Gives such a scene at the asked size.</summary>
/// <param name="width">Pixels in a row.</param>
/// <param name="height">Rows.</param>
internal delegate DoubtedScene DoubtedSceneSource(int width, int height);

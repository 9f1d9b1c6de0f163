using BlurDetection.Imaging;

namespace BlurDetection.Training.Degradation;

/// <summary>A scene that is sharp as a whole, with what is known of places that are soft already.</summary>
/// <param name="Luma">The scene, 0..255.</param>
/// <param name="Own">That; <see langword="null"/> where nothing is soft.</param>
internal sealed record DoubtedScene(PlanarImage Luma, OwnSoftness? Own);

/// <summary>Gives such a scene at the asked size.</summary>
/// <param name="width">Pixels in a row.</param>
/// <param name="height">Rows.</param>
internal delegate DoubtedScene DoubtedSceneSource(int width, int height);

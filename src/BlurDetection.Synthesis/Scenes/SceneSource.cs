using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>Gives a sharp scene at the asked size: luma, 0..255.</summary>
/// <param name="width">Pixels in a row.</param>
/// <param name="height">Rows.</param>
public delegate PlanarImage SceneSource(int width, int height);

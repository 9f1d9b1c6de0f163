using System.Numerics;
using SampleImages.Rendering;

namespace SampleImages.Scenes;

/// <summary>Images that hold no evidence either way.</summary>
internal static class Sky
{
    /// <summary>A cloudless sky: one smooth gradient.</summary>
    public static LinearImage Clear(int width, int height) => LinearImage.Render(width, height, 1, (_, y) =>
        new Vector4(Vector3.Lerp(new Vector3(0.09f, 0.22f, 0.55f), new Vector3(0.36f, 0.55f, 0.78f), MathF.Pow(y / height, 1.3f)), 1));

    /// <summary>The lens cap is on.</summary>
    public static LinearImage Black(int width, int height) =>
        LinearImage.Render(width, height, 1, (_, _) => new Vector4(0.0012f, 0.0011f, 0.0014f, 1));
}

using System.Numerics;

namespace SampleImages.Rendering;

/// <summary>A pinhole camera: turns a point of the image into a ray.</summary>
internal sealed class Camera
{
    private readonly Vector3 _right, _up, _forward;
    private readonly float _scale, _centreX, _centreY;

    public Camera(Vector3 eye, Vector3 target, float fieldOfViewDegrees, int width, int height)
    {
        Eye = eye;
        _forward = Vector3.Normalize(target - eye);
        _right = Vector3.Normalize(Vector3.Cross(Vector3.UnitY, _forward));
        _up = Vector3.Cross(_forward, _right);
        _scale = 2 * MathF.Tan(fieldOfViewDegrees * MathF.PI / 360) / height;
        (_centreX, _centreY) = (width / 2f, height / 2f);
    }

    public Vector3 Eye { get; }

    public Vector3 Ray(float x, float y) =>
        Vector3.Normalize(_forward + _right * ((x - _centreX) * _scale) - _up * ((y - _centreY) * _scale));
}

using System.Numerics.Tensors;
using BlurDetection.Training.Degradation;

namespace BlurDetection.Training.DefaultModel;

/// <summary>Pictures of one size with their truth, packed for the network.</summary>
internal sealed class SyntheticBatch
{
    public SyntheticBatch(IReadOnlyList<SynthesizedPicture> pictures)
    {
        var shape = pictures[0];
        (Count, Width, Height, MapWidth, MapHeight) = (pictures.Count, shape.Image.Width, shape.Image.Height, shape.MapWidth, shape.MapHeight);
        int cells = MapWidth * MapHeight;
        (Pixels, Local) = (new float[Count * Width * Height], new float[Count * LocalPlanes * cells]);
        Whole = new float[Count * WholeColumns];
        for (int i = 0; i < Count; i++)
        {
            var picture = pictures[i];
            picture.Image.Pixels.CopyTo(Pixels.AsSpan(i * Width * Height));
            int first = LocalPlanes * i;
            picture.LocalBlur.CopyTo(Local, first * cells);
            picture.LocalEvidence.CopyTo(Local, (first + 1) * cells);
            picture.LocalWeight.CopyTo(Local, (first + 2) * cells);
            TensorPrimitives.Log2(picture.LocalDirectionalWidth, Local.AsSpan((first + FirstWidth) * cells));
            picture.LocalDirectionalEvidence.CopyTo(Local, (first + FirstWidth + DirectionalWidth.Directions) * cells);
            var row = Whole.AsSpan(i * WholeColumns, WholeColumns);
            row[0] = picture.BlurTarget;
            row[1] = picture.TargetWeight;
            row[2] = picture.Strength ?? 0;
            row[3] = picture.Strength is null ? 0 : picture.Evidence;
            row[4] = picture.Kind is { } kind ? (int)kind : 0;
            row[5] = picture.Kind is null ? 0 : picture.TargetWeight * picture.BlurTarget;
            row[EvidenceColumn] = picture.Evidence;
        }
    }

    /// <summary>Target, weight, strength, its weight, kind, its weight, evidence.</summary>
    public const int WholeColumns = 7;

    /// <summary>Column of the evidence.</summary>
    public const int EvidenceColumn = WholeColumns - 1;

    /// <summary>Plane of the first of the four widths; their evidence follows.</summary>
    public const int FirstWidth = 3;

    /// <summary>Blur, evidence, weight; log2 of the width in four directions; evidence in the same.</summary>
    public const int LocalPlanes = FirstWidth + 2 * DirectionalWidth.Directions;

    public int Count { get; }

    public int Width { get; }

    public int Height { get; }

    public int MapWidth { get; }

    public int MapHeight { get; }

    public float[] Pixels { get; }

    public float[] Whole { get; }

    /// <summary>[count, <see cref="LocalPlanes"/>, map height, map width].</summary>
    public float[] Local { get; }
}

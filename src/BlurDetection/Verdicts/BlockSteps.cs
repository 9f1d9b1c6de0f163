namespace BlurDetection.Verdicts;

/// <summary>Steps between the averages of neighbouring 4x4 blocks: small everywhere in an even tone or a smooth gradient,
/// noise or not.</summary>
internal readonly struct BlockSteps
{
    private const int Side = 4;

    public BlockSteps(in LumaPlane luma)
    {
        int columns = Math.Max(1, luma.Width / Side), rows = Math.Max(1, luma.Height / Side);
        var blocks = new float[columns * rows];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                blocks[row * columns + column] = Average(luma, column * Side, row * Side);

        var steps = new List<float>(2 * blocks.Length);
        for (var i = 0; i < blocks.Length; i++)
        {
            if ((i + 1) % columns != 0) steps.Add(Math.Abs(blocks[i + 1] - blocks[i]));
            if (i + columns < blocks.Length) steps.Add(Math.Abs(blocks[i + columns] - blocks[i]));
        }
        if (steps.Count == 0) return;
        steps.Sort();
        (Usual, Largest) = (steps[(int)(0.99 * (steps.Count - 1))], steps[^1]);
    }

    /// <summary>The step that 99 % of the neighbours stay below.</summary>
    public double Usual { get; }

    /// <summary>The largest step anywhere.</summary>
    public double Largest { get; }

    private static float Average(in LumaPlane luma, int left, int top)
    {
        int right = Math.Min(left + Side, luma.Width), bottom = Math.Min(top + Side, luma.Height);
        float sum = 0;
        for (var y = top; y < bottom; y++)
            foreach (var value in luma.Row(y)[left..right]) sum += value;
        return sum / ((right - left) * (bottom - top));
    }
}

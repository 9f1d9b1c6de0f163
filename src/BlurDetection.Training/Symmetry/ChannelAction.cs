namespace BlurDetection.Training.Symmetry;

/// <summary>How channels change places when the image is turned or mirrored: in orbits of eight, of four, or not at all.</summary>
/// <remarks>Fields of a group-equivariant network: Cohen and Welling, "Group Equivariant Convolutional Networks", 2016.</remarks>
internal sealed class ChannelAction
{
    private readonly int[][] _moved;

    private ChannelAction(int[][] moved) => _moved = moved;

    /// <summary>Number of channels.</summary>
    public int Count => _moved[0].Length;

    /// <summary>Where a channel goes.</summary>
    /// <param name="turn">Place in <see cref="SquareTurn.All"/>.</param>
    /// <param name="channel">The channel.</param>
    public int Move(int turn, int channel) => _moved[turn][channel];

    /// <summary>Every channel stays: what it shows does not depend on direction.</summary>
    /// <param name="channels">How many.</param>
    public static ChannelAction Still(int channels) => new([.. SquareTurn.All.Select(_ => Enumerable.Range(0, channels).ToArray())]);

    /// <summary>About three quarters of the channels in orbits of eight (and at most one of four, for filters that are mirror images of
    /// themselves); the rest stays.</summary>
    /// <param name="channels">How many, a multiple of 4.</param>
    public static ChannelAction Mixed(int channels)
    {
        if (channels % 4 != 0)
            throw new ArgumentException($"{channels} channels do not part into orbits; a multiple of 4.", nameof(channels));
        int still = Math.Max(4, channels / 16 * 4), moving = channels - still;
        List<ChannelAction> parts = [.. Enumerable.Repeat(Eight(), moving / 8)];
        if (moving % 8 != 0) parts.Add(Four());
        return Join([.. parts, Still(still)]);
    }

    /// <summary>Four axes, along 0, 45, 90 and 135 degrees: a quarter turn moves each by two, mirroring exchanges the diagonals.</summary>
    public static ChannelAction Axes() => new([.. SquareTurn.All.Select(turn => Enumerable.Range(0, 4)
        .Select(axis => ((turn.Mirrored ? 4 - axis : axis) + 2 * turn.Quarters) % 4).ToArray())]);

    /// <summary>The channels of several, one after the other.</summary>
    /// <param name="parts">In this order.</param>
    public static ChannelAction Join(IReadOnlyList<ChannelAction> parts)
    {
        var moved = SquareTurn.All.Select(_ => new List<int>()).ToArray();
        foreach (var part in parts)
            for (int turn = 0; turn < moved.Length; turn++)
            {
                int start = moved[turn].Count;
                moved[turn].AddRange(part._moved[turn].Select(to => start + to));
            }
        return new([.. moved.Select(to => to.ToArray())]);
    }

    private static ChannelAction Eight() =>
        new([.. SquareTurn.All.Select(turn => SquareTurn.All.Select(channel => turn.After(channel).Index).ToArray())]);

    // One channel for each direction; mirroring exchanges left and right, and leaves up and down.
    private static ChannelAction Four() => new([.. SquareTurn.All.Select(turn => Enumerable.Range(0, 4)
        .Select(channel => turn.After(new SquareTurn(false, channel)).Quarters).ToArray())]);
}

namespace BlurDetection.Training.DefaultModel;

/// <summary>What the default network consists of while it is trained: it grows, and in the end only its map learns.</summary>
internal enum NetworkStage
{
    /// <summary>One convolution makes the map.</summary>
    Plain,

    /// <summary>Layers that know the whole picture refine it.</summary>
    Refined,

    /// <summary>One more of them looks further around.</summary>
    Complete,

    /// <summary>Layers that see more of the scene take the place of that one, and only those that refine the map learn: the verdict stays what it is.</summary>
    MapAlone,
}

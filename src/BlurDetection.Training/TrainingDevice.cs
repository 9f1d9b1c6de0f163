namespace BlurDetection.Training;

/// <summary>Where a network is trained.</summary>
public enum TrainingDevice
{
    /// <summary>The processor; always there.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU. The program must reference a CUDA build of libtorch in place of the CPU one.</summary>
    Cuda,
}

using BlurDetection.Cli.Images;

namespace BlurDetection.Cli.Output;

/// <summary>Writes classifications one by one.</summary>
internal interface IClassificationWriter
{
    void Write(Classification classification);
}

using BlurDetection.Cli.Pictures;

namespace BlurDetection.Cli.Output;

/// <summary>Writes classifications one by one.</summary>
internal interface IClassificationWriter
{
    void Write(Classification classification);
}

namespace BlurDetection.Models;

/// <summary>Columns that live only between the steps of the pipeline; named so that they shadow nobody's.</summary>
internal static class PipelineColumns
{
    public const string Prefix = "BlurDetection.";
    public const string Path = Prefix + "Path";
    public const string Image = Prefix + "Image";
    public const string Width = Prefix + "Width";
    public const string Settings = Prefix + "Settings";
    public const string Pixels = Prefix + "Pixels";
    public const string Size = Prefix + "Size";
    // Saved pipelines name it so.
    public const string Classification = Prefix + "Judgement";
}

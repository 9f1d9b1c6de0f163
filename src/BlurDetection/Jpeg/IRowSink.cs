namespace BlurDetection.Jpeg;

/// <summary>Takes the rows of an image, top row first.</summary>
internal interface IRowSink
{
    /// <summary>Takes the next row, a byte a pixel.</summary>
    void AddRow(ReadOnlySpan<byte> row);
}

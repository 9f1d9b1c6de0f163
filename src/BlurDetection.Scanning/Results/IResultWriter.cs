namespace BlurDetection.Scanning.Results;

/// <summary>Writes results into one file, row by row; disposing writes what is buffered.</summary>
internal interface IResultWriter : IAsyncDisposable
{
    ValueTask AddAsync(ImageResult row, CancellationToken cancellationToken);
}

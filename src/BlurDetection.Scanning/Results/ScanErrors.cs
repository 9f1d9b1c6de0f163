using System.Net;
using Minio.Exceptions;

namespace BlurDetection.Scanning.Results;

/// <summary>Sorts exceptions into kinds of errors.</summary>
internal static class ScanErrors
{
    /// <summary>Whether another try may end differently although the file is the same.</summary>
    public static bool MayPass(ScanErrorKind kind) =>
        kind is ScanErrorKind.Timeout or ScanErrorKind.NotFound or ScanErrorKind.AccessDenied or ScanErrorKind.ReadFailed
            or ScanErrorKind.Deleted;

    /// <summary>Whether an exception is about one image; anything else ends the scan.</summary>
    public static bool IsOfOneImage(Exception error, CancellationToken cancellationToken) =>
        error is not (InvalidModelException or OutOfMemoryException or ObjectDisposedException { ObjectName: nameof(BlurClassifier) })
        && !(error is OperationCanceledException && cancellationToken.IsCancellationRequested);

    public static ScanErrorKind KindOf(Exception error) => error switch
    {
        ImageTooLargeException => ScanErrorKind.TooLarge,
        ImageDecodingTimeoutException or TimeoutException or OperationCanceledException => ScanErrorKind.Timeout,
        UnsupportedImageException or NotSupportedException or ArgumentException => ScanErrorKind.Unsupported,
        FileNotFoundException or DirectoryNotFoundException => ScanErrorKind.NotFound,
        HttpRequestException { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.Gone } => ScanErrorKind.NotFound,
        HttpRequestException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } => ScanErrorKind.AccessDenied,
        ObjectNotFoundException or BucketNotFoundException => ScanErrorKind.NotFound,
        UnauthorizedAccessException or AccessDeniedException or AuthorizationException => ScanErrorKind.AccessDenied,
        IOException or HttpRequestException or InvalidDataException or MinioException => ScanErrorKind.ReadFailed,
        _ => ScanErrorKind.Unexpected,
    };

    /// <summary>The message as it stands in results: one line, the image named as results name it.</summary>
    public static string MessageOf(Exception error, string? localPath, string path)
    {
        string message = KindOf(error) == ScanErrorKind.Unexpected ? $"{error.GetType().Name}: {error.Message}" : error.Message;
        if (localPath is not null) message = message.Replace(localPath, path, StringComparison.Ordinal);
        return message.ReplaceLineEndings(" ");
    }
}

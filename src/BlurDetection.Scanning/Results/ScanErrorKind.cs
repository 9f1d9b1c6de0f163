namespace BlurDetection.Scanning.Results;

/// <summary>Why an image has no verdict.</summary>
public enum ScanErrorKind
{
    /// <summary>The bytes are not an image that can be decoded.</summary>
    Unsupported = 0,

    /// <summary>It has more bytes or pixels than the options allow.</summary>
    TooLarge = 1,

    /// <summary>Decoding or downloading took longer than the options allow. Tried again by the next run.</summary>
    Timeout = 2,

    /// <summary>It is not there any more, or never was. Tried again by the next run.</summary>
    NotFound = 3,

    /// <summary>It may not be opened. Tried again by the next run.</summary>
    AccessDenied = 4,

    /// <summary>Reading failed. Tried again by the next run.</summary>
    ReadFailed = 5,

    /// <summary>An error that this library does not know; the message names its type.</summary>
    Unexpected = 6,

    /// <summary>It was there once and is no more. Stands in parts alone: whoever reads results does not see it.</summary>
    Deleted = 7,
}

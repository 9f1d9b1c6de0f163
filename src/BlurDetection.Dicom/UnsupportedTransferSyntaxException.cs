namespace BlurDetection.Dicom;

/// <summary>The frames of a DICOM file are compressed in a way that nothing here decodes.</summary>
public sealed class UnsupportedTransferSyntaxException : UnsupportedImageException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, in which file, and what to do.</param>
    /// <param name="name">Name of the transfer syntax in the standard.</param>
    /// <param name="uid">Its UID.</param>
    public UnsupportedTransferSyntaxException(string message, string name, string uid)
        : base(message) => (TransferSyntaxName, TransferSyntaxUid) = (name, uid);

    /// <summary>Name of the transfer syntax in the standard (PS3.6, annex A).</summary>
    public string TransferSyntaxName { get; }

    /// <summary>UID of the transfer syntax.</summary>
    public string TransferSyntaxUid { get; }

    /// <inheritdoc/>
    protected override UnsupportedImageException InFile(string path) =>
        new UnsupportedTransferSyntaxException($"{path}: {Message}", TransferSyntaxName, TransferSyntaxUid);
}

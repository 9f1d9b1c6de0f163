namespace BlurDetection.Web.Limits;

/// <summary>The server holds as many bytes of requests as it may.</summary>
internal sealed class ServerBusyException() : Exception("The server holds as many bytes of requests as it may.");

namespace BlurDetection.Inputs;

/// <summary>What the file system says of a file.</summary>
/// <param name="Identity">Device and inode.</param>
/// <param name="IsRegular">False for folders, pipes, sockets and devices.</param>
/// <param name="HasOtherNames">Whether hard links give it further names.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Modified">When it was last written, UTC.</param>
internal readonly record struct FileStatus(FileIdentity Identity, bool IsRegular, bool HasOtherNames, long Length, DateTime Modified);

namespace BlurDetection.Cli.Tests.Interruption;

/// <summary>A command that writes into a folder, and how to tell whether what is there is whole.</summary>
internal abstract class WritingCommand
{
    /// <summary>The command line; all that is written lies in the folder.</summary>
    public abstract string[] Line(string folder);

    /// <summary>Puts what stood there before into an empty folder.</summary>
    public virtual void Prepare(string folder)
    {
    }

    /// <summary>Fails unless everything is either old and whole or new and whole; files that were being written beside
    /// (<c>.tmp</c>) do not count.</summary>
    /// <param name="folder">As the command left it.</param>
    /// <param name="ended">Whether the command ended with success: then all must be new.</param>
    public abstract void Check(string folder, bool ended);

    /// <summary>The command line with which an interrupted run goes on; <see langword="null"/> where it is simply run again.</summary>
    public virtual string[]? Resume(string folder) => null;
}

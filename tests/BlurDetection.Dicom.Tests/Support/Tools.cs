using System.Diagnostics;

namespace BlurDetection.Dicom.Tests.Support;

/// <summary>Programs and files of others that the reader is held against; tests are skipped where they are missing.</summary>
internal static class Tools
{
    private const string PydicomFiles = "/usr/lib/python3/dist-packages/pydicom/data/test_files";

    /// <summary>A file of pydicom's own tests.</summary>
    public static string Pydicom(string name)
    {
        var path = Path.Combine(PydicomFiles, name);
        Skip.IfNot(File.Exists(path), "The test files of python3-pydicom are not installed.");
        return path;
    }

    /// <summary>Runs one of dcmtk's programs, with the paths that stand for {0}, {1} ... in a new folder.</summary>
    /// <returns>The bytes of the last file.</returns>
    public static byte[] Dcmtk(string program, string arguments, byte[] input, string extension)
    {
        var folder = Directory.CreateTempSubdirectory("dcmtk");
        try
        {
            var (from, to) = (Path.Combine(folder.FullName, "in.dcm"), Path.Combine(folder.FullName, "out" + extension));
            File.WriteAllBytes(from, input);
            using var process = Start(program, [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), from, to]);
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0 && File.Exists(to), $"{program} {arguments}: {error}");
            return File.ReadAllBytes(to);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(string program, string[] arguments)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Skip.If(path is null, $"{program} of dcmtk is not installed.");
        return Process.Start(new ProcessStartInfo(path!, arguments) { RedirectStandardError = true })!;
    }
}

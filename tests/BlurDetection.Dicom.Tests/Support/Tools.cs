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

    /// <summary>A grey file of 16 bits allocated that pydicom wrote.</summary>
    public static byte[] WrittenByPydicom(int width, int height, int bits, int[] samples)
    {
        const string Script = """
            import sys
            from pydicom.dataset import Dataset, FileMetaDataset
            from pydicom.uid import ExplicitVRLittleEndian, generate_uid
            ds = Dataset()
            ds.file_meta = FileMetaDataset()
            ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
            ds.is_little_endian, ds.is_implicit_VR = True, False
            ds.SOPClassUID, ds.SOPInstanceUID = '1.2.840.10008.5.1.4.1.1.7', generate_uid()
            ds.Columns, ds.Rows, ds.BitsStored = map(int, sys.argv[3:6])
            ds.BitsAllocated, ds.HighBit, ds.PixelRepresentation, ds.SamplesPerPixel = 16, ds.BitsStored - 1, 0, 1
            ds.PhotometricInterpretation, ds.PixelData = 'MONOCHROME2', open(sys.argv[1], 'rb').read()
            ds.save_as(sys.argv[2], write_like_original=False)
            """;
        Skip.IfNot(Directory.Exists(PydicomFiles), "python3-pydicom is not installed.");
        var folder = Directory.CreateTempSubdirectory("pydicom");
        try
        {
            var (from, to) = (Path.Combine(folder.FullName, "in.raw"), Path.Combine(folder.FullName, "out.dcm"));
            File.WriteAllBytes(from, [.. samples.SelectMany(sample => BitConverter.GetBytes((ushort)sample))]);
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3",
                ["-c", Script, from, to, $"{width}", $"{height}", $"{bits}"]) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error);
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

using SampleImages;

// Draws every sample image into the folder given (samples/images), or only those whose names contain the second word.
if (args.Length is 0 or > 2)
{
    Console.Error.WriteLine("usage: SampleImages FOLDER [NAME-PART]");
    return 2;
}
Directory.CreateDirectory(args[0]);
foreach (var picture in Album.Images.Where(p => args.Length < 2 || p.FileName.Contains(args[1], StringComparison.OrdinalIgnoreCase)))
{
    var file = Path.Combine(args[0], picture.FileName);
    picture.Save(file);
    Console.WriteLine($"{file}  {new FileInfo(file).Length / 1024} KB");
}
Album.WriteLabels(args[0]);
return 0;

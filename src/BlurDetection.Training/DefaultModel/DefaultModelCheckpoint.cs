using System.Globalization;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.DefaultModel;

/// <summary>One folder that always holds a whole checkpoint: weights, averaged weights, optimiser and step, written beside and then moved.</summary>
internal sealed class DefaultModelCheckpoint(string folder)
{
    private const string OptimizerFile = "optimizer.safetensors", StepsKey = "steps";

    private string Current => Path.Combine(folder, "checkpoint");

    private string Previous => Path.Combine(folder, "checkpoint.previous");

    public void Save(int step, NetworkModule module, Adam optimizer, WeightAverage average)
    {
        string beside = Path.Combine(folder, "checkpoint.writing");
        if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        Directory.CreateDirectory(beside);
        module.save(Path.Combine(beside, "weights.bin"));
        using (var stream = File.Create(Path.Combine(beside, OptimizerFile)))
            SafeTensors.Write(stream, optimizer.Save().ToDictionary(moment => moment.Name, moment => moment.Value), new Dictionary<string, string> { [StepsKey] = optimizer.Steps.ToString(CultureInfo.InvariantCulture) });
        using (var writer = new BinaryWriter(File.Create(Path.Combine(beside, "average.bin")))) average.Write(writer);
        File.WriteAllText(Path.Combine(beside, "step.txt"), step.ToString(CultureInfo.InvariantCulture));
        if (Directory.Exists(Previous)) Directory.Delete(Previous, recursive: true);
        if (Directory.Exists(Current)) Directory.Move(Current, Previous);
        Directory.Move(beside, Current);
    }

    /// <summary>Step of the newest whole checkpoint; 0 where there is none.</summary>
    public int Step => Newest is { } found ? int.Parse(File.ReadAllText(Path.Combine(found, "step.txt")), CultureInfo.InvariantCulture) : 0;

    private string? Newest => new[] { Current, Previous }.FirstOrDefault(Directory.Exists);

    /// <summary>Restores the newest whole checkpoint and returns its step, or 0 where there is none.</summary>
    public int TryRestore(NetworkModule module, Adam optimizer, WeightAverage average)
    {
        if (Newest is not { } found) return 0;
        module.load(Path.Combine(found, "weights.bin"));
        var (moments, metadata) = SafeTensors.Read(File.ReadAllBytes(Path.Combine(found, OptimizerFile)));
        optimizer.Restore(long.Parse(metadata[StepsKey], CultureInfo.InvariantCulture), moments);
        using (var reader = new BinaryReader(File.OpenRead(Path.Combine(found, "average.bin")))) average.Read(reader);
        return Step;
    }
}

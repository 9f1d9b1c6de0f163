using BlurDetection.Buffers;
using BlurDetection.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>A loaded model: its session, and how its inputs and outputs are to be read. Thread-safe.</summary>
internal sealed class BlurModel(ModelSession session, BlurModelInfo info, ModelInput input, IModelOutputReader output, int maxValues)
    : IDisposable
{
    private const int SmallSide = 32; // of the image that is run for the sake of what follows
    private readonly RunOptions _run = new();

    public BlurModelInfo Info { get; } = info;

    /// <summary>The most values (channels x height x width) that one image may have; a packed graph has a fixed capacity.</summary>
    public int MaxValues { get; } = maxValues;

    public ModelSession.Lease Acquire() => session.Acquire();

    /// <summary>Runs the graph on one image, which must be as <see cref="BlurModelInfo.Preprocessing"/> says.</summary>
    public ModelOutput Run(ModelSession.Lease lease, PlanarImage image, bool map)
    {
        using var bound = input.Bind(image);
        try
        {
            return Run(lease, bound, map, _run);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidModelException($"The model '{Info.Name}' failed on an image of {image.Width}x{image.Height}: {e.Message}", e);
        }
    }

    /// <summary>The same with the map, which is of two looks where the image is small enough (<see cref="SecondLook"/>).</summary>
    public ModelOutput RunWithFineMap(ModelSession.Lease lease, PlanarImage image)
    {
        var look = Run(lease, image, map: true);
        if (look.Map is not { } first || !SecondLook.IsOf(image, first, MaxValues)) return look;
        var widened = SecondLook.Widened(image);
        try
        {
            return look with { Map = SecondLook.Mean(image, first, Run(lease, widened, map: true).Map!) };
        }
        finally
        {
            BoundedPool<float>.Return(widened.Buffer);
        }
    }

    /// <summary>Gives back what the runtime keeps of earlier runs; it does so only after a run, so a small black image is run.</summary>
    public void TrimMemory(ModelSession.Lease lease, Preprocessing preprocessing)
    {
        using var run = new RunOptions();
        run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        var (width, height) = (preprocessing.Width ?? SmallSide, preprocessing.Height ?? SmallSide);
        var image = new PlanarImage(preprocessing.Channels, height, width, new float[preprocessing.Channels * height * width]);
        using var bound = input.Bind(image);
        Run(lease, bound, Info.HasMap, run);
    }

    private ModelOutput Run(ModelSession.Lease lease, BoundInput bound, bool map, RunOptions run)
    {
        using var results = lease.Session.Run(run, input.Names, bound.Values, output.Names(map));
        return output.Read(results, map, lease, run);
    }

    /// <returns>True for the first call.</returns>
    public bool Dispose() => session.Dispose();

    void IDisposable.Dispose() => session.Dispose();
}

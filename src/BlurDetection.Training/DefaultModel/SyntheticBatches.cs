using System.Threading.Channels;
using BlurDetection.Imaging;
using BlurDetection.Training.Degradation;

namespace BlurDetection.Training.DefaultModel;

/// <summary>Makes batches ahead of the training step, in an order that depends on the seed alone, however many workers there are.</summary>
internal sealed class SyntheticBatches : IAsyncDisposable
{
    private static readonly (int Width, int Height, int Count, double Share)[] Shapes =
    [
        (256, 256, 24, 0.22), (320, 320, 16, 0.30), (448, 336, 10, 0.15), (336, 448, 10, 0.08), (640, 480, 5, 0.13), (480, 640, 5, 0.05), (960, 720, 2, 0.05), (720, 960, 2, 0.02),
    ];

    // The finish is nearer to what the model will see: whole pictures at canonical size.
    private static readonly (int Width, int Height, int Count, double Share)[] FinishShapes =
    [
        (256, 256, 24, 0.10), (320, 320, 16, 0.24), (448, 336, 10, 0.17), (336, 448, 10, 0.09), (640, 480, 5, 0.17), (480, 640, 5, 0.08), (960, 720, 2, 0.11), (720, 960, 2, 0.04),
    ];

    // Small pictures are often whole ones made small, and not always evenly.
    private static readonly (int Width, int Height, int Count, double Share)[] RefinementShapes =
    [
        (256, 192, 32, 0.05), (256, 256, 24, 0.16), (320, 320, 16, 0.22), (448, 336, 10, 0.14), (336, 448, 10, 0.07), (640, 480, 5, 0.16), (480, 640, 5, 0.07), (960, 720, 2, 0.10), (720, 960, 2, 0.03),
    ];

    private const double RenderedShare = 0.12;
    private const double GreatestSqueeze = 1.6;

    // Photographs whose soft places someone saw are few, and what they show is real.
    private const double SoftPhotographShare = 0.04;

    private readonly SharpLibrary _library;
    private readonly int _seed;
    private readonly OwnBlurs? _ownBlurs;
    private readonly Photograph[] _softPhotographs;
    private readonly Stage[] _stages;
    private readonly CancellationTokenSource _stop;
    private readonly Channel<Task<SyntheticBatch>> _ready;
    private readonly Task _feeder;

    public SyntheticBatches(SharpLibrary library, DefaultModelOptions options, int firstStep, int endStep, OwnBlurs? ownBlurs, CancellationToken cancellation)
    {
        _ownBlurs = ownBlurs;
        _softPhotographs = [.. library.Training.Where(photograph => ownBlurs?.Of(photograph)?.Soft is not null)];
        (_library, _seed) = (library, options.Seed);
        _stages =
        [
            new Stage(0, Shapes, new BlurSynthesizer(options.Synthesis)),
            new Stage(options.FinishAt, FinishShapes, new BlurSynthesizer(options.Finish)),
            new Stage(options.RestartAt, FinishShapes, new BlurSynthesizer(options.Polish)),
            new Stage(options.RefineAt, RefinementShapes, new BlurSynthesizer(options.Refinement), HasGrounds: true),
            new Stage(options.SettleAt, RefinementShapes, new BlurSynthesizer(options.Settlement), HasGrounds: true),
            new Stage(options.CompleteAt, RefinementShapes, new BlurSynthesizer(options.Completion), HasGrounds: true, HasSpecimens: true),
            new Stage(options.MapAloneAt, RefinementShapes, new BlurSynthesizer(options.MapAlone), HasGrounds: true, HasSpecimens: true, HasSoftPhotographs: true),
        ];
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _ready = Channel.CreateBounded<Task<SyntheticBatch>>(Math.Max(2, options.Workers + 1));
        var slots = new SemaphoreSlim(Math.Max(1, options.Workers));
        _feeder = Task.Run(async () =>
        {
            try
            {
                for (int step = firstStep; step < endStep; step++)
                {
                    int at = step;
                    await slots.WaitAsync(_stop.Token).ConfigureAwait(false);
                    var batch = Task.Run(() =>
                    {
                        try
                        {
                            return Create(at);
                        }
                        finally
                        {
                            slots.Release();
                        }
                    });
                    await _ready.Writer.WriteAsync(batch, _stop.Token).ConfigureAwait(false);
                }
                _ready.Writer.Complete();
            }
            catch (OperationCanceledException)
            {
                _ready.Writer.TryComplete();
            }
        });
    }

    public IAsyncEnumerable<Task<SyntheticBatch>> ReadAllAsync(CancellationToken cancellation) => _ready.Reader.ReadAllAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _feeder.ConfigureAwait(false);
        _stop.Dispose();
    }

    private SyntheticBatch Create(int step)
    {
        var random = new Random(HashCode(step, -1));
        // Of stages that begin at the same step, or that a short plan leaves behind another, the last one counts.
        var stage = _stages.Last(stage => step >= stage.From);
        var shapes = stage.Shapes;
        double at = random.NextDouble() * shapes.Sum(shape => shape.Share), edge = 0;
        var chosen = shapes.First(shape => at < (edge += shape.Share) || shape == shapes[^1]);
        var pictures = new SynthesizedPicture[chosen.Count];
        for (int i = 0; i < pictures.Length; i++)
        {
            int seed = HashCode(step, i);
            var scene = new Random(seed ^ 0x5bd1e995);
            DoubtedScene Draw(int width, int height) => Scene(scene, width, height, stage);
            pictures[i] = stage.Synthesizer.Synthesize(Draw, chosen.Width, chosen.Height, seed, ground: stage.HasGrounds ? Draw : null);
        }
        return new SyntheticBatch(pictures);
    }

    private DoubtedScene Scene(Random random, int width, int height, Stage stage)
    {
        if (random.Chance(RenderedShare)) return new DoubtedScene(RenderedScene.Draw(random, width, height, stage.HasSpecimens), null);
        bool soft = stage.HasSoftPhotographs && _softPhotographs.Length > 0 && random.Chance(SoftPhotographShare);
        var photograph = soft ? _softPhotographs[random.Next(_softPhotographs.Length)] : _library.Draw(random, width, height);
        bool squeezed = stage.HasGrounds && random.Chance(0.5);
        PlanarImage Cut(Random cut, PlanarImage image) => squeezed
            ? SceneSampler.Sample(cut, image, width, height, greatestReduction: double.PositiveInfinity, GreatestSqueeze)
            : SceneSampler.Sample(cut, image, width, height);
        if (_ownBlurs?.Of(photograph) is not { } own) return new DoubtedScene(Cut(random, photograph.ToLuma()), null);
        // The same numbers cut the same place.
        int seed = random.Next();
        return new DoubtedScene(Cut(new Random(seed), photograph.ToLuma()), own.Enlarged(photograph.Width, photograph.Height).Each(plane => Cut(new Random(seed), plane)));
    }

    // A fixed mixing function (splitmix64's), since System.HashCode differs from process to process.
    private int HashCode(int step, int index)
    {
        ulong z = ((ulong)(uint)_seed << 40) ^ ((ulong)(uint)step << 12) ^ (uint)(index + 1);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebUL;
        return (int)((z ^ (z >> 31)) & 0x7fffffff);
    }

    // With other scenes behind subjects come small pictures that are squeezed.
    private sealed record Stage(int From, (int Width, int Height, int Count, double Share)[] Shapes, BlurSynthesizer Synthesizer, bool HasGrounds = false, bool HasSpecimens = false, bool HasSoftPhotographs = false);
}

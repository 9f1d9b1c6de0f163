using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Training.Tests.Export;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Export;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace BlurDetection.Training.Tests.Fitting;

public sealed class CnnTrainerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cnn-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void PicturesGoInAndAModelComesOut()
    {
        var options = new CnnTrainerOptions
        {
            Network = StripedImages.Network(),
            DataHash = "00ff",
            Fit = { Epochs = 2, BatchSize = 8, CheckpointFolder = folder },
        };
        var trainer = new CnnTrainer(options);
        Assert.Equal(Preprocessing.Default, trainer.Preprocessing);
        using var trained = trainer.Train(new StripedImages(32), new StripedImages(8));
        Assert.Equal(8, trained.Validation!.Probabilities.Count);
        using var zip = new MemoryStream(trained.ToZip());
        using var model = ModelLoader.Load(ModelFile.ReadOnnx(zip, "the model"), 1, "the model");
        Assert.Equal("00ff", model.Info.DataHash);
        Assert.Equal(trained.Validation.Loss, model.Info.Metrics["val_loss"]);
        var picture = new StripedImages(8).Load(3, seed: 1).Image;
        using var session = new InferenceSession(trained.ToOnnx());
        using var plain = session.Run(new RunOptions(), ["luma"],
            [OrtValue.CreateTensorValueFromMemory(picture.Pixels.ToArray(), [1, 1, 16, 16])], ["probabilities"]);
        using var lease = model.Acquire();
        Assert.Equal(plain[0].GetTensorDataAsSpan<float>()[0], model.Run(lease, picture, map: false).Probability, 1e-6);
        Assert.Equal(4, Directory.GetFiles(folder).Length); // two epochs, the best, the state of the run
    }

    [Fact]
    public void FineTuningTrainsTheHeadFirstAndHoldsTheOtherOutputs()
    {
        using var original = ExportedModels.Shaken(Network());
        var onnx = OnnxExporter.Export(original, ExportedModels.Canonical with { EvidenceThreshold = 0.3 });
        var options = new CnnTrainerOptions
        {
            InitialModel = onnx,
            FrozenEpochs = 12,
            HoldOtherOutputs = 100,
            Fit = { Epochs = 12, BatchSize = 8, LearningRate = 0.01, Threads = 1 },
        };
        using var trained = new CnnTrainer(options).Train(new StripedImages(32));
        Assert.Equal(original.GetWeights()["trunk/kernel"].Values, trained.Module.GetWeights()["trunk/kernel"].Values);
        Assert.NotEqual(original.GetWeights()["hidden/kernel"].Values, trained.Module.GetWeights()["hidden/kernel"].Values);
        Assert.Equal(0.3, trained.Description.EvidenceThreshold);

        options.HoldOtherOutputs = 0;
        using var free = new CnnTrainer(options).Train(new StripedImages(32));
        Assert.True(EvidenceDrift(original, trained.Module) < EvidenceDrift(original, free.Module) / 2,
            $"{EvidenceDrift(original, trained.Module)} held, {EvidenceDrift(original, free.Module)} free");
    }

    [Fact]
    public void AfterTheFrozenEpochsAllLayersLearn()
    {
        using var original = ExportedModels.Shaken(Network());
        var trunk = new List<float[]>();
        var options = new CnnTrainerOptions
        {
            InitialModel = OnnxExporter.Export(original, ExportedModels.Canonical), FrozenEpochs = 2, Callbacks = [new Watching(trunk)],
            Fit = { Epochs = 4, BatchSize = 8, LearningRate = 0.01, Threads = 1 },
        };
        using var trained = new CnnTrainer(options).Train(new StripedImages(32));
        Assert.Equal(original.GetWeights()["trunk/kernel"].Values, trunk[1]);
        Assert.NotEqual(trunk[1], trunk[2]);
        Assert.Equal(0.001, trained.Fit.History[^1].Logs[LogNames.LearningRate], 1e-9);
    }

    private sealed class Watching(List<float[]> trunk) : TrainingCallback
    {
        public override void OnEpochEnd(BlurDetection.Training.Callbacks.TrainingSession session, EpochResult result) =>
            trunk.Add([.. session.Module.GetWeights()["trunk/kernel"].Values]);
    }

    [Fact]
    public void APreprocessingThatDoesNotFitTheNetworkIsRefused() =>
        Assert.Throws<InvalidNetworkException>(() => new CnnTrainer(new CnnTrainerOptions { Preprocessing = Preprocessing.Default }));

    [Fact]
    public void TheNotebookIsTheDefault() => Assert.Equal(Preprocessing.Notebook, new CnnTrainer().Preprocessing);

    private static Network Network() => new("two-heads", new NetworkInput(1),
    [
        new Rescaling(1 / 255.0), new Conv2D(6, 3) { Name = "trunk", Activation = ActivationFunction.Relu }, new GlobalAveragePooling2D(),
        new Dense(6) { Name = "hidden", Activation = ActivationFunction.Relu },
        new Dense(1) { Name = "evidence", Inputs = ["hidden"], Activation = ActivationFunction.Sigmoid },
        new Dense(2) { Name = "verdict", Inputs = ["hidden"], Activation = ActivationFunction.Softmax },
    ],
    new Dictionary<string, string> { ["probabilities"] = "verdict", ["evidence"] = "evidence" });

    private static double EvidenceDrift(NetworkModule before, NetworkModule after) => Enumerable.Range(0, 8).Average(i =>
    {
        var picture = new StripedImages(8).Load(i, seed: i).Image;
        double Evidence(NetworkModule module)
        {
            module.eval();
            using var x = TorchSharp.torch.tensor(picture.Pixels.ToArray(), [1, 1, 16, 16]);
            using var outputs = module.forward(x);
            return outputs["evidence"].item<float>();
        }
        return Math.Abs(Evidence(before) - Evidence(after));
    });
}

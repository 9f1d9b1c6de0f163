using System.CommandLine;
using BlurDetection.Cli.Parsing;
using BlurDetection.Models;

namespace BlurDetection.Cli.Commands;

/// <summary>The options that describe an ONNX classifier from elsewhere; giving any of them says that --model is one.</summary>
internal sealed class ExternalModelOptions
{
    private readonly Option<TensorLayout?> _layout = new Option<TensorLayout?>("--onnx-layout")
    {
        Description = "An ONNX model from elsewhere: the order of its input's dimensions, nchw or nhwc.", HelpName = "ORDER",
    }.OneOfNames();

    private readonly Option<ChannelOrder?> _channelOrder = new Option<ChannelOrder?>("--onnx-channel-order")
    {
        Description = "An ONNX model from elsewhere: rgb or bgr.", HelpName = "ORDER",
    }.OneOfNames();

    private readonly Option<int?> _longSide = new Option<int?>("--onnx-long-side")
    {
        Description = "An ONNX model from elsewhere that takes any size: the longer side.", HelpName = "PX",
    }.InRange(8, 8192);

    private readonly Option<double?> _scale = new Option<double?>("--onnx-scale")
    {
        Description = "An ONNX model from elsewhere: what values 0..255 are multiplied with. Default: 1/255.", HelpName = "X",
    }.InRange(-1e9, 1e9);

    private readonly Option<double[]?> _mean = Numbers(
        "--onnx-mean", "An ONNX model from elsewhere: taken off after scaling, one number or one for each channel (0.485,0.456,0.406).");

    private readonly Option<double[]?> _deviation =
        Numbers("--onnx-std", "An ONNX model from elsewhere: what the rest is divided by, one number or one for each channel.");

    private readonly Option<int?> _blurIndex = new Option<int?>("--onnx-blur-index")
    {
        Description = "An ONNX model from elsewhere: which of its two outputs is blur, 0 or 1. Default: 0.", HelpName = "N",
    }.InRange(0, 1);

    private readonly Option<bool> _logits = new("--onnx-logits")
    {
        Description = "An ONNX model from elsewhere: its output has not passed a softmax or sigmoid.",
    };

    private Option[] All => [_layout, _channelOrder, _longSide, _scale, _mean, _deviation, _blurIndex, _logits];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command, Option<string?> model)
    {
        foreach (Option option in All) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (All.Any(option => result.GetResult(option) is { Implicit: false }) && result.GetResult(model) is null)
                result.AddError("The --onnx options describe the file of --model: give it too.");
        });
    }

    /// <summary>What was given; null if nothing was.</summary>
    public OnnxModelOptions? Read(ParseResult parsed)
    {
        if (!All.Any(option => parsed.GetResult(option) is { Implicit: false })) return null;
        var options = new OnnxModelOptions { LongSide = parsed.GetValue(_longSide), OutputsLogits = parsed.GetValue(_logits) };
        if (parsed.GetValue(_layout) is { } layout) options.Layout = layout;
        if (parsed.GetValue(_channelOrder) is { } order) options.ChannelOrder = order;
        if (parsed.GetValue(_scale) is { } scale) options.Scale = scale;
        if (parsed.GetValue(_mean) is { } mean) options.Mean = mean;
        if (parsed.GetValue(_deviation) is { } deviation) options.StandardDeviation = deviation;
        if (parsed.GetValue(_blurIndex) is { } index) options.BlurIndex = index;
        return options;
    }

    private static Option<double[]?> Numbers(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X,...",
        CustomParser = result =>
        {
            if (result.Tokens is not [{ Value: var text }]) return null;
            string[] parts = text.Split(',');
            var numbers = new double[parts.Length];
            bool sound = parts.Length is 1 or 3;
            for (int i = 0; sound && i < parts.Length; i++) sound = NumberText.TryRead(parts[i].Trim(), out numbers[i]);
            if (sound) return numbers;
            result.AddError($"{name} is one number, or three with commas between them, not '{text}'.");
            return null;
        },
    };
}

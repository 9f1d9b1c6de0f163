using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using BlurDetection.Cli.Tests;
using BlurDetection.Tests.Support;
using BlurDetection.Training;
using BlurDetection.Training.Layers;
using Json.Schema;

namespace BlurDetection.Tests.Documentation;

/// <summary>The schema of layer lists is that of the code. To accept a change, run the tests once with
/// ACCEPT_PUBLIC_API=1 and look at the difference.</summary>
public sealed class SchemaTests
{
    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "docs", "schemas", "layers.schema.json");

    private static JsonSchema Schema => JsonSchema.FromText(File.ReadAllText(Path));

    [Fact]
    public void TheSchemaOfLayersIsThatOfTheCode()
    {
        string schema = OfTheCode();
        if (Environment.GetEnvironmentVariable("ACCEPT_PUBLIC_API") == "1") File.WriteAllText(Path, schema);
        Assert.Equal(schema, File.ReadAllText(Path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void EveryPresetAndTheExampleOfThePageAreValid()
    {
        foreach (TrainingRecipe preset in TrainingRecipe.Presets.Where(preset => preset.Network is not null))
            AssertValid(NetworkJson.Write(preset.Network!));
        string example = Example();
        AssertValid(example);
        Assert.Equal(2, NetworkJson.Read(example).Layers.OfType<Conv2D>().Count());
    }

    [Theory]
    [InlineData("\"filters\": 16", "\"filter\": 16")]
    [InlineData("\"type\": \"Dense\"", "\"type\": \"Denser\"")]
    [InlineData("\"relu\"", "\"relu9\"")]
    [InlineData("\"kernel_size\": 5", "\"kernel_size\": [5, 5, 5]")]
    public void WhatTheCodeRefusesIsNotValid(string right, string wrong)
    {
        string json = Example().Replace(right, wrong, StringComparison.Ordinal);
        Assert.Throws<InvalidNetworkException>(() => NetworkJson.Read(json));
        Assert.False(Schema.Evaluate(JsonNode.Parse(json)).IsValid);
    }

    [Fact]
    public async Task TheSummaryWritesAPresetsLayersAndReadsThemBack()
    {
        using var folder = new ImageFolder();
        Blur.Result written = await Blur.RunAsync("summary", "--preset", "notebook", "--json");
        AssertValid(written.Output);
        string file = folder.Add("mine.json", System.Text.Encoding.UTF8.GetBytes(written.Output));
        Assert.Equal((await Blur.RunAsync("summary", "--preset", "notebook")).Output,
            (await Blur.RunAsync("summary", "--layers", file)).Output);
        AssertValid((await Blur.RunAsync("summary", "--json")).Output);
    }

    private static void AssertValid(string json)
    {
        EvaluationResults results = Schema.Evaluate(JsonNode.Parse(json), new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(results.IsValid, string.Join('\n', results.Details.Where(detail => detail.HasErrors)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")));
    }

    private static string Example() =>
        string.Join('\n', Pages.Blocks("docs/networks.md").First(block => block.Language == "text").Lines);

    private static string OfTheCode()
    {
        var options = new JsonSerializerOptions(NetworkJson.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        JsonNode schema = options.GetJsonSchemaAsNode(typeof(Network), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => context.TypeInfo.Type == typeof(Extent) ? Extent() : node,
        });
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A network for blur train --layers",
        };
        foreach (var (name, value) in schema.AsObject().ToArray()) whole[name] = value?.DeepClone();
        return whole.ToJsonString(new JsonSerializerOptions(options) { WriteIndented = true }).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonNode Extent() => JsonNode.Parse("""
        { "description": "A number for a square, or [height, width].",
          "anyOf": [
            { "type": "integer", "minimum": 1 },
            { "type": "array", "items": { "type": "integer", "minimum": 1 }, "minItems": 2, "maxItems": 2 } ] }
        """)!;
}

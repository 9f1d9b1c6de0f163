#!/usr/bin/env bash
# ONNX Runtime 1.31.1 (Microsoft.ML.OnnxRuntime), all optimisations on: Run with one of a graph's two outputs runs the nodes of the other one too, each
# time, and so does a graph that declares one output only: nodes whose result nobody can read are kept. Only a graph without the nodes saves their time.
# The graph has one input and two branches that share nothing, a Relu and a MatMul.
# Seen: asked for relu: MatMul ran 3 of 3 times / graph that declares relu alone: 3 / graph without the MatMul: 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat > app.csproj <<'EOF'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="1.31.1" />
  </ItemGroup>
</Project>
EOF
cat > Program.cs <<'EOF'
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

// ONNX is protocol buffers: a field is its number, a kind (0: number, 2: bytes) and its value.
byte[] Number(int field, int value) => [(byte)(field << 3), (byte)value];
byte[] Bytes(int field, params byte[][] parts) { var all = parts.SelectMany(part => part).ToArray(); return [(byte)(field << 3 | 2), (byte)all.Length, .. all]; }
byte[] Text(int field, string text) => Bytes(field, Encoding.ASCII.GetBytes(text));
byte[] Node(string operation, string output, params string[] inputs) =>
    Bytes(1, [.. inputs.Select(input => Text(1, input)), Text(2, output), Text(4, operation)]);
byte[] Value(int field, string name) =>
    Bytes(field, Text(1, name), Bytes(2, Bytes(1, Number(1, 1), Bytes(2, Bytes(1, Number(1, 4)), Bytes(1, Number(1, 4))))));
byte[] Model(params byte[][] rest) =>
    [.. Number(1, 8), .. Bytes(7, [Node("Relu", "relu", "x"), Text(2, "g"), Value(11, "x"), .. rest]), .. Bytes(8, Number(2, 17))];

int Ran(byte[] model)
{
    using var options = new SessionOptions { EnableProfiling = true, ProfileOutputPathPrefix = "profile" };
    using var session = new InferenceSession(model, options);
    var input = NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(new float[16], [4, 4]));
    for (int i = 0; i < 3; i++) session.Run([input], ["relu"]).Dispose();
    return File.ReadAllText(session.EndProfiling()).Split("\"op_name\" : \"MatMul\"").Length - 1;
}

byte[] product = Node("MatMul", "product", "x", "x"), relu = Value(12, "relu");
int both = Ran(Model(product, relu, Value(12, "product"))), declared = Ran(Model(product, relu)), without = Ran(Model(relu));
Console.WriteLine($"asked for relu: MatMul ran {both} of 3 times");
Console.WriteLine($"graph that declares relu alone: {declared}");
Console.WriteLine($"graph without the MatMul: {without}");
return both == 3 && declared == 3 && without == 0 ? 0 : 1;
EOF
dotnet run

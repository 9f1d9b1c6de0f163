#!/usr/bin/env bash
# NetVips 3.2.0 with NetVips.Native 8.18.7 (libvips 8.18.7): a tile of a TIFF that cannot be decoded comes out black with failOn Error as it does with
# None, and without a warning. Only Warning makes it an error. The same damage in a strip is one with Error already, as it is said to be.
# Seen: tile None: 0 / tile Error: 0 / tile Warning: fails / strip None: 0 / strip Error: fails / strip Warning: fails (0: the largest sample, of 255)
# Needs dotnet. Exits with 1 if the behaviour has changed.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > probe.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup><PackageReference Include="NetVips" Version="3.2.0" /><PackageReference Include="NetVips.Native" Version="8.18.7" /></ItemGroup>
</Project>
PROJECT
cat > Program.cs <<'CODE'
using NetVips;

using var noise = Image.Gaussnoise(64, 64, mean: 128, seed: 1).Cast(Enums.BandFormat.Uchar).CopyMemory();
foreach (var tiled in new[] { true, false })
{
    var tiff = noise.TiffsaveBuffer(tile: tiled, tileWidth: 64, tileHeight: 64, compression: Enums.ForeignTiffCompression.Deflate);
    tiff.AsSpan(8, 40).Fill(0x55); // Deflate's data
    foreach (var failOn in new[] { Enums.FailOn.None, Enums.FailOn.Error, Enums.FailOn.Warning })
    {
        var seen = "fails";
        try
        {
            using var image = Image.NewFromBuffer(tiff, failOn: failOn);
            seen = $"{image.Max()}";
        }
        catch (VipsException) { }
        Console.WriteLine($"{(tiled ? "tile" : "strip")} {failOn}: {seen}");
    }
}
CODE
dotnet build -o out -v quiet -nologo >/dev/null
dotnet out/probe.dll 2>errors > seen
cat seen
grep -qx 'tile Error: 0' seen && grep -qx 'tile Warning: fails' seen && grep -qx 'strip Error: fails' seen

#!/usr/bin/env bash
# Magick.NET-Q8-AnyCPU 15.1.0 (ImageMagick 7): an image with partly transparent pixels that it writes as PSD and reads back has other colours in
# them: reading takes white out of them, as if it had been blended in, which writing does not do. Opaque pixels and opacities come back as they
# were. A PSD that ImageMagick 6.9 (Debian 12) writes is read in the same way.
# Seen, red/opacity of one colour at four opacities: written 100/255 100/192 100/128 100/64, read 100/255 49/192 0/128 0/64.
# Needs dotnet. Exits with 1 if the behaviour has changed.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > probe.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup><PackageReference Include="Magick.NET-Q8-AnyCPU" Version="15.1.0" /></ItemGroup>
</Project>
PROJECT
cat > Program.cs <<'CODE'
using ImageMagick;

using var image = new MagickImage(MagickColors.Transparent, 4, 1);
using (var pixels = image.GetPixels())
    for (var x = 0; x < 4; x++) pixels.SetPixel(x, 0, [100, 150, 200, new byte[] { 255, 192, 128, 64 }[x]]);
Show("written", image);
using var read = new MagickImage(image.ToByteArray(MagickFormat.Psd));
Show("read", read);

static void Show(string name, MagickImage image)
{
    using var pixels = image.GetPixels();
    Console.WriteLine($"{name}: {string.Join(' ', Enumerable.Range(0, 4).Select(x => pixels.GetPixel(x, 0).ToColor()!).Select(c => $"{c.R}/{c.A}"))}");
}
CODE
dotnet build -o out -v quiet -nologo >/dev/null
dotnet out/probe.dll | tee seen
grep -qx 'written: 100/255 100/192 100/128 100/64' seen && grep -qx 'read: 100/255 49/192 0/128 0/64' seen

#!/usr/bin/env bash
# NetVips 3.2.0 with NetVips.Native 8.18.7 (libvips 8.18.7): a TIFF whose bands lie apart (PlanarConfiguration 2, as GDAL's INTERLEAVE=BAND writes) and
# whose photometric interpretation is MinIsBlack, as bands of a satellite are, is read scrambled, without an error or a warning: only the first row of
# each strip is right. The same samples with the bands together are right, and so is planar RGB. libtiff's tiffcp, GDAL and Pillow read the file right.
# Seen: together: 0 of 6144 samples wrong / apart, RGB: 0 of 6144 samples wrong / apart, MinIsBlack: 5952 of 6144 samples wrong
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

const int Width = 64, Height = 32, Bands = 3, MinIsBlack = 1, Rgb = 2, Together = 1, Apart = 2;

Report("together", MinIsBlack, Together);
Report("apart, RGB", Rgb, Apart);
Report("apart, MinIsBlack", MinIsBlack, Apart);

static byte Sample(int x, int y, int band) => (byte)(60 * band + (3 * x + 7 * y) % 50);

static void Report(string name, int photometric, int planar)
{
    using var image = Image.NewFromBuffer(Tiff(photometric, planar));
    var samples = image.WriteToMemory<byte>();
    var wrong = 0;
    for (var i = 0; i < samples.Length; i++) wrong += samples[i] == Sample(i / Bands % Width, i / Bands / Width, i % Bands) ? 0 : 1;
    Console.WriteLine($"{name}: {wrong} of {samples.Length} samples wrong");
}

// Uncompressed, one strip a plane.
static byte[] Tiff(int photometric, int planar)
{
    using var memory = new MemoryStream();
    using var writer = new BinaryWriter(memory);
    var planes = planar == Apart ? Bands : 1;
    var entries = new (ushort Tag, uint[] Values)[]
    {
        (256, [Width]), (257, [Height]), (258, [8, 8, 8]), (259, [1]), (262, [(uint)photometric]),
        (273, [.. Enumerable.Range(0, planes).Select(p => (uint)(8 + p * Width * Height))]), (277, [Bands]), (278, [Height]),
        (279, [.. Enumerable.Repeat((uint)(Width * Height * Bands / planes), planes)]), (284, [(uint)planar]),
    };
    if (photometric == MinIsBlack) entries = [.. entries, (338, [0])]; // of 2 extra samples nothing is said
    const int Directory = 8 + Width * Height * Bands;
    writer.Write("II*\0"u8);
    writer.Write(Directory);
    if (planar == Apart)
        for (var band = 0; band < Bands; band++)
            for (var i = 0; i < Width * Height; i++) writer.Write(Sample(i % Width, i / Width, band));
    else
        for (var i = 0; i < Width * Height * Bands; i++) writer.Write(Sample(i / Bands % Width, i / Bands / Width, i % Bands));
    writer.Write((ushort)entries.Length);
    var behind = Directory + 2 + 12 * entries.Length + 4;
    var values = new List<uint>();
    foreach (var (tag, list) in entries)
    {
        writer.Write(tag);
        writer.Write((ushort)(tag is 258 or 338 ? 3 : 4)); // SHORT, LONG
        writer.Write(tag == 338 ? 2 : list.Length);
        if (list.Length == 1) writer.Write(list[0]);
        else
        {
            writer.Write(behind + 4 * values.Count);
            values.AddRange(tag == 258 ? [8 | 8 << 16, 8] : list);
        }
    }
    writer.Write(0);
    foreach (var value in values) writer.Write(value);
    return memory.ToArray();
}
CODE
dotnet build -o out -v quiet -nologo >/dev/null
dotnet out/probe.dll > seen
cat seen
grep -q '^together: 0 of' seen && grep -q '^apart, RGB: 0 of' seen && grep -qE '^apart, MinIsBlack: [1-9]' seen

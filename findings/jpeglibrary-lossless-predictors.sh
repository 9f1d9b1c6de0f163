#!/usr/bin/env bash
# JpegLibrary 0.4.32 decodes lossless JPEG (ISO/IEC 10918-1, process 14) with predictors 2, 3, 6 and 7 to wrong samples, without an error.
# The file is valid: dcmtk 3.6.7 writes it, and gives every sample back. Predictors 1, 4 and 5 are right.
# H.1.2.1: the first row is always predicted from the left; JpegLibrary takes the row above it, which is not there, as 0.
# Seen for a ramp of 64x64 samples of 12 bits: largest error 0 for 1, 4 and 5; 32753 and more for 2, 3, 6 and 7.
# Needs dotnet, and dcmtk and python3-pydicom of Debian 12. Exits with 1 if the behaviour has changed.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > probe.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup><PackageReference Include="JpegLibrary" Version="0.4.32" /></ItemGroup>
</Project>
PROJECT
cat > Program.cs <<'CODE'
using System.Runtime.CompilerServices;
using JpegLibrary;

var decoder = new JpegDecoder();
decoder.SetInput(File.ReadAllBytes(args[0]));
decoder.Identify();
var output = new Samples();
decoder.SetOutputWriter(output);
decoder.Decode();
Console.WriteLine(output.Largest);

internal sealed class Samples : JpegBlockOutputWriter
{
    public int Largest;

    public override void WriteBlock(ref short block, int component, int x, int y)
    {
        for (int i = 0; i < 64; i++)
        {
            int expected = ((y + i / 8) * 64 + x + i % 8) % 4096;
            Largest = Math.Max(Largest, Math.Abs((ushort)Unsafe.Add(ref block, i) - expected));
        }
    }
}
CODE
dotnet build -o out -v quiet -nologo >/dev/null

cat > ramp.py <<'CODE'
import struct, sys
def element(group, number, vr, value):
    value += b'\0' * (len(value) % 2)
    long = vr in (b'OB', b'OW')
    return struct.pack('<HH', group, number) + vr + (b'\0\0' + struct.pack('<I', len(value)) if long else struct.pack('<H', len(value))) + value
short = lambda value: struct.pack('<H', value)
meta = element(2, 1, b'OB', b'\0\1') + element(2, 2, b'UI', b'1.2.840.10008.5.1.4.1.1.7') + element(2, 3, b'UI', b'1.2.3') + element(2, 16, b'UI', b'1.2.840.10008.1.2.1')
data = element(8, 0x16, b'UI', b'1.2.840.10008.5.1.4.1.1.7') + element(8, 0x18, b'UI', b'1.2.3')
for number, value in ((2, 1), (4, b'MONOCHROME2'), (0x10, 64), (0x11, 64), (0x100, 16), (0x101, 12), (0x102, 11), (0x103, 0)):
    data += element(0x28, number, b'CS', value) if isinstance(value, bytes) else element(0x28, number, b'US', short(value))
data += element(0x7FE0, 0x10, b'OW', b''.join(short(i % 4096) for i in range(4096)))
open('ramp.dcm', 'wb').write(bytes(128) + b'DICM' + element(2, 0, b'UL', struct.pack('<I', len(meta))) + meta + data)
CODE
/usr/bin/python3 ramp.py

cat > frame.py <<'CODE'
import pydicom, sys
from pydicom.encaps import generate_pixel_data_frame
open('frame.jpg', 'wb').write(next(generate_pixel_data_frame(pydicom.dcmread(sys.argv[1]).PixelData, 1)))
back = pydicom.dcmread(sys.argv[2]).PixelData
assert back == pydicom.dcmread('ramp.dcm').PixelData, 'dcmtk does not give the samples back'
CODE
status=0
for predictor in 1 2 3 4 5 6 7; do
  dcmcjpeg +el +sv $predictor ramp.dcm lossless.dcm
  dcmdjpeg lossless.dcm back.dcm
  /usr/bin/python3 frame.py lossless.dcm back.dcm
  error=$(dotnet out/probe.dll frame.jpg)
  echo "predictor $predictor: largest error $error"
  case $predictor in
    1|4|5) [ "$error" -eq 0 ] || status=1 ;;
    *) [ "$error" -gt 0 ] || status=1 ;;
  esac
done
exit $status

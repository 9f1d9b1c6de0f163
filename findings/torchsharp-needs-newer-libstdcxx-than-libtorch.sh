#!/usr/bin/env bash
# TorchSharp 0.107.0 beside libtorch-cpu-linux-x64 2.10.0, the version it names: libtorch is built for old systems (glibc 2.29, libstdc++ of GCC 9), but the thin
# wrapper that TorchSharp brings for it asks for GLIBCXX_3.4.32, of GCC 13. Debian 12 and Ubuntu 22.04 have 3.4.30, so there every call ends in
# TorchSharp's list of places where it looked for its library, which says neither version nor cause. One symbol alone asks for it: the one by which
# GCC 13 starts up <iostream>.
# Seen: libtorch_cpu.so GLIBC_2.29 GLIBCXX_3.4.26 / libLibTorchSharp.so GLIBC_2.34 GLIBCXX_3.4.32 / of 3.4.32: _ZSt21ios_base_library_initv
# Needs readelf (Debian: binutils).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUGET_PACKAGES="$folder/packages"
cat > app.csproj <<'EOF'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="TorchSharp" Version="0.107.0" />
    <PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />
  </ItemGroup>
</Project>
EOF
dotnet restore -v quiet
greatest() { readelf -VW "$1" | grep -o "$2_[0-9.]*" | sort -Vu | tail -1; }
torch=packages/libtorch-cpu-linux-x64/2.10.0/runtimes/linux-x64/native/libtorch_cpu.so
sharp=packages/torchsharp/0.107.0/runtimes/linux-x64/native/libLibTorchSharp.so
library="$(greatest $torch GLIBC) $(greatest $torch GLIBCXX)"
wrapper="$(greatest $sharp GLIBC) $(greatest $sharp GLIBCXX)"
symbols=$(readelf -W --dyn-syms $sharp | grep -o '[^ ]*@GLIBCXX_3.4.32' | cut -d@ -f1)
printf '%s\n' "libtorch_cpu.so $library" "libLibTorchSharp.so $wrapper" "of 3.4.32: $symbols"
[ "$library" = "GLIBC_2.29 GLIBCXX_3.4.26" ] && [ "$wrapper" = "GLIBC_2.34 GLIBCXX_3.4.32" ] && [ "$symbols" = _ZSt21ios_base_library_initv ]

#!/usr/bin/env bash
# Images a second of blur scan beside CleanVision's measure and an OpenCV loop, in turns: compare.sh IMAGES ROUNDS THREADS
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); images=$1 rounds=$2 threads=$3
blur="dotnet $here/../../samples/BlurDetection.Cli/bin/Release/net10.0/blur.dll"
count=$(find "$images" -type f | wc -l)
for round in $(seq "$rounds"); do
  results=$(mktemp -d)
  start=$(date +%s.%N); $blur scan "$images" --out "$results" -p "$threads" --quiet >/dev/null; end=$(date +%s.%N)
  rm -r "$results"
  printf 'round %s  blur scan %.1f' "$round" "$(echo "$count / ($end - $start)" | bc -l)"
  printf '  CleanVision %.1f' "$(/usr/bin/python3 "$here/cleanvision.py" "$images" "$threads")"
  printf '  OpenCV %.1f\n' "$(/usr/bin/python3 "$here/laplacian.py" "$images" "$threads")"
done

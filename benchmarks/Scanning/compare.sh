#!/usr/bin/env bash
# Images a second of blur scan beside CleanVision's measure and an OpenCV loop, in turns: compare.sh IMAGES ROUNDS THREADS
# The other two run as a plain loop, as people write them, and on THREADS threads; each is one process with the same cores. Their start
# is not counted, that of blur scan is.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); images=$1 rounds=$2 threads=$3
blur="dotnet $here/../../samples/BlurDetection.Cli/bin/Release/net10.0/blur.dll"
count=$(find "$images" -type f | wc -l)
other() { # name, program, threads or nothing for a plain loop
  local rate; rate=$(/usr/bin/python3 "$here/$2" "$images" ${3:+"$3"})
  printf '  %-26s %7.1f  blur scan is %.2f times as fast\n' "$1" "$rate" "$(echo "$ours / $rate" | bc -l)"
}
for round in $(seq "$rounds"); do
  results=$(mktemp -d)
  start=$(date +%s.%N); $blur scan "$images" --out "$results" -p "$threads" --quiet >/dev/null; end=$(date +%s.%N)
  rm -r "$results"
  ours=$(echo "$count / ($end - $start)" | bc -l)
  printf 'round %s\n  %-26s %7.1f\n' "$round" "blur scan, $threads threads" "$ours"
  other 'CleanVision, plain loop' cleanvision.py
  other "CleanVision, $threads threads" cleanvision.py "$threads"
  other 'OpenCV, plain loop' laplacian.py
  other "OpenCV, $threads threads" laplacian.py "$threads"
done

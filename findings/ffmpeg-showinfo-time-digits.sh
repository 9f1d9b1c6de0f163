#!/usr/bin/env bash
# ffmpeg 5.1 (Debian 12), filter showinfo: pts_time has six significant digits ("%.6g"), not a number of decimals. From 1000 seconds on it has
# hundredths, and from 10000 seconds (2:46:40) tenths, so that frames of 25 a second share a time. pts beside it is exact.
# Seen, for four frames 0.04 s apart from 20000 s on: pts_time 20000 20000 20000.1 20000.1, pts 500000 500001 500002 500003.
set -euo pipefail
command -v ffmpeg >/dev/null || { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends ffmpeg; } >/dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
ffmpeg -nostdin -hide_banner -loglevel info -f lavfi -i color=gray:s=16x16:r=25:d=0.16 -vf setpts=PTS+20000/TB,showinfo=checksum=0 -f null - 2> log.txt
times=$(sed -nE 's/.* pts: *([0-9]+) pts_time:([0-9.]+) .*/\2/p' log.txt | tr '\n' ' ')
units=$(sed -nE 's/.* pts: *([0-9]+) pts_time:([0-9.]+) .*/\1/p' log.txt | tr '\n' ' ')
echo "pts_time: $times"
echo "pts, in 1/25 s: $units"
[ "$times" = "20000 20000 20000.1 20000.1 " ] && [ "$units" = "500000 500001 500002 500003 " ]

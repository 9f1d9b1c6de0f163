#!/usr/bin/env bash
# Draws a grey scene of 30,000x30,000 out of the samples' street, sharp and defocused, as TIFFs of three kinds: make_scene.sh OUT.
# Needs libvips-tools and 4 GB of disk.
set -euo pipefail
images=$(cd "$(dirname "$0")/../../samples/images" && pwd)
mkdir -p "$1"
cd "$1"
vips extract_band "$images/street-sharp.jpg" sharp.v 1
vips extract_band "$images/street-defocus.jpg" soft.v 1
vips join sharp.v soft.v both.v horizontal
vips replicate both.v all.v 16 42
vips extract_area all.v scene.v 0 0 30000 30000
vips tiffsave scene.v tiled-none.tif --tile --tile-width 256 --tile-height 256 --bigtiff
vips tiffsave scene.v tiled-deflate.tif --tile --tile-width 256 --tile-height 256 --compression deflate --predictor horizontal
vips tiffsave scene.v strip-lzw.tif --compression lzw --predictor horizontal
rm -f ./*.v

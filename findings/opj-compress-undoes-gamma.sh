#!/usr/bin/env bash
# opj_compress 2.5.0 (OpenJPEG, Debian 12): of a PNG that states its gamma (gAMA 1/2.2, as ImageMagick and many others write it) the lossless
# JPEG 2000 has other samples: they are turned into linear light, without a word, and the file does not say that they are. A PNG without the
# chunk keeps its samples.
# Seen, for the grey levels 0 50 95 118 152 255: without gAMA the same; with it 0 7 29 47 82 255.
set -euo pipefail
command -v opj_compress >/dev/null || { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends libopenjp2-tools; } >/dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 - <<'PY'
import struct, zlib
levels = [0, 50, 95, 118, 152, 255]
def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
rows = b''.join(b'\0' + bytes(level for level in levels for _ in range(8)) for _ in range(48))
for name, gamma in (('plain', b''), ('stated', chunk(b'gAMA', struct.pack('>I', 45455)))):
    with open(name + '.png', 'wb') as png:
        png.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 48, 48, 8, 0, 0, 0, 0)) + gamma
                  + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))
PY
for name in plain stated; do
    opj_compress -i $name.png -o $name.jp2 >/dev/null # lossless: no rate is given
    opj_decompress -i $name.jp2 -o $name.pgm >/dev/null
    python3 -c "
row = open('$name.pgm', 'rb').read()[-48:]
print('$name:', *row[4::8])"
done | tee seen
grep -qx 'plain: 0 50 95 118 152 255' seen && grep -qx 'stated: 0 7 29 47 82 255' seen

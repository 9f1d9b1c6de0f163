#!/usr/bin/python3
"""How far the log-odds of one scene move with the size of the file, against the file of 960 pixels.

    eng/sizes.py OUT BLUR...      needs Pillow and NumPy; BLUR is the console as one runs it: dotnet blur.dll

Draws scenes of shapes, texture and letters at 6,000 pixels, sharp or through a Gaussian, makes them smaller with Pillow's Lanczos to 960 and eight
random sizes up to 4,000, as PNG and JPEG, and asks for the probability of each. Prints the shares within 0.15 and the largest shift.
"""
import json
import math
import pathlib
import subprocess
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

LARGE = 6000


def scene(seed):
    r = np.random.default_rng(seed)
    height = LARGE * 3 // 4
    # Texture by a power law, as photographs have it.
    f = np.hypot(*np.meshgrid(np.fft.rfftfreq(LARGE // 4), np.fft.fftfreq(height // 4)))
    f[0, 0] = 1
    texture = np.fft.irfft2(np.fft.rfft2(r.standard_normal((height // 4, LARGE // 4))) / f ** 1.2)
    texture = 128 + 40 * texture / texture.std()
    image = Image.fromarray(np.clip(texture, 0, 255).astype(np.uint8)).resize((LARGE, height), Image.BICUBIC)
    draw = ImageDraw.Draw(image)
    for _ in range(120):
        x, y, size = r.integers(LARGE), r.integers(height), int(LARGE * 10 ** r.uniform(-2.6, -0.9))
        shape = draw.ellipse if r.random() < 0.5 else draw.rectangle
        shape([int(x), int(y), int(x) + size, int(y) + int(size * r.uniform(0.4, 1.6))], fill=int(r.integers(256)))
    for _ in range(30):
        x, y = int(r.integers(LARGE)), int(r.integers(height))
        for stroke in range(12):
            left = x + stroke * 60
            draw.line([left, y, left + int(r.integers(-30, 30)), y + 90], fill=int(r.integers(60)), width=14)
    sigma = [0, 0, 0.7, 1.2, 2, 4][seed % 6] * LARGE / 960  # in pixels of 960
    return image.filter(ImageFilter.GaussianBlur(sigma)) if sigma else image


def main(out, *blur, scenes=12):
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    for seed in range(scenes):
        large, r = scene(seed), np.random.default_rng(1000 + seed)
        for size in [960, *(int(10 ** v) for v in r.uniform(math.log10(961), math.log10(4000), 8))]:
            small = large.resize((size, size * 3 // 4), Image.LANCZOS)
            small.save(out / f"{seed}-{size}.png")
            small.save(out / f"{seed}-{size}.jpg", quality=95, subsampling=0)
    told = subprocess.run([*blur, "classify", "--json", str(out)], capture_output=True, text=True, check=False).stdout
    odds = {}
    for row in map(json.loads, filter(lambda line: line.startswith("{"), told.splitlines())):
        p = min(max(row["probability"], 1e-6), 1 - 1e-6)
        odds[pathlib.Path(row["file"]).name] = math.log(p / (1 - p))
    for ending in ("png", "jpg"):
        shifts = [abs(v - odds[f"{name.split('-')[0]}-960.{ending}"]) for name, v in odds.items()
                  if name.endswith(ending) and not name.endswith(f"-960.{ending}")]
        within = sum(s <= 0.15 for s in shifts) / len(shifts)
        print(f"{ending}: {within:.3f} of {len(shifts)} within 0.15, largest {max(shifts):.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])

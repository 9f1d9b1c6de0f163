"""Writes COUNT JPEGs of half a megapixel from a folder of photographs: few different ones, under many names."""
import itertools
import os
import sys

from PIL import Image

source, target, count, side = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
DIFFERENT = 200
photos = sorted(os.path.join(f, n) for f, _, names in os.walk(source) for n in names if n.lower().endswith((".jpg", ".jpeg", ".png")))[:DIFFERENT]
os.makedirs(os.path.join(target, "originals"), exist_ok=True)
made = []
for i, photo in enumerate(photos):
    image = Image.open(photo).convert("RGB")
    scale = side / max(image.size)
    path = os.path.join(target, "originals", f"{i:04d}.jpg")
    image.resize((max(8, round(image.width * scale)), max(8, round(image.height * scale)))).save(path, quality=90)
    made.append(path)
for i, original in zip(range(count), itertools.cycle(made)):
    folder = os.path.join(target, "images", f"{i // 1000:04d}")
    os.makedirs(folder, exist_ok=True)
    os.link(original, os.path.join(folder, f"{i:07d}.jpg"))

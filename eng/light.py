#!/usr/bin/env python3
"""Draws photographs of every set, sharp and through a disc, as they are and with 0.6 of the light, and counts verdicts that change.

  eng/light.py draw SHARP OUT          draws them (OpenCV for Python, numpy)
  eng/light.py score OUT BLUR...       classifies them by BLUR (as one runs it: dotnet blur.dll), and prints what changes and what is right

SHARP holds a folder a set. The level of the layer Brightening was chosen by images like these: docs/model-history.md.
"""
import csv, glob, io, os, random, subprocess, sys

SOFT = ['fundus', 'histology', 'cytology', 'fluorescence', 'microscopy-other', 'blood-smear']
OF_A_SET, LONG_SIDE, LIGHT = 25, 960, 0.6


def draw(sharp, out):
    import cv2, numpy as np
    rng = np.random.default_rng(3)
    for name in sorted(os.listdir(sharp)):
        files = sorted(glob.glob(f'{sharp}/{name}/*'))
        random.Random(3).shuffle(files)
        for file in files[:OF_A_SET]:
            image = cv2.imread(file, cv2.IMREAD_GRAYSCALE)
            if image is None: continue
            scale = LONG_SIDE / max(image.shape)
            if scale < 1: image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            radius = float(np.exp(rng.uniform(np.log(1.5), np.log(6))))
            side = int(np.ceil(radius)) * 2 + 1
            y, x = np.mgrid[:side, :side] - side // 2
            disc = np.clip(radius + .5 - np.hypot(x, y), 0, 1)
            light = cv2.filter2D((image / 255) ** 2.2, -1, disc / disc.sum(), borderType=cv2.BORDER_REFLECT)
            for way, drawn in (('sharp', image.astype('f8')), ('disc', 255 * np.clip(light, 0, 1) ** (1 / 2.2))):
                folder = f'{out}/{"soft" if name in SOFT else "everyday"}/{way}'
                for gain in (1, LIGHT):
                    os.makedirs(f'{folder}/{gain}', exist_ok=True)
                    cv2.imwrite(f'{folder}/{gain}/{name}-{os.path.splitext(os.path.basename(file))[0]}.png', np.rint(gain * np.rint(drawn)))


def score(out, blur):
    ran = subprocess.run([*blur, 'classify', '--csv', '-r', out], capture_output=True, text=True)
    verdicts = {os.path.relpath(row['file'], out): row['verdict'].lower() == 'blurred' for row in csv.DictReader(io.StringIO(ran.stdout))}
    for folder in ('everyday/sharp', 'everyday/disc', 'soft/sharp', 'soft/disc'):
        names = [os.path.basename(file) for file in verdicts if file.startswith(f'{folder}/1/')]
        bright = [verdicts[f'{folder}/1/{name}'] for name in names]
        dark = [verdicts[f'{folder}/{LIGHT}/{name}'] for name in names]
        print(f'{folder:15s}{sum(a != b for a, b in zip(bright, dark)):4d} of {len(names)} change; blurred {sum(bright)}, with {LIGHT} of the light '
            f'{sum(dark)}')


if sys.argv[1:2] == ['draw'] and len(sys.argv) == 4: draw(*sys.argv[2:])
elif sys.argv[1:2] == ['score'] and len(sys.argv) > 3: score(sys.argv[2], sys.argv[3:])
else: sys.exit(__doc__)

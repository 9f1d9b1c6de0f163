#!/usr/bin/env python3
"""Draws photographs behind a lens out of focus, smoothed and sharpened as phones do, and counts what a console calls blurred.

  eng/phones.py draw SHARP OUT         draws them from the everyday sets in SHARP into three folders of OUT (OpenCV for Python, numpy)
  eng/phones.py score OUT BLUR...      classifies them by BLUR (as one runs it: dotnet blur.dll), and prints the count of each radius

SHARP holds a folder a set. "slight" has little noise and slight smoothing, "strong" much of both; "later" is "strong" again, of photographs
that "strong" leaves out. Thresholds of Verdicts/SharpenedBlur were read off the first two: docs/model-history.md.
"""
import collections, csv, glob, io, os, random, subprocess, sys

SETS = ['clothing', 'grocery', 'street-720p', 'landscape', 'wallpaper', 'kodak', 'wildlife', 'people', 'everyday', 'varied', 'webcam', 'paper-cardboard',
    'receipt-scan', 'aerial-farm']
# name: seeds of the photographs and of the rest; photographs of a set; radii in pixels; noise; smoothing; sharpening
WAYS = {
    'slight': (5, 5, slice(0, 26), [2.2, 3, 4, 5.5], (1, 4), (7, 15, 35, 3), .8),
    'strong': (6, 6, slice(0, 18), [2.2, 3, 4, 5.5], (5, 13), (9, 40, 70, 9), 1),
    'later': (6, 99, slice(30, 44), [3, 3, 4], (5, 13), (9, 40, 70, 9), 1),
}


def score(out, blur):
    for way in WAYS:
        ran = subprocess.run([*blur, 'classify', '--csv', '-r', os.path.join(out, way)], capture_output=True, text=True)
        counts = collections.defaultdict(collections.Counter)
        for row in csv.DictReader(io.StringIO(ran.stdout)): counts[os.path.basename(row['file']).split('-')[0]][row['verdict'].lower()] += 1
        for kind, verdicts in sorted(counts.items()): print(f'{way:8s}{kind:6s}{verdicts["blurred"]} of {sum(verdicts.values())} blurred')


def draw(sharp, out, way):
    import cv2, numpy as np
    photographs, rest, chosen, radii, noise, (size, least, most, reach), least_sharpening = WAYS[way]
    random.seed(photographs)
    rng = np.random.default_rng(rest)
    os.makedirs(out, exist_ok=True)
    files = []
    for name in SETS:
        own = sorted(glob.glob(f'{sharp}/{name}/**/*.*', recursive=True))
        random.shuffle(own)
        files += own[chosen]
    for file in files:
        image = cv2.imread(file)
        if image is None: continue
        scale = min(1, 1280 / max(image.shape[:2]))
        if scale < 1: image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        name = os.path.basename(os.path.dirname(file)) + '-' + os.path.splitext(os.path.basename(file))[0]
        cv2.imwrite(f'{out}/sharp-{name}.jpg', image, [1, 92])
        radius = float(rng.choice(radii))
        side = int(np.ceil(radius)) * 2 + 1
        y, x = np.mgrid[:side, :side] - side // 2
        disc = np.clip(radius + .5 - np.hypot(x, y), 0, 1)
        soft = cv2.filter2D(image.astype('f4'), -1, (disc / disc.sum()).astype('f4'))
        deviation = rng.uniform(*noise)
        soft = soft + (rng.normal(0, deviation, soft.shape) if way == 'slight' else rng.normal(0, deviation, soft.shape[:2])[..., None])
        smooth = cv2.bilateralFilter(np.clip(soft, 0, 255).astype('u1'), size, float(rng.uniform(least, most)), reach).astype('f4')
        amount = float(rng.uniform(least_sharpening, 2))
        smooth += amount * (smooth - cv2.GaussianBlur(smooth, (0, 0), float(rng.uniform(1, 2))))
        cv2.imwrite(f'{out}/{radius}-{name}.jpg', np.clip(smooth, 0, 255), [1, int(rng.integers(82, 95))])


if sys.argv[1:2] == ['draw'] and len(sys.argv) == 4:
    for name in WAYS: draw(sys.argv[2], os.path.join(sys.argv[3], name), name)
elif sys.argv[1:2] == ['score'] and len(sys.argv) > 3: score(sys.argv[2], sys.argv[3:])
else: sys.exit(__doc__)

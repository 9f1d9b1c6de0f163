#!/usr/bin/env python3
"""Draws 164 sharp and blurred images of kinds that detectors get wrong, and counts what a console gets right.

  eng/kinds.py draw OUT                draws them and OUT/kinds.csv (numpy, Pillow, OpenCV for Python, the DejaVu fonts)
  eng/kinds.py score OUT BLUR...       classifies them by BLUR (as one runs it: dotnet blur.dll), and prints each kind's count and mistakes

None of them is trained on, none calibrates; they compare models in docs/model-history.md.
"""
import csv, json, os, subprocess, sys


def score(out, blur):
    rows = {r['filename']: r for r in csv.DictReader(open(os.path.join(out, 'kinds.csv')))}
    ran = subprocess.run([*blur, 'classify', '--json', '-r', out], capture_output=True, text=True)
    got = {os.path.basename(o['file']): o for o in map(json.loads, filter(lambda l: l.startswith('{'), ran.stdout.splitlines()))}
    kinds, right = {}, 0
    for name, row in rows.items():
        wanted = 'focus' if row['label'] == '1' else 'blurred'
        kinds.setdefault((row['kind'], wanted), []).append((got.get(name, {}).get('verdict'), got.get(name, {}).get('probability')))
    for (kind, wanted), answers in kinds.items():
        good = sum(verdict == wanted for verdict, _ in answers)
        right += good
        print(f'{kind:10s}{wanted:10s}{good} of {len(answers)}  ', *(f'{v} {p:.2f},' if v else 'error,' for v, p in answers if v != wanted))
    print(f'{right} of {len(rows)}')


if len(sys.argv) < 3 or sys.argv[1] not in ('draw', 'score'): sys.exit(__doc__)
if sys.argv[1] == 'score': sys.exit(score(sys.argv[2], sys.argv[3:]))
import cv2, numpy as np
from PIL import Image, ImageDraw, ImageFont

OUT = sys.argv[2]
os.makedirs(OUT, exist_ok=True)
S = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'samples', 'images') + os.sep
FONTS = ['/usr/share/fonts/truetype/dejavu/' + f for f in ('DejaVuSans.ttf', 'DejaVuSerif.ttf', 'DejaVuSansMono.ttf', 'DejaVuSans-Bold.ttf') if os.path.exists('/usr/share/fonts/truetype/dejavu/' + f)]
rows = []


def to8(a):
    return np.clip(np.rint(a), 0, 255).astype('u1')


def put(kind, name, a, label, q=None):
    fn = f'{kind}-{name}.' + ('jpg' if q else 'png')
    im = Image.fromarray(to8(a))
    im.save(os.path.join(OUT, fn), **{'quality': q} if q else {})
    rows.append((fn, label, kind))


def load(n):
    return np.asarray(Image.open(S + n).convert('RGB')).astype('f4')


def linear(a):
    return (np.clip(a, 0, 255) / 255) ** 2.2


def display(a):
    return 255 * np.clip(a, 0, 1) ** (1 / 2.2)


def disk(r):
    n = int(np.ceil(r)) * 2 + 1
    y, x = np.mgrid[:n, :n] - n // 2
    k = np.clip(r + 0.5 - np.hypot(x, y), 0, 1)
    return (k / k.sum()).astype('f4')


def defocus(a, r):
    return display(cv2.filter2D(linear(a).astype('f4'), -1, disk(r), borderType=cv2.BORDER_REFLECT))


def gauss(a, s):
    return cv2.GaussianBlur(a.astype('f4'), (0, 0), s, borderType=cv2.BORDER_REFLECT)


def motion(a, l, ang):
    n = int(l) | 1
    k = np.zeros((n, n), 'f4')
    c = n // 2
    dx, dy = (np.cos(ang) * l / 2, np.sin(ang) * l / 2)
    cv2.line(k, (int(c - dx), int(c - dy)), (int(c + dx), int(c + dy)), 1)
    k /= k.sum()
    return display(cv2.filter2D(linear(a).astype('f4'), -1, k, borderType=cv2.BORDER_REFLECT))
R = np.random.default_rng(77)


def noise(a, s):
    return a + R.normal(0, s, a.shape)
scenes = [load(n) for n in ('street-sharp.jpg', 'landscape-sharp.jpg', 'portrait-sharp.jpg', 'satellite-sharp.webp')]

for i in range(12):
    h, w = (int(R.integers(480, 800)), int(R.integers(640, 1000)))
    t = i % 6
    y, x = np.mgrid[:h, :w]
    if t == 0:
        a = np.full((h, w), 255.0)
        p, d = (40, False)
        m = int(R.integers(3, 18))
        while p < w - 40:
            q = int(R.integers(1, 5)) * m
            a[:, p:min(p + q, w - 40)] = 0 if d else 255
            p += q
            d = not d
    elif t == 1:
        c = int(R.integers(8, 60))
        a = (x // c + y // c) % 2 * 220 + 20
    elif t == 2:
        c = int(R.integers(2, 12))
        a = (x + y) // c % 2 * 255
    elif t == 3:
        c = int(R.integers(2, 10))
        a = y // c % 2 * 255
    elif t == 4:
        m = int(R.integers(4, 16))
        g = R.integers(0, 2, (h // m + 1, w // m + 1)) * 255
        a = np.kron(g, np.ones((m, m)))[:h, :w]
    else:
        im = Image.new('L', (w, h), 255)
        d = ImageDraw.Draw(im)
        for _ in range(20):
            x0, y0 = (int(R.integers(0, w)), int(R.integers(0, h)))
            d.line((x0, y0, int(R.integers(0, w)), int(R.integers(0, h))), fill=0, width=int(R.integers(1, 4)))
        for k in range(8):
            d.text((int(R.integers(0, w - 100)), int(R.integers(0, h - 30))), 'Fig. %d' % k, font=ImageFont.truetype(FONTS[0], 20), fill=0)
        a = np.asarray(im).astype('f4')
    put('pattern', f'{i}-sharp', a, 1)
    put('pattern', f'{i}-blur', defocus(a, float(R.uniform(4, 9))), 0)

for i in range(10):
    im = Image.new('L', (int(R.integers(700, 1100)), int(R.integers(600, 900))), int(R.integers(225, 256)))
    d = ImageDraw.Draw(im)
    f = ImageFont.truetype(FONTS[i % len(FONTS)], int(R.integers(20, 40)))
    for q in range(int(R.integers(1, 18))):
        d.text((int(R.integers(20, im.width - 250)), int(R.integers(20, im.height - 60))), 'harvest %d' % R.integers(100), font=f, fill=int(R.integers(0, 60)))
    a = np.asarray(im).astype('f4')
    put('sparse', f'{i}-sharp', noise(a, 1.5), 1, 92)
    put('sparse', f'{i}-blur', noise(defocus(a, float(R.uniform(3.5, 6))), 1.5), 0, 92)

for i in range(8):
    im = Image.new('L', (1240, 1754), 255)
    d = ImageDraw.Draw(im)
    f = ImageFont.truetype(FONTS[i % len(FONTS)], int(R.integers(20, 28)))
    for k in range(int(R.integers(5, 26))):
        s = ''
        while d.textlength(s, font=f) < 940:
            s += ''.join(R.choice(list('etaoinshrdlucm'), R.integers(2, 10))) + ' '
        d.text((110, 110 + 40 * k), s, font=f, fill=0)
    a = np.asarray(im).astype('f4')
    put('letter', f'{i}-sharp', a, 1)
    put('letter', f'{i}-blur', defocus(a, float(R.choice([3.2, 4, 6]))), 0)

for i in range(8):
    s = cv2.cvtColor(scenes[i % 4], cv2.COLOR_RGB2GRAY)
    h, w = s.shape
    y, x = np.mgrid[:h, :w]
    p = float(R.uniform(4, 9))
    c = np.cos(np.pi / 4)
    u, v = (2 * np.pi * (x + y) * c / p, 2 * np.pi * (x - y) * c / p)
    a = np.where(s / 255 > 0.5 + 0.25 * (np.cos(u) + np.cos(v)), 255.0, 0.0)
    put('halftone', f'{i}-sharp', noise(gauss(a, 0.6), 2), 1, 92)
    put('halftone', f'{i}-blur', noise(defocus(a, float(R.uniform(3, 6))), 2), 0, 92)


def nuclei():
    a = np.zeros((1560, 2088), 'f4')
    t = 1 + 0.25 * cv2.resize(R.normal(0, 1, (173, 232)).astype('f4'), (2088, 1560), interpolation=cv2.INTER_CUBIC)
    for _ in range(int(R.integers(40, 140))):
        m = np.zeros(a.shape, 'u1')
        cv2.ellipse(m, (int(R.integers(0, 2088)), int(R.integers(0, 1560))), (int(R.integers(25, 60)), int(R.integers(15, 35))), float(R.integers(0, 180)), 0, 360, 255, -1, cv2.LINE_AA)
        a = np.maximum(a, m * float(R.uniform(0.3, 0.8)))
    return gauss(cv2.resize(a * t, (696, 520), interpolation=cv2.INTER_AREA), 0.9) + 4

for i in range(10):
    n = nuclei()
    put('fluor', f'{i}-sharp', noise(n, 1.5), 1)
    put('fluor', f'{i}-blur', noise(gauss(n, float(R.uniform(3, 6))), 1.5), 0)

for i in range(10):
    l = np.zeros((720, 960, 3), 'f4')
    for _ in range(int(R.integers(30, 160))):
        l[R.integers(40, 700), R.integers(20, 940)] = R.uniform(0.3, 1, 3) * R.uniform(300, 1500)
    r = float(R.uniform(18, 40))
    bg = scenes[i % 2]
    bg = cv2.resize(bg, (960, 720))
    put('lamps', f'{i}-blur', noise(display(cv2.filter2D(l, -1, disk(r)) + 0.004 * linear(defocus(bg, 20))), 2), 0, 92)
    put('lamps', f'{i}-sharp', noise(display(gauss(l / 150, 0.8) + 0.03 * linear(bg)), 2), 1, 92)

for i in range(12):
    s = scenes[i % 4]
    dx, dy = (int(R.integers(5, 40)) * (1 if i % 2 else -1), int(R.integers(-15, 16)))
    w = float(R.uniform(0.4, 0.6))
    put('double', f'{i}-blur', w * s + (1 - w) * np.roll(s, (dy, dx), (0, 1)), 0, 92)

for i in range(12):
    s = scenes[i % 4]
    b = defocus(s, float(R.uniform(2.6, 5))) if i % 3 else motion(s, float(R.uniform(8, 16)), float(R.uniform(0, 3.1)))
    sm = cv2.bilateralFilter(to8(noise(b, 12)), 9, 60, 9).astype('f4')
    put('phone', f'{i}-blur', sm + 1.5 * (sm - gauss(sm, 1.5)), 0, 90)
    sm = cv2.bilateralFilter(to8(noise(s, 12)), 9, 60, 9).astype('f4')
    put('phone', f'{i}-sharp', sm + 1.5 * (sm - gauss(sm, 1.5)), 1, 90)

for i, s in enumerate(scenes):
    put('photo', f'{i}-sharp', s, 1, 92)
    put('photo', f'{i}-blur', defocus(s, 4), 0, 92)
    put('photo', f'{i}-shake', motion(s, 12, 0.4 * i), 0, 92)
w = csv.writer(open(OUT + '/kinds.csv', 'w'))
w.writerow(('filename', 'label', 'kind'))
w.writerows(rows)
print(len(rows))

#!/usr/bin/env python3
"""Compares `blur classify --tiles` with reading the same TIFF once with libvips (`vips avg`), in pairs of alternating order.

compare.py BLUR SCENE TILES... [--pairs N]: BLUR is the built blur.dll. Prints for each tile size the median of the ratios of wall time, their
smallest and largest, that of processor time, which other work on the machine changes less, and the largest resident memory. make_scene.sh draws the scene.
"""
import argparse, os, statistics, subprocess, time

parser = argparse.ArgumentParser()
parser.add_argument('blur')
parser.add_argument('scene')
parser.add_argument('tiles', nargs='+', type=int)
parser.add_argument('--pairs', type=int, default=5)
options = parser.parse_args()


def run(command):
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status:
        raise SystemExit(f'{command} ended with {status}')
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


read = ['vips', 'avg', options.scene]
run(read)  # brings the file into the page cache
for tile in options.tiles:
    classify = ['dotnet', options.blur, 'classify', options.scene, '--tiles', str(tile)]
    pairs = []
    for i in range(options.pairs):
        first, second = (run(read), run(classify)) if i % 2 == 0 else (run(classify), run(read))
        pairs.append((first, second) if i % 2 == 0 else (second, first))
    ratios, work = [own[0] / vips[0] for vips, own in pairs], [own[1] / vips[1] for vips, own in pairs]
    print(f'{os.path.basename(options.scene)} tiles {tile}: ratio {statistics.median(ratios):.2f} '
          f'({min(ratios):.2f} to {max(ratios):.2f}, {len(ratios)} pairs), classify {statistics.median(own[0] for _, own in pairs):.1f} s, '
          f'vips avg {statistics.median(vips[0] for vips, _ in pairs):.1f} s, '
          f'processor time {statistics.median(work):.2f} ({min(work):.2f} to {max(work):.2f}), {max(own[2] for _, own in pairs):.0f} MiB', flush=True)

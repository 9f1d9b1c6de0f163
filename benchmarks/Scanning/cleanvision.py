"""CleanVision's measure of blur as it computes it: grey, at most 64 pixels, FIND_EDGES, variance. One process, all files of a folder.

cleanvision.py FOLDER          a plain loop
cleanvision.py FOLDER THREADS  the loop on so many threads
"""
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from PIL import Image, ImageFilter, ImageStat


def score(path):
    image = Image.open(path)
    # cleanvision.issue_managers.image_property.BlurrinessProperty: get_image_variance and resize by the longer side
    ratio = 64 / max(image.size)
    if ratio < 1:
        image = image.resize((max(1, int(image.width * ratio)), max(1, int(image.height * ratio))))
    edges = image.convert("L").filter(ImageFilter.FIND_EDGES)
    return ImageStat.Stat(edges).var[0]


def below(root):
    return [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names]


if __name__ == "__main__":
    files = below(sys.argv[1])
    threads = int(sys.argv[2]) if len(sys.argv) > 2 else None
    start = time.perf_counter()
    if threads:
        with ThreadPoolExecutor(threads) as pool:
            scores = list(pool.map(score, files))
    else:
        scores = [score(path) for path in files]
    print(len(scores) / (time.perf_counter() - start))

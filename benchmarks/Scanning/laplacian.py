"""The loop that people write with OpenCV: grey decode, variance of the Laplacian. One process, all files of a folder."""
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import cv2

cv2.setNumThreads(1)


def score(path):
    return cv2.Laplacian(cv2.imread(path, cv2.IMREAD_GRAYSCALE), cv2.CV_64F).var()


def below(root):
    return [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names]


if __name__ == "__main__":
    files = below(sys.argv[1])
    start = time.perf_counter()
    with ThreadPoolExecutor(int(sys.argv[2])) as pool:
        count = sum(1 for _ in pool.map(score, files))
    print(count / (time.perf_counter() - start))

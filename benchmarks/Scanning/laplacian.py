"""The loop that people write with OpenCV: grey decode, variance of the Laplacian. One process, all files of a folder.

laplacian.py FOLDER          a plain loop, OpenCV's own threads as they are
laplacian.py FOLDER THREADS  the loop on so many threads, each call on one
"""
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import cv2


def score(path):
    return cv2.Laplacian(cv2.imread(path, cv2.IMREAD_GRAYSCALE), cv2.CV_64F).var()


def below(root):
    return [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names]


if __name__ == "__main__":
    files = below(sys.argv[1])
    threads = int(sys.argv[2]) if len(sys.argv) > 2 else None
    if threads:
        cv2.setNumThreads(1)
    start = time.perf_counter()
    if threads:
        with ThreadPoolExecutor(threads) as pool:
            scores = list(pool.map(score, files))
    else:
        scores = [score(path) for path in files]
    print(len(scores) / (time.perf_counter() - start))

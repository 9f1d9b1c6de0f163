"""The variance of the Laplacian as Python's users write it: for each line of input one line with its wall and processor time in milliseconds.

laplacian.py PICTURE
"""
import sys
import time

import cv2

cv2.setNumThreads(1)
grey = cv2.imread(sys.argv[1], cv2.IMREAD_GRAYSCALE)
for _ in sys.stdin:
    wall, cpu = time.perf_counter(), time.process_time()
    cv2.Laplacian(grey, cv2.CV_64F).var()
    print(1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu), flush=True)

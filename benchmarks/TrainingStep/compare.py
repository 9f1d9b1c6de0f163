"""Training steps of BlurDetection beside PyTorch's: same network, batch and threads, turn about in one run.

Needs python3-torch and `dotnet build -c Release benchmarks/TrainingStep`. Usage: compare.py [--rounds 5] [--threads 1] [--batch 32] [--steps 3]
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main():
    parser = argparse.ArgumentParser()
    for name, default in (("rounds", 5), ("threads", 1), ("batch", 32), ("steps", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    sizes = [str(options.threads), str(options.batch), str(options.steps)]
    ours = ["dotnet", str(HERE / "bin/Release/net10.0/TrainingStep.dll"), *sizes]
    theirs = [sys.executable, str(HERE / "train_step.py"), *sizes]
    environment = {**os.environ, "OMP_NUM_THREADS": str(options.threads)}
    wall, cpu = [], []
    for _ in range(options.rounds):
        results = [json.loads(subprocess.run(c, check=True, capture_output=True, text=True, env=environment).stdout) for c in (ours, theirs)]
        for result in results:
            print(json.dumps(result), flush=True)
        wall.append(results[0]["images_per_second"] / results[1]["images_per_second"])
        cpu.append(results[1]["cpu_ms_per_image"] / results[0]["cpu_ms_per_image"])
    for name, ratios in (("images per second", wall), ("processor time", cpu)):
        print(f"BlurDetection to PyTorch, {name}: median {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}; above 1 is faster)")


main()

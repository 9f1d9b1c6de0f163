"""The notebook's network in PyTorch, as its users write it: times training steps and prints one line of JSON.

train_step.py THREADS BATCH STEPS
"""
import json
import sys
import time

import torch
from torch import nn


def network():
    def stage(channels, filters, kernel):
        # Keras pads a 2x2 kernel on the right and at the bottom.
        pad = nn.ZeroPad2d((0, 1, 0, 1)) if kernel == 2 else nn.Identity()
        padding = 1 if kernel == 3 else 0
        return [
            pad, nn.Conv2d(channels, filters, kernel, padding=padding), nn.ReLU(inplace=True),
            pad, nn.Conv2d(filters, filters, kernel, padding=padding), nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
        ]

    def dense(sizes):
        return [layer for a, b in zip(sizes, sizes[1:]) for layer in (nn.Linear(a, b), nn.ReLU(inplace=True))]

    return nn.Sequential(
        *stage(3, 64, 3), *stage(64, 128, 2), *stage(128, 256, 2),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), *dense([256, 512, 256, 128, 64]), nn.Linear(64, 2))


def main():
    threads, batch, steps = map(int, sys.argv[1:4])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = network()
    assert sum(p.numel() for p in model.parameters()) == 835_202
    optimizer = torch.optim.Adam(model.parameters(), eps=1e-7)
    loss_of = nn.CrossEntropyLoss()
    batches = [(torch.rand(batch, 3, 128, 128) * 255, torch.arange(batch) % 2) for _ in range(steps)]

    def step(images, labels):
        optimizer.zero_grad()
        logits = model(images / 255)
        loss = loss_of(logits, labels)
        loss.backward()
        optimizer.step()
        return loss.item(), (logits.argmax(1) == labels).sum().item()

    step(*batches[0])  # warms up
    cpu, wall = time.process_time(), time.perf_counter()
    for images, labels in batches:
        step(images, labels)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({
        "engine": f"pytorch {torch.__version__}",
        "images_per_second": batch * steps / wall,
        "cpu_ms_per_image": 1000 * cpu / (batch * steps),
    }))


main()

"""What every experiment is told on its command line, and the time that it has left."""

import argparse
import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor

from data import Split, hold_out, load
from experiments.log import Log

VALIDATION_IMAGES = 5000

Task = TypeVar("Task")


@dataclass(frozen=True)
class Session:
    """One process's part of an experiment."""

    arguments: argparse.Namespace
    device: torch.device
    log: Log
    ends: float

    @property
    def smoke(self) -> bool:
        return self.arguments.smoke

    def time_for(self, seconds: float) -> bool:
        """Whether so much of the process's time is left."""
        return time.monotonic() + seconds < self.ends

    def in_cohorts(
        self, tasks: list[Task], key: Callable[[Task], str], train: Callable[[list[Task]], None]
    ) -> None:
        """Trains this process's share of the tasks that are not done, so many at a time.

        Stops before a cohort for which too little time is left, judged by the longest so far.
        """
        share = tasks[self.arguments.shard :: self.arguments.shards]
        left = [task for task in share if key(task) not in self.log.done]
        longest, members = 0.0, self.arguments.members
        for number, start in enumerate(range(0, len(left), members)):
            if number >= self.arguments.limit or not self.time_for(1.3 * longest):
                break
            begun = time.monotonic()
            train(left[start : start + members])
            gc.collect()
            if self.device.type == "cuda":
                torch.cuda.empty_cache()
            seconds = time.monotonic() - begun
            longest = max(longest, seconds)
            print(f"{self.log.file.stem}: {len(self.log.done)} done, the last {seconds:.2f} s", flush=True)

    def on_device(self, split: Split) -> tuple[Tensor, Tensor]:
        """A split's images and labels."""
        return split.images.to(self.device), split.labels.to(self.device)

    def splits(self) -> tuple[Split, Split, Split]:
        """Training, validation (taken from CIFAR-10's training images) and test images."""
        training, validation = hold_out(load("train"), VALIDATION_IMAGES)
        test = load("test")
        if self.smoke:
            few = torch.arange(500)
            return training.subset(few), validation.subset(few), test.subset(few)
        return training, validation, test


def begin(name: str, description: str, epochs: int, batch: int, members: int) -> Session:
    """Reads the command line and opens the log `<out>/<name>-<shard>.jsonl`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / ".runs" / name)
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--members", type=int, default=members, help="networks trained in step")
    parser.add_argument("--seconds", type=float, default=1e9, help="begin nothing that would end later")
    parser.add_argument("--shard", type=int, default=0, help="which share of the runs, from 0")
    parser.add_argument("--shards", type=int, default=1, help="how many processes share the runs")
    parser.add_argument("--limit", type=int, default=10**9, help="stop after so many cohorts")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--smoke", action="store_true", help="a few images and steps, to see it run")
    arguments = parser.parse_args()
    ends = time.monotonic() + arguments.seconds
    device = torch.device(arguments.device)
    if device.type == "cpu":
        torch.set_num_threads(1)
    log = Log(arguments.out / f"{name}-{arguments.shard}.jsonl", name, device)
    return Session(arguments, device, log, ends)

"""What a measurement is told on its command line, the time that it has left, and its record."""

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from experiments.log import head

RECORDS = Path(__file__).parent.parent / "records"


def text(value: Any, depth: int = 0) -> str:
    """JSON with a line for every entry of an object, and every list without objects on one line."""
    if isinstance(value, dict) and value:
        inner = " " * (depth + 1)
        entries = (f"{inner}{json.dumps(key)}: {text(entry, depth + 1)}" for key, entry in value.items())
        return "{\n" + ",\n".join(entries) + f"\n{' ' * depth}}}"
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True)
class Measurement:
    """One process that measures and writes `<out>/<name>.json`, as far as it has come, again and again."""

    name: str
    arguments: argparse.Namespace
    device: torch.device
    begun: float

    @property
    def smoke(self) -> bool:
        return self.arguments.smoke

    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.begun

    def time_for(self, seconds: float) -> bool:
        """Whether so much of the process's time is left."""
        return self.seconds() + seconds < self.arguments.seconds

    def save(self, body: dict[str, Any]) -> None:
        about = head(f"experiments.{self.name}", [], self.device)
        about["processSeconds"] = round(self.seconds())
        file = self.arguments.out / f"{self.name.replace('_', '-')}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text({"head": about, **body}) + "\n")
        print(f"{self.name}: saved after {self.seconds():.1f} s", flush=True)


def begin(name: str, description: str) -> Measurement:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("networks", nargs="*", help="instead of all that the measurement would take")
    parser.add_argument("--out", type=Path, default=RECORDS)
    parser.add_argument("--seconds", type=float, default=1e9, help="begin nothing that would end later")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--smoke", action="store_true", help="a few images and steps, to see it run")
    arguments = parser.parse_args()
    device = torch.device(arguments.device)
    if device.type == "cpu":
        torch.set_num_threads(1)
    return Measurement(name, arguments, device, time.monotonic())

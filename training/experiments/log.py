"""What an experiment found, written line by line so that an interruption loses little."""

import json
import math
import platform
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

import torch


def machine(device: torch.device) -> str:
    """The GPU's name, or the processor's."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return platform.processor() or platform.machine()


def head(script: str, arguments: list[str], device: torch.device) -> dict[str, object]:
    """Who ran what, where and when."""
    return {
        "script": script,
        "arguments": arguments,
        "date": datetime.now(timezone.utc).date().isoformat(),
        "machine": machine(device),
        "torch": torch.__version__,
        "python": platform.python_version(),
    }


def number(value: float) -> float | None:
    """The value, or None for what JSON has no word for: a run that diverged."""
    return value if math.isfinite(value) else None


class Log:
    """A file of JSON lines, one a finished run, known by its `key`."""

    def __init__(self, file: Path, script: str, device: torch.device) -> None:
        self.file, self.begun = file, time.monotonic()
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = file.read_text().splitlines() if file.exists() else []
        self.rows = [json.loads(line) for line in lines]
        self.done = {row["key"] for row in self.rows if "key" in row}
        self.write({"head": head(script, sys.argv[1:], device)})

    def write(self, row: dict[str, object]) -> None:
        row = {**row, "at": round(time.monotonic() - self.begun, 2)}
        self.rows.append(row)
        with self.file.open("a") as stream:
            stream.write(json.dumps(row, allow_nan=False) + "\n")
        if "key" in row:
            self.done.add(row["key"])


def read_logs(files: list[Path]) -> tuple[list[dict], dict[str, dict], float]:
    """The heads, the runs by key, and the seconds that all logs together took."""
    heads, runs, seconds = [], {}, 0.0
    for file in files:
        last = 0.0
        for line in file.read_text().splitlines():
            row = json.loads(line)
            if "head" in row:
                seconds, last = seconds + last, 0.0
                heads.append(row["head"])
            elif "setting" in row:
                heads[-1] = {**heads[-1], **row["setting"]}
            else:
                runs[row["key"]] = row
            last = max(last, row["at"])
        seconds += last
    return heads, runs, seconds

"""Makes a record of an experiment's logs: `python -m experiments.collect depth-degradation`.

One line a run: of the search in the order of the networks' numbers, otherwise as logged.
`processSeconds` adds up all processes and all sessions, with what was computed twice or thrown away.
"""

import argparse
import json
from pathlib import Path

from experiments.log import read_logs

HERE = Path(__file__).parent.parent
UNSAID = ("--out", "--seconds", "--shard")  # where and how long, not what
SETTING = (
    *("images", "steps", "stepsPerEpoch", "batch", "deviations"),
    *("network", "sha256", "near", "far", "long", "testImages", "curveImages", "pilot"),
)
SEARCH_COLUMNS = {
    "network": "network",
    "seed": "seed",
    "validation after each quarter": "validation",
    "test": "test",
    "training accuracy in the last quarter": "trainingAccuracy",
}


def said(arguments: list[str]) -> list[str]:
    """The arguments that decide what was computed."""
    pairs = zip(arguments, [*arguments[1:], ""])
    kept, skip = [], False
    for argument, following in pairs:
        if skip:
            skip = False
        elif argument in UNSAID:
            skip = not following.startswith("--")
        else:
            kept.append(argument)
    return kept


def record(name: str, logs: list[Path]) -> str:
    """The record's text."""
    heads, runs, seconds = read_logs(logs)
    head = {key: value for key, value in heads[0].items() if key not in SETTING}
    head = {**head, "arguments": said(head["arguments"]), "processSeconds": round(seconds)}
    known = {key: value for one in heads for key, value in one.items()}
    setting = {key: known[key] for key in SETTING if key in known}
    lines = [f'"head": {json.dumps(head)}', f'"setting": {json.dumps(setting)}']
    if name == "architecture-search":
        lines.append(f'"columns": {json.dumps(list(SEARCH_COLUMNS))}')
        rows = [[run[key] for key in SEARCH_COLUMNS.values()] for run in runs.values()]
        rows.sort(key=lambda row: (row[0], row[1]))
    else:
        rows = [{k: v for k, v in run.items() if k not in ("key", "at")} for run in runs.values()]
    body = ",\n".join(json.dumps(row) for row in rows)
    lines.append(f'"runs": [\n{body}\n]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--logs", type=Path, help="folder of the logs; .runs/<name> by default")
    arguments = parser.parse_args()
    logs = sorted((arguments.logs or HERE / ".runs" / arguments.name).glob("*.jsonl"))
    if not logs:
        raise SystemExit(f"no logs of {arguments.name}: run the experiment first")
    (HERE / "records" / f"{arguments.name}.json").write_text(record(arguments.name, logs))


if __name__ == "__main__":
    main()

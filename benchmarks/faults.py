"""The same faults for baigong, taskwarrior and todo.txt-cli, side by side on this machine, in one table.

    python benchmarks/faults.py            within ten minutes on two cores
    python benchmarks/faults.py --quick    within two minutes, with smaller numbers
    python benchmarks/faults.py --only cut --only merge    the faults with these words in their names

taskwarrior and todo.txt-cli are Debian's packages (apt-get install taskwarrior todotxt-cli); one that is not
installed is left out, and said to be. A disk that fills up or turns read-only needs the right to mount a small tmpfs
(root); where that is missing, the row says so. It ends with 1 when baigong lost, tore or could not read anything.

`acknowledged` are the commands that ended with 0; `lost` are records that were acknowledged, or stood whole before
the fault, and are not in the tool's data afterwards; `torn` is what stands there and nobody wrote; `unasked` are
records of commands that failed or were killed (a command killed between its write and its end may rightly leave one).
The last line counts baigong's rows together; `benchmarks/growth.py` measures how times grow.

baigong's commands are forked where the program is loaded (see `fault_server.py`): what is tried is the recording.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fault_folder import attacked, behind, deaf, forged, huge_numbers, over_ledger, revised, swapped, unfolded
from fault_tools import TOOLS, Baigong, Tool
from fault_trials import (
    DAMAGES,
    Outcome,
    at_once,
    cut,
    damaged,
    finished_at_once,
    full_disk,
    killed,
    killed_init,
    killed_parse,
    killed_repair,
    merged,
    read_only,
    size_limit,
    stuck,
    total,
)

Trial = Callable[[type[Tool], Path], Outcome]


@dataclass
class Row:
    """One fault, and what came of it with each tool."""

    fault: str
    outcomes: dict[str, Outcome] = field(default_factory=dict)


def ours_alone(trial: Callable[[Path, int], Outcome], moments: int) -> Trial:
    """Try what only baigong has a command for."""
    return lambda kind, folder: trial(folder, moments) if kind is Baigong else Outcome(said="no such command")


def faults(quick: bool) -> dict[str, Trial]:
    """Give every fault by its name."""
    each, done, moments, disk, every = (8, 8, 20, 40, 40) if quick else (100, 20, 300, 60, 1)
    swaps = 12 if quick else 60
    return {
        f"16 processes × {each} recordings at once, two readers throughout": lambda kind, at: at_once(
            kind(at), 16, each
        ),
        f"8 processes × {done} tasks done at once": lambda kind, at: finished_at_once(kind(at), 8, done),
        f"kill -9 at {moments} random moments of a recording": lambda kind, at: killed(kind(at), moments),
        f"kill -9 at {moments} random moments of `parse -o`": ours_alone(killed_parse, moments),
        f"kill -9 at {moments} random moments of `init`": ours_alone(killed_init, moments),
        f"kill -9 at {moments} random moments of `check --repair`": ours_alone(killed_repair, moments),
        "a disk that fills up": lambda kind, at: full_disk(kind, at, disk),
        "a folder that turns read-only": lambda kind, at: read_only(kind, at, 5),
        "a limit on the size of files": lambda kind, at: size_limit(kind(at), 12),
        f"cut at every {f'{every}th ' if every > 1 else ''}byte of the last two lines": lambda kind, at: cut(
            kind, at, every
        ),
        **{name: _damage(change) for name, change in DAMAGES.items()},
        "a union merge by git of two copies": lambda kind, at: merged(kind(at)),
        "a lock held by a stuck process": lambda kind, at: stuck(kind(at), 6 if quick else 45),
        "links of another user's beside the ledger": _ours(lambda at: attacked(at, swaps)),
        "results written over the ledger, by any name": _ours(over_ledger),
        "the journal swapped, or its lock removed, during a recording": _ours(lambda at: swapped(at, swaps)),
        "the plan revised while a recording waits": _ours(lambda at: revised(at, swaps // 2)),
        "a clock behind the journal's": _ours(lambda at: behind(at, swaps // 4)),
        "a screen that is full or closed": _ours(lambda at: deaf(at, swaps)),
        "the journal edited by hand": _ours(forged),
        "numbers too large to be added up": _ours(huge_numbers),
        "small files that unfold to gigabytes": _ours(unfolded),
    }


def _ours(trial: Callable[[Path], Outcome]) -> Trial:
    """Try what only baigong promises anything of."""
    return lambda kind, folder: trial(folder) if kind is Baigong else Outcome(said="not tried")


def _damage(change: Callable[[bytes], bytes]) -> Trial:
    return lambda kind, folder: damaged(kind(folder), change)


def measure(folder: Path, trials: dict[str, Trial], kinds: Sequence[type[Tool]]) -> list[Row]:
    """Try every fault on every tool, telling of each as it comes."""
    rows = []
    for number, (fault, trial) in enumerate(trials.items()):
        row = Row(fault)
        for kind in kinds:
            begun = time.monotonic()
            outcome = row.outcomes[kind.name] = trial(kind, folder / f"{number}-{kind.__name__}")
            sys.stderr.write(f"{fault}: {kind.name}: {outcome} ({time.monotonic() - begun:.0f} s)\n")
        rows.append(row)
    return rows


def table(rows: Sequence[Row]) -> str:
    """Write the rows as a Markdown table."""
    names = list(rows[0].outcomes)
    lines = ["| fault | " + " | ".join(names) + " |", "| --- |" + " --- |" * len(names)]
    lines += [f"| {row.fault} | " + " | ".join(str(row.outcomes[name]) for name in names) + " |" for row in rows]
    return "\n".join(lines)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="smaller numbers")
    parser.add_argument("--only", action="append", metavar="WORDS", help="only the faults with these words")
    given = parser.parse_args()
    trials = faults(given.quick)
    if given.only:
        trials = {name: trial for name, trial in trials.items() if any(words in name for words in given.only)}
    if not trials:
        parser.error("no fault has these words in its name")
    kinds = [kind for kind in TOOLS if kind.there()]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        rows = measure(Path(name), trials, kinds)
    if Baigong.server:
        Baigong.server.stop()
    used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    sys.stderr.write(f"{time.monotonic() - begun:.0f} s, {processor:.0f} s of processor time\n")
    print(table(rows))
    ours = total(row.outcomes[Baigong.name] for row in rows)
    print(
        f"\nbaigong: {ours.lost} lost, {ours.torn} torn, {ours.uncounted} acknowledged and uncounted, "
        f"{ours.outside} written outside"
    )
    for kind in TOOLS:
        if kind not in kinds:
            print(f"\n{kind.name} is not installed ({kind.program}): apt-get install taskwarrior todotxt-cli")
    sys.exit(0 if all(row.outcomes[Baigong.name].sound for row in rows) else 1)


if __name__ == "__main__":
    main()

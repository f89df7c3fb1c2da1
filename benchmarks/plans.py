"""What several plans cost against each alone: the time over a folder by the sum of the times of its plans.

    python benchmarks/plans.py                  three plans, each with a simulated quarter
    python benchmarks/plans.py --plans 6 --runs 9

Every looking command runs in a process of its own: over the folder, then on each of its plans (`--plan`), in turns, so
that a slow moment of the machine falls on all. A row gives the best processor time over the folder, the sum of the best
times of the plans, the ratio of the two, and the same ratio without what starting the program costs every run
(`baigong --version`): one process starts for the folder, and one for each plan. The bound is 1.2 for the latter; the
exit code is 1 where a command exceeds it.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
BOUND = 1.2
DAY = "2019-03-31"
COMMANDS = (
    ("list",),
    ("list", "--unit", "省财政厅"),
    ("overdue", "--within", "14"),
    ("report",),
    ("report", "--format", "html"),
    ("units", "--quarter", "2019Q1"),
    ("units", "--by-leader"),
    ("contacts",),
    ("log", "--since", "3月1日"),
    ("remind", "--format", "json"),
    ("export", "--format", "json"),
)


def main() -> int:
    """Make the plans, measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--plans", type=int, default=3, help="how many plans (3)")
    options.add_argument("--runs", type=int, default=5, help="the best of how many runs (5)")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        names = [f"方案{number}" for number in range(1, chosen.plans + 1)]
        _make(folder, names)
        print(f"{'':28} 合在一起  各自之和   比值  不计启动")
        worst = max(_row(folder, names, command, chosen.runs) for command in COMMANDS)
    print(f"最大 {worst:.2f}，不超过 {BOUND}" if worst <= BOUND else f"最大 {worst:.2f}，超过了 {BOUND}")
    return int(worst > BOUND)


def _make(folder: Path, names: list[str]) -> None:
    for name in names:
        _seconds(folder, "init", name, "--demo")
        plan = folder / name / "data" / "tasks.yaml"
        text = plan.read_text(encoding="utf-8")
        plan.write_text(re.sub(r"(?m)^  title: .*$", f"  title: {name}", text, count=1), encoding="utf-8")
        units = plan.with_name("units.yaml")
        if units.exists():  # of the first plan; the others take the directory above them
            units.replace(folder / "units.yaml")


def _row(folder: Path, names: list[str], command: tuple[str, ...], runs: int) -> float:
    ways = {"--version": ("--version",), "": command} | {name: (*command, "--plan", name) for name in names}
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(runs + 1):
        for way, words in ways.items():
            best[way] = min(best[way], _seconds(folder, *words))
    start, joint, own = best["--version"], best[""], [best[name] for name in names]
    bare = (joint - start) / max(sum(one - start for one in own), 1e-3)
    print(f"{' '.join(command):28} {joint:7.2f}s {sum(own):7.2f}s {joint / sum(own):6.2f} {bare:8.2f}", flush=True)
    return bare


def _seconds(folder: Path, *words: str) -> float:
    """Run a command; give the processor time it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {
        **os.environ,
        "PYTHONPATH": str(HERE),
        "BAIGONG_TODAY": DAY,
        "XDG_CACHE_HOME": str(folder / ".cache"),
    }
    subprocess.run(
        [sys.executable, "-m", "baigong", *words], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())

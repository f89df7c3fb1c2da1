"""How long each command takes, on ledgers of 99 to 100,000 tasks, beside taskwarrior's nearest on as many.

    python benchmarks/run.py                    the shipped plan and 1,000 tasks: some minutes
    python benchmarks/run.py --size 10000       another size; may be given several times
    python benchmarks/run.py --runs 9           the median of more runs than five
    python benchmarks/run.py --json             the rows as JSON
    python benchmarks/run.py --cold             each command without an index too

Ledgers are seeded: every task has five events, forty units share the tasks. Each command runs once to warm up, then all
run in turn, so that a slow moment of the machine falls on all of them. A row gives the median of wall time and of
processor time in seconds, the latter as a multiple of the import floor (a process that only imports typer,
rich.console, rich.table, pydantic and yaml) and of the same command on the shipped plan, and the largest memory in MB.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
DAY = "2019-02-15"
SHIPPED = 99
UNITS = tuple(
    f"省{name}局" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东南西北上下左右前后金木水火土日月星"
)
FLOOR = "import typer, rich.console, rich.table, pydantic, yaml"


@dataclass(frozen=True)
class Case:
    """One command on one ledger of `size` tasks; `{run}` in its words is another text on every run."""

    size: int
    name: str
    command: tuple[str, ...]
    folder: Path
    settings: dict[str, str]


@dataclass
class Row:
    """The medians of a case: seconds, and megabytes at most."""

    size: int
    name: str
    wall: float
    cpu: float
    memory: float
    floors: float = 0.0
    growth: float | None = None


def main() -> None:
    """Measure and print."""
    options = _options()
    # As an installed package has them: else Python compiles every module anew where it may not keep what it compiled.
    compileall.compile_dir(HERE / "baigong", quiet=1)
    sizes = options.size or [SHIPPED, 1_000]
    with tempfile.TemporaryDirectory() as name:
        cases = [case for size in sizes for case in _cases(Path(name), size, options.cold)]
        rows = _measured([_floor(Path(name)), *cases], options.runs)
    floor = rows[0].cpu
    shipped = {row.name: row.cpu for row in rows if row.size == SHIPPED}
    for row in rows:
        row.floors = row.cpu / floor
        row.growth = row.cpu / shipped[row.name] if row.name in shipped and row.size > SHIPPED else None
    print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) if options.json else _table(rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, action="append")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cold", action="store_true")
    return parser.parse_args()


def _floor(folder: Path) -> Case:
    return Case(0, "import floor", (sys.executable, "-c", FLOOR), folder, {})


def _cases(folder: Path, size: int, cold: bool) -> Iterator[Case]:
    ledger = folder / f"ledger-{size}"
    ledger.mkdir()
    _apart(lambda: _write_ledger(ledger, size))
    program = (sys.executable, "-m", "baigong")
    settings = {"BAIGONG_TODAY": DAY, "BAIGONG_BY": "张三", "XDG_CACHE_HOME": str(folder / "cache")}
    unit = "省财政厅" if size == SHIPPED else UNITS[3]
    for name, words in {
        "list --unit": ("list", "--unit", unit),
        "list --unit --format json": ("list", "--unit", unit, "--format", "json"),
        "overdue": ("overdue",),
        "overdue --format ids": ("overdue", "--format", "ids"),
        "report --week 5": ("report", "--week", "5"),
        "show": ("show", "3.2"),
        "progress": ("progress", "3.2", "--note", "{run}"),
        "--help": ("--help",),
        "--version": ("--version",),
    }.items():
        yield Case(size, name, (*program, *words), ledger, settings)
        if cold and words[0][0] != "-":
            yield Case(size, f"{name}, no index", (*program, *words), ledger, settings | {"BAIGONG_CACHE": "off"})
    yield Case(size, "completion of an id", program, ledger, settings | _completing("show 3.2"))
    if shutil.which("task"):
        yield from _taskwarrior(folder / f"task-{size}", size)


def _apart(work: Callable[[], None]) -> None:
    """Do work in a process of its own: what this one once held would count as its children's."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise SystemExit("the ledger cannot be written")


def _completing(words: str) -> dict[str, str]:
    return {"_BAIGONG_COMPLETE": "complete_bash", "COMP_WORDS": f"baigong {words}", "COMP_CWORD": "2"}


def _taskwarrior(folder: Path, size: int) -> Iterator[Case]:
    folder.mkdir()
    chance = random.Random(size)
    with (folder / "pending.data").open("w", encoding="utf-8") as stream:
        for at in range(size):
            notes = " ".join(f'annotation_{1546400000 + 10 * number}:"进展{number}"' for number in range(5))
            id = uuid.UUID(int=chance.getrandbits(128), version=4)
            due = 1546300800 + chance.randrange(90) * 86400
            stream.write(
                f'[description:"完成第{at}批台账核对" due:"{due}" entry:"1546300800" modified:"1546300800" '
                f'status:"pending" tags:"u{at % len(UNITS)}" uuid:"{id}" {notes}]\n'
            )
    for name in ("completed.data", "undo.data", "backlog.data"):
        (folder / name).touch()
    (folder / "rc").write_text(f"data.location={folder}\nconfirmation=no\nverbose=nothing\ngc=off\n", encoding="utf-8")
    for name, words in {
        "task +TAG export": ("+u3", "export"),
        "task overdue": ("overdue",),
        "task information": ("42", "information"),
        "task modify": ("42", "modify", "priority:H"),
        "task annotate": ("42", "annotate", "{run}"),
    }.items():
        yield Case(size, name, ("task", f"rc:{folder / 'rc'}", *words), folder, {})


def _write_ledger(folder: Path, size: int) -> None:
    """Write a plan of as many tasks with five events each; of 99 it is the shipped one."""
    chance = random.Random(size)
    if size == SHIPPED:
        for name in ("tasks.yaml", "units.yaml"):
            shutil.copy(HERE / "data" / name, folder / name)
        # Not with the package: what this process once took in memory would count as its children's.
        ids = re.findall(r"^  - id: '([^']+)'", (folder / "tasks.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    else:
        ids = [f"{section}.{at}" for section in range(1, 11) for at in range(1, size // 10 + 1)]
        (folder / "tasks.yaml").write_text(_plan(ids, chance), encoding="utf-8")
    with (folder / "progress.jsonl").open("w", encoding="utf-8") as stream:
        for number in range(5 * len(ids)):
            stream.write(_event(ids[number % len(ids)], number, chance) + "\n")


def _plan(ids: list[str], chance: random.Random) -> str:
    lines = ["plan: {title: 增长, number: 甲〔2019〕1号, start: 2019-01-01, due: 2019-03-31}", "sections:"]
    for id in ids:
        section, _, at = id.partition(".")
        if at == "1":
            lines += [f"- id: '{section}'", f"  title: 板块{section}", f"  units: [{', '.join(UNITS[:3])}]", "  tasks:"]
        lines += [f"  - id: '{id}'", f"    text: 完成第{id}批村级台账的核对工作，建立长效机制，确保数据真实完整。"]
        lines += [f"    due: 2019-{chance.randint(2, 3):02}-{chance.randint(1, 28):02}"]
        if chance.random() < 0.9:
            lines += [f"    lead: [{chance.choice(UNITS)}]"]
    return "\n".join(lines) + "\n"


def _event(task: str, number: int, chance: random.Random) -> str:
    turn, day = number % 5, 1 + number % 28
    percent = 100 if chance.random() < 0.3 else chance.randrange(90)
    at = f"2019-02-{day:02}T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}.{number % 10**6:06}+08:00"
    fields = '"status":"done","percent":100' if percent == 100 else f'"status":"doing","percent":{percent}'
    return (
        f'{{"id":"a{number:015x}","prev":"","at":"{at}","on":"2019-01-{20 + turn:02}","by":"张三",'
        f'"kind":"progress",{fields},"task":"{task}","note":"第{number}次：已完成部分工作"}}'
    )


def _measured(cases: list[Case], runs: int) -> list[Row]:
    figures: dict[int, list[tuple[float, float, float]]] = {number: [] for number in range(len(cases))}
    for run in range(-1, runs):
        for number, case in enumerate(cases):
            figure = _run(case, run)
            if run >= 0:
                figures[number].append(figure)
            _tell(f"{run + 1} / {runs}  {case.size} {case.name}  {figure[0]:.2f} s")
    medians = ([statistics.median(values) for values in zip(*figures[at], strict=True)] for at in range(len(cases)))
    return [Row(case.size, case.name, *each) for case, each in zip(cases, medians, strict=True)]


def _run(case: Case, run: int) -> tuple[float, float, float]:
    words = [word.format(run=f"第{run}次") if "{run}" in word else word for word in case.command]
    begin = time.monotonic()
    child = subprocess.Popen(
        words,
        cwd=case.folder,
        env=os.environ | {"PYTHONPATH": str(HERE)} | case.settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0  # it has been waited for
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _tell(line: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{line}")


def _table(rows: list[Row]) -> str:
    lines = ["| tasks | command | wall s | cpu s | × floor | × shipped plan | MB |", "|--:|---|--:|--:|--:|--:|--:|"]
    for row in rows:
        growth = "" if row.growth is None else f"{row.growth:.1f}"
        size = f"{row.size:,}" if row.size else ""
        lines.append(
            f"| {size} | {row.name} | {row.wall:.2f} | {row.cpu:.2f} | {row.floors:.2f} | {growth} | {row.memory:.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()

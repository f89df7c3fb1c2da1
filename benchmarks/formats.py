"""How long the report of 2,000 tasks takes in each format, and how much memory: under 10 s and 500 MB each.

    python benchmarks/formats.py            a simulated quarter of 2,000 tasks, about 14,000 records
    python benchmarks/formats.py --tasks 99 as many tasks as the shipped plan has

Each command runs in a process of its own, as a user starts it. Seconds are those of its processor time, so that what
else the machine does changes little; the seconds on the clock stand beside them. It ends with 1 when one takes more.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))

from baigong.changes.simulation import simulate  # noqa: E402  # the package of this repository
from baigong.model.plan import Plan, PlanHead, Section, Step, Task  # noqa: E402
from baigong.model.units import Unit, UnitsFile  # noqa: E402
from baigong.store.new_lines import new_journal  # noqa: E402
from baigong.store.plan_file import dump_plan  # noqa: E402
from baigong.store.units_file import dump_units  # noqa: E402

MOST_SECONDS, MOST_MEGABYTES = 10.0, 500.0
SECTIONS, UNITS, OF_SECTION = 20, 60, 10
REPORT = ("report", "--week", "13")
COMMANDS = (
    *((*REPORT, "-o", f"r.{ending}") for ending in ("txt", "json", "md", "docx", "html")),
    (*REPORT, "--brief"),
    *(("list", "-o", f"l.{ending}") for ending in ("csv", "json", "md", "docx", "html", "xlsx")),
    *(("units", "-o", f"u.{ending}") for ending in ("docx", "html", "xlsx")),
    *(("overdue", "-o", f"o.{ending}") for ending in ("docx", "html", "xlsx")),
    *(("export", "-o", f"e.{ending}") for ending in ("xlsx", "ics", "json")),
    ("export", "--format", "taskwarrior", "-o", "t.json"),
    ("remind", "-o", "letters"),
    ("remind", "-o", "word", "--format", "docx"),
    ("remind", "--eml", "mails", "--from", "ducha@example.gov.cn"),
)


def plan_of(count: int) -> Plan:
    """Give a plan of so many tasks in twenty sections of ten units each; every third task has three steps."""
    sections = []
    for number in range(1, SECTIONS + 1):
        units = tuple(f"省第{(number * 3 + at) % UNITS + 1}厅" for at in range(OF_SECTION))
        tasks = tuple(task(f"{number}.{at}") for at in range(1, count // SECTIONS + 1))
        sections.append(Section(id=str(number), title=f"第{number}板块", units=units, tasks=tasks))
    head = PlanHead(
        title="重点工程建设方案",
        start=date(2019, 1, 1),
        issued=date(2019, 1, 19),
        due=date(2019, 3, 31),
        issuer="某省政府",
    )
    return Plan(head=head, sections=tuple(sections))


def task(id: str) -> Task:
    """Give one task."""
    third = int(id.partition(".")[2]) % 3 == 0
    steps = tuple(Step(id=f"{id}.{at}", text=f"建设工程第{at}步") for at in (1, 2, 3)) if third else ()
    return Task(id=id, text=f"加快推进第{id}号重点工程建设，完成年度投资任务，确保按期建成。", steps=steps)


def write_ledger(folder: Path, count: int) -> int:
    """Write a ledger of so many tasks with a simulated quarter; give how many records it has."""
    plan = plan_of(count)
    addresses = {number: f"unit{number}@example.gov.cn" for number in range(1, UNITS + 1)}
    directory = UnitsFile(units=tuple(Unit(name=f"省第{number}厅", email=email) for number, email in addresses.items()))
    leads = {
        task.id: (section.units[at % OF_SECTION],) for section in plan.sections for at, task in enumerate(section.tasks)
    }
    events = simulate(plan, directory, leads)
    data = folder / "data"
    data.mkdir()
    (data / "tasks.yaml").write_text(dump_plan(plan), encoding="utf-8")
    (data / "units.yaml").write_text(dump_units(directory), encoding="utf-8")
    (data / "progress.jsonl").write_bytes(new_journal(events, "tasks.yaml"))
    return len(events)


def measure(folder: Path, command: tuple[str, ...]) -> tuple[float, float, float]:
    """Run a command in a process of its own; give its processor seconds, clock seconds and megabytes."""
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        os.environ |= {"BAIGONG_TODAY": "2019-03-29", "PYTHONPATH": str(HERE)}
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.execv(sys.executable, [sys.executable, "-m", "baigong", *command])
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"baigong {' '.join(command)} failed")
    return used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss / 1024


def main() -> int:
    """Measure every format and say which takes too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=2000)
    count = parser.parse_args().tasks
    too_much = 0
    with tempfile.TemporaryDirectory() as name:
        records = write_ledger(Path(name), count)
        print(f"{count // SECTIONS * SECTIONS} tasks, {records} records")
        print(f"{'processor s':>11} {'clock s':>8} {'MB':>5}")
        for command in COMMANDS:
            seconds, clock, megabytes = measure(Path(name), command)
            over = seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES
            too_much += over
            print(f"{seconds:11.1f} {clock:8.1f} {megabytes:5.0f}  {' '.join(command)}{'  too much' if over else ''}")
    return 1 if too_much else 0


if __name__ == "__main__":
    sys.exit(main())

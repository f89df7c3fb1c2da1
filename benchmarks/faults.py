"""The same faults for baigong, taskwarrior and todo.txt-cli, side by side on this machine, in one table.

    python benchmarks/faults.py            about twenty minutes on two cores
    python benchmarks/faults.py --quick    about three minutes, with smaller numbers

taskwarrior and todo.txt-cli are Debian's packages (apt-get install taskwarrior todotxt-cli); one that is not
installed is left out, and said to be. The full disk needs the right to mount a small tmpfs (root); where that is
missing, the row says so. Every command is run as a user runs it, in a process of its own.

What is counted: `acknowledged` are the commands that ended with 0; `lost` are those of them that are not in the
tool's data afterwards; `unasked` are commands that failed, or were killed, and left something behind all the same
(a command killed between its write and its end may rightly do so); `unreadable` says whether the tool could read
its own data afterwards.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fault_tools import HANG, TOOLS, Tool


@dataclass
class Row:
    """One fault, and what came of it with each tool."""

    fault: str
    cells: dict[str, str] = field(default_factory=dict)


def at_once(tool: Tool, processes: int, each: int) -> str:
    """Many processes record at the same time."""
    tool.prepare(processes)
    with ThreadPoolExecutor(processes) as pool:

        def write(number: int) -> list[str]:
            names = [f"p{number}n{at}" for at in range(each)]
            return [name for name in names if tool.run(tool.record(number + 1, name), HANG * 2) == 0]

        told = [name for names in pool.map(write, range(processes)) for name in names]
    lost = len(set(told) - tool.recorded())
    return _said(told=len(told), asked=processes * each, lost=lost, readable=tool.readable())


def finished_at_once(tool: Tool, processes: int, each: int) -> str:
    """Many processes say at the same time that tasks are done, each its own."""
    tool.prepare(processes * each)
    with ThreadPoolExecutor(processes) as pool:

        def write(number: int) -> int:
            return sum(tool.run(tool.finish(number * each + at + 1), HANG * 2) == 0 for at in range(each))

        told = sum(pool.map(write, range(processes)))
    return _said(told=told, asked=processes * each, lost=max(0, told - tool.finished()), readable=tool.readable())


def killed(tool: Tool, moments: int) -> str:
    """One command after another, each killed at a random moment of its life."""
    tool.prepare(1)
    begun = time.monotonic()
    tool.run(tool.record(1, "measure"))
    life = time.monotonic() - begun
    chance = random.Random(6)
    told: list[str] = []
    unreadable = unasked = 0
    for at in range(moments):
        process = tool.begin(tool.record(1, f"k{at}"))
        time.sleep(chance.uniform(0, life * 1.2))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        if process.wait() == 0:
            told.append(f"k{at}")
        if at % 20 == 19 and not tool.readable():
            unreadable += 1
    found = tool.recorded()
    unasked = len({name for name in found if name.startswith("k")} - set(told))
    after = tool.run(tool.record(1, "after")) == 0 and "after" in tool.recorded()
    said = _said(
        told=len(told), asked=moments, lost=len(set(told) - found), readable=tool.readable() and not unreadable
    )
    return f"{said}, unasked {unasked}" + ("" if after else ", next command fails")


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of 256 KB at `folder`; False where none may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def full_disk(kind: type[Tool], folder: Path, commands: int) -> str:
    """A disk that fills up: commands of 1 KB each, until well after nothing fits any more."""
    with small_disk(folder) as mounted:
        if not mounted:
            return "not measured: needs the right to mount"
        tool = kind(folder / "ledger")
        tool.prepare(1)
        told: list[str] = []
        failed: list[str] = []
        with (folder / "ballast").open("wb", buffering=0) as stream:
            stream.write(b"x" * 150_000)
        for at in range(commands):
            name = f"d{at}" + "x" * 4000
            (told if tool.run(tool.record(1, name)) == 0 else failed).append(name)
        # There is room again: what a tool cannot read now, it has lost.
        (folder / "ballast").unlink()
        found = tool.recorded()
        readable = tool.readable()
        lost = len(set(told) - found)
        said = _said(told=len(told), asked=commands, lost=lost, readable=readable)
        return f"{said}, unasked {len(set(failed) & found)}"


def cut_short(tool: Tool, count: int) -> str:
    """The data file is cut in the midst of its last line, as a crash of the machine may; then one more command."""
    tool.prepare(1)
    names = [f"c{at}" for at in range(count)]
    for name in names:
        tool.run(tool.record(1, name))
    content = tool.data().read_bytes()
    last = content.rstrip(b"\n").rfind(b"\n") + 1
    tool.data().write_bytes(content[: last + (len(content) - last) // 2])
    before = tool.recorded()
    readable = tool.readable()
    after = tool.run(tool.record(1, "after")) == 0
    found = tool.recorded()
    kept = len(set(names[:-1]) & found)
    whole = "after" in found
    said = "" if after and whole else (", next command lost" if after else ", next command fails")
    pieces = len(found - before - {"after", ""})
    glued = f", {pieces} line(s) that nobody wrote" if pieces else ""
    return f"kept {kept} of {count - 1}, unreadable {'no' if readable else 'YES'}{said}{glued}"


def stuck(tool: Tool, limit: float) -> str:
    """Another process holds the lock of the data, and never lets go."""
    tool.prepare(1)
    tool.run(tool.record(1, "before"))
    locked = tool.data().with_name(tool.data().name + ".lock")
    target = locked if locked.exists() else tool.data()
    with target.open("r+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        fcntl.lockf(stream, fcntl.LOCK_EX)
        begun = time.monotonic()
        code = tool.run(tool.record(1, "during"), limit)
        took = time.monotonic() - begun
    if code is None:
        return f"waits for ever (stopped after {limit:.0f} s)"
    inside = "during" in tool.recorded()
    if code == 0:
        return "writes all the same: it knows no lock" if inside else "says done, and is not"
    return f"gives up after {took:.0f} s with code {code}" + (", and wrote all the same" if inside else "")


def _said(*, told: int, asked: int, lost: int, readable: bool) -> str:
    return f"{told}/{asked} acknowledged, lost {lost}, unreadable {'no' if readable else 'YES'}"


def measure(folder: Path, quick: bool) -> tuple[list[Row], list[str]]:
    """Try every fault on every tool that is installed; give the rows, and what is to be said besides."""
    each, done, moments, disk = (8, 8, 40, 40) if quick else (100, 20, 300, 60)
    faults: list[tuple[str, Callable[[type[Tool], Path], str]]] = [
        (f"16 processes × {each} recordings at once", lambda kind, at: at_once(kind(at), 16, each)),
        (f"8 processes × {done} tasks done at once", lambda kind, at: finished_at_once(kind(at), 8, done)),
        (f"kill -9 at {moments} random moments", lambda kind, at: killed(kind(at), moments)),
        (f"a disk that fills up, {disk} commands", lambda kind, at: full_disk(kind, at, disk)),
        ("data cut within its last line", lambda kind, at: cut_short(kind(at), 10)),
        ("a lock held by a stuck process", lambda kind, at: stuck(kind(at), 45)),
    ]
    kinds = [kind for kind in TOOLS if kind.there()]
    missing = [f"{kind.name} is not installed ({kind.program})" for kind in TOOLS if kind not in kinds]
    rows = []
    for number, (fault, try_it) in enumerate(faults):
        row = Row(fault)
        for kind in kinds:
            begun = time.monotonic()
            row.cells[kind.name] = try_it(kind, folder / f"{number}-{kind.program.rsplit('/')[-1]}")
            sys.stderr.write(f"{fault}: {kind.name}: {row.cells[kind.name]} ({time.monotonic() - begun:.0f} s)\n")
        rows.append(row)
    return rows, missing


def table(rows: Sequence[Row]) -> str:
    """Write the rows as a Markdown table."""
    names = list(rows[0].cells)
    lines = ["| fault | " + " | ".join(names) + " |", "| --- |" + " --- |" * len(names)]
    lines += [f"| {row.fault} | " + " | ".join(row.cells[name] for name in names) + " |" for row in rows]
    return "\n".join(lines)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="smaller numbers")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as name:
        rows, missing = measure(Path(name), quick)
    print(table(rows))
    for line in missing:
        print(f"\n{line}: apt-get install taskwarrior todotxt-cli")
    ours = [row.cells["baigong"] for row in rows]
    sys.exit(1 if any("YES" in cell or ("lost" in cell and "lost 0" not in cell) for cell in ours) else 0)


if __name__ == "__main__":
    main()

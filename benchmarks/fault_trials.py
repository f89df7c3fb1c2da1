"""The faults that `faults.py` tries on each tool, and what is counted when one is over.

Every command is run as a user runs it, in a process of its own.
"""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from fault_tools import HANG, HERE, Baigong, Tool


@dataclass(frozen=True)
class Outcome:
    """What came of a fault.

    `acknowledged` of the `asked` commands ended with 0; `lost` are records that were acknowledged, or stood whole
    before the fault, and are not in the data afterwards; `torn` is what stands there and nobody wrote; `unasked` are
    records of commands that failed or were killed; `uncounted` are acknowledged and do not count in the tool's own
    figures; `outside` are files of the user's that were written to through another's links; `failed` are readings
    that failed while the data was sound, or data that the tool could not read.
    """

    asked: int = 0
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0
    unasked: int = 0
    failed: int = 0
    said: str = ""
    uncounted: int = 0
    outside: int = 0

    def __add__(self, other: Outcome) -> Outcome:
        """Count two together."""
        return Outcome(
            self.asked + other.asked,
            self.acknowledged + other.acknowledged,
            self.lost + other.lost,
            self.torn + other.torn,
            self.unasked + other.unasked,
            self.failed + other.failed,
            self.said or other.said,
            self.uncounted + other.uncounted,
            self.outside + other.outside,
        )

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, torn, or made unreadable."""
        return not (self.lost or self.torn or self.failed or self.uncounted or self.outside)

    def __str__(self) -> str:
        """Write it as a cell of the table."""
        cell = f"{self.acknowledged}/{self.asked} acknowledged, lost {self.lost}, torn {self.torn}"
        cell += f", acknowledged and uncounted {self.uncounted}" if self.uncounted else ""
        cell += f", written outside {self.outside}" if self.outside else ""
        cell += f", unasked {self.unasked}" if self.unasked else ""
        cell += f", {self.failed} readings failed" if self.failed else ""
        return cell + (f"; {self.said}" if self.said else "") if self.asked else self.said


def weigh(tool: Tool, asked: Iterable[str], told: Iterable[str], said: str = "") -> Outcome:
    """Compare what a tool was asked for and acknowledged with what it has."""
    asked, told = set(asked), set(told)
    found = {name for name in tool.recorded() if not tool.prepared(name)}
    return Outcome(
        asked=len(asked),
        acknowledged=len(told & asked),
        lost=len(told - found),
        torn=len(found - asked - told),
        unasked=len((asked - told) & found),
        failed=int(not tool.readable()),
        said=said,
    )


def total(outcomes: Iterable[Outcome]) -> Outcome:
    """Count many together."""
    return reduce(Outcome.__add__, outcomes, Outcome())


def record_all(tool: Tool, names: Sequence[str], number: int = 1) -> list[str]:
    """Record one after another, and give what was acknowledged."""
    return [name for at, name in enumerate(names) if tool.run(tool.record(number, name, at), HANG * 2) == 0]


def at_once(tool: Tool, processes: int, each: int) -> Outcome:
    """Many processes record at the same time, each on a task of its own, while two others read throughout."""
    tool.prepare(processes)
    names = [[f"p{number}n{at}" for at in range(each)] for number in range(processes)]
    over = threading.Event()

    def read() -> list[bool]:
        read = []
        while not over.is_set():
            read.append(tool.readable())
        return read

    with ThreadPoolExecutor(processes + 2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        told = [
            name for some in pool.map(record_all, [tool] * processes, names, range(1, processes + 1)) for name in some
        ]
        over.set()
    readings = [sound for reader in readers for sound in reader.result()]
    asked = [name for some in names for name in some]
    outcome = weigh(tool, asked, told, f"{len(readings)} readings meanwhile")
    return outcome + Outcome(failed=readings.count(False))


def finished_at_once(tool: Tool, processes: int, each: int) -> Outcome:
    """Many processes say at the same time that tasks are done, each its own."""
    tool.prepare(processes * each)
    with ThreadPoolExecutor(processes) as pool:

        def write(number: int) -> int:
            return sum(tool.run(tool.finish(number * each + at + 1), HANG * 2) == 0 for at in range(each))

        told = sum(pool.map(write, range(processes)))
    return Outcome(processes * each, told, lost=max(0, told - tool.finished()), failed=int(not tool.readable()))


def kill_at_random(tool: Tool, command: Sequence[str], life: float, chance: random.Random) -> int:
    """Begin a command and kill it, with what it started, at a random moment of its life; give its exit code."""
    process = tool.begin(command)
    time.sleep(chance.uniform(0, life * 1.2))
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:  # it has not come to lead a group of its own yet
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
    return process.wait()


def lifetime(tool: Tool, command: Sequence[str]) -> float:
    """Measure how long a command takes, in seconds."""
    begun = time.monotonic()
    tool.run(command)
    return time.monotonic() - begun


def killed(tool: Tool, moments: int) -> Outcome:
    """One recording after another, each killed at a random moment of its life."""
    tool.prepare(1)
    life = lifetime(tool, tool.record(1, "k"))
    chance = random.Random(6)
    names = [f"k{at}" for at in range(moments)]
    told = ["k"]
    unreadable = 0
    for at, name in enumerate(names):
        # Not every command of the course is admitted where the one before was killed: always the first, then.
        if kill_at_random(tool, tool.record(1, name), life, chance) == 0:
            told.append(name)
        unreadable += at % 20 == 19 and not tool.readable()
    told += record_all(tool, ["after"])
    said = "" if "after" in told else "the next command fails"
    return weigh(tool, [*names, "k", "after"], told, said) + Outcome(failed=unreadable)


def killed_parse(folder: Path, moments: int) -> Outcome:
    """`parse -o` over a ledger with records: the plan is the old or the new, the journal untouched."""
    tool = Baigong(folder)
    plan, journal = folder / "data" / "tasks.yaml", folder / "data" / "progress.jsonl"
    command = [*tool.program_line(), "parse", str(HERE / "data" / "plan.txt"), "-o", str(plan)]
    tool.run([*tool.program_line(), "init", str(folder)])
    new = plan.read_bytes()
    old = new.replace("2019年".encode(), "今年".encode())
    tool.run([*tool.program_line(), "done", "2.8", "-f", str(folder)])
    records = journal.read_bytes()
    life = lifetime(tool, command)
    chance = random.Random(7)
    outcome = Outcome(moments)
    for _ in range(moments):
        plan.write_bytes(old)
        code = kill_at_random(tool, command, life, chance)
        left = plan.read_bytes()
        outcome += Outcome(
            acknowledged=code == 0,
            lost=(code == 0 and left != new) + (journal.read_bytes() != records),
            torn=left not in (old, new),
            unasked=code != 0 and left == new,
        )
    return outcome + Outcome(failed=tool.run([*tool.program_line(), "check", "-f", str(folder)]) != 0)


def killed_init(folder: Path, moments: int) -> Outcome:
    """`init`: what a killed one left is completed by the next, or is a whole ledger."""
    tool = Baigong(folder)
    life = lifetime(tool, [*tool.program_line(), "init", str(folder / "whole")])
    whole = {path.name: path.read_bytes() for path in (folder / "whole" / "data").iterdir()}
    chance = random.Random(8)
    outcome = Outcome(moments)
    for at in range(moments):
        place = folder / str(at)
        code = kill_at_random(tool, [*tool.program_line(), "init", str(place)], life, chance)
        begun = (place / "data" / "tasks.yaml").exists()
        if code != 0 and not begun:
            tool.run([*tool.program_line(), "init", str(place)])
        found = {path.name: path.read_bytes() for path in (place / "data").glob("[!.]*")}
        outcome += Outcome(acknowledged=code == 0, torn=found != whole, unasked=code != 0 and begun)
        shutil.rmtree(place)
    return outcome


def killed_repair(folder: Path, moments: int) -> Outcome:
    """`check --repair`: every line is in the journal or in the file beside it, and the next repair ends the work."""
    tool = Baigong(folder)
    tool.prepare(1)
    names = [f"r{at}" for at in range(4)]
    told = record_all(tool, names)
    rows = tool.data().read_bytes().splitlines(keepends=True)
    damaged = b"".join([rows[0], b"{broken\n", *rows[1:3], b"<<<<<<< HEAD\n", *rows[3:], b'{"id":"torn'])
    aside = tool.data().with_name("progress.jsonl.aside")
    repair = [*tool.program_line(), "check", "--repair", "-f", str(folder)]
    tool.data().write_bytes(damaged)
    life = lifetime(tool, repair)
    chance = random.Random(9)
    outcome = Outcome(moments)
    for _ in range(moments):
        tool.data().write_bytes(damaged)
        aside.unlink(missing_ok=True)
        code = kill_at_random(tool, repair, life, chance)
        kept = tool.data().read_bytes() + (aside.read_bytes() if aside.exists() else b"")
        missing = sum(row.strip() not in kept for row in damaged.splitlines())
        again = tool.run(repair) != 0
        after = weigh(tool, names, told)
        outcome += Outcome(
            acknowledged=code == 0, lost=missing + after.lost, torn=after.torn, failed=after.failed + again
        )
    return outcome


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


NO_DISK = Outcome(said="not measured: needs the right to mount")


def full_disk(kind: type[Tool], folder: Path, commands: int) -> Outcome:
    """A disk that fills up: commands of 4 KB each, until well after nothing fits any more."""
    with small_disk(folder) as mounted:
        if not mounted:
            return NO_DISK
        tool = kind(folder / "ledger")
        tool.prepare(1)
        (folder / "ballast").write_bytes(b"x" * 150_000)
        names = [f"d{at}" + "x" * 4000 for at in range(commands)]
        told = [name for name in names if tool.run(tool.record(1, name)) == 0]
        # There is room again: what a tool cannot read now, it has lost.
        (folder / "ballast").unlink()
        return weigh(tool, names, told)


def read_only(kind: type[Tool], folder: Path, commands: int) -> Outcome:
    """A folder that turns read-only after a few records, and back again."""
    with small_disk(folder) as mounted:
        if not mounted:
            return NO_DISK
        tool = kind(folder / "ledger")
        tool.prepare(1)
        before = record_all(tool, [f"b{at}" for at in range(5)])
        kept = tool.data().read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        names = [f"r{at}" for at in range(commands)]
        told = [*before, *record_all(tool, names)]
        same = tool.data().read_bytes() == kept
        outcome = weigh(tool, [*before, *names], told, "" if same else "the data has changed")
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
        return outcome


def size_limit(tool: Tool, commands: int) -> Outcome:
    """A limit on the size of files (RLIMIT_FSIZE), as a quota sets one: at first a part of the next record fits."""
    tool.prepare(1)
    before = record_all(tool, [f"b{at}" for at in range(5)])
    size = tool.data().stat().st_size
    names = [f"q{at}" + "x" * 300 for at in range(commands)]
    told = list(before)
    for at, name in enumerate(names):
        limited = ["prlimit", f"--fsize={size + 1 + at * 37}", *tool.record(1, name)]
        told += [name] if tool.run(limited) == 0 else []
    return weigh(tool, [*before, *names], told)


def cut(kind: type[Tool], folder: Path, every: int) -> Outcome:
    """The data is cut at every byte of its last two lines, as a crash of the machine may; then one more command."""
    first = kind(folder / "whole")
    first.prepare(1)
    names = record_all(first, [f"c{at}" for at in range(3)])
    whole = first.data().read_bytes()
    ends = [at + 1 for at, byte in enumerate(whole) if byte == 10]
    start = ends[-3]

    def at_byte(length: int) -> Outcome:
        tool = kind(folder / str(length))
        tool.prepare(1)
        tool.data().write_bytes(whole[:length])
        # The records lie in the last lines, one each; a line whose end alone is missing is whole.
        kept = names[: len(names) - sum(length < end - 1 for end in ends[-2:])]
        outcome = _damaged_and_after(tool, kept)
        shutil.rmtree(tool.folder)
        return outcome

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return total(pool.map(at_byte, range(start, len(whole), every)))


def _damaged_and_after(tool: Tool, kept: Sequence[str]) -> Outcome:
    """Weigh damaged data that holds the records `kept`, whole: what is read of it, and what the next command does."""
    readable = tool.readable()
    outcome = weigh(tool, ["after"], [*kept, *record_all(tool, ["after"])])
    return outcome + Outcome(failed=int(not readable))


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "zero bytes behind the last line": lambda content: content + b"\0" * 512,
    "Windows line ends": lambda content: content.replace(b"\n", b"\r\n"),
    "a byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "blank lines": lambda content: content.replace(b"\n", b"\n\n"),
    "every line twice": lambda content: content + content,
    "lines in another order": lambda content: b"".join(reversed(content.splitlines(keepends=True))),
}


def damaged(tool: Tool, damage: Callable[[bytes], bytes]) -> Outcome:
    """The data is changed in a way that leaves every record to be read; then one more command."""
    tool.prepare(1)
    names = record_all(tool, [f"z{at}" for at in range(5)])
    tool.data().write_bytes(damage(tool.data().read_bytes()))
    return _damaged_and_after(tool, names)


def merged(tool: Tool) -> Outcome:
    """Two copies are written to, and `git merge-file --union` makes one of them again; then one more command."""
    tool.prepare(1)
    names = record_all(tool, ["base0", "base1", "base2"])
    base = tool.data().read_bytes()
    sides = []
    for side in ("ours", "theirs"):
        tool.data().write_bytes(base)
        names += record_all(tool, [f"{side}{at}" for at in range(3)])
        sides.append(tool.folder / side)
        sides[-1].write_bytes(tool.data().read_bytes())
    (tool.folder / "base").write_bytes(base)
    union = ["git", "merge-file", "-p", "--union", str(sides[0]), str(tool.folder / "base"), str(sides[1])]
    tool.data().write_bytes(subprocess.run(union, capture_output=True, check=True).stdout)
    return _damaged_and_after(tool, names)


def stuck(tool: Tool, limit: float) -> Outcome:
    """Another process holds the lock of the data, and never lets go."""
    tool.prepare(1)
    before = record_all(tool, ["before"])
    locked = tool.data().with_name(tool.data().name + ".lock")
    target = locked if locked.exists() else tool.data()
    # baigong waits as long as it is told to, 30 seconds unless it is told.
    os.environ["BAIGONG_LOCK_WAIT"] = str(limit * 2 / 3)
    with target.open("r+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        fcntl.lockf(stream, fcntl.LOCK_EX)
        begun = time.monotonic()
        code = tool.run(tool.record(1, "during"), limit)
        took = time.monotonic() - begun
    del os.environ["BAIGONG_LOCK_WAIT"]
    if code is None:
        said = f"waits for ever (stopped after {limit:.0f} s)"
    elif code == 0:
        said = "writes all the same: it knows no lock"
    else:
        said = f"gives up after {took:.0f} s with code {code}"
    return weigh(tool, ["during"], [*before, *(["during"] if code == 0 else [])], said)

"""Faults that another user, a clock, a screen or a hand brings about; only baigong promises anything of them."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from fault_tools import Baigong
from fault_trials import Outcome, record_all, weigh

PRECIOUS = b"# start file of a shell\n"
NOBODY = 65_534
MOST = 300
"""MB over the command's own that a refused file may take."""
OLD = "old copy"


def attacked(folder: Path, rounds: int) -> Outcome:
    """Another user swaps each file beside the journal for links to the first one's own, while that one works."""
    tool, home = Baigong(folder / "ledger"), folder / "home"
    tool.prepare(1)
    home.mkdir()
    (home / "profile").write_bytes(PRECIOUS)
    letters = tool.folder / "letters"
    letters.mkdir()
    for path in (folder, *(folder.parents[:2])):
        path.chmod(0o755)
    for path in (tool.folder, letters):
        path.chmod(0o777)
    names = [f"a{at}" for at in range(rounds)]
    told = []
    beside = ("progress.jsonl.aside", "progress.jsonl.lock", "list.json", "tasks.yaml.old", "letters/省甲厅.md")
    with _attacker(tool.folder, beside, home / "profile"):
        for at, name in enumerate(names):
            told += [name] if tool.run(tool.record(1, name, at)) == 0 else []
            tool.run([*tool.program_line(), "list", "-o", str(tool.folder / "list.json"), "-f", str(tool.folder)])
            tool.run([*tool.program_line(), "remind", "-o", str(letters), "--yes", "-f", str(tool.folder)])
    outside = sum(path.read_bytes() != PRECIOUS for path in home.iterdir())
    return weigh(tool, names, told) + Outcome(outside=outside)


@contextmanager
def _attacker(folder: Path, names: Sequence[str], target: Path) -> Iterator[None]:
    child = os.fork()
    if not child:
        with suppress(BaseException):
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            chance = random.Random(3)
            end = time.monotonic() + 300
            while time.monotonic() < end:
                path = folder / chance.choice(names)
                with suppress(OSError):
                    path.unlink()
                with suppress(OSError):
                    path.symlink_to(target if chance.random() < 0.7 else target.with_name("new"))
                time.sleep(chance.uniform(0, 0.004))
                with suppress(OSError):
                    path.unlink()
                time.sleep(chance.uniform(0, 0.02))
        os._exit(0)
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def over_ledger(folder: Path) -> Outcome:
    """Results are written over the ledger by every name that leads to it."""
    tool = Baigong(folder)
    tool.prepare(1)
    record_all(tool, ["before"])
    outcome = Outcome()
    for at, part in enumerate(("progress.jsonl", "tasks.yaml")):
        before = (folder / part).read_bytes()
        for kind in ("itself", "hard", "link"):
            name = folder / (part if kind == "itself" else f"{kind}{at}.json")
            if kind == "hard":
                name.hardlink_to(folder / part)
            elif kind == "link":
                name.symlink_to(part)
            code = tool.run([*tool.program_line(), "list", "--format", "json", "-o", str(name), "-f", str(folder)])
            outcome += Outcome(asked=1, acknowledged=code == 0, lost=(folder / part).read_bytes() != before)
            if kind == "hard":
                name.unlink()
    return outcome


def swapped(folder: Path, rounds: int) -> Outcome:
    """Other programs put an old copy in the place of the journal, or remove the lock, while recordings run.

    A record that such a copy took away is lost only where the next command does not say so.
    """
    tool = Baigong(folder)
    tool.prepare(1)
    outcome = Outcome()
    chance = random.Random(5)
    record_all(tool, ["first"])
    kept = {"first"}
    for at in range(rounds):
        old = tool.data().read_bytes()
        name = f"s{at}"
        process = tool.begin(tool.record(1, name, at + 1))
        time.sleep(chance.uniform(0, 0.05))
        if at % 2:
            with suppress(FileNotFoundError):
                tool.data().with_name("progress.jsonl.lock").unlink()
        else:
            (folder / "copy").write_bytes(old)
            (folder / "copy").replace(tool.data())
        told = process.wait() == 0
        kept |= {name} if told else set()
        gone = kept - tool.recorded()
        unsaid = bool(gone) and tool.run([*tool.program_line(), "check", "--audit", "-f", str(folder)]) == 0
        outcome += Outcome(asked=1, acknowledged=told, lost=len(gone) if unsaid else 0)
        kept -= gone
        if gone:
            tool.run([*tool.program_line(), "check", "--repair", "-f", str(folder)])
    return outcome + Outcome(torn=len(tool.recorded() - {"first", *(f"s{at}" for at in range(rounds))}))


def revised(folder: Path, rounds: int) -> Outcome:
    """The plan is revised while a recording waits for the lock: what is acknowledged counts on the task it named."""
    tool = Baigong(folder)
    outcome = Outcome()
    chance = random.Random(7)
    for at in range(rounds):
        tool.prepare(2)
        process = tool.begin(tool.record(1, f"v{at}"))
        time.sleep(chance.uniform(0, 0.05))
        plan = folder / "tasks.yaml"
        words = plan.read_text(encoding="utf-8")
        (folder / "new").write_text(words.replace("第1项任务", "另一项任务"), encoding="utf-8")
        (folder / "new").replace(plan)
        told = process.wait() == 0
        outcome += Outcome(asked=1, acknowledged=told, uncounted=told and tool.percent(1) != 30)
    return outcome


def behind(folder: Path, rounds: int) -> Outcome:
    """The journal's last record is of a clock that is ahead; what is recorded next counts all the same."""
    tool = Baigong(folder)
    outcome = Outcome()
    for at in range(rounds):
        tool.prepare(1)
        tool.run(tool.record(1, "ahead"))
        line = json.loads(tool.data().read_bytes())
        line["at"] = line["at"].replace(line["at"][:4], "2198")
        tool.data().write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
        tool.data().with_name("progress.jsonl.lock").unlink()
        code = tool.run([*tool.program_line(), "progress", "1.1", "80", "--note", f"b{at}", "-f", str(folder)])
        outcome += Outcome(asked=1, acknowledged=code == 0, uncounted=code == 0 and tool.percent(1) != 80)
    return outcome


def deaf(folder: Path, rounds: int) -> Outcome:
    """The screen is full or closed when a recording is to be told: it is acknowledged, so that nobody repeats it."""
    tool = Baigong(folder)
    tool.prepare(1)
    names = [f"d{at}" for at in range(rounds)]
    told = []
    for at, name in enumerate(names):
        process = tool.begin(tool.record(1, name, at), stdout=("/dev/full", "closed")[at % 2])
        told += [name] if process.wait() == 0 else []
    outcome = weigh(tool, names, told)
    return outcome + Outcome(failed=outcome.unasked)


def _cut(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def _aside(path: Path) -> None:
    rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*rows[:1], *rows[2:]]))
    path.with_name(path.name + ".aside").write_bytes(rows[1])


# A journal that is removed together with its lock file leaves nothing to see; docs/durability.md says so.
HANDS: dict[str, Callable[[Path], object]] = {
    "a line changed": lambda path: path.write_bytes(path.read_bytes().replace(b"h1", b"h9")),
    "a line moved aside": _aside,
    "the last line cut off": _cut,
    "an old copy saved over": lambda path: path.write_bytes(path.with_name(OLD).read_bytes()),
    "emptied": lambda path: path.write_bytes(b""),
    "removed": lambda path: path.unlink(),
}


def forged(folder: Path) -> Outcome:
    """The journal edited by hand: `check --audit` sees each edit; what it does not see is lost."""
    outcome = Outcome()
    for at, change in enumerate(HANDS.values()):
        tool = Baigong(folder / str(at))
        tool.prepare(1)
        record_all(tool, ["h0", "h1"])
        (tool.folder / OLD).write_bytes(tool.data().read_bytes())
        for step, name in enumerate(("h2", "h3"), 2):
            tool.run(tool.record(1, name, step))
        change(tool.data())
        seen = tool.run([*tool.program_line(), "check", "--audit", "-f", str(tool.folder)]) == 1
        outcome += Outcome(asked=1, acknowledged=seen, lost=not seen)
    return Outcome(outcome.asked, 0, outcome.lost, said=f"{outcome.acknowledged} of {outcome.asked} edits are seen")


def huge_numbers(folder: Path) -> Outcome:
    """Numbers too large to be added up are refused, and every report goes on."""
    tool = Baigong(folder)
    tool.prepare(1)
    target = "targets: [{text: 1个, value: 1, unit: 个}]"
    plan = folder / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("}", f", {target}}}", 2).replace(f", {target}}}", "}", 1))
    outcome = Outcome()
    for number in ("1e307", "1e308", "-1e307", "inf", "nan", "9" * 400):
        code = tool.run([*tool.program_line(), "done", "1.1", "--actual", f"1个={number}", "-f", str(folder)])
        reports = ("list", "report", "units", "overdue")
        unread = sum(tool.run([*tool.program_line(), name, "-f", str(folder)]) not in (0, 1) for name in reports)
        outcome += Outcome(asked=1, acknowledged=code == 0, failed=unread + (code == 0))
    return outcome


def unfolded(folder: Path) -> Outcome:
    """Small files that unfold to gigabytes are refused in little memory; one that takes more than that has failed."""
    folder.mkdir(parents=True)
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from tests.support.vast import DOCUMENTS

    kinds = [name for name in DOCUMENTS if not name.startswith("text")]
    worst, failed = 0.0, 0
    for name in kinds[::6]:
        (folder / "document").write_bytes(DOCUMENTS[name]())
        peak = _peak(folder)
        worst = max(worst, peak)
        failed += peak > MOST + 75
    return Outcome(len(kinds[::6]), 0, failed=failed, said=f"{worst:.0f} MB at the most")


_MEASURED = (
    "import re, resource; from baigong.__main__ import main\n"
    "try: main()\n"
    "finally:\n"
    " own = int(re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[1])\n"
    " forks = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
    " open('peak', 'w').write(str(max(own, forks)))\n"
)


def _peak(folder: Path) -> float:
    environment = os.environ | Baigong(folder).environment()
    command = [sys.executable, "-c", _MEASURED, "parse", "document"]
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return int((folder / "peak").read_text()) / 1024

"""How the time of each command grows with its input: every input is doubled, and no time may grow by more than 2.5.

    python benchmarks/growth.py                 every case and every repeated mark
    python benchmarks/growth.py --only units    the cases with these letters in their names
    python benchmarks/growth.py --seed 7        other repeated marks

A case is timed at a size, at twice and at four times that, each in processor time of a process that has the program
loaded; the least of three is taken, and what the command takes with nothing is left out. A case that takes less than
half a second at its largest size is not judged: nobody waits for it. It ends with 1 when something grows faster.

The fuzzer looks for more: it repeats random marks and words of plans, alone and in pairs, as one line and as many.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))

from baigong.cli.app import run  # noqa: E402  # the package of this repository

MOST = 2.5
"""The most that a time may grow by when its input is doubled."""
WORTH = 0.5
"""Seconds under which no growth is looked at."""
LIMIT = 100
"""Seconds after which a command is stopped: it grows too fast for certain."""
CLAUSE = "（责任单位：省财政厅）"
HEAD = "关于开展台账核对工作的通知\n\n2019年第一季度完成以下任务。\n\n"


def document(words: str) -> Callable[[Path], list[str]]:
    """Have a document with these words, and the command that parses it."""

    def prepare(folder: Path) -> list[str]:
        (folder / "document.txt").write_text(HEAD + words, encoding="utf-8")
        return ["parse", "document.txt"]

    return prepare


def in_task(repeated: str) -> Callable[[int], Callable[[Path], list[str]]]:
    """Repeat a mark within the words of one task."""
    return lambda size: document(f"（一）完成{repeated * size}核对。{CLAUSE}\n（二）完成乡级台账核对。{CLAUSE}\n")


def ledger(size: int, *command: str, events: int = 0) -> Callable[[Path], list[str]]:
    """Have a ledger of as many tasks, each of a unit of its own, and a command on it."""

    def prepare(folder: Path) -> list[str]:
        tasks = "".join(
            f"  - {{id: '1.{at}', text: 完成第{at}批台账核对, lead: [省{_name(at)}局]}}\n" for at in range(1, size + 1)
        )
        head = "plan: {title: 增长, start: 2019-01-01, due: 2019-03-31}\nsections:\n- id: '1'\n  tasks:\n"
        (folder / "tasks.yaml").write_text(head + tasks, encoding="utf-8")
        lines = (_record(at, size) for at in range(events))
        (folder / "progress.jsonl").write_text("".join(lines), encoding="utf-8")
        return list(command)

    return prepare


def _name(at: int) -> str:
    """Write a number in letters that names of units have, each number another way."""
    return "".join(chr(0x4E00 + (at // 90**place) % 90 * 211) for place in range(3))


def _record(at: int, tasks: int) -> str:
    moment = f"2019-02-01T{at // 3600 % 24:02}:{at // 60 % 60:02}:{at % 60:02}.{at:06}+08:00"
    return (
        f'{{"id":"{at:016x}","prev":"","at":"{moment}",'
        f'"on":"2019-02-01","by":"张三","kind":"progress","task":"1.{at % tasks + 1}","percent":{at % 90}}}\n'
    )


def pdf(size: int) -> Callable[[Path], list[str]]:
    """Have a PDF of a page of crossing lines, and the command that parses it."""

    def prepare(folder: Path) -> list[str]:
        from tests.support.vast import pdf as page

        lines = (b"%d 9 m %d 800 l S 9 %d m 500 %d l S " % (at, at, at, at) for at in range(10, 10 + size))
        (folder / "document.pdf").write_bytes(page(b"".join(lines) + b"BT /F 12 Tf 60 700 Td (abc) Tj ET"))
        return ["parse", "document.pdf"]

    return prepare


def html(size: int) -> Callable[[Path], list[str]]:
    """Have a page of nested lists."""

    def prepare(folder: Path) -> list[str]:
        body = f"<p>{CLAUSE}完成核对</p>" + "<div><span>核对</span>" * size
        (folder / "page.html").write_text(f"<html><body>{body}", encoding="utf-8")
        return ["parse", "page.html"]

    return prepare


CASES: dict[str, tuple[int, Callable[[int], Callable[[Path], list[str]]]]] = {
    "… and · in a task": (5_000, in_task("…·")),
    "增长7%": (5_000, in_task("增长7%，")),
    "3月1日": (30_000, in_task("3月1日")),
    "两节": (15_000, in_task("两节")),
    "和 and 等": (6_000, in_task("和等")),
    "nested 《": (10_000, lambda size: document(f"（一）完成{'《' * size}核对{'》' * size}。{CLAUSE}\n")),
    "rows of Markdown": (5_000, lambda size: document("| 任务 | 责任单位 |\n" + "| 核对台账 | 省财政厅 |\n" * size)),
    "lines of ①": (10_000, lambda size: document(f"（一）完成核对。{CLAUSE}\n" + "①完成核对；\n" * size)),
    "lines in Traditional letters": (
        10_000,
        lambda size: document(f"（一）完成核对。{CLAUSE}\n" + "各單位應當認真開展專項檢查。\n" * size),
    ),
    "distinct units in a document": (
        2_500,
        lambda size: document("".join(f"（{at}）完成核对。（责任单位：省{_name(at)}局）\n" for at in range(1, size))),
    ),
    "clauses": (2_500, lambda size: document(f"（一）完成核对。{CLAUSE}\n" * size)),
    "lines in a PDF": (50, pdf),
    "nested elements in a page": (5_000, html),
    "list of as many units": (1_000, lambda size: ledger(size, "list")),
    "units of as many units": (1_000, lambda size: ledger(size, "units")),
    "report of as many units": (1_000, lambda size: ledger(size, "report")),
    "remind of as many units": (1_000, lambda size: ledger(size, "remind", "-o", "letters", "--yes")),
    "overdue of as many units": (1_000, lambda size: ledger(size, "overdue")),
    "check of as many units": (1_000, lambda size: ledger(size, "check", "--audit")),
    "done of one of as many tasks": (1_000, lambda size: ledger(size, "done", "1.1")),
    "done of all tasks": (1_000, lambda size: ledger(size, "done", "板块1", "--yes")),
    "list of as many records": (5_000, lambda size: ledger(20, "list", events=size)),
    "log of as many records": (5_000, lambda size: ledger(20, "log", events=size)),
    "units of as many records": (5_000, lambda size: ledger(20, "units", events=size)),
    "check of as many records": (5_000, lambda size: ledger(20, "check", "--audit", events=size)),
}
"""By name, the size of the first of three inputs and what makes an input of a size."""

MARKS = (
    *"，、。；：？！…·—（）【】《》〈〉“”‘’「」()[]{}<>|#*_~`-+=/\\%‰①②一二三十0123456789 \t　",
    *(
        "和",
        "等",
        "及",
        "与",
        "、省财政厅",
        "（责任单位：",
        "牵头",
        "（一）",
        "1.",
        "一是",
        "3月",
        "年底前",
        "每月",
        "第一季度",
    ),
    *(
        "2019年",
        "不少于",
        "增长",
        "控制在",
        "以内",
        "万元",
        "各市州",
        "省",
        "厅",
        "局",
        "负责",
        "配合",
        "\n\n",
        "\n",
        "——",
    ),
)


def fuzzed(seed: int, count: int) -> Iterator[tuple[str, tuple[int, Callable[[int], Callable[[Path], list[str]]]]]]:
    """Give as many cases of one, two or three repeated marks, within one task or as lines of their own."""
    chance = random.Random(seed)
    for _ in range(count):
        marks = "".join(chance.choice(MARKS) for _ in range(chance.choice((1, 1, 2, 2, 3))))
        size = max(500, 16_000 // len(marks.encode()))
        if chance.random() < 0.7:
            yield f"{marks!r} repeated", (size, in_task(marks))
        else:
            yield (
                f"lines of {marks!r}",
                (size // 4, lambda size, marks=marks: document(f"（一）核对。{CLAUSE}\n" + f"{marks}核对\n" * size)),
            )


def seconds(prepare: Callable[[Path], list[str]], times: int = 3) -> float:
    """Give the least processor time that a command takes, in a fork, of several; infinity for one that is stopped."""
    least = float("inf")
    for _ in range(times):
        with tempfile.TemporaryDirectory() as name:
            arguments = prepare(Path(name))
            reading, writing = os.pipe()
            child = os.fork()
            if not child:
                _measure(Path(name), arguments, writing)
            os.close(writing)
            with os.fdopen(reading) as stream:
                said = stream.read()
            os.waitpid(child, 0)
        least = min(least, float(said or "inf"))
        if least > WORTH * 4:
            break  # noise is no matter here
    return least


def _measure(folder: Path, arguments: list[str], pipe: int) -> None:
    """Run a command in this process, say how long it took, and end."""
    try:
        signal.alarm(LIMIT * 4)
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
        os.environ["BAIGONG_TODAY"] = "2019-03-30"
        os.chdir(folder)
        before = os.times()
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), suppress(SystemExit):
            run(arguments)
        after = os.times()
        # Not counting elapsed time, but that of the forks in which documents are read.
        os.write(pipe, f"{sum(after[:4]) - sum(before[:4])}".encode())
    finally:
        os._exit(0)


def growth(size: int, make: Callable[[int], Callable[[Path], list[str]]]) -> tuple[list[float], float]:
    """Give the seconds at a size, its double and its fourfold, and the greater of the two factors of growth."""
    own = seconds(make(1))
    times = [seconds(make(size * factor)) for factor in (1, 2, 4)]
    net = [max(time - own, 0.001) for time in times]
    judged = [later / earlier for earlier, later in pairwise(net) if later > WORTH]
    return times, max(judged, default=0.0)


def main() -> None:
    """Time every case, print a line each, and end with 1 when one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", metavar="WORDS", help="only the cases with these words")
    parser.add_argument("--seed", type=int, default=1, help="which marks the fuzzer repeats")
    parser.add_argument("--fuzz", type=int, default=40, metavar="N", help="how many repeated marks are tried")
    options = parser.parse_args()
    # What every command loads is loaded once, here.
    seconds(ledger(1, "list"), 1)
    with tempfile.TemporaryDirectory() as name, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        os.chdir(name)
        for prepare in (document(CLAUSE), ledger(2, "report"), ledger(2, "done", "1.1"), ledger(2, "units"), pdf(2)):
            run(prepare(Path(name)))
        os.chdir(HERE)
    fast = []
    for case, (size, make) in (*CASES.items(), *fuzzed(options.seed, options.fuzz)):
        if options.only and not any(words in case for words in options.only):
            continue
        times, factor = growth(size, make)
        shown = " ".join(f"{time:6.2f}" for time in times)
        print(f"{case:34} {size:6} × 1, 2, 4: {shown} s" + (f", grows × {factor:.1f}" if factor else ""), flush=True)
        if factor > MOST:
            fast.append(case)
    print(f"{len(fast)} grow by more than × {MOST}" + (f": {'；'.join(fast)}" if fast else ""))
    sys.exit(bool(fast))


if __name__ == "__main__":
    main()

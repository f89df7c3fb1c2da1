"""The vocabulary of the office, in one place: the words in code, and the words on screen for them."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Literal

Status = Literal["todo", "doing", "blocked", "done", "closed", "dropped"]
Reported = Literal["todo", "doing", "blocked", "done", "dropped"]
"""What a progress event can say; closed is only reached by a close."""
ACHIEVED: frozenset[str] = frozenset({"done", "closed"})
"""What was done, verified or not yet; what was dropped is finished without it."""
FINISHED: frozenset[str] = ACHIEVED | {"dropped"}
Light = Literal["red", "yellow", "green"]
Role = Literal["lead", "responsible", "support"]
Every = Literal["week", "two_weeks", "month", "two_months", "quarter", "half_year", "year"]
"""How often a recurring task must be reported on; each period has one checkpoint, at its last day or at `every_day`."""
Order = Literal["plan", "sure", "unsure"]
"""In which order proposals of leads are asked about: as in the plan, the surest first, or the least sure first."""
GrantKind = Literal["coordinator", "unit", "reader"]
"""What a role may do with a ledger in a database: everything, record its unit's own share, or only look."""
Bound = Literal["at_least", "at_most", "exactly"]
"""Which way a target counts: a floor, a ceiling, or the very number."""

STATUS: dict[Status, str] = {
    "todo": "未启动",
    "doing": "推进中",
    "blocked": "受阻",
    "done": "已完成",
    "closed": "已销号",
    "dropped": "已取消",
}
LIGHT: dict[Light, str] = {"red": "红", "yellow": "黄", "green": "绿"}
ROLE: dict[Role, str] = {"lead": "牵头", "responsible": "责任", "support": "配合"}
EVERY: dict[Every, str] = {
    "week": "每周",
    "two_weeks": "每两周",
    "month": "每月",
    "two_months": "每两个月",
    "quarter": "每季度",
    "half_year": "每半年",
    "year": "每年",
}
ORDER: dict[Order, str] = {"plan": "方案次序", "sure": "把握大的在前", "unsure": "把握小的在前"}
BOUND: dict[Bound, str] = {"at_least": "不少于", "at_most": "不超过", "exactly": "等于"}
UNREPORTED = "未报"
"""Where a part stands of which its unit has said nothing."""
REPORTED = "本期已报"
"""What a `done` says of work that recurs: its checkpoint is met, the work goes on."""
DEMO = "【演示】"
"""How the title of a plan begins whose records are simulated."""
SIMULATED = f"{DEMO}记录、姓名、电话都是模拟的"
"""What stands above whatever is shown of such a ledger without its title."""
WEEKDAYS = "一二三四五六日"
KIND: dict[str, str] = {
    "progress": "进展",
    "defer": "延期",
    "assign": "分工",
    "close": "销号",
    "reject": "退回",
    "relink": "改编号",
    "retract": "撤回",
}


def standing(status: Status, value: float) -> str:
    """Write where something stands: 推进中 60%; a percent only where the status leaves it open."""
    return f"{STATUS[status]} {percent(value)}" if status in ("doing", "blocked") else STATUS[status]


def every(period: Every, day: int | None) -> str:
    """Write how often: 每月25日, 每周五, 每季度末月20日."""
    if day is None:
        return EVERY[period]
    if period in ("week", "two_weeks"):
        return f"{EVERY[period]}{WEEKDAYS[day - 1]}"
    return f"{EVERY[period]}{'' if period == 'month' else '末月'}{day}日"


def number(value: float) -> str:
    """Write a number in full, without an exponent: 176000, 5.6."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def probability(value: float) -> str:
    """Write a probability of 0 to 1 as people read it; nothing is ever sure."""
    return f"{min(round(value * 100), 99)}%"


def percent(value: float) -> str:
    """Write a percent as a whole number; what is not finished never reads 100%, what is begun never 0%."""
    whole = round(value)
    if whole == 100 and value < 100:
        whole = 99
    if whole == 0 and value > 0:
        whole = 1
    return f"{whole}%"


def first_names(names: Sequence[str], most: int, counter: str = "个") -> str:
    """Write the first `most` of names, and how many there are: 省甲厅、省乙委等 12 个; just 等 without a counter."""
    count = f" {len(names)} {counter}" if counter else ""
    return "、".join(names[:most]) + (f"等{count}" if len(names) > most else "")


def visible(text: str) -> str:
    """Take out the characters of a pasted text that show nothing: zero-width ones, marks of direction."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf" and letter not in _BLANKS)


def unwrapped(text: str) -> str:
    """Take off what stands around a pasted name, date or record id: quotes, a full stop, a pair of brackets.

    A bracket at the end of a name stays: 省市场监管局（省知识产权局）.
    """
    plain = visible(text).strip(_AROUND)
    while plain and _PAIRS.get(plain[0]) == plain[-1]:
        plain = plain[1:-1].strip(_AROUND)
    return plain


_AROUND = " \t\r\n\u00a0\u3000“”‘’\"'，。；：、,.;:"
_PAIRS = dict(zip("（(〔［[【〈《「『<", "）)〕］]】〉》」』>", strict=True))
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
"""What shows nothing and yet is no format character: fillers and selectors of variants."""


def as_typed(words: str, *, elsewhere: bool = False) -> str:
    """Give a command line of ours as it works where the user stands: baigong list, or .venv/bin/baigong -f 台账 list.

    The ledger is named as the user has named it, and the plan among several that the command is about (see
    `chosen_plan`). `elsewhere` is for a command to be typed in another folder.
    """
    program = _program(sys.argv[0] if sys.argv else "", tuple(sys.orig_argv[:1]))
    if elsewhere and "/" in program:
        program = str(Path(program.split()[0]).absolute()) + program[len(program.split()[0]) :]
    needs_none = elsewhere or words.startswith(_WITHOUT_LEDGER) or words.endswith("--help")
    ledger = "" if needs_none else _ledger_named(sys.argv[1:])
    if words.startswith("plans"):
        # All plans of a database, not the one of the address.
        ledger = re.sub(r"(?<=[?&])plan=[^&]*&?", "", ledger).rstrip("?&") if "://" in ledger else ledger
    plan = "" if needs_none or words.startswith("plans") or " --plan " in words else chosen_plan.get()
    words = f"{words} --plan {shell_word(plan)}" if plan else words
    return f"{program} -f {shell_word(ledger)} {words}" if ledger else f"{program} {words}"


chosen_plan: ContextVar[str] = ContextVar("chosen_plan", default="")
"""The plan that the running command is about, among several of a folder: its numbers mean nothing without it."""


def pip_typed(package: str) -> str:
    """Give the command that installs a package for the Python that runs this program, from any folder."""
    python = Path(sys.executable)
    here = python.relative_to(Path.cwd()) if python.is_relative_to(Path.cwd()) else python
    return f"{shell_word(str(here))} -m pip install {package}"


_WITHOUT_LEDGER = ("init", "parse", "schema", "--")
"""How a command line begins that needs no ledger."""


def _ledger_named(arguments: Sequence[str]) -> str:
    """Give the place behind the last -f or --file; "" without one, or where a URL holds a password.

    Help is the same for every ledger.
    """
    named = ""
    for option, value in zip(arguments, [*arguments[1:], ""], strict=False):
        if option in ("-f", "--file"):
            named = value
        elif option.startswith(("--file=", "-f")):
            named = option.removeprefix("--file=").removeprefix("-f")
    secret = re.search(r"://[^/@]*:[^/@]*@|password=", named)
    return "" if secret or {"--help", "-h"} & set(arguments) else named


def shell_word(text: str) -> str:
    """Quote a word for a shell where that is needed; Chinese needs no quotes."""
    return text if re.fullmatch(r"[\w@%+=:,./·（）〔〕《》“”、，。-]+", text) else shlex.quote(text)


@lru_cache(maxsize=1)
def _program(called: str, interpreter: tuple[str, ...]) -> str:
    on_path = shutil.which("baigong")
    if Path(called).parts[-2:] == ("baigong", "__main__.py"):
        # python -m baigong: the script that was installed beside that Python will do where it can be called by name.
        if on_path and Path(on_path).parent == Path(sys.executable).parent:
            return "baigong"
        return f"{shlex.join(interpreter)} -m baigong"
    if Path(called).stem != "baigong":
        return "baigong"
    if on_path and Path(on_path).resolve() == Path(called).resolve():
        return "baigong"
    return shell_word(called)

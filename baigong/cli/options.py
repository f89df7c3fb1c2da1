"""Options that several commands share, each declared once, with how its words are read and what Tab offers for it.

`read` makes a value of the words alone, `find` of the words and the open ledger: see `parameters`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from baigong import words
from baigong.cli import completion
from baigong.cli.parameters import argument, flag, option
from baigong.errors import NotANumberError, OutOfBoundsError, SeveralTasksError, UnknownChoiceError
from baigong.render.formats import LISTING_NAMES, PAGE_NAMES

if TYPE_CHECKING:
    from baigong.cli.open_plans import Plans
    from baigong.cli.session import Session
    from baigong.model.events import Evidence

_T = TypeVar("_T")


def choice(raw: str, names: Mapping[_T, str], what: str) -> _T:
    """Read one of a vocabulary, by the word in code or the word on screen.

    Raises:
        UnknownChoiceError: it is neither.
    """
    wanted = unicodedata.normalize("NFKC", words.visible(raw)).strip().lower()
    for code, name in names.items():
        if wanted in (str(code), name):
            return code
    raise UnknownChoiceError(words.visible(raw), what, {str(code): name for code, name in names.items()})


def choices(raw: Iterable[str], names: Mapping[_T, str], what: str) -> tuple[_T, ...]:
    """Read several of a vocabulary, given one by one or with commas between them."""
    parts = (part for text in raw for part in text.replace("，", ",").replace("、", ",").split(",") if part.strip())
    return tuple(choice(part, names, what) for part in parts)


def vocabulary(names: Mapping[_T, str], what: str) -> Callable[[Iterable[str]], tuple[_T, ...]]:
    """Give the reader of an option that takes several of a vocabulary."""
    return lambda raw: choices(raw, names, what)


def number(raw: str, what: str, least: float, most: float) -> float:
    """Read a number as people type it: 60, 60%, ６０.

    Raises:
        RequestError: it is no number, or out of bounds (both ends included).
    """
    return _number(raw, what, least, most, float, f"请写 {least:g} 到 {most:g} 之间的数")


def probability(raw: str, what: str) -> float:
    """Read a probability of 0 to 1: 0.9, 90%, ９０％.

    Raises:
        RequestError: it is no number, or out of bounds (both ends included).
    """
    share = unicodedata.normalize("NFKC", words.visible(raw)).strip().endswith("%")
    hint = "请写 0 到 1 之间的数，例如 0.9 或 90%"
    return _number(raw, what, 0, 100 if share else 1, float, hint) / (100 if share else 1)


def whole(raw: str, what: str, least: int, most: int, hint: str = "") -> int:
    """Read a whole number within bounds, both included."""
    return int(_number(raw, what, least, most, int, hint or f"请写 {least} 到 {most} 之间的数"))


def _number(raw: str, what: str, least: float, most: float, read: Callable[[str], float], hint: str) -> float:
    plain = unicodedata.normalize("NFKC", words.visible(raw)).strip().removesuffix("%")
    try:
        value = read(plain)
    except ValueError:
        raise NotANumberError(what, raw, hint, whole=read is int) from None
    if not least <= value <= most:
        raise OutOfBoundsError(what, raw, hint)
    return value


def days(raw: str) -> int:
    """Read a number of days."""
    return whole(raw, "天数", 0, 36500)


def week(raw: str) -> int:
    """Read the number of a week; the report checks that it exists."""
    return whole(raw, "周次", -(10**5), 10**5, "请写第几周，例如 --week 5")


def text(raw: str) -> str:
    """Read words that will be stored.

    Raises:
        RequestError: they cannot be written as text.
    """
    from baigong.cli.user import refuse_unwritable

    refuse_unwritable(raw)
    return raw


def record_id(raw: str) -> str:
    """Read a pasted id of a record, without its plan, brackets, stops and invisible characters around it."""
    return unicodedata.normalize("NFKC", words.unwrapped(text(raw))).rpartition("/")[2].strip("()<>[]〈〉《》").lower()


def day(raw: str, session: Session | Plans) -> date:
    """Read a day; 今天 is the session's."""
    from baigong.calendar import read_day

    return read_day(raw, session.today)


def coming_day(raw: str, session: Session | Plans) -> date:
    """Read a future day: 4月30日 is the next one."""
    from baigong.calendar import read_day

    return read_day(raw, session.today, ahead=True)


def plan_day(raw: str, session: Session) -> date:
    """Read a day of a plan: 4月1日 is the one within its period, else the next to come."""
    from baigong.calendar import read_day

    head = session.plan.head
    days = (read_day(raw, session.today), read_day(raw, session.today, ahead=True))
    return next((day for day in days if head.start <= day <= head.due), days[1])


def author(raw: str = "") -> str:
    """Read the author; the default is the user of this machine."""
    from baigong.cli import user

    return user.author(raw)


def unit(raw: str, session: Session | Plans) -> str:
    """Find a unit by its name, alias or a part of it."""
    return session.find_unit(raw)


def units(raw: Iterable[str], session: Session | Plans) -> tuple[str, ...]:
    """Find several units by their names, aliases or parts of them."""
    return tuple(unit(name, session) for name in raw)


def leaders(raw: Sequence[str], plans: Plans) -> Mapping[str, tuple[str, ...]]:
    """Find the people who answer for tasks, by the plan."""
    from baigong.ledger.query import find_leader

    return plans.find(
        raw,
        lambda session, one: find_leader(session.ledger.on(session.today), one, session.ledger.directory),
    )


def ids(raw: Sequence[str], session: Session) -> tuple[str, ...]:
    """Find tasks and steps by their numbers."""
    from baigong.ledger.ids import read_ids

    return read_ids(session.plan, raw)


def one_task(raw: str, session: Session) -> str:
    """Find one task by its number or the number of one of its steps.

    Raises:
        SeveralTasksError: the words name several.
    """
    tasks = tuple(dict.fromkeys(session.ledger.nodes[id] for id in ids([raw], session)))
    if len(tasks) != 1:
        raise SeveralTasksError(raw, tasks)
    return tasks[0]


def evidence(raw: Iterable[str], session: Session) -> tuple[Evidence | str, ...]:
    """Measure the files named as evidence."""
    from baigong.cli.user import refuse_unwritable
    from baigong.render.progress import progress
    from baigong.store.evidence import read_evidence

    refuse_unwritable(*raw)
    with progress("计算佐证的校验码") as advance:
        return read_evidence(raw, session.store.evidence_base, advance)


CITED: dict[str, Any] = {"offer": completion.ids, "cites": "tasks"}
"""How numbers of tasks are declared: they are offered, and may name their plan."""
_UNIT: dict[str, Any] = {"metavar": "单位", "offer": completion.units}

Ids = Annotated[
    tuple[str, ...],
    argument(
        metavar="编号",
        help="任务 3.2、举措 1.8.3、区间 3.2-3.5、整个板块 3（与任务同号时写 板块3）",
        many=True,
        offer=completion.ids,
        cites="tasks",
        find=ids,
    ),
]
Id = Annotated[str, argument(metavar="编号", help="任务 3.2 或举措 1.8.3", **CITED, find=one_task)]
Unit = Annotated[str, option("--unit", "-u", help="单位全称、别名或其中一段", find=unit, **_UNIT)]
Units = Annotated[
    tuple[str, ...],
    option("--unit", "-u", help="单位全称、别名或其中一段；可多次使用", many=True, find=units, **_UNIT),
]
ByPlan = Mapping[str, tuple[str, ...]]
"""What was found of an option's words, by the plan that has it."""
NONE: ByPlan = {}
Leaders = Annotated[
    ByPlan,
    option(
        "--leader",
        metavar="姓名",
        help="分管领导，姓名或其中一段；可多次使用",
        many=True,
        offer=completion.leaders,
        find=leaders,
    ),
]
On = Annotated[date | None, option("--on", metavar="日期", help="事情发生在哪一天（默认今天）", find=day)]
Note = Annotated[str, option("--note", "-n", metavar="说明", help="进展说明", read=text)]
Problem = Annotated[str, option("--problem", metavar="问题", help="存在问题", read=text)]
Next = Annotated[str, option("--next", metavar="措施", help="下一步措施", read=text)]
Reason = Annotated[str, option("--reason", "-r", metavar="原因", help="写明原因", read=text)]
EvidenceOption = Annotated[
    "tuple[Evidence | str, ...]",
    option("--evidence", "-e", metavar="依据", help="佐证：文件路径或文号；可多次使用", many=True, find=evidence),
]
Keep = Annotated[bool, flag("--keep", help="把佐证文件抄存到台账的“佐证”文件夹，原文件移动、改动都不影响")]
Actual = Annotated[
    tuple[str, ...],
    option(
        "--actual", metavar="数值", help="目标的实际值；有多个目标时写 目标=数值，可多次使用", many=True, read=tuple
    ),
]
By = Annotated[
    str,
    option("--by", metavar="姓名", help="记录人（默认 BAIGONG_BY 或本机用户名）", read=author, absent=author),
]
Yes = Annotated[bool, flag("--yes", "-y", help="不再询问，直接办理")]
Week = Annotated[int | None, option("--week", "-w", metavar="周次", help="第几周（周一至周日），默认本周", read=week)]


_FORMAT: dict[str, Any] = {"metavar": "格式"}
Brief = Annotated[bool, flag("--brief", help="写成十来行的短信，不超过 600 字，供手机转发")]
FormatOption = Annotated[
    str | None, option("--format", help="、".join(LISTING_NAMES), offer=completion.formats, **_FORMAT)
]
PageFormat = Annotated[
    str | None, option("--format", help="、".join(PAGE_NAMES), offer=completion.page_formats, **_FORMAT)
]
Output = Annotated[
    Path | None, option("--output", "-o", metavar="文件", help="写入文件，格式由文件名的结尾决定", read=Path)
]
Force = Annotated[bool, flag("--force", help="文件已经有了也不再询问，直接覆盖")]

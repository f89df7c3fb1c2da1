"""Which tasks, steps or sections a person's numbers mean: 3.2, 1.8.3, 3.2-3.5, 板块3; as they are typed or pasted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from baigong.errors import (
    BackwardRangeError,
    EmptySectionError,
    FormerIdError,
    NotAnIdError,
    SlipOfTheCommaError,
    UnevenRangeError,
    UnknownIdError,
    UnknownSectionError,
    UnknownStepError,
    UnknownTaskError,
)
from baigong.model.plan import Plan
from baigong.numerals import HAN_NUMBER, number
from baigong.words import visible

_NUMBER = re.compile(r"[0-9A-Za-z一-鿿]+(\.[0-9A-Za-z一-鿿]+)*")
_DASHES = str.maketrans(dict.fromkeys("－—–―~～至到‐‑‒−", "-") | {"。": ".", "·": ".", "﹒": ".", "•": "."})
# What stands around a number where it was copied from: （3.2）, 任务3.2, 第3.2项, “3.2”，, 3.2。
_AROUND = "()[]{}<>《》〈〉【】〔〕「」『』\"'“”‘’.,:;!?、，；：！？…#*"
_BEFORE = re.compile(r"(?:任务|举措|事项|编号|序号|第|NO\.?|No\.?|no\.?)+")
_AFTER = re.compile(r"(?:项|条|款|号|任务|举措|事项)+")
_HAN = re.compile(f"{HAN_NUMBER}+")
_SECTION = re.compile(r"板块(.+)|(.+)板块")


def find_section(plan: Plan, typed: str) -> str:
    """Find a section by its id (3, 三, （三）, 板块三) or by words of its title.

    Raises:
        UnknownSectionError: none fits, or several do.
    """
    wanted = unicodedata.normalize("NFKC", visible(typed)).strip()
    named = _SECTION.fullmatch(_bare(wanted))
    by_number = _section_of_number(plan, next(filter(None, named.groups())) if named else wanted)
    if by_number:
        return by_number
    fitting = [
        section for section in plan.sections if wanted and wanted in unicodedata.normalize("NFKC", section.title)
    ]
    if len(fitting) == 1:
        return fitting[0].id
    candidates, everything = (
        [f"{section.id} {section.title}".strip() for section in sections] for sections in (fitting, plan.sections)
    )
    raise UnknownSectionError(visible(typed), candidates, everything)


def _section_of_number(plan: Plan, words: str) -> str | None:
    """Give the id of the section with this number, however it is written: 3, 三, （三）, 十一, 第三."""
    plain = _bare(words)
    numbers = {section.id for section in plan.sections}
    if plain in numbers:
        return plain
    counted = str(number(plain)) if _HAN.fullmatch(plain) else ""
    return counted if counted in numbers else None


class CitedIds(tuple[str, ...]):
    """Cited ids of tasks and steps. `sections` are the bare numbers that are no task and were read as sections."""

    sections: tuple[str, ...] = ()


def read_ids(plan: Plan, typed: Sequence[str]) -> CitedIds:
    """Read numbers as people write and paste them: 3.2, 1.8.3, 3.2-3.5, a whole section 3, 第3.2项, （3.2）, 3.2。

    Gives ids of tasks and steps, each once, in the order given. A bare 3 that is no task is read as section 3; commands
    that record ask before they take `sections`.

    Raises:
        RequestError: a number that is none, that the plan does not have, or a range that runs backwards.
    """
    ids: dict[str, None] = {}
    sections: dict[str, None] = {}
    for argument in typed:
        plain = visible(argument).replace("。", ".")
        plain = re.sub("-+", "-", unicodedata.normalize("NFKC", plain).translate(_DASHES))
        plain = re.sub(r"\s*-\s*", "-", plain).replace("板块 ", "板块")
        pieces = [piece for piece in re.split(r"[,、;\s]+", plain) if _bare(piece)]
        if not pieces:
            raise NotAnIdError(visible(argument).strip())
        _refuse_slip(plan, argument, pieces)
        for piece in pieces:
            meant = _expand(plan, piece)
            if not meant:
                raise EmptySectionError(_bare(piece).replace("板块", ""))
            ids.update(dict.fromkeys(meant))
            # 1-3 is a range of sections, unless tasks are numbered so.
            if "板块" not in piece and "." not in piece and not any(_bare(end) in meant for end in piece.split("-")):
                sections.update(dict.fromkeys(_section_ids(plan, meant)))
    cited = CitedIds(ids)
    cited.sections = tuple(sections)
    return cited


def _section_ids(plan: Plan, tasks: Sequence[str]) -> list[str]:
    return [section.id for section in plan.sections if any(task.id in tasks for task in section.tasks)]


def _refuse_slip(plan: Plan, argument: str, pieces: Sequence[str]) -> None:
    """Refuse 3，4 where neither is a task and 3.4 is one: probably a comma typed for a full stop."""
    ids = _all_ids(plan)
    if len(pieces) == 2 and all(piece.isdigit() and piece not in ids for piece in pieces):
        meant = ".".join(pieces)
        if meant in ids:
            raise SlipOfTheCommaError(visible(argument).strip(), meant, pieces)


def _bare(piece: str) -> str:
    """Strip what stands around a number: brackets, punctuation, 任务, 第…项. 3.2 itself stays as it is."""
    bare = piece.strip(_AROUND + " ")
    before, after = _BEFORE.match(bare), _AFTER.search(bare)
    bare = bare[before.end() :] if before else bare
    if after and bare.endswith(after[0]):
        bare = bare[: -len(after[0])]
    return bare.strip(_AROUND + " ") if (before or after) else bare


def _expand(plan: Plan, piece: str) -> list[str]:
    ids = _all_ids(plan)
    if piece in ids:
        return [piece]
    plain = _bare(piece)
    if plain in ids:
        return [plain]
    for former in plan.former:
        if former.id == plain:
            raise FormerIdError(plain, former.text, former.became if former.became in ids else "")
    named = _SECTION.fullmatch(plain)
    if named:
        # 板块3 names the section even where a task is numbered 3 too.
        first, dash, last = next(filter(None, named.groups())).partition("-")
        return [id for section in _sections(plan, first, last if dash else first, plain) for id in section]
    first, dash, last = (_bare(part) if part != "-" else part for part in plain.partition("-"))
    if dash and "." in first and last.isdigit():
        last = f"{first.rpartition('.')[0]}.{last}"
    if dash and not (first and last):
        raise _unknown(plan, plain)
    if dash and (first in ids or last in ids):
        return _range(ids, plan, first, last, plain)
    return [id for section in _sections(plan, first, last if dash else first, plain) for id in section]


def _sections(plan: Plan, first: str, last: str, piece: str) -> list[list[str]]:
    """Give the ids of the tasks of the sections from `first` to `last`, both included."""
    numbers = [section.id for section in plan.sections]
    ends = []
    for end in (first, last):
        section = _section_of_number(plan, end) if end in numbers or "板块" in piece or not end.isascii() else None
        if section is None:
            raise _unknown(plan, end)
        ends.append(numbers.index(section))
    start, end_at = ends
    if start > end_at:
        task = f"{first}.{last}"
        raise BackwardRangeError(piece, first, last, task if task in _all_ids(plan) else "")
    return [[task.id for task in section.tasks] for section in plan.sections[start : end_at + 1]]


def _range(ids: dict[str, str], plan: Plan, first: str, last: str, piece: str) -> list[str]:
    for end in (first, last):
        if end not in ids:
            raise _unknown(plan, end)
    if ids[first] != ids[last]:
        raise UnevenRangeError(piece)
    row = [id for id, owner in ids.items() if owner == ids[first]]
    start, end_at = row.index(first), row.index(last)
    if start > end_at:
        raise BackwardRangeError(piece, first, last)
    return row[start : end_at + 1]


def _all_ids(plan: Plan) -> dict[str, str]:
    """Every id of a task (to "") and of a step (to its task's), in the order of the plan."""
    ids: dict[str, str] = {}
    for task in plan.tasks:
        ids[task.id] = ""
        ids.update({step.id: task.id for step in task.steps})
    return ids


def _unknown(plan: Plan, piece: str) -> NotAnIdError | UnknownIdError | UnknownStepError | UnknownTaskError:
    if not _NUMBER.fullmatch(piece) or not any(letter.isdigit() for letter in piece):
        return NotAnIdError(piece)
    for task in plan.tasks:
        if piece.startswith(task.id + ".") and piece.count(".") == task.id.count(".") + 1:
            return UnknownStepError(piece, task.id, [step.id for step in task.steps])
    for section in plan.sections:
        if section.tasks and piece.startswith(section.id + "."):
            return UnknownTaskError(piece, section.id, [task.id for task in section.tasks])
    return UnknownIdError(piece, _nearest(plan, piece), [section.id for section in plan.sections])


def _nearest(plan: Plan, piece: str) -> list[str]:
    """Give the three ids nearest to a number in a plan whose tasks are numbered 1, 2, … 25; none in other plans."""
    tasks = [task.id for task in plan.tasks]
    if not piece.isdigit() or not all(id.isdigit() for id in tasks):
        return []
    near = sorted(tasks, key=lambda id: abs(int(id) - int(piece)))[:3]
    return sorted(near, key=int)

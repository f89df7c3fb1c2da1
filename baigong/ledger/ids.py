"""Which tasks, steps or sections a person's numbers mean: 3.2, 1.8.3, 3.2-3.5, 板块3."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from baigong.errors import RequestError
from baigong.model.plan import Plan

_NUMBER = re.compile(r"[0-9A-Za-z一-鿿]+(\.[0-9A-Za-z一-鿿]+)*")
_DASHES = str.maketrans(dict.fromkeys("－—–―~～至", "-") | {"。": ".", "·": ".", "﹒": "."})


def find_section(plan: Plan, given: str) -> str:
    """Find a section by its id (3, 三, （三）) or by words of its title.

    Raises:
        RequestError: when none fits, or several do.
    """
    wanted = unicodedata.normalize("NFKC", given).strip().strip("()")
    chinese = "一二三四五六七八九十"
    ids = {section.id for section in plan.sections}
    if wanted not in ids and wanted in chinese and len(wanted) == 1:
        wanted = str(chinese.index(wanted) + 1)
    if wanted in ids:
        return wanted
    found = [section for section in plan.sections if wanted and wanted in unicodedata.normalize("NFKC", section.title)]
    if len(found) == 1:
        return found[0].id
    listing = "、".join(f"{section.id} {section.title}".strip() for section in (found or plan.sections)[:20])
    raise RequestError(
        f"{'有多个' if found else '没有'}板块“{given}”，{'可能是' if found else '现有板块'}：{listing}",
        "请写板块的编号，例如 --section 3",
    )


def read_ids(plan: Plan, given: Sequence[str]) -> tuple[str, ...]:
    """Read numbers as people write them: 3.2, 1.8.3, 3.2-3.5, a whole section 3; full-width, 。 for the point.

    Gives ids of tasks and steps, each once, in the order given.

    Raises:
        RequestError: a number that is none, that the plan does not have, or a range that runs backwards.
    """
    found: dict[str, None] = {}
    for argument in given:
        plain = re.sub("-+", "-", unicodedata.normalize("NFKC", argument.replace("。", ".")).translate(_DASHES))
        plain = re.sub(r"\s*-\s*", "-", plain)
        pieces = [piece for piece in re.split(r"[,、;\s]+", plain) if piece]
        if not pieces:
            raise RequestError(f"看不懂编号“{argument}”", "请写成 3.2、1.8.3、3.2-3.5 或板块编号 3")
        for piece in pieces:
            found.update(dict.fromkeys(_expand(plan, piece)))
    return tuple(found)


def _expand(plan: Plan, piece: str) -> list[str]:
    if piece in _all_ids(plan):
        return [piece]
    named = piece.removeprefix("板块")
    if named != piece:
        # Where a task has the number of a section too, this says which is meant.
        return [id for section in _sections(plan, named, named, piece) for id in section]
    first, dash, last = piece.partition("-")
    if dash and "." in first and last.isdigit():
        last = f"{first.rpartition('.')[0]}.{last}"
    if dash and not (first and last):
        raise _unknown(plan, piece)
    ids = _all_ids(plan)
    if dash and (first in ids or last in ids):
        return _range(ids, plan, first, last, piece)
    return [id for section in _sections(plan, first, last if dash else first, piece) for id in section]


def _sections(plan: Plan, first: str, last: str, piece: str) -> list[list[str]]:
    """Give the ids of the tasks of the sections from `first` to `last`, both included."""
    numbers = [section.id for section in plan.sections]
    for end in (first, last):
        if end not in numbers:
            raise _unknown(plan, end)
    start, end_at = numbers.index(first), numbers.index(last)
    if start > end_at:
        raise RequestError(f"“{piece}”的起点在终点之后", f"请写成 {last}-{first}")
    return [[task.id for task in section.tasks] for section in plan.sections[start : end_at + 1]]


def _range(ids: dict[str, str], plan: Plan, first: str, last: str, piece: str) -> list[str]:
    for end in (first, last):
        if end not in ids:
            raise _unknown(plan, end)
    if ids[first] != ids[last]:
        raise RequestError(
            f"“{piece}”的两端不是同一级", "请写成任务到任务（3.2-3.5）或同一任务的举措到举措（1.8.1-1.8.3）"
        )
    row = [id for id, owner in ids.items() if owner == ids[first]]
    start, end_at = row.index(first), row.index(last)
    if start > end_at:
        raise RequestError(f"“{piece}”的起点在终点之后", f"请写成 {last}-{first}")
    return row[start : end_at + 1]


def _all_ids(plan: Plan) -> dict[str, str]:
    """Every id of a task (to "") and of a step (to its task's), in the order of the plan."""
    ids: dict[str, str] = {}
    for task in plan.tasks:
        ids[task.id] = ""
        ids.update({step.id: task.id for step in task.steps})
    return ids


def _unknown(plan: Plan, piece: str) -> RequestError:
    if not _NUMBER.fullmatch(piece) or not any(letter.isdigit() for letter in piece):
        return RequestError(f"看不懂编号“{piece}”", "请写成 3.2、1.8.3、3.2-3.5 或板块编号 3")
    for task in plan.tasks:
        if piece.startswith(task.id + ".") and piece.count(".") == task.id.count(".") + 1:
            has = f"的举措为 {task.steps[0].id}–{task.steps[-1].id}" if task.steps else "没有分举措"
            return RequestError(f"没有 {piece}：任务 {task.id} {has}", f"请用 baigong show {task.id} 核对")
    for section in plan.sections:
        if section.tasks and piece.startswith(section.id + "."):
            ends = f"{section.tasks[0].id}–{section.tasks[-1].id}"
            return RequestError(f"没有 {piece}：板块 {section.id} 的任务为 {ends}", "请用 baigong list 核对编号")
    ends = "、".join(section.id for section in plan.sections[:20])
    return RequestError(f"没有编号 {piece}（板块有 {ends}）", "请用 baigong list 核对编号")

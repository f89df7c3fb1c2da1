"""A report on tasks becomes events: what is refused, what is already so, what changes. Pure; writes nothing."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from baigong import words
from baigong.changes.common import Author, Change, Recording, gather, refuse_frozen, stamp
from baigong.errors import RequestError
from baigong.ledger.ledger import Ledger
from baigong.ledger.standing import Standing, derive
from baigong.ledger.task_state import TaskState
from baigong.model.events import Evidence, Progress
from baigong.model.plan import Plan
from baigong.words import Reported, Status, as_typed


@dataclass(frozen=True)
class ProgressReport:
    """What is reported: a status, a percent (0 to 100), actual values by target, for the whole or a unit's share."""

    status: Reported | None = None
    percent: float | None = None
    unit: str = ""
    note: str = ""
    evidence: tuple[Evidence | str, ...] = ()
    actual: dict[str, float] = field(default_factory=dict)
    reopen: bool = False


def report(ledger: Ledger, ids: Sequence[str], said: ProgressReport, author: Author) -> Recording:
    """Make the events of one report on several tasks or steps: all of them or, when one is refused, none.

    Raises:
        RequestError: the state of a task does not admit the report, or the unit takes no part in it.
    """
    return gather(ids, lambda id: _one(ledger, id, said, author))


def _one(ledger: Ledger, id: str, said: ProgressReport, author: Author) -> Change | None:
    state = ledger.task(id, author.on)
    refuse_frozen(ledger, id)
    _refuse_stranger(ledger, state, id, said.unit)
    parts = _parts(ledger, state, id, said.unit)
    before = _together(parts)
    _refuse_state(id, before, said)
    status, percent = _meant(said, before)
    event = Progress(
        **stamp(author),
        task=id,
        unit=said.unit,
        status=status,
        percent=percent,
        note=said.note,
        evidence=said.evidence,
        actual=said.actual,
    )
    after = standing_of(ledger, ledger.with_events([event]).task(id, author.on), id, said.unit)
    said_before, said_after = words.standing(before.status, before.percent), words.standing(after.status, after.percent)
    if (after.status, after.percent) != (before.status, before.percent):
        return Change(id, said.unit, f"{said_before} → {said_after}{_told(said)}", event)
    if said.note or said.evidence or said.actual:
        return Change(id, said.unit, f"{said_after}，记下{'实际值' if said.actual else '说明'}{_told(said)}", event)
    return None


def _told(said: ProgressReport) -> str:
    actual = "；".join(f"{target}：实际 {words.number(value)}" for target, value in said.actual.items())
    return f"（{actual}）" if actual else ""


def _meant(said: ProgressReport, before: Standing) -> tuple[Reported | None, float | None]:
    if said.reopen:
        # What was dropped before it began goes back to not begun.
        status: Reported = "todo" if before.status == "dropped" and before.percent == 0 else "doing"
        return status, None
    if said.percent is not None and said.status is None:
        return ("done" if said.percent == 100 else "doing"), said.percent
    if said.status == "done":
        return "done", 100
    return said.status, said.percent


def standing_of(ledger: Ledger, state: TaskState, id: str, unit: str) -> Standing:
    """Give where a task, a step or one unit's share of it stands; a group's share is its members' together."""
    return _together(_parts(ledger, state, id, unit))


def _parts(ledger: Ledger, state: TaskState, id: str, unit: str) -> list[Standing]:
    """Give the task or step alone or, of a unit, its share; of a group, its members' shares."""
    step = next((step for step in state.steps if step.step.id == id), None)
    if not unit:
        return [step.standing if step else state.standing]
    shares = step.shares if step else state.shares
    return [shares[member] for member in ledger.directory.members(unit) if member in shares]


def _together(parts: list[Standing]) -> Standing:
    return parts[0] if len(set(parts)) == 1 else derive(parts)


def _refuse_stranger(ledger: Ledger, state: TaskState, id: str, unit: str) -> None:
    if not unit or any(member in state.units for member in ledger.directory.members(unit)):
        return
    names = "、".join(state.roles.names) or "（未列单位）"
    raise RequestError(f"{unit}不承担 {id}，承担单位为：{names}", f"请核对单位；确需由其承担用 {as_typed('assign')}")


_ADMITS: dict[Reported, tuple[Status, ...]] = {
    "doing": ("todo", "doing", "blocked"),
    "blocked": ("todo", "doing", "blocked"),
    "done": ("todo", "doing", "blocked", "done"),
    "dropped": ("todo", "doing", "blocked", "dropped"),
}


def _refuse_state(id: str, before: Standing, said: ProgressReport) -> None:
    now = words.STATUS[before.status]
    if said.reopen:
        if not before.finished:
            raise RequestError(f"{id} 现在是{now}，没有办结，无须重开", "只有已完成或已取消的才能重开")
        return
    wanted: Reported | None = said.status or ("doing" if said.percent is not None else None)
    if wanted == "doing" and said.percent == 100:
        wanted = "done"
    if wanted and before.status not in _ADMITS[wanted]:
        raise RequestError(
            f"{id} {now}，不能再记为{words.STATUS[wanted]}", f"确需重新办理，请先用 {as_typed(f'reopen {id}')}"
        )


def read_actual(plan: Plan, ids: Sequence[str], given: Sequence[str]) -> dict[str, float]:
    """Read actual values: a number where the task has one target, 目标=数值 (words of the target, or its place) else.

    Raises:
        RequestError: the task has no targets, the target is not clear, or the value is no number.
    """
    if not given:
        return {}
    nodes = {node.id: task for task in plan.tasks for node in task.nodes}
    targets = [target.text for id in ids for target in nodes[id].targets]
    if not targets:
        raise RequestError(f"{'、'.join(ids)} 没有目标数值", "可用 --note 写明实际情况")
    listing = "；".join(f"{at} {text}" for at, text in enumerate(targets, 1))
    values: dict[str, float] = {}
    for text in given:
        name, _, number = text.replace("＝", "=").rpartition("=")
        found = targets if not name and len(targets) == 1 else _targets(targets, name.strip())
        if len(found) != 1:
            raise RequestError(f"“{text}”说的是哪个目标不清楚，目标有：{listing}", "请写成 --actual 序号=数值")
        try:
            value = float(unicodedata.normalize("NFKC", number).strip().removesuffix("%"))
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise RequestError(f"实际值“{number}”不是数字", "请写数字，例如 --actual 5.6")
        values[found[0]] = value
    return values


def _targets(targets: list[str], name: str) -> list[str]:
    if name.isdigit() and 1 <= int(name) <= len(targets):
        return [targets[int(name) - 1]]
    return [text for text in targets if name and name in text]

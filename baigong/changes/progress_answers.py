"""A row of a returned 报送表 becomes the unit's own report.

A unit's changes count: a status or percent that differs from the one its form was made from, and any words. Values
already recorded from the same form are not recorded again.
"""

from __future__ import annotations

import re
from dataclasses import field, replace
from datetime import date

from baigong import words
from baigong.changes.common import Author, refuse_frozen, stamp
from baigong.changes.outcome import Case, Outcome, current_id
from baigong.changes.progress import has_spoken, read_actual, standing_words
from baigong.deferred import dataclass
from baigong.errors import (
    BackToTodoError,
    ContradictionError,
    OngoingPercentError,
    RequestError,
    RowFinishedError,
    RowOfOthersError,
)
from baigong.ledger.standing import Standing
from baigong.ledger.task_state import TaskState
from baigong.model.events import Progress
from baigong.words import FINISHED, Reported
from baigong.workbook.form import Base, last_word, own_reports

_NEAR = 0.5
"""Percents that are shown as the same whole number are the same."""


@dataclass(frozen=True)
class _Word:
    """The part of a row that is still to be recorded."""

    status: Reported | None = None
    percent: float | None = None
    note: str = ""
    problem: str = ""
    next: str = ""
    evidence: tuple[str, ...] = ()
    actual: dict[str, float] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether it has a status or percent."""
        return self.status is not None or self.percent is not None

    @property
    def texts(self) -> tuple[object, ...]:
        return self.note, self.problem, self.next, self.evidence

    @property
    def nothing(self) -> bool:
        return not (self.counts or self.actual or any(self.texts))

    def without_numbers(self) -> _Word:
        return replace(self, status=None, percent=None)

    def without_texts(self) -> _Word:
        return replace(self, note="", problem="", next="", evidence=())


def decide_progress(case: Case) -> Outcome | None:
    """Decide on one row; None if it is empty.

    Raises:
        RowSettledError: the row is refused, a conflict, or recorded already.
    """
    id = current_id(case)
    state = case.ledger.task(id, case.today)
    now = _standing(state, id, case.unit)
    if now is None:
        raise case.refusal(RowOfOthersError(case.unit, id, state.roles.names), "id")
    word = _unit_changes(case, id, state)
    if word.nothing:
        return None if _is_blank(case) else case.outcome("same", id, "与上次一样")
    word = _not_yet_recorded(case, id, state, word, now)
    if word.nothing:
        return case.outcome("same", id, "已记录过")
    conflict = _conflict(case, id, state, word, now)
    if conflict and case.side != "theirs":
        # Words cannot conflict: they are recorded even if the ledger's numbers win.
        word = replace(word.without_numbers(), actual={})
        if word.nothing or not case.side:
            raise case.conflict(id, conflict)
    return _event(case, id, state, word, now, decided=bool(conflict))


def _is_blank(case: Case) -> bool:
    row = case.row
    return row.status is None and row.percent is None and not any((row.note, row.problem, row.next, row.actual))


def _standing(state: TaskState, id: str, unit: str) -> Standing | None:
    """The standing of the unit's part of the task or step; None if it takes no part."""
    if id == state.id:
        return state.shares.get(unit)
    step = next(step for step in state.steps if step.step.id == id)
    return step.shares.get(unit, step.standing) if unit in state.shares else None


def _unit_changes(case: Case, id: str, state: TaskState) -> _Word:
    """Give the unit's changes since its form was made."""
    row = case.row
    base = row.base or Base("")
    _refuse_contradiction(case, base, is_ongoing=state.task.ongoing and id == state.id)
    status, percent = _numbers(case, base)
    if base.spoken and _agree(status, percent, base.status, base.percent):
        status = percent = None
    elif base.spoken and status and percent is not None and status != "done" and abs(percent - base.percent) < _NEAR:
        percent = base.percent
    try:
        parts = [part for part in re.split(r"[\n;；]", row.actual) if part.strip()]
        actual = read_actual(case.ledger.plan, [id], _by_place(parts, state))
    except RequestError as error:
        raise case.refusal(error, "actual") from None
    return _Word(status, percent, row.note, row.problem, row.next, row.evidence, actual)


def _by_place(parts: list[str], state: TaskState) -> list[str]:
    """Assign several numbers to targets by place: 12；520 belong to the first and the second target.

    With one target, the unit of measure after the number (12个) is removed.
    """
    targets = state.task.targets
    if len(targets) == 1 and len(parts) == 1 and "=" not in parts[0].replace("＝", "="):
        unit = targets[0].unit
        return [parts[0].strip().removesuffix(unit) if unit else parts[0]]
    if len(parts) == len(targets) > 1 and not any("=" in part.replace("＝", "=") for part in parts):
        return [f"{at}={part}" for at, part in enumerate(parts, 1)]
    return [re.sub(r"^\s*(\d+)[.、．:：\s].*?[=＝]", r"\1=", part) for part in parts]


def _refuse_contradiction(case: Case, base: Base, is_ongoing: bool) -> None:
    """Refuse a status and a percent that contradict each other or the previous state."""
    status, percent = case.row.status, case.row.percent
    if percent is not None and is_ongoing:
        raise case.refusal(OngoingPercentError(), "percent")
    if status and percent is not None and not _fits(status, percent):
        raise case.refusal(ContradictionError(status, percent), "percent")
    if status == "todo" and base.status != "todo":
        before = words.standing(base.status, base.percent)
        raise case.refusal(BackToTodoError(before), "status")


def _fits(status: Reported, percent: float) -> bool:
    """Whether a status can have this percent."""
    if status == "done":
        return percent == 100
    return percent == 0 if status == "todo" else percent != 100


def _numbers(case: Case, base: Base) -> tuple[Reported | None, float | None]:
    """Give the status and percent that a row means."""
    status, percent = case.row.status, case.row.percent
    if status == "done" or percent == 100:
        return "done", 100.0
    if status == "todo":
        return "todo", 0.0
    if status is None and percent is not None:
        if percent == 0 and base.status == "todo":
            return "todo", 0.0
        # A percent alone does not unblock blocked work.
        return ("blocked" if base.status == "blocked" else "doing"), percent
    return status, percent


def _agree(status: Reported | None, percent: float | None, other: words.Status, other_percent: float) -> bool:
    """Whether a report agrees with a part's standing; a status alone leaves the percent open."""
    return (status is None or status == other) and (percent is None or abs(percent - other_percent) < _NEAR)


def _not_yet_recorded(case: Case, id: str, state: TaskState, word: _Word, now: Standing) -> _Word:
    """Remove what the unit has reported itself since the form was made."""
    own = own_reports(case.ledger, state, id, case.unit)
    since = [event for event in own if event.at >= case.answer.meta.written_at]
    if any((event.status, event.percent) == (word.status, word.percent) for event in since):
        word = word.without_numbers()
    spoken = any(event.status is not None or event.percent is not None for event in since)
    if word.counts and spoken and _agree(word.status, word.percent, now.status, now.percent):
        word = word.without_numbers()
    if any((event.note, event.problem, event.next, event.evidence) == word.texts for event in since):
        word = word.without_texts()
    recorded_values = [item for event in since for item in event.actual.items()]
    return replace(
        word, actual={key: value for key, value in word.actual.items() if (key, value) not in recorded_values}
    )


def _conflict(case: Case, id: str, state: TaskState, word: _Word, now: Standing) -> str:
    """Describe the contradiction between the ledger and the row; "" if there is none."""
    last = last_word(case.ledger, state, id, case.unit)
    moved = (last.id if last else "") != (case.row.base.last if case.row.base else "")
    if word.counts and (moved or now.finished) and not _agree(word.status, word.percent, now.status, now.percent):
        base = case.row.base
        before = f"，发出时为{_base_words(base)}" if base else ""
        who = f"（{last.on.month}月{last.on.day}日 {last.by}记）" if last else ""
        return f"台账现为{words.standing(now.status, now.percent)}{who}，报送表填{_standing_words(word)}{before}"
    for event in state.reports:
        if event.at < case.answer.meta.written_at or event.unit == case.unit:
            continue
        for target, value in word.actual.items():
            if event.actual.get(target, value) != value:
                ledger, form = words.number(event.actual[target]), words.number(value)
                return f"{target}：台账现为 {ledger}（{event.by}记），报送表填 {form}"
    return ""


def _base_words(base: Base) -> str:
    return words.standing(base.status, base.percent) if base.spoken else words.UNREPORTED


def _standing_words(word: _Word) -> str:
    if word.status is None:
        return words.percent(word.percent or 0)
    return words.STATUS[word.status] if word.percent is None else words.standing(word.status, word.percent)


def _event(case: Case, id: str, state: TaskState, word: _Word, now: Standing, decided: bool) -> Outcome:
    try:
        refuse_frozen(case.ledger, id)
    except RequestError as error:
        raise case.refusal(error, "status", "percent", "note") from None
    if now.finished and word.counts and word.status not in FINISHED:
        finished = RowFinishedError(id, case.unit, words.STATUS[now.status], _standing_words(word))
        raise case.refusal(finished, "status", "percent")
    on = case.today if decided else _day(case, state)
    event = Progress(
        **stamp(Author(case.by, case.at, on)),
        task=id,
        unit=case.unit,
        status=word.status,
        percent=word.percent,
        note=word.note,
        problem=word.problem,
        next=word.next,
        evidence=word.evidence,
        actual=word.actual,
        reopen=False if word.status in ("doing", "todo") and word.percent is None else None,
    )
    then = case.ledger.task_with(event, case.today)
    result = standing_words(then, _standing(then, id, case.unit) or now)
    spoke = has_spoken(case.ledger, state, id, case.unit) or not has_spoken(case.ledger, then, id, case.unit)
    before = standing_words(state, now) if spoke else words.UNREPORTED
    parts = [f"{before} → {result}" if before != result else result]
    texts = (("note", "进展"), ("problem", "问题"), ("next", "措施"), ("evidence", "佐证"), ("actual", "实际值"))
    kept = "、".join(name for key, name in texts if getattr(word, key))
    return case.outcome("new", id, "，记下".join([*parts, kept] if kept else parts), event)


def _day(case: Case, state: TaskState) -> date:
    """The day an answer is true of: the last day of its week, or today if that is earlier.

    It is also today if the task has records after that week, so that the answer counts last.
    """
    end = case.answer.meta.end
    if end >= case.today:
        return case.today
    return case.today if any(event.on > end for event in (*state.reports, *state.rejections)) else end

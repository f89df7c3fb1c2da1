"""考核 by the office's own points: what each unit won and lost in a period, each point with its event and its rule.

The points of a unit are the sum of its items, so that anybody can work them out by hand: the base, what it won, what
it lost, and what the caps and the floor give back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta

from baigong.calendar import DAY
from baigong.deferred import dataclass
from baigong.ledger.checkpoints import Checkpoint
from baigong.ledger.figures import Reports, added_up, reports_of, unit_figures
from baigong.ledger.ledger import Ledger
from baigong.ledger.shares import Share, units_of
from baigong.ledger.task_state import TaskState
from baigong.model.rules import Rules
from baigong.reports.period import Period
from baigong.reports.plan_name import SPARE
from baigong.reports.ranks import ranks_of
from baigong.words import number


@dataclass(frozen=True)
class PointItem:
    """Points won or lost (then negative): by which event, on which task, by which rule. `id` is "" for no one task."""

    id: str
    on: date | None
    event: str
    rule: str
    points: float
    plan: str = field(default="", kw_only=True, metadata=SPARE)


@dataclass(frozen=True)
class PointsRow:
    """The points of one unit: `base` + `bonus` - `deduction` + `adjusted`; caps and the floor adjust.

    `tasks` are those it answers for, `led` those of them that it leads, `supports` those in which it only supports.
    """

    unit: str
    rank: int
    points: float
    base: float
    bonus: float
    deduction: float
    adjusted: float
    tasks: int
    led: int
    supports: int
    items: tuple[PointItem, ...]


def points_rows(ledgers: Mapping[str, Ledger], period: Period, rules: Rules) -> list[PointsRow]:
    """Give the points of every unit that answers for something, over all these plans, the most first."""
    units = dict.fromkeys(unit for ledger in ledgers.values() for unit in units_of(ledger, period.as_of))
    rows = [row for unit in units if (row := _row(ledgers, unit, period, rules))]
    rows.sort(key=lambda row: -row.points)
    ranks = ranks_of([row.points for row in rows])
    return [replace(row, rank=rank) for row, rank in zip(rows, ranks, strict=True)]


def _row(ledgers: Mapping[str, Ledger], unit: str, period: Period, rules: Rules) -> PointsRow | None:
    figures = {plan: unit_figures(ledger, unit, period.start, period.as_of) for plan, ledger in ledgers.items()}
    whole = added_up(list(figures.values()))
    if not whole.tasks:
        return None
    items = [
        item
        for plan, own in figures.items()
        for share in (*own.shares, *own.supporting)
        for item in _items(plan, share, period, rules)
    ]
    items += _silence(ledgers, unit, period, rules)
    bonus = _total(item for item in items if item.points > 0)
    deduction = abs(_total(item for item in items if item.points < 0))
    adjusted = list(_adjusted(rules, whole.tasks, bonus, deduction))
    base = PointItem("", None, "基础分", "基础分", rules.base)
    return PointsRow(
        unit=unit,
        rank=0,
        points=_total((base, *items, *adjusted)),
        base=rules.base,
        bonus=bonus,
        deduction=deduction,
        adjusted=_total(adjusted),
        tasks=whole.tasks,
        led=whole.led,
        supports=whole.supports,
        items=(base, *items, *adjusted),
    )


def _total(items: Iterable[PointItem]) -> float:
    return round(sum(item.points for item in items), 2) + 0.0


def _items(plan: str, share: Share, period: Period, rules: Rules) -> Iterator[PointItem]:
    """Give the items of one unit's part of one task."""
    weight = {
        "lead": rules.weights.lead,
        "responsible": rules.weights.responsible,
        "support": rules.weights.support,
    }[share.role if share.answerable else "support"]
    events = (*_won(share, period, rules), *_late(share, period, rules), *_occasions(share, period, rules))
    times = f"，权重 {number(weight)}" if weight != 1 else ""
    for id, on, event, rule, points in events:
        if points * weight:
            yield PointItem(id, on, event, rule + times, round(points * weight, 2), plan=plan)


_Event = tuple[str, date, str, str, float]
"""The task or step, the day, what happened, the rule, and the points before they are weighted."""


def _won(share: Share, period: Period, rules: Rules) -> Iterator[_Event]:
    state, on = share.state, share.finished_on
    if on is None or share.open or share.finished_late or not state.measured:
        return
    was_open = on < period.start and share.unit in share.ledger.task(state.id, period.start - DAY).chased
    if not period.holds_finish(on, was_open=was_open):
        return
    what = f"{on} 完成，时限 {state.due}"
    yield state.id, on, what, f"按时完成 +{number(rules.bonuses.on_time)}", rules.bonuses.on_time
    early = rules.bonuses.early
    if early and (state.due - on).days >= early.days:
        days = (state.due - on).days
        rule = f"提前至少 {early.days} 天 +{number(early.points)}"
        yield state.id, on, f"提前 {days} 天完成", rule, early.points


def _late(share: Share, period: Period, rules: Rules) -> Iterator[_Event]:
    rule, state = rules.deductions.overdue, share.state
    if rule is None or not state.measured:
        return
    # The days of the period after the date, until it was finished.
    first = max(state.due + DAY, period.start)
    last = period.as_of if share.open else min(share.finished_on or state.due, period.as_of)
    days = (last - first).days + 1
    if days <= 0:
        return
    what = f"时限 {state.due}，时段内逾期 {days} 天"
    if rule.per == "task":
        yield state.id, last, what, f"逾期每项 -{number(rule.points)}", -rule.points
        return
    points = days * rule.points
    words = f"逾期每天 -{number(rule.points)}"
    if rule.most is not None and points > rule.most:
        points, words = rule.most, f"{words}，一项最多 {number(rule.most)}"
    yield state.id, last, what, words, -points


def _occasions(share: Share, period: Period, rules: Rules) -> Iterator[_Event]:
    state, taken = share.state, rules.deductions
    if taken.deferral:
        for id, deferrals in state.deferrals.items():
            for each in deferrals:
                if period.holds(each.on):
                    what = f"延期至 {each.due}"
                    yield id, each.on, what, f"延期每次 -{number(taken.deferral.points)}", -taken.deferral.points
    if taken.rejection:
        for rejection in state.rejections:
            if period.holds(rejection.on):
                what = f"退回：{rejection.reason}"
                rule = f"退回每次 -{number(taken.rejection.points)}"
                yield state.id, rejection.on, what, rule, -taken.rejection.points
    if taken.late_report:
        for id, point in _missed(share, period):
            rule = f"到期未报每次 -{number(taken.late_report.points)}"
            yield id, point.due, f"{point.due} 的节点到期未报", rule, -taken.late_report.points


def _missed(share: Share, period: Period) -> Iterator[tuple[str, Checkpoint]]:
    """Give the checkpoints of the period that passed unmet, up to the end of the work, or of the step itself."""
    state = share.state
    last = min(period.as_of - DAY, share.finished_on or period.as_of)
    for point in state.checkpoints.between(period.start, last):
        if not point.met:
            yield state.id, point
    for step in state.steps:
        id = step.step.id
        for point in step.checkpoints.between(period.start, last):
            if not point.met and id not in _finished_steps(share.ledger.task(state.id, point.due)):
                yield id, point


def _finished_steps(state: TaskState) -> set[str]:
    return {one.step.id for one in state.steps if one.standing.finished}


def _silence(ledgers: Mapping[str, Ledger], unit: str, period: Period, rules: Rules) -> Iterator[PointItem]:
    """Give the items of 零报告, which is judged over all plans together."""
    rule = rules.deductions.silent
    if rule is None:
        return
    spans = [(period.start, period.as_of)] if rule.per == "period" else list(_weeks(period))
    for first, last in spans:
        if Reports.together([reports_of(ledger, unit, first, last) for ledger in ledgers.values()]).silent:
            name = "每周" if rule.per == "week" else "每期"
            yield PointItem("", last, f"{first} 至 {last} 零报告", f"零报告{name} -{number(rule.points)}", -rule.points)


def _weeks(period: Period) -> Iterator[tuple[date, date]]:
    """Give the weeks, Monday to Sunday, that lie whole within the period and are over."""
    monday = period.start + timedelta(days=-period.start.weekday() % 7)
    while monday + 6 * DAY <= period.as_of:
        yield monday, monday + 6 * DAY
        monday += 7 * DAY


def _adjusted(rules: Rules, tasks: int, bonus: float, deduction: float) -> Iterator[PointItem]:
    """Give back what lies beyond the caps, and what the floor of a unit with few tasks gives."""
    points = rules.base + bonus - deduction
    caps = rules.caps
    if caps.bonus is not None and bonus > caps.bonus:
        points -= bonus - caps.bonus
        yield PointItem("", None, "加分封顶", f"加分最多 {number(caps.bonus)}", round(caps.bonus - bonus, 2))
    if caps.deduction is not None and deduction > caps.deduction:
        points += deduction - caps.deduction
        yield PointItem(
            "", None, "扣分封顶", f"扣分最多 {number(caps.deduction)}", round(deduction - caps.deduction, 2)
        )
    few = rules.few
    if few and tasks < few.tasks and points < few.points:
        rule = f"少于 {few.tasks} 项的至少 {number(few.points)} 分"
        yield PointItem("", None, f"任务 {tasks} 项，保底", rule, round(few.points - points, 2))


def points_of(rows: Sequence[PointsRow], unit: str) -> PointsRow | None:
    """Give the row of a unit; None where it answers for nothing."""
    return next((row for row in rows if row.unit == unit), None)

"""From sections and works to the plan: steps, dates, targets, documents, ids, and the doubts met on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from baigong.model.plan import Plan, PlanHead, Section, Step, Task
from baigong.parse.dates.deadlines import Timing, read_timing
from baigong.parse.dates.period import PlanPeriod
from baigong.parse.dates.points import Anchor
from baigong.parse.deliverables import find_documents
from baigong.parse.doubts import LOOK, LOST, Doubt
from baigong.parse.head import Head
from baigong.parse.ids import NumberPath, shorten
from baigong.parse.responsibility.clause import Clause
from baigong.parse.steps import split_steps
from baigong.parse.structure.granularity import FutureSection, FutureTask, Grain
from baigong.parse.structure.outline import OutlineItem, ends_in_time
from baigong.parse.targets import find_targets
from baigong.parse.wording import half_width

_NOTICE = "通知"
"""Before the numbers of a notice's own tasks where the plan that it passes on has the same: 通知.1."""


@dataclass
class _Draft:
    """A task before it has its id."""

    work: FutureTask
    text: str
    steps: list[str]


def assemble(head: Head, period: PlanPeriod, blocks: list[FutureSection], split: Grain) -> tuple[Plan, list[Doubt]]:
    """Build the plan.

    Raises:
        ValueError: never for what `divide` gives; the model checks what is built.
    """
    doubts: list[Doubt] = []
    anchor = Anchor(period.start, head.issued, period.due)
    reader = _TimeReader(anchor)
    drafts = [[_draft(work, anchor, split) for work in block.works] for block in blocks]
    flat = [draft for group in drafts for draft in group]
    notice = _end_of_notice(blocks)
    names, clashing = shorten(
        [
            _place(draft, block, notice, serials=numbered)
            for block, group in zip(blocks, drafts, strict=True)
            for numbered in (_has_serials(block),)
            for draft in group
        ]
    )
    for at in clashing:
        doubts.append(Doubt(flat[at].work.line, flat[at].text, f"文件里编号重复，暂编为 {names[at]}", names[at], LOOK))
    section_names, _ = shorten([NumberPath(_section_path(block, notice)) for block in blocks])
    ids = iter(names)
    sections = []
    for block, group, name in zip(blocks, drafts, section_names, strict=True):
        tasks = tuple(_task(draft, next(ids), block, reader) for draft in group)
        sections.append(
            Section(
                id=name,
                title=_title(block, head.title),
                tasks=tasks,
                **_responsibility(block.clause),
                **reader.stated(
                    block.clause.time if block.clause else "",
                    TimePlace(block.item.line if block.item else 0, name, ""),
                    task=False,
                ),
            )
        )
    plan = Plan(
        head=PlanHead(
            title=head.title or "未命名方案",
            number=head.number,
            issuer=head.issuer,
            issued=head.issued,
            start=period.start,
            due=period.due,
            basis=period.basis,
        ),
        sections=tuple(sections),
    )
    return plan, doubts + reader.doubts


def _draft(work: FutureTask, anchor: Anchor, split: Grain) -> _Draft:
    # An item of one sentence has no heading apart from its words.
    heading, body = (work.heading, work.text) if work.text else ("", work.heading)
    if heading[-1:] not in "。；！？：" or ends_in_time(heading):
        heading = ""

    def names_time(words: str) -> bool:
        when = read_timing(words, anchor)
        return when is not None and not when.ongoing and bool(when.due or when.every or when.doubt)

    steps = split_steps(body, names_time, by_sentence=split == "item")
    if not work.text and sum(names_time(step) for step in steps) < 2:
        # One sentence with one time, or none, is one thing to do: 打通数据，6月底前接入率达到90%。
        steps = []
    if heading and steps:
        steps[0] = heading + body[: body.index(steps[0])] + steps[0]
    return _Draft(work, heading + body, steps if len(steps) > 1 else [])


def _task(draft: _Draft, name: str, block: FutureSection, reader: _TimeReader) -> Task:
    work = draft.work
    where = TimePlace(work.line, name, draft.text)
    steps = tuple(reader.step(f"{name}.{at}", text, work.line) for at, text in enumerate(draft.steps, 1))
    if work.yearly:
        steps = _yearly(steps, work, draft.text, name)
    fields: dict[str, Any] = {}
    if not steps:
        fields = reader.fields(read_timing(draft.text, reader.anchor), where, ongoing=True)
    own = work.clause.time if work.clause and work.clause.time else work.time
    # A day of the task's own counts more than that of the heading it stands under.
    if own or "due" not in fields:
        fields |= reader.stated(own or _heading_time(work.item), where, task=True)
    latest = max((step.due for step in steps if step.due), default=None)
    if not own and latest and "due" in fields and fields["due"] < latest:
        # The heading's time holds for all beneath it, but a sentence that names a later day means that day.
        fields = {key: value for key, value in fields.items() if key not in ("due", "basis")}
    days = [day for day in (fields.get("due"), *(step.due for step in steps)) if day]
    if days and min(days) < reader.anchor.start:
        fields["start"] = min(days).replace(month=1, day=1)
    clause = work.clause if work.clause and not _same(work.clause, block.clause) else None
    if not (clause and clause.names_units) and not (block.clause and block.clause.names_units) and work.item:
        reader.doubts.append(Doubt(work.line, draft.text, "这项任务没有责任单位", name, LOST))
    targets = find_targets(draft.text) + tuple(target for goal in work.goals for target in find_targets(goal))
    return Task(
        id=name,
        title=_without_time(work.title).rstrip("。；：:，"),
        text=draft.text,
        steps=steps,
        source=work.source,
        targets=tuple(dict.fromkeys(targets)),
        documents=find_documents(draft.text),
        **_responsibility(clause),
        **fields,
    )


def _yearly(steps: tuple[Step, ...], work: FutureTask, text: str, name: str) -> tuple[Step, ...]:
    """Give each year's amount of a plan of several years a step with its own due."""
    amounts = dict(work.yearly)
    whole = text[: text.index(work.yearly[0][0])].rstrip("；")
    first = steps[0].text if steps and steps[0].text not in amounts else whole
    kept = [step for step in steps if step.text not in amounts] or [Step(id=f"{name}.1", text=first)]
    parts = [
        *kept,
        *(Step(id=name, text=words, due=date(year, 12, 31), basis=f"{year}年") for words, year in work.yearly),
    ]
    return tuple(step.model_copy(update={"id": f"{name}.{at}"}) for at, step in enumerate(parts, 1))


def _without_time(title: str) -> str:
    time = ends_in_time(title)
    return title[: title.rindex(time) - 1] if time else title


def _heading_time(item: OutlineItem | None) -> str:
    """The time in a heading's brackets, its own or the nearest above: （一）摸底排查（2022年5月底前）。"""
    while item is not None and item.is_numbered:
        time = ends_in_time(item.heading)
        if time:
            return time
        item = item.parent
    return ""


class TimePlace(NamedTuple):
    """Where a time stands: the line, the id of the task and its words."""

    line: int
    item: str
    text: str


class _TimeReader:
    """Turns times into the fields of tasks, steps and sections, and gathers what is doubtful about them."""

    def __init__(self, anchor: Anchor) -> None:
        self.anchor = anchor
        self.doubts: list[Doubt] = []

    def step(self, name: str, text: str, line: int) -> Step:
        fields = self.fields(read_timing(text, self.anchor), TimePlace(line, name, text), ongoing=False)
        return Step(id=name, text=text, **fields)

    def fields(self, timing: Timing | None, where: TimePlace, *, ongoing: bool) -> dict[str, Any]:
        """Give the fields that a time sets."""
        if not timing:
            return {}
        if timing.doubt:
            self.doubts.append(Doubt(where.line, where.text, timing.doubt, where.item))
        fields: dict[str, Any] = {"due": timing.due, "every": timing.every, "every_day": timing.every_day}
        if timing.ongoing:
            fields = {"ongoing": True} if ongoing else {}
        fields = {key: value for key, value in fields.items() if value is not None}
        if fields or timing.doubt:
            fields["basis"] = timing.basis
        return fields

    def stated(self, words: str, where: TimePlace, *, task: bool) -> dict[str, Any]:
        """Read the time that a clause states: 完成时限：2019年12月."""
        if not words:
            return {}
        timing = read_timing(words, self.anchor, labelled=True)
        if timing is None:
            why = f"时限“{words[:40]}”看不懂，暂按方案的截止日期"
            self.doubts.append(Doubt(where.line, where.text or words, why, where.item))
            return {"basis": words}
        fields = self.fields(timing, where._replace(text=where.text or words), ongoing=task)
        if not task:
            fields.pop("every", None)
            fields.pop("every_day", None)
            if fields.get("due", self.anchor.start) < self.anchor.start:
                fields["start"] = fields["due"].replace(month=1, day=1)
        return fields


def _responsibility(clause: Clause | None) -> dict[str, Any]:
    if not clause:
        return {}
    return {
        "lead": clause.lead,
        "units": clause.units,
        "support": clause.support,
        "leader": clause.leader,
        "open_ended": clause.open_ended,
    }


def _same(one: Clause, other: Clause | None) -> bool:
    return other is not None and _responsibility(one) == _responsibility(other)


def _title(block: FutureSection, title: str) -> str:
    if block.title or not block.item:
        return block.title or title
    heading = block.item.heading
    if not heading and block.item.pieces and block.item.children:
        heading = half_width(block.item.pieces[0].text)
    return heading.rstrip("。；：:，")[:80]


def _has_serials(block: FutureSection) -> bool:
    """Whether each row of a table has a number of its own."""
    serials = {work.serial for work in block.works}
    return "" not in serials and len(serials) == len(block.works)


def _place(draft: _Draft, block: FutureSection, notice: int, *, serials: bool) -> NumberPath:
    work = draft.work
    if block.path:
        own = work.serial if serials else str(work.part)
        return NumberPath((*block.path, own), 0, len(draft.steps))
    path = _numbers(work.item, notice)
    if not path:
        return NumberPath((str(work.part or 1),), 0, len(draft.steps))
    return NumberPath(path, work.part, len(draft.steps))


def _section_path(block: FutureSection, notice: int) -> tuple[str, ...]:
    return block.path or _numbers(block.item, notice) or ("1",)


def _numbers(item: OutlineItem | None, notice: int) -> tuple[str, ...]:
    numbers = tuple(str(number) for number in item.path) if item else ()
    return (_NOTICE, *numbers) if item and item.line < notice else numbers


def _end_of_notice(blocks: list[FutureSection]) -> int:
    """The line of the date that ends a notice before the numbers of the plan itself begin, 0 where there is none."""
    at = next((work.item for block in blocks for work in block.works if work.item), None)
    while at and at.parent:
        at = at.parent
    return next((child.line for child in at.children if child.kind == "tail" and child.children), 0) if at else 0

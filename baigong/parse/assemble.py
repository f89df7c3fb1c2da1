"""From sections and works to the plan: steps, dates, targets, documents, ids, and the doubts met on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from baigong.model.plan import Plan, PlanHead, Section, Step, Task
from baigong.parse.dates.deadlines import Timing, read_timing
from baigong.parse.dates.period import PlanPeriod
from baigong.parse.dates.points import Anchor
from baigong.parse.deliverables import find_documents
from baigong.parse.doubts import Doubt
from baigong.parse.head import Head
from baigong.parse.ids import NumberPath, shorten
from baigong.parse.responsibility.grammar import Clause
from baigong.parse.steps import split_steps
from baigong.parse.structure.granularity import FutureSection, FutureTask, Split
from baigong.parse.structure.outline import OutlineItem
from baigong.parse.targets import find_targets
from baigong.parse.wording import half_width


@dataclass
class _Draft:
    """A task before it has its id."""

    work: FutureTask
    text: str
    steps: list[str]


def assemble(head: Head, period: PlanPeriod, blocks: list[FutureSection], split: Split) -> tuple[Plan, list[Doubt]]:
    """Build the plan.

    Raises:
        ValueError: never for what `divide` gives; the model checks what is built.
    """
    doubts: list[Doubt] = []
    anchor = Anchor(period.start, head.issued, period.due)
    drafts = [[_draft(work, anchor, split) for work in block.works] for block in blocks]
    flat = [draft for group in drafts for draft in group]
    names, clashing = shorten(
        [_place(draft, block) for block, group in zip(blocks, drafts, strict=True) for draft in group]
    )
    for at in clashing:
        doubts.append(Doubt(flat[at].work.line, flat[at].text[:30], f"文件里编号重复，暂编为 {names[at]}"))
    section_names, _ = shorten([NumberPath(_section_path(block)) for block in blocks])
    ids = iter(names)
    sections = []
    for block, group, name in zip(blocks, drafts, section_names, strict=True):
        tasks = tuple(_task(draft, next(ids), block, anchor, doubts) for draft in group)
        sections.append(
            Section(
                id=name,
                title=_title(block, head.title),
                tasks=tasks,
                **_responsibility(block.clause),
                **_time(block.clause, anchor, doubts, block.item.line if block.item else 0, task=False),
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
    return plan, doubts


def _draft(work: FutureTask, anchor: Anchor, split: Split) -> _Draft:
    heading = work.heading if work.heading[-1:] in "。；！？：" or not work.text else ""
    body = work.text

    def names_time(words: str) -> bool:
        when = read_timing(words, anchor)
        return when is not None and not when.ongoing and bool(when.due or when.every or when.doubt)

    steps = split_steps(body, names_time, by_sentence=split == "item")
    if heading and steps:
        steps[0] = heading + body[: body.index(steps[0])] + steps[0]
    return _Draft(work, heading + body, steps if len(steps) > 1 else [])


def _task(draft: _Draft, name: str, block: FutureSection, anchor: Anchor, doubts: list[Doubt]) -> Task:
    work = draft.work
    steps = tuple(_step(f"{name}.{at}", text, anchor, doubts, work.line) for at, text in enumerate(draft.steps, 1))
    fields: dict[str, Any] = {}
    if not steps:
        fields = _fields(read_timing(draft.text, anchor), doubts, work.line, draft.text, ongoing=True)
    stated = work.clause if work.clause and work.clause.time else Clause(time=work.time)
    fields |= _time(stated, anchor, doubts, work.line, task=True)
    days = [day for day in (fields.get("due"), *(step.due for step in steps)) if day]
    if days and min(days) < anchor.start:
        fields["start"] = min(days).replace(month=1, day=1)
    clause = work.clause if work.clause and not _same(work.clause, block.clause) else None
    return Task(
        id=name,
        title=work.title.rstrip("。；：:，"),
        text=draft.text,
        steps=steps,
        targets=find_targets(draft.text),
        documents=find_documents(draft.text),
        **_responsibility(clause),
        **fields,
    )


def _step(name: str, text: str, anchor: Anchor, doubts: list[Doubt], line: int) -> Step:
    fields = _fields(read_timing(text, anchor), doubts, line, text, ongoing=False)
    return Step(id=name, text=text, **fields)


def _fields(when: Timing | None, doubts: list[Doubt], line: int, text: str, *, ongoing: bool) -> dict[str, Any]:
    """Turn a time into the fields of a task or step, and note what is doubtful about it."""
    if not when:
        return {}
    if when.doubt:
        doubts.append(Doubt(line, text, when.doubt))
    fields: dict[str, Any] = {"due": when.due, "every": when.every, "every_day": when.every_day}
    if when.ongoing:
        fields = {"ongoing": True} if ongoing else {}
    fields = {key: value for key, value in fields.items() if value is not None}
    if fields or when.doubt:
        fields["basis"] = when.basis
    return fields


def _time(clause: Clause | None, anchor: Anchor, doubts: list[Doubt], line: int, *, task: bool) -> dict[str, Any]:
    """Read the time that a clause states: 完成时限：2019年12月."""
    if not clause or not clause.time:
        return {}
    when = read_timing(clause.time, anchor, labelled=True)
    if when is None:
        doubts.append(Doubt(line, clause.time, f"时限“{clause.time}”看不懂，暂按方案的截止日期"))
        return {"basis": clause.time}
    fields = _fields(when, doubts, line, clause.time, ongoing=task)
    if not task:
        fields.pop("every", None)
        if fields.get("due", anchor.start) < anchor.start:
            fields["start"] = fields["due"].replace(month=1, day=1)
    return fields


def _responsibility(clause: Clause | None) -> dict[str, Any]:
    if not clause:
        return {}
    return {
        "lead": clause.lead,
        "units": clause.units,
        "support": clause.support,
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


def _place(draft: _Draft, block: FutureSection) -> NumberPath:
    work = draft.work
    if block.path:
        serials = {each.serial for each in block.works}
        own = work.serial if "" not in serials and len(serials) == len(block.works) else str(work.part)
        return NumberPath((*block.path, own), 0, len(draft.steps))
    path = _numbers(work.item)
    if not path:
        return NumberPath((str(work.part or 1),), 0, len(draft.steps))
    return NumberPath(path, work.part, len(draft.steps))


def _section_path(block: FutureSection) -> tuple[str, ...]:
    return block.path or _numbers(block.item) or ("1",)


def _numbers(item: OutlineItem | None) -> tuple[str, ...]:
    return tuple(str(number) for number in item.path) if item else ()

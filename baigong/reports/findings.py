"""What is wrong with a ledger, fault by fault, and what a person should look at. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from baigong.deferred import dataclass
from baigong.errors import sentence
from baigong.ledger.ledger import Ledger
from baigong.model.events import TOLERANCE, Event, Progress
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.reports.history import event_words
from baigong.store.audit import Finding
from baigong.store.evidence import EvidenceFault
from baigong.store.interface import Inventory, JournalContents


@dataclass(frozen=True)
class CheckResult:
    """Faults (the ledger is wrong), warnings (a person should look), and a summary of the ledger in words."""

    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    summary: str


def check(inventory: Inventory, evidence: Iterable[EvidenceFault], day: date, now: datetime) -> CheckResult:
    """Check everything in a store, and the evidence of its events; what is of a day or a moment to come is told."""
    faults = tuple(sentence(error.message, error.hint) for error in inventory.faults)
    plan, units, contents = inventory.plan, inventory.units, inventory.contents
    if plan is None or units is None:
        return CheckResult(faults, (), "")
    warnings = (*_journal_warnings(plan, units, contents, day, now), *_evidence_warnings(contents, evidence))
    steps = sum(len(task.steps) for task in plan.tasks)
    tasks = sum(1 for _ in plan.tasks)
    summary = f"{len(plan.sections)} 个板块、{tasks} 项任务、{steps} 项举措、{len(contents.events)} 条记录"
    return CheckResult(faults, warnings, summary)


def _journal_warnings(
    plan: Plan, units: UnitsFile, contents: JournalContents, day: date, now: datetime
) -> Iterator[str]:
    ledger = Ledger(plan, contents.events, units)
    yield from contents.warnings
    for stray in ledger.strays:
        yield f"{contents.place(stray.id)}: 方案中没有 {stray.task}，这条记录未计入（{event_words(ledger, stray)}）"
    for event in ledger.ignored(max(day, max((event.on for event in contents.events), default=day))):
        yield f"{contents.place(event.id)}: 当时的状态不容许这条记录，未计入（{event_words(ledger, event)}）"
    yield from _days_to_come([event for event in contents.events if event.on > day], contents)
    unknown: dict[str, list[Event]] = {}
    for event in contents.events:
        if event.at > now + TOLERANCE:
            at = f"{event.at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
            clock = f"记录时间 {at} 还没有到，记录它的机器时钟快了"
            yield f"{contents.place(event.id)}: {clock}；记录照常计入，此后的都排在它之后"
        if isinstance(event, Progress) and event.unit and event.unit not in ledger.directory.all_names:
            unknown.setdefault(event.unit, []).append(event)
    for unit, events in unknown.items():
        several = f"（共 {len(events)} 条记录）" if len(events) > 1 else ""
        yield f"{contents.place(events[0].id)}: 名录中没有单位“{unit}”{several}，请核对"


_EACH = 3
"""Up to so many records of days to come are named one by one: a ledger looked at as of a past day may have hundreds."""


def _days_to_come(events: Sequence[Event], contents: JournalContents) -> Iterator[str]:
    if len(events) <= _EACH:
        yield from (f"{contents.place(event.id)}: 日期 {event.on} 还没有到，请核对" for event in events)
        return
    days = sorted(event.on for event in events)
    what = f"这一行等 {len(events)} 条记录的日期还没有到（{days[0]} 至 {days[-1]}），请核对"
    yield f"{contents.place(events[0].id)}: {what}"


def audit_verdict(findings: Iterable[Finding], journal: str) -> list[str]:
    """Give the lines that say whether a journal was changed by hand, and where."""
    traces = [finding for finding in findings if finding.sure]
    if not traces:
        return ["没有发现记录被改动、删除、插入的痕迹"]
    return [f"发现 {len(traces)} 处记录被改动、删除或插入的痕迹：", *(_line(trace, journal) for trace in traces)]


def audit_limits(findings: Iterable[Finding], journal: str) -> list[str]:
    """Give the lines that say what an audit cannot know, each once, with the lines of the journal it is about."""
    unsure: dict[str, list[Finding]] = {}
    for finding in findings:
        if not finding.sure:
            unsure.setdefault(finding.text, []).append(finding)
    lines = []
    for text, about in unsure.items():
        several = f"这一行等 {len(about)} 行：" if len(about) > 1 else ""
        lines.append(_line(Finding(about[0].line, f"请留意：{several}{text}"), journal))
    return [*lines, "以上核对的是各行互相留下的印记；若有人改动后把后面各行的印记全部重做，看不出来"]


def _line(finding: Finding, journal: str) -> str:
    return f"{journal}:{finding.line}: {finding.text}"


_EVIDENCE_WORDS = {"missing": "不在了，或读不了", "changed": "与记录时不同，被改动过"}


def _evidence_warnings(contents: JournalContents, evidence: Iterable[EvidenceFault]) -> Iterator[str]:
    for fault in evidence:
        yield f"{contents.place(fault.event)}: 佐证 {fault.file} {_EVIDENCE_WORDS[fault.fault]}"

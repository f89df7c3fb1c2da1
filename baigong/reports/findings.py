"""What is wrong with a ledger, fault by fault, and what a person should look at. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from baigong.changes.common import TOLERANCE
from baigong.ledger.ledger import Ledger
from baigong.model.events import Progress
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.reports.history import event_words
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
    faults = tuple(f"{error.message}；{error.hint}" if error.hint else error.message for error in inventory.faults)
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
    for event in contents.events:
        if event.on > day:
            yield f"{contents.place(event.id)}: 日期 {event.on} 还没有到，请核对"
        if event.at > now + TOLERANCE:
            at = f"{event.at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
            clock = f"记录时间 {at} 还没有到，记录它的机器时钟快了"
            yield f"{contents.place(event.id)}: {clock}；记录照常计入，此后的都排在它之后"
        if isinstance(event, Progress) and event.unit and event.unit not in ledger.directory.all_names:
            yield f"{contents.place(event.id)}: 名录中没有单位“{event.unit}”，请核对"


_EVIDENCE_WORDS = {"missing": "不在了，或读不了", "changed": "与记录时不同，被改动过"}


def _evidence_warnings(contents: JournalContents, evidence: Iterable[EvidenceFault]) -> Iterator[str]:
    for fault in evidence:
        yield f"{contents.place(fault.event)}: 佐证 {fault.file} {_EVIDENCE_WORDS[fault.fault]}"

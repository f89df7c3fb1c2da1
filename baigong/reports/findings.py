"""What is wrong with the files of a ledger, fault by fault, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from baigong.errors import BaigongError, DataError
from baigong.ledger.ledger import Ledger
from baigong.model.events import Evidence, Progress
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.reports.history import event_words
from baigong.store.audit import Finding, audit
from baigong.store.evidence import measure
from baigong.store.journal import FileJournal, JournalContents
from baigong.store.locate import Place
from baigong.store.plan_file import read_plan
from baigong.store.units_file import read_units


@dataclass(frozen=True)
class CheckResult:
    """Faults, which make the ledger wrong; warnings, which a person should look at; and what there is, in words."""

    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    summary: str


def check(place: Place, day: date) -> CheckResult:
    """Read every file of a ledger and say what is wrong with each.

    Raises:
        BaigongError: a file is missing or out of reach.
    """
    wrong: list[DataError] = []
    plan = read_plan(place.plan, wrong)
    units = read_units(place.units, wrong)
    read = JournalContents()
    try:
        read = FileJournal(place.journal).read()
    except DataError as error:
        wrong.append(error)
    faults = tuple(f"{error.message}；{error.hint}" if error.hint else error.message for error in wrong)
    if plan is None or units is None:
        return CheckResult(faults, (), "")
    warnings = (*_journal_warnings(place, plan, units, read, day), *_evidence_warnings(place, read))
    steps = sum(len(task.steps) for task in plan.tasks)
    tasks = sum(1 for _ in plan.tasks)
    summary = f"{len(plan.sections)} 个板块、{tasks} 项任务、{steps} 项举措、{len(read.events)} 条记录"
    return CheckResult(faults, tuple(warnings), summary)


def audit_journal(place: Place) -> tuple[Finding, ...]:
    """Read the journal, and the lines set aside, and look for what was changed, removed or inserted by hand.

    Raises:
        BaigongError: a file is out of reach.
    """
    journal = FileJournal(place.journal)
    return audit(journal.content(), journal.set_aside())


def _journal_warnings(place: Place, plan: Plan, units: UnitsFile, read: JournalContents, day: date) -> Iterator[str]:
    ledger = Ledger(plan, read.events, units)
    if read.torn:
        yield f"{place.journal}: 最后一行不完整，未计入；下次记录时会移到 {place.journal.name}.aside"
    for stray in ledger.strays:
        yield f"{place.journal}:{read.lines[stray.id]}: 方案中没有 {stray.task}，这条记录未计入（{event_words(stray)}）"
    for event in ledger.ignored(max(day, max((event.on for event in read.events), default=day))):
        said = f"当时的状态不容许这条记录，未计入（{event_words(event)}）"
        yield f"{place.journal}:{read.lines[event.id]}: {said}"
    for event in read.events:
        if event.on > day:
            yield f"{place.journal}:{read.lines[event.id]}: 日期 {event.on} 还没有到，请核对"
        if isinstance(event, Progress) and event.unit and event.unit not in ledger.directory.all_names:
            yield f"{place.journal}:{read.lines[event.id]}: 名录中没有单位“{event.unit}”，请核对"


def _evidence_warnings(place: Place, read: JournalContents) -> Iterator[str]:
    for event in read.events:
        for item in event.evidence:
            if not isinstance(item, Evidence):
                continue
            where = f"{place.journal}:{read.lines[event.id]}: 佐证 {item.file}"
            try:
                now = measure(place.folder / item.file, item.size)
            except BaigongError:
                yield f"{where} 不在了，或读不了"
                continue
            if now != (item.size, item.sha256):
                yield f"{where} 与记录时不同，被改动过"

"""The annex of a ledger: every piece of evidence that its records name, numbered, each with its record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date

from baigong.deferred import dataclass
from baigong.ledger.ledger import Ledger
from baigong.model.events import Evidence, Progress
from baigong.reports.plan_name import SPARE


@dataclass(frozen=True)
class AnnexRow:
    """One piece of evidence: a file as it was recorded, or (then `item` is None) a reference to a document.

    `copy` is the file's name in the annex, "" where it could not be copied; `fault` then says why.
    """

    number: int
    id: str
    text: str
    on: date
    unit: str
    by: str
    evidence: str
    item: Evidence | None
    copy: str = ""
    fault: str = ""
    plan: str = field(default="", kw_only=True, metadata=SPARE)


def annex_rows(ledger: Ledger, tasks: Iterable[str], first: int = 1, plan: str = "") -> list[AnnexRow]:
    """Give a row for each piece of evidence of the records in force on these tasks, numbered from `first`."""
    texts = ledger.plan.texts
    wanted = set(tasks)
    pieces = [
        (event, item) for event in ledger.in_force if ledger.nodes[event.task] in wanted for item in event.evidence
    ]
    return [
        AnnexRow(
            number=number,
            id=event.task,
            text=texts[event.task],
            on=event.on,
            unit=event.unit if isinstance(event, Progress) else "",
            by=event.by,
            evidence=item.file.rpartition("/")[2] if isinstance(item, Evidence) else item,
            item=item if isinstance(item, Evidence) else None,
            plan=plan,
        )
        for number, (event, item) in enumerate(pieces, first)
    ]

"""Who kept the ledger: the authors of the records of a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from baigong.deferred import dataclass
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event
from baigong.reports.period import Period


@dataclass(frozen=True)
class KeeperRow:
    """An author, and how many records he made, those taken back among them."""

    by: str
    records: int


def keeper_rows(ledger: Ledger, period: Period, tasks: Collection[str]) -> list[KeeperRow]:
    """Give the authors of the records of a period about some tasks, the busiest first."""
    counted = Counter(event.by for event in ledger.events if period.holds(event.on) and _task(ledger, event) in tasks)
    return [KeeperRow(by, records) for by, records in counted.most_common()]


def _task(ledger: Ledger, event: Event) -> str | None:
    """Give the task that a record stands under now; of a retraction, that of what it takes back."""
    about = ledger.subject(event)
    return ledger.nodes.get(ledger.task_ids.get(about.id, about.task)) if about else None


def joint_keepers(several: Iterable[Iterable[KeeperRow]]) -> list[KeeperRow]:
    """Add up the authors of several plans, the busiest first."""
    counted = Counter[str]()
    for rows in several:
        counted.update({row.by: row.records for row in rows})
    return [KeeperRow(by, records) for by, records in counted.most_common()]

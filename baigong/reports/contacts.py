"""Whom to call: the units of the plans with their leaders and contacts, and when each last reported."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from baigong.deferred import dataclass
from baigong.ledger.directory import entry_in
from baigong.ledger.ledger import Ledger
from baigong.ledger.shares import shares_of, units_of
from baigong.model.units import Unit


@dataclass(frozen=True)
class ContactRow:
    """One unit: its leader and contact as the directory has them, "" where it does not.

    `open` counts the tasks that it answers for and has not finished; `last_report` is the day of its own last report.
    """

    unit: str
    leader: str
    contact: str
    phone: str
    email: str
    open: int
    last_report: date | None


def contact_rows(ledgers: Iterable[Ledger], day: date, units: Collection[str] = ()) -> list[ContactRow]:
    """Give a row for each unit that takes part in any of these plans on a day, in their order."""
    every, taking_part = list(ledgers), dict[str, list[Ledger]]()
    for ledger in every:
        for unit in units_of(ledger, day):
            if not units or unit in units:
                taking_part.setdefault(unit, []).append(ledger)
    directories = [ledger.directory for ledger in every]
    return [_row(entry_in(directories, unit), own, day) for unit, own in taking_part.items()]


def _row(entry: Unit, ledgers: list[Ledger], day: date) -> ContactRow:
    unit = entry.name
    days = (event.on for ledger in ledgers for event in ledger.reports_by(unit) if event.on <= day)
    return ContactRow(
        unit=unit,
        leader=entry.leader,
        contact=entry.contact,
        phone=entry.phone,
        email=entry.email,
        open=sum(share.answerable and share.open for ledger in ledgers for share in shares_of(ledger, unit, day)),
        last_report=max(days, default=None),
    )

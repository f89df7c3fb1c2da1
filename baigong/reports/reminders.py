"""督办单 as data: for each unit what is due soon (blue), behind (yellow) and overdue or far behind (red)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import Any, Literal

from baigong import words
from baigong.calendar import is_working_day, working_days_left
from baigong.deferred import dataclass
from baigong.errors import NoNumberToCountError
from baigong.ledger.directory import entry_in
from baigong.ledger.ledger import Ledger
from baigong.ledger.shares import Share, shares_of, units_of
from baigong.model.units import Unit
from baigong.reports.plan_name import SPARE
from baigong.reports.tasks import number

Level = Literal["red", "yellow", "blue"]
LEVELS: dict[Level, str] = {"red": "红色督办", "yellow": "黄色督办", "blue": "蓝色督办"}
MEANING: dict[Level, str] = {"red": "已逾期或严重滞后", "yellow": "滞后或受阻", "blue": "临近时限"}
DAYS_TO_ANSWER = 3
"""Working days that a unit has to answer."""


@dataclass(frozen=True)
class Item:
    """One task in a reminder: the task's percent in the ledger, and the reason for the reminder.

    Days are calendar days, negative when past. `last` is the day of the unit's own last report, `office` the day
    of the last record made in no unit's name.
    """

    id: str
    text: str
    source: str
    level: Level
    role: str
    due: date
    days_left: int
    working_days_left: int
    overdue_days: int
    behind: float
    percent: float
    status: str
    why: str
    last: date | None
    office: date | None
    plan: str = field(default="", kw_only=True, metadata=SPARE)


@dataclass(frozen=True)
class Sender:
    """The office that signs a letter, who answers questions, who gets a copy, the 文号; "" is not known."""

    name: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    copies: tuple[str, ...] = ()
    number: str = ""

    def signed(self, name: str) -> Sender:
        """Give the sender under another name."""
        return replace(self, name=name)

    def numbered(self, number: str) -> Sender:
        """Give the sender with the 文号 of one letter."""
        return replace(self, number=number)


@dataclass(frozen=True)
class Reminder:
    """The letter to one unit; `answer_by` is the day by which it should answer.

    `leader`, `contact`, `phone` and `email` are the unit's own, "" where the directory does not know them.
    """

    unit: str
    leader: str
    contact: str
    phone: str
    email: str
    title: str
    number: str
    issuer: str
    day: date
    answer_by: date
    items: tuple[Item, ...]
    others: tuple[tuple[str, str], ...] = ()
    """Title and 文号 of further plans in a letter over several."""

    @property
    def basis(self) -> str:
        """The documents that its items come from, by title and 文号."""
        return "、".join(f"《{title}》" + (f"（{number}）" if number else "") for title, number in self.documents)

    @property
    def documents(self) -> tuple[tuple[str, str], ...]:
        """Title and 文号 of each document, "" where it has none."""
        return ((self.title, self.number), *self.others)

    def of(self, level: Level) -> tuple[Item, ...]:
        """The items of one colour."""
        return tuple(item for item in self.items if item.level == level)


@dataclass(frozen=True)
class LetterRow:
    """One letter as a row: how many items of each colour it has, and the items."""

    unit: str
    as_of: date
    answer_by: date
    red: int
    yellow: int
    blue: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class LetterFileRow(LetterRow):
    """A letter, and the file that it would be written to."""

    file: str


def letter_rows(letters: Sequence[Reminder]) -> list[LetterRow]:
    """Give a row for each letter."""
    return [LetterRow(**_letter(letter)) for letter in letters]


def letter_file_rows(letters: Sequence[Reminder], files: Sequence[str]) -> list[LetterFileRow]:
    """Give a row for each letter with its file."""
    return [LetterFileRow(**_letter(letter), file=file) for letter, file in zip(letters, files, strict=True)]


def _letter(letter: Reminder) -> dict[str, Any]:
    return {
        "unit": letter.unit,
        "as_of": letter.day,
        "answer_by": letter.answer_by,
        "red": len(letter.of("red")),
        "yellow": len(letter.of("yellow")),
        "blue": len(letter.of("blue")),
        "items": letter.items,
    }


def reminders(ledger: Ledger, day: date, units: Sequence[str] = ()) -> list[Reminder]:
    """Give the letters of a day, one per unit responsible for work that is late, behind or due; worst items first."""
    head = ledger.plan.head
    letters = []
    for unit in units or units_of(ledger, day):
        items = [item for share in shares_of(ledger, unit, day) if share.answerable and (item := _item(share, day))]
        if items:
            entry = entry_in((ledger.directory,), unit)
            items.sort(key=_urgency)
            letters.append(
                Reminder(
                    unit=unit,
                    leader=entry.leader,
                    contact=entry.contact,
                    phone=entry.phone,
                    email=entry.email,
                    title=head.title,
                    number=head.number,
                    issuer=head.issuer,
                    day=day,
                    answer_by=_after(day, DAYS_TO_ANSWER),
                    items=tuple(items),
                )
            )
    return letters


def joint_reminders(ledgers: Mapping[str, Ledger], day: date, units: Sequence[str] = ()) -> list[Reminder]:
    """Give the letters of a day over several plans, by their names: one a unit, with what it owes in each."""
    letters: dict[str, list[Reminder]] = {}
    for plan, ledger in ledgers.items():
        for letter in reminders(ledger, day, units):
            items = tuple(replace(item, plan=plan) for item in letter.items)
            letters.setdefault(letter.unit, []).append(replace(letter, items=items))
    directories = [ledger.directory for ledger in ledgers.values()]
    return [_joint(several, entry_in(directories, unit)) for unit, several in letters.items()]


def _joint(letters: Sequence[Reminder], entry: Unit) -> Reminder:
    first, *rest = letters
    return replace(
        first,
        leader=entry.leader,
        contact=entry.contact,
        phone=entry.phone,
        email=entry.email,
        items=tuple(sorted((item for letter in letters for item in letter.items), key=_urgency)),
        others=tuple((letter.title, letter.number) for letter in rest),
    )


def _urgency(item: Item) -> tuple[int, int, float]:
    return list(LEVELS).index(item.level), -item.overdue_days, -item.behind


def sender_of(ledger: Ledger, typed: Sender) -> Sender:
    """Complete what was typed of the sender: the supervision office of the plan's issuer, as the directory knows it."""
    issuer = ledger.plan.head.issuer
    name = typed.name or (f"{issuer}督查室" if issuer else "")
    entry = ledger.directory.entry(name) or ledger.directory.entry(issuer)
    if entry is None:
        return replace(typed, name=name)
    return replace(
        typed,
        name=name,
        contact=typed.contact or entry.contact,
        phone=typed.phone or entry.phone,
        email=typed.email or entry.email,
    )


def numbers_from(first: str, count: int) -> list[str]:
    """Give the 文号 of `count` letters, counted up from `first`: 青政督〔2019〕5号, 青政督〔2019〕6号; "" stays "".

    Raises:
        NoNumberToCountError: `first` holds no number after its year.
    """
    if not first:
        return [""] * count
    match = re.fullmatch(r"(.*?)(\d{1,9})(\D*)", first)
    if match is None or (match[3] and match[3][0] in "〕]］】)）"):
        raise NoNumberToCountError(first)
    before, number, after = match.groups()
    return [f"{before}{int(number) + at:0{len(number)}}{after}" for at in range(count)]


def _item(share: Share, day: date) -> Item | None:
    state = share.state
    judgement = state.judgement
    if judgement is None or judgement.light == "green" or not share.open:
        return None
    level: Level = "red" if judgement.light == "red" else "blue" if judgement.causes == ("soon",) else "yellow"
    due = min((late.due for late in state.late), default=state.next_due or state.due)
    return Item(
        id=state.id,
        text=state.task.text,
        source=state.task.source,
        level=level,
        role=words.ROLE[share.role],
        due=due,
        days_left=(due - day).days,
        working_days_left=working_days_left(day, due),
        overdue_days=share.overdue_days,
        behind=number(share.behind),
        percent=number(state.percent),
        status=words.STATUS[state.status],
        why=_why(judgement.reason, level, due, day),
        last=share.last.on if share.last else None,
        office=share.office.on if share.office else None,
    )


def _why(reason: str, level: Level, due: date, day: date) -> str:
    if level != "blue" or due == day:
        return reason
    return f"还有 {(due - day).days} 天（{working_days_left(day, due)} 个工作日）"


def _after(day: date, working: int) -> date:
    """Give the day that is `working` working days after `day`."""
    current = day
    while working:
        current = date.fromordinal(current.toordinal() + 1)
        working -= is_working_day(current)
    return current

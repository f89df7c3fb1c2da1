"""The mails that carry letters: to whom, with which files, in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from baigong.calendar import week_of
from baigong.cli.letters import file_name
from baigong.cli.open_plans import Plans
from baigong.cli.session import clock
from baigong.errors import NoSenderAddressError
from baigong.pages.letter import TITLE, mail_lines
from baigong.pages.sentences import Sentences
from baigong.reports.reminders import Reminder, Sender
from baigong.words import first_names

Pair = tuple[Reminder, Sender]
LetterWriter = Callable[[Reminder, Sender, Sentences], bytes]
SHOWN = 12
"""How many units without an address are named."""


def with_address(letters: Sequence[Reminder], senders: Sequence[Sender]) -> tuple[list[Pair], str]:
    """Give the letters whose unit has an address, and a sentence that names the units that have none.

    Raises:
        NoSenderAddressError: nobody's address is known to send them from.
    """
    pairs = list(zip(letters, senders, strict=True))
    known = [pair for pair in pairs if pair[0].email]
    missing = [letter.unit for letter, _ in pairs if not letter.email]
    if known and not known[0][1].email:
        raise NoSenderAddressError(known[0][1].name)
    named = first_names(missing, SHOWN, counter="")
    note = f"名录里没有邮箱、没有写邮件的 {len(missing)} 个单位：{named}" if missing else ""
    return known, f"{note}；请在 units.yaml 里给它们补 email" if note else ""


def mail_maker(
    plans: Plans, sentences: Sentences, pairs: Sequence[Pair], letter_file: LetterWriter
) -> Callable[[int], bytes]:
    """Give the function that makes the mail at a place, with the letter as a Word file and the unit's forms."""
    from baigong.render.mail import Attachment, Mailbox, to_eml

    now = clock()

    def mail(at: int) -> bytes:
        letter, sender = pairs[at]
        name = file_name(letter.unit)
        attachments = (
            Attachment(f"{name}-督办单.docx", letter_file(letter, sender, sentences)),
            *(Attachment(file, form) for file, form in unit_forms(plans, letter.unit, now)),
        )
        lines = mail_lines(letter, sender, [each.name for each in attachments], sentences)
        subject = f"{TITLE}{f'（{sender.number}）' if sender.number else ''}：{letter.unit}"
        receiver = Mailbox(letter.unit, letter.email)
        return to_eml(Mailbox(sender.name, sender.email), receiver, subject, lines, attachments, now)

    return mail


def unit_forms(plans: Plans, unit: str, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Give the forms of a unit, one a plan in which it has anything unfinished: the file's name and content."""
    from baigong.workbook.form import make_form, units_to_ask
    from baigong.workbook.layout import PROGRESS
    from baigong.workbook.writer import to_bytes

    for session in plans.sessions:
        span = week_of(session.plan.head.start, session.today)
        whose = f"{file_name(unit)}-{file_name(session.name)}" if session.name else file_name(unit)
        if unit in units_to_ask(session.ledger, (unit,), session.today):
            form = make_form(session.ledger, unit, span, session.today, now)
            yield f"{whose}-{PROGRESS.file.format(week=span.number)}.xlsx", to_bytes(form)

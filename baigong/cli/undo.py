"""`baigong undo`: take back what was recorded by mistake; the journal keeps both."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from baigong.changes.common import Author
from baigong.changes.undo import retract
from baigong.cli import completion, options
from baigong.cli.parameters import argument
from baigong.cli.session import Session
from baigong.model.events import Event
from baigong.render.inert import inert
from baigong.reports.history import event_words
from baigong.store.interface import JournalContents
from baigong.words import as_typed

EventId = Annotated[
    str,
    argument(
        metavar="记录号",
        help="要撤回的记录（见 baigong log）；不写则撤回自己最近一次",
        offer=completion.events,
        read=options.record_id,
    ),
]


def command(session: Session, event: EventId = "", note: options.Note = "", by: options.By = "") -> None:
    """撤回记错的记录。

    不写记录号则撤回自己最近一次；原记录仍在台账中可查。要恢复，再撤回那条撤回记录。
    """
    taken: list[Event] = []
    me = Author(by, datetime.now().astimezone(), session.today)
    # Once before the lock: what is refused leaves no trace in the folder.
    retract(session.ledger, event or None, note, me)

    def events(read: JournalContents) -> Sequence[Event]:
        gone, made = retract(session.with_events(read), event or None, note, me)
        taken.extend(gone)
        return made

    written = session.journal.record(events)
    lines = [f"已撤回 {len(taken)} 条记录："]
    lines += [f"  {gone.id}　{gone.on}　{event_words(gone)}" for gone in taken]
    lines.append(f"如需恢复：{as_typed(f'undo {written[0].id}')}")
    sys.stdout.write("".join(inert(line) + "\n" for line in lines))

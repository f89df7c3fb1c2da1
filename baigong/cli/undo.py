"""`baigong undo`: take back what was recorded by mistake; the journal keeps both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from baigong.changes.common import Author, brief_id, undo_command
from baigong.changes.effects import recording_effects
from baigong.changes.undo import retract
from baigong.cli import completion, options, streams
from baigong.cli.parameters import argument, flag
from baigong.cli.record import append
from baigong.cli.session import Session, clock
from baigong.model.events import Event
from baigong.reports.history import event_words
from baigong.words import as_typed

EventId = Annotated[
    str,
    argument(
        metavar="记录号",
        help=f"要撤回的记录（见 {as_typed('log')}）；不写则撤回自己最近一次",
        offer=completion.events,
        read=options.record_id,
        cites="record",
    ),
]


Together = Annotated[bool, flag("--together", help="连同和它一次记下的（如一次收回的报送表）一并撤回")]


def command(
    session: Session,
    event: EventId = "",
    together: Together = False,
    note: options.Note = "",
    by: options.By = "",
) -> None:
    """撤回记错的记录。

    不写记录号则撤回自己最近一次；原记录仍在台账中可查。要恢复，再撤回那条撤回记录。
    """
    taken: list[Event] = []
    # Decide once before locking: a refused request leaves no lock file behind.
    retract(session.ledger, event or None, note, Author(session.author(by), clock(), session.today), together=together)

    def events(now: Session, author: Author) -> Sequence[Event]:
        gone, retractions = retract(now.ledger, event or None, note, author, together=together)
        taken[:] = gone
        return retractions

    written = append(session, by, session.today, events)
    with streams.recorded():
        lines = [f"已撤回 {len(taken)} 条记录："]
        lines += [
            f"  {brief_id(session.ledger, gone.id)}　{gone.on}　{event_words(session.ledger, gone)}" for gone in taken
        ]
        after = session.again(session.journal.read()).ledger
        before = after.without({event.id for event in written})
        lines += [f"  {line}" for line in recording_effects(before, after, (), session.today, session.today)]
        lines.append(f"如需恢复：{undo_command(session.ledger, written[0].id)}")
        streams.say(*lines)

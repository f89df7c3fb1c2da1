"""`baigong undo`: take back what was recorded by mistake; the journal keeps both."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from baigong.changes.common import Author
from baigong.changes.undo import retract
from baigong.cli import completion, options
from baigong.cli.session import author, open_ledger, refuse_unwritable
from baigong.model.events import Event
from baigong.render.inert import inert
from baigong.reports.history import event_words
from baigong.store.interface import JournalContents


def command(
    ctx: typer.Context,
    event: Annotated[
        str | None,
        typer.Argument(
            metavar="记录号",
            help="要撤回的记录（见 baigong log）；不写则撤回自己最近一次",
            show_default=False,
            autocompletion=completion.events,
        ),
    ] = None,
    note: options.Note = "",
    by: options.By = None,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """撤回记错的记录。

    不写记录号则撤回自己最近一次；原记录仍在台账中可查。要恢复，再撤回那条撤回记录。
    """
    opened = open_ledger(ctx, file, as_of)
    name = author(by)
    refuse_unwritable(name, note)
    taken: list[Event] = []
    me = Author(name, datetime.now().astimezone(), opened.today)
    # Once before the lock: what is refused leaves no trace in the folder.
    retract(opened.ledger, event, note, me)

    def events(read: JournalContents) -> Sequence[Event]:
        gone, made = retract(opened.with_events(read), event, note, me)
        taken.extend(gone)
        return made

    written = opened.journal.record(events)
    lines = [f"已撤回 {len(taken)} 条记录："]
    lines += [f"  {gone.id}　{gone.on}　{event_words(gone)}" for gone in taken]
    lines.append(f"如需恢复：baigong undo {written[0].id}")
    sys.stdout.write("".join(inert(line) + "\n" for line in lines))

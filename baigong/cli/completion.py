"""What the shell offers when Tab is pressed: numbers, units, statuses, formats. A fault offers nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from baigong import words
from baigong.render.output import PAGE_FORMATS, Format

if TYPE_CHECKING:
    from baigong.ledger.ledger import Ledger
    from baigong.store.interface import Store

Offer = list[tuple[str, str]]

# What is offered goes through eval in zsh, and into the line that the user is typing: a name that a shell would act
# upon is not offered, and of a description only what it would not act upon is.
_PLAIN = re.compile(r"[\w.（）〔〕《》“”、，。：；·—…-]+")


def harmless(offered: Offer) -> Offer:
    """Leave out the names, and the letters of descriptions, that a shell might take for orders."""
    return [
        (name, "".join(_PLAIN.findall(said)))
        for name, said in offered
        if _PLAIN.fullmatch(name) and not name.startswith("-")
    ]


def ids(ctx: typer.Context, incomplete: str) -> Offer:
    """Offer numbers of tasks, and of steps once a task's number is there; with the beginning of their words."""
    plain = incomplete.replace("。", ".")
    offered: Offer = []
    # The shell gets an offer or none; an error here would fall into the user's half-typed line.
    with suppress(Exception):
        for task in _store(ctx).plan().tasks:
            if task.id.startswith(plain):
                offered.append((task.id, task.text[:20]))
            if plain.startswith(task.id):
                offered.extend((step.id, step.text[:20]) for step in task.steps if step.id.startswith(plain))
    return harmless(offered)


def units(ctx: typer.Context, incomplete: str) -> Offer:
    """Offer the names of units that hold what was typed."""
    with suppress(Exception):
        from baigong.ledger.directory import Directory

        store = _store(ctx)
        directory = Directory(store.units(), store.plan())
        names = [name for name in directory.all_names if incomplete in name]
        return harmless([(name, "单位组" if directory.is_group(name) else "") for name in names])
    return []


def statuses(incomplete: str) -> Offer:
    """Offer the statuses, by either word."""
    return _starting(words.STATUS.items(), incomplete)


def lights(incomplete: str) -> Offer:
    """Offer the lights."""
    return _starting(words.LIGHT.items(), incomplete)


def roles(incomplete: str) -> Offer:
    """Offer the roles."""
    return _starting(words.ROLE.items(), incomplete)


def kinds(incomplete: str) -> Offer:
    """Offer the kinds of events."""
    return _starting(words.KIND.items(), incomplete)


def sections(ctx: typer.Context, incomplete: str) -> Offer:
    """Offer the sections with their titles."""
    with suppress(Exception):
        plan = _store(ctx).plan()
        found = [(section.id, section.title) for section in plan.sections if section.id.startswith(incomplete)]
        return harmless(found)
    return []


def columns(incomplete: str) -> Offer:
    """Offer the columns of a listing, the last of several given with commas."""
    from baigong.reports.tasks import COLUMNS

    before, comma, last = incomplete.rpartition(",")
    return [(f"{before}{comma}{column.title}", key) for key, column in COLUMNS.items() if column.title.startswith(last)]


def sorts(incomplete: str) -> Offer:
    """Offer the orders of a listing."""
    from baigong.ledger.query import SORT_NAMES

    return _starting(SORT_NAMES.items(), incomplete)


def events(ctx: typer.Context, incomplete: str) -> Offer:
    """Offer the ids of events that can be taken back, the newest first, with what they say."""
    with suppress(Exception):
        from baigong.reports.history import event_words

        known = _ledger(ctx)
        rows = [event for event in known.events if event.id not in known.retracted and event.id.startswith(incomplete)]
        return [(event.id, event_words(event)) for event in sorted(rows, key=lambda event: event.at, reverse=True)]
    return []


def finished(ctx: typer.Context, incomplete: str) -> Offer:
    """Offer the tasks that are done and not yet closed."""
    with suppress(Exception):
        states = _ledger(ctx).on(date.max)
        return [
            (state.id, state.task.text[:20])
            for state in states
            if state.status == "done" and state.id.startswith(incomplete)
        ]
    return []


def _store(ctx: typer.Context) -> Store:
    from baigong.store.stores import open_store

    return open_store(_file(ctx), Path.cwd())


def _ledger(ctx: typer.Context) -> Ledger:
    from baigong.ledger.ledger import Ledger

    store = _store(ctx)
    return Ledger(store.plan(), store.journal.read().events, store.units())


def formats(incomplete: str) -> Offer:
    """Offer the formats of a listing."""
    return [(str(format), "") for format in Format if format.startswith(incomplete)]


def page_formats(incomplete: str) -> Offer:
    """Offer the formats of a page."""
    return [(str(format), "") for format in PAGE_FORMATS if format.startswith(incomplete)]


def _starting(items: Iterable[tuple[str, str]], incomplete: str) -> Offer:
    pairs = list(items)
    by_name = [(name, code) for code, name in pairs if name.startswith(incomplete)]
    return by_name or [(code, name) for code, name in pairs if code.startswith(incomplete)]


def _file(ctx: typer.Context) -> str | None:
    from baigong.cli.session import common

    given = ctx.params.get("file")
    return given if isinstance(given, str) else common(ctx).file

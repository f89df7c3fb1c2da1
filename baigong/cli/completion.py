"""What the shell offers when Tab is pressed: numbers, units, statuses, formats. A fault offers nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from baigong import words
from baigong.cli.parameters import Offer
from baigong.render.formats import EXPORT_NAMES, LISTING_NAMES, PAGE_NAMES

if TYPE_CHECKING:
    from baigong.ledger.ledger import Ledger
    from baigong.store.interface import Store

Rows = Iterable[tuple[str, str]]
"""Words, and what each is."""

# zsh evaluates the offers and puts them into the user's line: a name with characters that a shell acts
# on is not offered, and a description is stripped of them.
_BEFORE_ID = re.compile(r"^[（(“\"]*(?:任务|举措|第)")
_PLAIN = re.compile(r"[\w.（）〔〕《》“”、，。：；·—…-]+")


def harmless(rows: Rows) -> list[tuple[str, str]]:
    """Drop names, and characters of descriptions, that a shell would act on."""
    return [
        (name, "".join(_PLAIN.findall(about)))
        for name, about in rows
        if _PLAIN.fullmatch(name) and not name.startswith("-")
    ]


def _offering(rows: Callable[[typer.Context, str], Rows]) -> Offer:
    """Make an offer of rows: harmless ones, and none where the ledger cannot be read."""

    @wraps(rows)
    def offer(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        # On any error offer nothing: a message would fall into the user's half-typed line.
        with suppress(Exception):
            return harmless(rows(ctx, incomplete))
        return []

    return offer


@_offering
def ids(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer numbers of tasks, and of steps once a task's number is there; with the beginning of their words."""
    plain = unicodedata.normalize("NFKC", words.visible(incomplete).replace("。", "."))
    plan = _store(ctx).plan()
    if plain.startswith("板块"):
        yield from ((f"板块{one.id}", one.title) for one in plan.sections if f"板块{one.id}".startswith(plain))
    plain = _BEFORE_ID.sub("", plain)
    for task in plan.tasks:
        if task.id.startswith(plain):
            yield task.id, task.text[:20]
        if plain.startswith(task.id):
            yield from ((step.id, step.text[:20]) for step in task.steps if step.id.startswith(plain))


@_offering
def units(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the names and aliases of units that begin with what was typed, else those that hold it."""
    from baigong.ledger.directory import Directory

    store = _store(ctx)
    file = store.units()
    directory = Directory(file, store.plan())
    named = [(name, "单位组" if directory.is_group(name) else "") for name in directory.all_names]
    aliases = [(alias, unit.name) for unit in file.units for alias in unit.aliases if alias]
    # Without a typed word aliases are left out: each unit would be listed twice.
    beginning = [row for row in (named + aliases if incomplete else named) if row[0].startswith(incomplete)]
    return beginning or _holding(incomplete, dict(named))


@_offering
def sections(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the sections with their titles: by number, else by words of the title."""
    rows = {section.id: section.title for section in _store(ctx).plan().sections}
    beginning = [(id, title) for id, title in rows.items() if id.startswith(incomplete)]
    return beginning or [(id, title) for id, title in rows.items() if incomplete in title]


@_offering
def events(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the ids of events that can be taken back, the newest first, with what they say."""
    from baigong.reports.history import event_words

    ledger = _ledger(ctx)
    rows = [event for event in ledger.events if event.id not in ledger.retracted and event.id.startswith(incomplete)]
    return [(event.id, event_words(ledger, event)) for event in sorted(rows, key=lambda event: event.at, reverse=True)]


@_offering
def finished(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the tasks that are done and not yet closed."""
    from baigong.calendar import LAST_DAY

    states = _ledger(ctx).on(LAST_DAY)
    return [(one.id, one.task.text[:20]) for one in states if one.status == "done" and one.id.startswith(incomplete)]


@_offering
def columns(_ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the columns of a listing, the last of several given with commas."""
    from baigong.pages.tasks import COLUMNS

    before, comma, last = incomplete.rpartition(",")
    return [(f"{before}{comma}{column.title}", key) for key, column in COLUMNS.items() if column.title.startswith(last)]


def formats(_ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the formats of a listing."""
    return [(name, "") for name in LISTING_NAMES if name.startswith(incomplete)]


def page_formats(_ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the formats of a page."""
    return [(name, "") for name in PAGE_NAMES if name.startswith(incomplete)]


def export_formats(_ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the formats of a whole ledger."""
    return [(name, "") for name in EXPORT_NAMES if name.startswith(incomplete)]


def vocabulary(names: Mapping[str, str]) -> Offer:
    """Make the offer of a vocabulary: words on screen, or their names in code where those were begun."""

    def offer(_ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        by_name = [(name, code) for code, name in names.items() if name.startswith(incomplete)]
        return by_name or [(code, name) for code, name in names.items() if code.startswith(incomplete)]

    return offer


def _holding(fragment: str, rows: Mapping[str, str]) -> Rows:
    """Give the names that contain a fragment: a shell inserts a single one and lists several."""
    names = [name for name in rows if fragment in name]
    if len(names) > 1:
        # A shell inserts the common beginning of all offers: the typed word among them keeps that empty.
        names.append(fragment)
    return [(name, rows.get(name, "")) for name in names]


def _store(ctx: typer.Context) -> Store:
    from baigong.store.stores import open_store

    file = ctx.params.get("file") or ctx.find_root().params.get("file")
    return open_store(file if isinstance(file, str) else None, Path.cwd())


def _ledger(ctx: typer.Context) -> Ledger:
    from baigong.ledger.ledger import Ledger

    store = _store(ctx)
    return Ledger(store.plan(), store.journal.read(wait=False).events, store.units())

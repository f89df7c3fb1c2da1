"""What the shell offers when Tab is pressed: numbers, units, statuses, formats. A fault offers nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING

import typer

from baigong import words
from baigong.cli.parameters import Offer
from baigong.errors import BaigongError
from baigong.ledger.citation import cite
from baigong.render.formats import EXPORT_NAMES, LISTING_NAMES, PAGE_NAMES

if TYPE_CHECKING:
    from baigong.cli.session import Where
    from baigong.ledger.ledger import Ledger
    from baigong.model.plan import Plan
    from baigong.store.interface import Store


Rows = Iterable[tuple[str, str]]
"""Words, and what each is."""

# zsh evaluates the offers and puts them into the user's line: a name with characters that a shell acts
# on is not offered, and a description is stripped of them.
_BEFORE_ID = re.compile(r"^[（(“\"]*(?:任务|举措|第)")
_PLAIN = re.compile(r"[\w./（）〔〕《》“”、，。：；·—…-]+")


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
    """Offer numbers of tasks, and of steps once a task's number is there; with the beginning of their words.

    Of several plans each number is offered with its plan, 百日攻坚/3.2, and bare where only one plan has it.
    """
    plain = unicodedata.normalize("NFKC", words.visible(incomplete).replace("。", "."))
    plans = {name: store.plan() for name, store in _readable(ctx)}
    if len(plans) == 1:
        return _ids_of(next(iter(plans.values())), plain)
    typed_plan, slash, number = plain.rpartition("/")
    if slash:
        return _cited(plans, typed_plan, number)
    own = {name: dict(_ids_of(plan, plain)) for name, plan in plans.items()}
    owners = Counter(id for rows in own.values() for id in rows)
    if not plain or not owners:
        return _cited(plans, plain, "")
    bare = [(id, about) for rows in own.values() for id, about in rows.items() if owners[id] == 1]
    shared = {cite(name, id): about for name, rows in own.items() for id, about in rows.items() if owners[id] > 1}
    return [*bare, *_listed(plain, shared)]


def _cited(plans: Mapping[str, Plan], typed_plan: str, number: str) -> Rows:
    """Give the numbers of the plans whose names begin with a word, else of those that hold it."""
    beginning = [name for name in plans if name.startswith(typed_plan)]
    names = beginning or [name for name in plans if typed_plan in name]
    rows = {cite(name, id): about for name in names for id, about in _ids_of(plans[name], number)}
    return rows.items() if beginning or len(names) == 1 else _listed(f"{typed_plan}/{number}", rows)


def _ids_of(plan: Plan, plain: str) -> Iterator[tuple[str, str]]:
    if plain.startswith("板块"):
        yield from ((f"板块{one.id}", one.title) for one in plan.sections if f"板块{one.id}".startswith(plain))
    plain = _BEFORE_ID.sub("", plain)
    for task in plan.tasks:
        if task.id.startswith(plain):
            yield task.id, task.text[:20]
        if plain.startswith(task.id):
            yield from ((step.id, step.text[:20]) for step in task.steps if step.id.startswith(plain))


@_offering
def plans(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the plans of a folder, those put away too: by the beginning of their name, else by a part of it."""
    rows = {each.name: "已归档" if each.archived else "" for each in _where(ctx).every_store() if each.name}
    return _matching(incomplete, rows)


@_offering
def units(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the names and aliases of units that begin with what was typed, else those that hold it."""
    from baigong.ledger.directory import Directory

    named: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for _, store in _readable(ctx):
        file = store.units()
        directory = Directory(file, store.plan())
        named |= {name: "单位组" if directory.is_group(name) else "" for name in directory.all_names}
        aliases |= {alias: unit.name for unit in file.units for alias in unit.aliases if alias}
    # Without a typed word aliases are left out: each unit would be listed twice.
    offered = named | aliases if incomplete else named
    return [row for row in offered.items() if row[0].startswith(incomplete)] or _holding(incomplete, named)


@_offering
def leaders(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the people who answer for tasks: by the beginning of their name, else by a part of it."""
    from baigong.calendar import LAST_DAY
    from baigong.ledger.leaders import leaders_of

    names: dict[str, str] = {}
    for ledger in _ledgers(ctx).values():
        for state in ledger.on(LAST_DAY):
            names |= dict.fromkeys(leaders_of(state, ledger.directory), "")
    return _matching(incomplete, names)


@_offering
def sections(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the sections with their titles: by number, else by words of the title."""
    rows = [(section.id, section.title) for _, store in _readable(ctx) for section in store.plan().sections]
    beginning = [row for row in rows if row[0].startswith(incomplete)]
    return dict(beginning or [row for row in rows if incomplete in row[1]]).items()


@_offering
def events(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the ids of events that can be taken back, the newest first, with what they say."""
    from baigong.reports.history import event_words

    rows = [
        (event.at, event.id, event_words(ledger, event))
        for ledger in _ledgers(ctx).values()
        for event in ledger.events
        if event.id not in ledger.retracted and event.id.startswith(incomplete)
    ]
    return [(id, about) for _, id, about in sorted(rows, key=lambda row: row[0], reverse=True)]


@_offering
def finished(ctx: typer.Context, incomplete: str) -> Rows:
    """Offer the tasks that are done and not yet closed."""
    from baigong.calendar import LAST_DAY

    ledgers = _ledgers(ctx)
    several = len(ledgers) > 1
    return [
        (id, one.task.text[:20])
        for name, ledger in ledgers.items()
        for one in ledger.on(LAST_DAY)
        if one.status == "done" and (id := cite(name if several else "", one.id)).startswith(incomplete)
    ]


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


def _matching(fragment: str, rows: Mapping[str, str]) -> Rows:
    """Give the names that begin with a fragment, else those that hold it."""
    return [row for row in rows.items() if row[0].startswith(fragment)] or _holding(fragment, rows)


def _holding(fragment: str, rows: Mapping[str, str]) -> Rows:
    """Give the names that contain a fragment: a shell inserts a single one and lists several."""
    return _listed(fragment, {name: about for name, about in rows.items() if fragment in name})


def _listed(typed: str, rows: Mapping[str, str]) -> list[tuple[str, str]]:
    """Offer words that do not begin with what was typed: a shell inserts a single one and lists several."""
    # A shell inserts the common beginning of all offers: the typed word among them keeps that empty.
    return [*rows.items(), *([(typed, rows.get(typed, ""))] if len(rows) > 1 else [])]


def _where(ctx: typer.Context) -> Where:
    from baigong.cli.session import where

    def typed(name: str) -> str | None:
        value = ctx.params.get(name)
        return value if isinstance(value, str) else None

    return where(ctx, typed("file"), plan=typed("plan"))


def _readable(ctx: typer.Context) -> Iterator[tuple[str, Store]]:
    """Give the plans that the line looks at, by their names; one that cannot be read is passed over."""
    for each in _where(ctx).stores():
        with suppress(BaigongError):
            each.store.plan()
            yield each.name, each.store


def _ledgers(ctx: typer.Context) -> dict[str, Ledger]:
    from baigong.ledger.ledger import Ledger

    return {
        name: Ledger(store.plan(), store.journal.read(wait=False).events, store.units())
        for name, store in _readable(ctx)
    }

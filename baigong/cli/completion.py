"""What the shell offers when Tab is pressed: numbers, units, statuses, formats. A fault offers nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import typer

from baigong import words
from baigong.render.output import PAGE_FORMATS, Format

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
        from baigong.store.locate import locate
        from baigong.store.plan_file import load_plan

        for _, task in load_plan(locate(_file(ctx), Path.cwd()).plan).tasks:
            if task.id.startswith(plain):
                offered.append((task.id, task.text[:20]))
            if plain.startswith(task.id):
                offered.extend((step.id, step.text[:20]) for step in task.steps if step.id.startswith(plain))
    return harmless(offered)


def units(ctx: typer.Context, incomplete: str) -> Offer:
    """Offer the names of units that hold what was typed."""
    with suppress(Exception):
        from baigong.directory import Directory
        from baigong.store.locate import locate
        from baigong.store.plan_file import load_plan
        from baigong.store.units_file import load_units

        place = locate(_file(ctx), Path.cwd())
        directory = Directory(load_units(place.units), load_plan(place.plan))
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
        from baigong.store.locate import locate
        from baigong.store.plan_file import load_plan

        plan = load_plan(locate(_file(ctx), Path.cwd()).plan)
        found = [(section.id, section.title) for section in plan.sections if section.id.startswith(incomplete)]
        return harmless(found)
    return []


def formats(incomplete: str) -> Offer:
    """Offer the formats of a listing."""
    return [(str(format), "") for format in Format if format.startswith(incomplete)]


def page_formats(incomplete: str) -> Offer:
    """Offer the formats of a page."""
    return [(str(format), "") for format in PAGE_FORMATS if format.startswith(incomplete)]


def _starting(items: Iterable[tuple[str, str]], incomplete: str) -> Offer:
    pairs = list(items)
    by_code = [(code, name) for code, name in pairs if code.startswith(incomplete)]
    return by_code or [(name, code) for code, name in pairs if name.startswith(incomplete)]


def _file(ctx: typer.Context) -> str | None:
    from baigong.cli.session import common

    given = ctx.params.get("file")
    return given if isinstance(given, str) else common(ctx).file

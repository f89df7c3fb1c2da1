"""`baigong assign`: who leads, is responsible, supports, from now on; the document's own words stay."""

from __future__ import annotations

from typing import Annotated

import typer

from baigong.changes.supervision import assign
from baigong.cli import completion, options
from baigong.cli.record import Request, decide
from baigong.cli.session import open_ledger
from baigong.errors import RequestError

Names = list[str] | None


def command(
    ctx: typer.Context,
    ids: options.Ids,
    lead: Annotated[
        Names, typer.Option("--lead", metavar="单位", help="牵头单位；可多次使用", autocompletion=completion.units)
    ] = None,
    responsible: Annotated[
        Names,
        typer.Option("--responsible", metavar="单位", help="责任单位；可多次使用", autocompletion=completion.units),
    ] = None,
    support: Annotated[
        Names, typer.Option("--support", metavar="单位", help="配合单位；可多次使用", autocompletion=completion.units)
    ] = None,
    reason: Annotated[str, typer.Option("--reason", "-r", metavar="原因", help="调整的原因", show_default=False)] = "",
    new: Annotated[bool, typer.Option("--new", help="名录里没有的单位，加进名录")] = False,
    on: options.On = None,
    evidence: options.EvidenceOption = None,
    by: options.By = None,
    yes: options.Yes = False,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """调整分工：牵头、责任、配合单位。

    没有写到的角色不变；方案原文不改，show 里两者都在。
    """
    opened = open_ledger(ctx, file, as_of)
    added: dict[str, None] = {}

    def find(name: str) -> str:
        try:
            return opened.ledger.directory.find(name)
        except RequestError as error:
            if not new or "可能的单位" in error.message:
                hint = error.hint if new else f"{error.hint}；确是新单位请加 --new"
                raise RequestError(error.message, hint) from None
            added[name.strip()] = None
            return name.strip()

    def add_new() -> None:
        # Another may have added it since the directory was read.
        known = {unit.name for unit in opened.store.units().units}
        for name in added:
            if name not in known:
                opened.store.add_unit(name)

    roles = {"lead": lead, "responsible": responsible, "support": support}
    given = {
        role: tuple(dict.fromkeys(find(name) for text in names for name in text.split("、")))
        for role, names in roles.items()
        if names
    }
    request = Request(ids, None, on, reason, evidence, by, yes, file, as_of)
    decide(
        ctx,
        request,
        lambda ledger, found, grounds, me: assign(ledger, found, given, grounds, me),
        *added,
        first=add_new,
    )

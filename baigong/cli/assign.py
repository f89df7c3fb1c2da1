"""`baigong assign`: who leads, is responsible, supports, from now on; the document's own words stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from baigong.changes.supervision import assign
from baigong.cli import completion, options
from baigong.cli.parameters import flag, option
from baigong.cli.record import Circumstances, decide
from baigong.cli.session import Session
from baigong.errors import UnknownUnitError
from baigong.words import visible

_NAMES: dict[str, Any] = {"metavar": "单位", "many": True, "offer": completion.units}

Lead = Annotated[list[str], option("--lead", help="牵头单位；可多次使用", **_NAMES)]
Responsible = Annotated[list[str], option("--responsible", help="责任单位；可多次使用", **_NAMES)]
Support = Annotated[list[str], option("--support", help="配合单位；可多次使用", **_NAMES)]
Leader = Annotated[str, option("--leader", metavar="姓名", help="分管领导", read=options.text)]
New = Annotated[bool, flag("--new", help="名录里没有的单位，加进名录")]


def command(
    session: Session,
    ids: options.Ids,
    circumstances: Circumstances,
    lead: Lead = [],  # noqa: B006  # read, never changed
    responsible: Responsible = [],  # noqa: B006
    support: Support = [],  # noqa: B006
    leader: Leader = "",
    reason: options.Reason = "",
    new: New = False,
) -> None:
    """调整分工：牵头、责任、配合单位。

    分管领导用 --leader。没有写到的角色不变；方案原文不改，show 里两者都在。
    """
    added: dict[str, None] = {}
    roles = {"lead": lead, "responsible": responsible, "support": support}
    units = {
        role: tuple(dict.fromkeys(_unit(session, name, new, added) for text in names for name in text.split("、")))
        for role, names in roles.items()
        if names
    }

    def add_new() -> None:
        # Another may have added it since the directory was read.
        directory_names = {unit.name for unit in session.store.units().units}
        for name in added:
            if name not in directory_names:
                session.store.add_unit(name)

    # The event has one place for words: the reason; a note is one too.
    circumstances = replace(circumstances, note="；".join(words for words in (reason, circumstances.note) if words))
    decide(
        session,
        ids,
        circumstances,
        lambda ledger, ids, grounds, me: assign(ledger, ids, units, grounds, me, leader.strip() or None),
        add_new,
    )


def _unit(session: Session, name: str, new: bool, added: dict[str, None]) -> str:
    """Find a unit; one that the directory does not know is put in `added` where that was asked for."""
    try:
        return session.ledger.directory.find(name)
    except UnknownUnitError as error:
        if not new:
            raise error.with_advice("确是新单位请加 --new") from None
    name = visible(options.text(name)).strip()
    added[name] = None
    return name

"""`baigong assign`: who leads, is responsible, supports, from now on; the document's own words stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from baigong.changes.supervision import assign
from baigong.cli import options, selection, unit_options
from baigong.cli.record import Circumstances, decide

Responsible = Annotated[list[str], unit_options.responsible("--responsible")]


def command(
    session: selection.OfTasks,
    ids: options.Ids,
    circumstances: Circumstances,
    lead: unit_options.Lead = [],  # noqa: B006  # read, never changed
    responsible: Responsible = [],  # noqa: B006
    support: unit_options.Support = [],  # noqa: B006
    leader: unit_options.Leader = "",
    reason: options.Reason = "",
    new: unit_options.New = False,
) -> None:
    """调整分工：牵头、责任、配合单位。

    分管领导用 --leader。没有写到的角色不变；方案原文不改，show 里两者都在。
    """
    named = unit_options.NamedUnits(session, new)
    roles = {"lead": lead, "responsible": responsible, "support": support}
    units = {role: named.find(names) for role, names in roles.items() if names}
    # The event has one text, the reason; a note counts as one.
    circumstances = replace(circumstances, note="；".join(words for words in (reason, circumstances.note) if words))
    decide(
        session,
        ids,
        circumstances,
        lambda ledger, ids, grounds, me: assign(ledger, ids, units, grounds, me, leader.strip() or None),
        named.add,
    )

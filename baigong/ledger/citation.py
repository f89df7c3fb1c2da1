"""Which plan of several is meant: by its name, or by the number of a task, 百日攻坚/3.2."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from baigong.errors import (
    BaigongError,
    IdOfNoPlanError,
    IdOfSeveralPlansError,
    IdsOfSeveralPlansError,
    NotAnIdError,
    UnknownPlanError,
)
from baigong.ledger.ids import read_ids
from baigong.model.plan import Plan
from baigong.words import unwrapped, visible


def cite(plan: str, id: str) -> str:
    """Write the number of a task with its plan, 百日攻坚/3.2; alone where there is only one plan."""
    return f"{plan}/{id}" if plan else id


def find_plan(names: Sequence[str], typed: str) -> str:
    """Find a plan by its name or a part of it.

    Raises:
        UnknownPlanError: none fits, or several do.
    """
    if typed in names:
        return typed
    wanted = _plain(typed)
    for near in (
        [name for name in names if _plain(name) == wanted],
        [name for name in names if wanted and wanted in _plain(name)],
    ):
        if len(near) == 1:
            return near[0]
        if near:
            raise UnknownPlanError(visible(typed), near, names)
    raise UnknownPlanError(visible(typed), (), names)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", unwrapped(name)).casefold().split()).strip("/")


def plan_of_ids(plans: Mapping[str, Plan], typed: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Give the one plan that numbers belong to, and the numbers without its name.

    A number without a plan belongs to the only plan that has it.

    Raises:
        RequestError: they belong to several plans, or one of them does, or none has them.
    """
    pieces = [piece for argument in typed for piece in _pieces(argument)]
    if len(plans) == 1:
        name = next(iter(plans))
        for plan, _ in pieces:
            if plan:
                find_plan([name], plan)
        return name, tuple(id for _, id in pieces)
    owners = {_owner(plans, plan, id): None for plan, id in pieces}
    if len(owners) > 1:
        raise IdsOfSeveralPlansError(tuple(owners))
    return next(iter(owners)), tuple(id for _, id in pieces)


def _pieces(argument: str) -> list[tuple[str, str]]:
    """Split 百日攻坚/3.2、领导交办/1.1 into numbers, each with its plan; words without / stay whole, with none."""
    plain = argument.replace("／", "/")
    if "/" not in plain:
        return [("", argument)]
    pieces = []
    plan = ""
    for piece in re.split(r"[,，、;；\s]+", plain):
        before, slash, id = piece.rpartition("/")
        # What follows without a plan belongs to the one before it: 百日攻坚/3.2、3.3.
        plan = before if slash else plan
        if piece:
            pieces.append((plan, id))
    return pieces


def _owner(plans: Mapping[str, Plan], plan: str, id: str) -> str:
    if plan:
        return find_plan(tuple(plans), plan)
    owners = []
    first: BaigongError | None = None
    for name, each in plans.items():
        try:
            read_ids(each, [id])
        except BaigongError as error:
            first = first or error
        else:
            owners.append(name)
    if len(owners) > 1:
        raise IdOfSeveralPlansError(visible(id), [cite(name, visible(id)) for name in owners])
    if not owners:
        if first is None or not isinstance(first, NotAnIdError):
            raise IdOfNoPlanError(visible(id), tuple(plans))
        raise first
    return owners[0]

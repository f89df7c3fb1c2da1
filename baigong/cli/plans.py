"""`baigong plans`: the plans of a folder; one is put away, taken back, or its open tasks carried to another."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated, Any

from baigong.changes.carryover import carried_events, carried_source, carry_task
from baigong.cli import completion, options, streams
from baigong.cli.output import show
from baigong.cli.parameters import option
from baigong.cli.record import append
from baigong.cli.session import Session, Where, open_session
from baigong.cli.user import author, confirm
from baigong.errors import (
    BaigongError,
    ConflictingOptionsError,
    NoPlansFolderError,
    NoSectionError,
    OptionMissingError,
    SamePlanError,
)
from baigong.ledger.citation import find_plan
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.plan import Plan
from baigong.pages.plans import plans_listing
from baigong.render.interface import Result
from baigong.reports.plans import PlanRow, broken_row, plan_row
from baigong.store.file_store import FileStore
from baigong.store.interface import Addition, JournalContents, PlanStore
from baigong.words import as_typed

_PLAN: dict[str, Any] = {"metavar": "方案", "offer": completion.plans}

Archive = Annotated[str, option("--archive", help="归档：保留，只能查看，不再计入", **_PLAN)]
Restore = Annotated[str, option("--restore", help="取回已归档的方案", **_PLAN)]
Carry = Annotated[str, option("--carry", help="把这个方案没有办结的任务转到 --to 的方案", **_PLAN)]
To = Annotated[str, option("--to", help="转到哪个方案", **_PLAN)]


def command(
    where: Where,
    archive: Archive = "",
    restore: Restore = "",
    carry: Carry = "",
    to: To = "",
    yes: options.Yes = False,
    format: options.FormatOption = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """几个方案放在一起：列出、归档、结转。

    列出文件夹里的各个方案：时段、任务、办结、红灯、最近记录。

    归档一个方案，或把没有办结的任务转到另一个方案，写明从哪里来。
    """
    if sum(map(bool, (archive, restore, carry))) > 1:
        raise ConflictingOptionsError(("--archive", "--restore", "--carry"))
    if bool(carry) != bool(to):
        raise OptionMissingError(*(("--carry", "--to") if carry else ("--to", "--carry")))
    stores = where.every_store()
    if archive or restore:
        _archive(_named(stores, archive or restore), put_away=bool(archive), where=where)
    elif carry:
        _carry(_opened(stores, carry, where), _opened(stores, to, where), yes)
    else:
        rows = [_row(each, where) for each in stores]
        show(Result(rows, plans_listing(rows), title="方案一览"), format, output, force)


def _row(each: PlanStore, where: Where) -> PlanRow:
    try:
        session = open_session(each.store, where.today(), each.name)
    except BaigongError as error:
        if not each.name:
            raise
        return broken_row(each.name, error.message, each.archived)
    return plan_row(each.name or session.plan.head.title, session.ledger, session.today, each.archived)


def _named(stores: tuple[PlanStore, ...], typed: str) -> PlanStore:
    if not stores[0].name:
        raise NoPlansFolderError
    name = find_plan([one.name for one in stores], typed)
    return next(one for one in stores if one.name == name)


def _opened(stores: tuple[PlanStore, ...], typed: str, where: Where) -> Session:
    each = _named(stores, typed)
    return open_session(each.store, where.today(), each.name)


def _archive(each: PlanStore, put_away: bool, where: Where) -> None:
    store = each.store
    if not isinstance(store, FileStore):
        raise NoPlansFolderError
    if each.archived == put_away:
        streams.say(f"{each.name} {'已经归档' if put_away else '没有归档'}，没有改动")
    elif put_away:
        store.archive(f"{where.today()} {author()} 归档\n")
        back = as_typed(f"plans --restore {each.name}")
        streams.say(f"已归档 {each.name}：文件都在，只能查看（--plan {each.name}），不再计入；取回用 {back}")
    else:
        store.restore()
        streams.say(f"已取回 {each.name}")


def _carry(old: Session, new: Session, yes: bool) -> None:
    """Add the open tasks of one plan to another, each saying where it came from; those carried before stay as they are.

    Raises:
        RequestError: it is the same plan, or the user does not agree.
    """
    if old.name == new.name:
        raise SamePlanError(old.name)
    open_states = [state for state in old.ledger.on(old.today) if state.open]
    there = {task.source for task in new.plan.tasks}
    states = [state for state in open_states if carried_source(state, old.plan) not in there]
    if states:
        confirm(f"将把 {old.name} 没有办结的 {len(states)} 项任务转到 {new.name}，", yes)
    for state in states:
        new.store.amend(partial(_carried, state, carried_source(state, old.plan), new.today))
    ids = {task.source: task.id for task in new.store.plan().tasks}
    # Those of a run that was cut short before their records, too.
    carried = [(state, ids[carried_source(state, old.plan)]) for state in open_states]
    if carried:
        append(new, author(), new.today, lambda session, by: carried_events(session.ledger, carried, old.plan, by))
    if not states:
        before = f"：{len(open_states)} 项以前已转到 {new.name}" if open_states else ""
        streams.say(f"{old.name} 没有要转的任务{before}")
        return
    lines = [
        f"  {old.name}/{state.id} → {new.name}/{id}　{state.task.text[:24]}" for state, id in carried if state in states
    ]
    archive = as_typed(f"plans --archive {old.name}")
    streams.say(
        f"已转 {len(states)} 项，进度照原样记入：",
        *lines,
        f"两边都会计入，{old.name} 不再办理时用 {archive} 归档",
    )


def _carried(state: TaskState, source: str, today: date, plan: Plan, contents: JournalContents) -> Addition:
    if not plan.sections:
        raise NoSectionError(plan.head.title)
    return carry_task(Ledger(plan, contents.events), plan.sections[-1], state, source, today)

"""`baigong sync`: the union of two copies of a journal, in files or in PostgreSQL, either way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from baigong.changes.revision import field_changes, same_document
from baigong.cli import options, streams
from baigong.cli.parameters import argument
from baigong.cli.session import Where
from baigong.cli.user import warn
from baigong.errors import BaigongError, DifferentLedgersError
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.reports.history import event_words
from baigong.store.interface import Store
from baigong.store.stores import open_store
from baigong.words import as_typed, first_names

SHOWN = 12
"""How many tasks a notice names."""

Other = Annotated[
    str, argument(metavar="另一本", help="同一方案的另一本台账：postgresql:// 地址，或文件", read=options.text)
]


def command(where: Where, other: Other) -> None:
    """与另一本台账互相补齐记录：离线记的送上去，别人记的取回来。

    记录只增不改，补齐就是取并集：中断了再运行一次，接着补；没有新记录时什么也不做。本单位无权写的，列出来，仍留在本机。
    """
    here, there = where.store(), open_store(other, Path.cwd(), warn)
    ours, theirs = here.whole_plan(), there.whole_plan()
    if not same_document(ours, theirs):
        raise DifferentLedgersError(ours.head.title, theirs.head.title)
    mine, yours = here.journal.read().events, there.journal.read().events
    pulled = here.journal.adopt(_missing(yours, mine))
    pushed = there.journal.adopt(_missing(mine, yours))
    refused = (*pulled.refused, *pushed.refused)
    if pulled.taken or pushed.taken:
        streams.say(f"已同步 {there.name}：送出 {len(pushed.taken)} 条，取回 {len(pulled.taken)} 条")
    else:
        streams.say(f"与 {there.name} 一致，没有要送出和取回的")
    _say_refused(refused, Ledger(ours, mine, here.units()))
    _warn_of_another_plan(ours, theirs)
    _warn_of_differences(here, there, where.today())


def _missing(events: Sequence[Event], there: Sequence[Event]) -> list[Event]:
    """Give the events that the other copy has not, in the order of their recording."""
    known = {event.id for event in there}
    return sorted((event for event in events if event.id not in known), key=lambda event: (event.at, event.id))


def _say_refused(refused: Sequence[tuple[Event, BaigongError]], ledger: Ledger) -> None:
    if not refused:
        return
    streams.say(f"以下 {len(refused)} 条没有送出，仍留在本机：")
    for event, error in refused:
        streams.say(f"  {event.id}　{event.on}　{event_words(ledger, event)}：{error.message}")


def _warn_of_another_plan(ours: Plan, theirs: Plan) -> None:
    """Name the tasks that are not the same in both plans: records travel, plans do not."""
    mine, yours = ({task.id for task in plan.tasks} for plan in (ours, theirs))
    changed = (change.id for change in field_changes(ours, theirs))
    differing = list(dict.fromkeys((*changed, *(task.id for task in theirs.tasks if task.id not in mine),
                                    *(task.id for task in ours.tasks if task.id not in yours))))  # fmt: skip
    if differing:
        again = as_typed("init 新文件夹 --from 地址")
        named = first_names(differing, SHOWN, counter="")
        warn(f"两边的方案有 {len(differing)} 项任务不同（{named}），没有同步；要取库里的方案，请用 {again}")


def _warn_of_differences(here: Store, there: Store, day: date) -> None:
    """Name the tasks that stand otherwise in the other copy, by other moments or another plan."""
    one, other = (Ledger(store.plan(), store.journal.read().events, store.units()) for store in (here, there))
    both = [task.id for task in one.plan.tasks if task.id in other.nodes]
    states = [(id, one.task(id, day), other.task(id, day)) for id in both if other.nodes[id] == id]
    differing = [id for id, mine, theirs in states if (mine.status, mine.percent) != (theirs.status, theirs.percent)]
    if differing:
        why = "有没送出的记录，或同一天两边都有记录而先后不同"
        named = first_names(differing, SHOWN, counter="")
        warn(f"{named} 共 {len(differing)} 项两边的状态不同（{why}），以共用的为准")

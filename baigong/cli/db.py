"""`baigong db`: the ledger of many offices in PostgreSQL: its tables, its plans, and who may do what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from baigong.cli import options, streams
from baigong.cli.output import show
from baigong.cli.parameters import argument, flag, option
from baigong.cli.session import Where, clock
from baigong.cli.user import warn
from baigong.errors import (
    BadRelinkError,
    GroupAsMemberError,
    KeyTakenError,
    MissingSubjectError,
    NoKindOfGrantError,
    NotADatabaseError,
    OrphansByPublishingError,
    UnknownUnitError,
)
from baigong.model.events import Event, Relink
from baigong.model.plan import Plan
from baigong.render.interface import Result
from baigong.store.stores import address_of
from baigong.words import as_typed

if TYPE_CHECKING:
    from baigong.store.postgres.store import DatabaseStore
    from baigong.words import GrantKind

Action = Literal["init", "publish", "grant", "revoke", "grants"]
ACTIONS: dict[Action, str] = {
    "init": "建表",
    "publish": "发布",
    "grant": "授权",
    "revoke": "收回",
    "grants": "角色",
}

Act = Annotated[
    Action,
    argument(
        metavar="做什么",
        help="init 建表或升级、publish 发布方案、grant 授权、revoke 收回、grants 列出角色",
        read=lambda raw: options.choice(raw, ACTIONS, "动作"),
    ),
]
Subject = Annotated[
    str,
    argument(metavar="对象", help="publish 的 tasks.yaml；grant、revoke 的角色（服务器上的用户名）", read=options.text),
]
OfUnit = Annotated[
    str, option("--unit", "-u", metavar="单位", help="这个角色代表的单位，只填报它的份额", read=options.text)
]
Coordinator = Annotated[bool, flag("--coordinator", help="统筹：除改写历史外什么都可以做")]
Reader = Annotated[bool, flag("--reader", help="只看")]
Title = Annotated[
    str, option("--title", metavar="名称", help="它的记录里“记录人”写什么（默认单位名或角色名）", read=options.text)
]
Relinks = Annotated[
    tuple[str, ...],
    option(
        "--relink",
        metavar="原=新",
        help="修订后换了编号的任务：它的记录改列到新编号；可多次使用",
        many=True,
        read=tuple,
    ),
]


def command(
    where: Where,
    action: Act,
    subject: Subject = "",
    unit: OfUnit = "",
    coordinator: Coordinator = False,
    reader: Reader = False,
    title: Title = "",
    relink: Relinks = (),
    format: options.FormatOption = None,
) -> None:
    """多个单位共用的台账（PostgreSQL）：建表、发布方案、授权。

    地址写在 -f 或 BAIGONG_FILE 里：postgresql://用户名@服务器/库名。口令放在 ~/.pgpass 或 PGPASSWORD 里。
    """
    database = _database(where)
    if action == "init":
        _init(database)
    elif action == "publish":
        _publish(database, Path(_required(subject, "要发布的 tasks.yaml")), relink, where)
    elif action == "grant":
        role = _required(subject, "角色")
        _grant(database, role, unit, _kind(unit, coordinator, reader), title)
    elif action == "revoke":
        _revoke(database, _required(subject, "角色"))
    else:
        _list(database, format)


def _database(where: Where) -> DatabaseStore:
    """Open the database that the address names.

    Raises:
        NotADatabaseError: it names a file, or nothing.
    """
    address, scheme = address_of(where.file)
    if scheme == "file" or not address:
        raise NotADatabaseError(address or "当前文件夹")
    from baigong.store.postgres.store import open_store

    return open_store(address, Path.cwd(), warn)


def _required(subject: str, what: str) -> str:
    if not subject.strip():
        raise MissingSubjectError(what)
    return subject.strip()


def _init(database: DatabaseStore) -> None:
    from baigong.store.postgres.schema import migrate

    applied = migrate(database.server)
    if applied:
        streams.say(
            f"已在 {database.name} 建好台账的表（第 {applied[-1]} 版）",
            f"接着可用 {as_typed('db publish')} data/tasks.yaml",
        )
    else:
        streams.say(f"{database.name} 的表已是最新，没有要做的")


def _publish(database: DatabaseStore, path: Path, relinks: Sequence[str], where: Where) -> None:
    from baigong.ledger.directory import Directory
    from baigong.store.plan_file import load_plan
    from baigong.store.postgres.publication import publish_first
    from baigong.store.units_file import load_units

    new = load_plan(path)
    units = load_units(path.with_name("units.yaml"))
    names = Directory(units, new).meanings
    key = (where.plan or "").strip() or database.address.plan or _key_of(new)
    if key in database.plan_keys():
        _revise(database.of_plan(key), new, path, relinks, where)
        return
    publish_first(database, key, new, units, names)
    tasks = sum(1 for _ in new.tasks)
    streams.say(
        f"已发布“{key}”：{len(new.sections)} 个板块、{tasks} 项任务；接着可用 {as_typed('db grant')} 角色 --unit 单位"
    )


def _key_of(plan: Plan) -> str:
    """Take the campaign's name between quotation marks, else the title."""
    quoted = re.search("“([^”]+)”", plan.head.title)
    return quoted[1] if quoted else plan.head.title


def _revise(store: DatabaseStore, new: Plan, path: Path, relinks: Sequence[str], where: Where) -> None:
    from baigong.changes.revision import revise_plan, same_document
    from baigong.ledger.directory import Directory
    from baigong.pages.revision import replacing_page
    from baigong.render.console import make_console, print_page
    from baigong.store.postgres.publication import publish_revision
    from baigong.store.units_file import load_units

    old, known, units = store.whole_plan(), store.units(), load_units(path.with_name("units.yaml"))
    if not same_document(old, new):
        raise KeyTakenError(store.place_key, old.head.title)
    seen = store.journal.read().events
    pairs = _pairs(relinks, new)
    moved = {event.id for event in seen if any(_stands_under(event, before) for before, _ in pairs)}
    replacement = revise_plan(old, new, seen)
    left = tuple(event for event in replacement.orphans if event.id not in moved)
    if replacement.plan == old and known == units:
        streams.say(f"库里的“{store.place_key}”与 {path} 相同，没有要发布的")
        return
    print_page(replacing_page(replacement), make_console())
    if left:
        raise OrphansByPublishingError(len(left))
    events = [_relink(before, after, where) for before, after in pairs]
    names = Directory(units, replacement.plan).meanings
    publish_revision(store, replacement.plan, units, names, seen, events)
    streams.say(f"已发布“{store.place_key}”的修订" + (f"，{len(moved)} 条记录随编号改列" if moved else ""))


def _pairs(relinks: Sequence[str], plan: Plan) -> list[tuple[str, str]]:
    ids = {node.id for task in plan.tasks for node in task.nodes}
    pairs = []
    for typed in relinks:
        before, _, after = (part.strip() for part in typed.replace("＝", "=").partition("="))
        if not before or after not in ids:
            raise BadRelinkError(typed)
        pairs.append((before, after))
    return pairs


def _stands_under(event: Event, id: str) -> bool:
    task = getattr(event, "task", "")
    return task == id or task.startswith(f"{id}.")


def _relink(before: str, after: str, where: Where) -> Event:
    from baigong.changes.common import new_id

    return Relink(id=new_id(), at=clock(), on=where.today(), task=after, old=before, reason="方案修订")


def _kind(unit: str, coordinator: bool, reader: bool) -> GrantKind:
    kinds: list[GrantKind] = []
    kinds += ["unit"] if unit.strip() else []
    kinds += ["coordinator"] if coordinator else []
    kinds += ["reader"] if reader else []
    if len(kinds) != 1:
        raise NoKindOfGrantError
    return kinds[0]


def _grant(database: DatabaseStore, role: str, unit: str, kind: GrantKind, title: str) -> None:
    from baigong.pages.grants import KINDS
    from baigong.store.postgres.publication import enrol

    name = _find_unit(database, unit) if kind == "unit" else ""
    enrol(database, role, kind, name, title.strip() or name or role)
    what = f"代表 {name} {KINDS[kind]}" if name else KINDS[kind]
    streams.say(f"角色 {role} 已得到授权：{what}")


def _find_unit(database: DatabaseStore, typed: str) -> str:
    """Find the unit that was meant, in the plans of the database; a group of several is none.

    Raises:
        RequestError: no plan knows it, it is ambiguous, or a group.
    """
    from baigong.ledger.directory import Directory

    unknown: UnknownUnitError | None = None
    for key in database.plan_keys():
        store = database.of_plan(key)
        directory = Directory(store.units(), store.whole_plan())
        try:
            name = directory.find(typed)
        except UnknownUnitError as error:
            unknown = error
            continue
        members = directory.members(name)
        if members != (name,):
            raise GroupAsMemberError(name, members)
        return name
    raise unknown or UnknownUnitError(typed, [])


def _revoke(database: DatabaseStore, role: str) -> None:
    from baigong.store.postgres.publication import dismiss

    gone = dismiss(database, role)
    streams.say(f"角色 {role} 的授权已收回；它的记录都在" if gone else f"角色 {role} 没有授权，没有要收回的")


def _list(database: DatabaseStore, format: str | None) -> None:
    from baigong.pages.grants import grant_listing
    from baigong.reports.grants import GrantRow
    from baigong.store.postgres.publication import members

    rows = [GrantRow(one.role, one.kind, one.unit, one.title) for one in members(database)]
    show(Result(rows, grant_listing(rows), title="台账的角色"), format)

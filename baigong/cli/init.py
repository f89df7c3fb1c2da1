"""`baigong init`: a new ledger, from the shipped plan, from a document, or from a ledger that offices share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from baigong.cli import streams
from baigong.cli.options import text
from baigong.cli.parameters import argument, flag, option
from baigong.cli.parse import Due, Granularity, Start, read_document, say_parsed
from baigong.cli.session import Where
from baigong.cli.user import warn
from baigong.errors import ConflictingOptionsError, LedgerPresentError
from baigong.ledger.levels import same_units
from baigong.model.plan import Plan, PlanHead, Section
from baigong.model.units import UnitsFile
from baigong.store.files import present, read_bytes
from baigong.store.locate import LedgerPaths
from baigong.store.plan_file import dump_plan, load_plan
from baigong.store.replacement import write_whole
from baigong.store.shipped import NAMES, shipped
from baigong.store.stores import address_of, open_store
from baigong.store.units_file import dump_units, new_directory
from baigong.words import as_typed, shell_word

Folder = Annotated[Path, argument(metavar="文件夹", help="台账建在它的 data 文件夹里", read=Path)]
Source = Annotated[
    str,
    option(
        "--from", metavar="文件",
        help="从这份方案建立，或从共用台账的 postgresql:// 地址取来；不写则用随附的首份方案", read=str,
    ),
]  # fmt: skip
Empty = Annotated[
    str,
    option("--empty", metavar="名称", help="不从文件建立，任务用 add 一项项加，例如 领导交办事项", read=text),
]

Demo = Annotated[bool, flag("--demo", help="演示：首份方案，附一个季度的模拟记录，标题注明【演示】")]
_DEMO_WEEK = 5
"""The week whose report is shown first: the first one in which most units reported."""


def command(
    folder: Folder = Path(),
    source: Source = "",
    empty: Empty = "",
    demo: Demo = False,
    start: Start = None,
    due: Due = None,
    split: Granularity = "auto",
) -> None:
    """新建台账，用随附的首份方案或自己的方案。

    在 data/ 里放好 tasks.yaml（任务）、units.yaml（单位名录）和方案原文；已有台账时不覆盖。
    """
    data = folder / "data"
    place = LedgerPaths(data / "tasks.yaml")
    # Before a long parse; again below, with what is to be written in hand.
    if sum((bool(empty), bool(source), demo)) > 1:
        raise ConflictingOptionsError(("--empty", "--from", "--demo"))
    shared = bool(source) and address_of(source)[1] != "file"
    if shared and (start or due or split != "auto"):
        # The plan is the one that was published, with its own period.
        raise ConflictingOptionsError(("--from 地址", "--start、--due、--split"))
    taken = (place.plan,) if demo else (place.plan, place.journal)
    _refuse([path for path in taken if present(path)], data)
    contents = _empty(empty.strip(), start, due) if empty else {name: read_bytes(shipped(name)) for name in NAMES}
    if demo:
        contents |= _demonstration(place)
    if shared:
        contents = _copy(source, place)
    elif source:
        document = Path(source)
        parsed = read_document(document, start, due, split)
        contents = {
            "tasks.yaml": dump_plan(parsed.plan).encode(),
            "units.yaml": _directory(parsed.plan, contents["units.yaml"]),
            f"plan{document.suffix.lower()}": read_bytes(document, 256 * 1024 * 1024),
        }
        say_parsed(parsed)
    if place.units != data / place.units.name:
        # The directory of the folder of plans serves this one too.
        del contents[place.units.name]
    # The remains of an interrupted init are no obstacle: they are what would be written.
    there = [data / name for name in contents if present(data / name)]
    _refuse([path for path in there if read_bytes(path) != contents[path.name]], data)
    # Write the plan last: with it the ledger exists, so it must be complete.
    for name in sorted(contents, key=lambda name: name == "tasks.yaml"):
        if data / name not in there:
            write_whole(data / name, contents[name], "journal" if name == place.journal.name else "result")
    then = f"report --week {_DEMO_WEEK}" if demo else "add --help" if empty else "list"
    go = _next_command(then, folder)
    kind = "演示台账（记录、姓名、电话都是模拟的）" if demo else "台账"
    with streams.recorded("台账已建立", "list"):
        streams.say(f"已建立{kind} {data}：{'、'.join(contents)}；接着可用 {go}")
        if shared:
            streams.say(f"离线时照常记录，连上后用 {as_typed('sync')} 加同一地址补齐")


def _copy(address: str, place: LedgerPaths) -> dict[str, bytes]:
    """Give the files of a shared ledger, with the records that the one who asks may see."""
    from baigong.store.new_lines import new_journal

    store = open_store(address, Path.cwd(), warn)
    plan, events = store.whole_plan(), store.journal.read().events
    streams.say(f"从 {store.name} 取来《{plan.head.title}》，{len(events)} 条记录")
    contents = {place.plan.name: dump_plan(plan).encode(), place.units.name: dump_units(store.units()).encode()}
    return contents | ({place.journal.name: new_journal(events, place.plan.name)} if events else {})


def _demonstration(place: LedgerPaths) -> dict[str, bytes]:
    """Give the files of the shipped plan after a simulated quarter."""
    from baigong.changes.demonstration import demonstration_plan, demonstration_units
    from baigong.changes.simulation import simulate
    from baigong.ledger.ledger import Ledger
    from baigong.reports.division import division
    from baigong.store.new_lines import new_journal
    from baigong.store.units_file import load_units

    plan = demonstration_plan(load_plan(shipped("tasks.yaml")))
    units = load_units(shipped("units.yaml"))
    rows = division(Ledger(plan, (), units), units, plan.head.issued or plan.head.start)
    leads = {row.id: row.proposed[:1] for row in rows}
    return {
        place.plan.name: dump_plan(plan).encode(),
        place.units.name: dump_units(demonstration_units(units)).encode(),
        place.journal.name: new_journal(simulate(plan, units, leads), place.plan.name),
    }


def _next_command(words: str, folder: Path) -> str:
    return as_typed(words) if folder == Path() else f"cd {shell_word(str(folder))} && {as_typed(words, elsewhere=True)}"


def _empty(title: str, start: date | None, due: date | None) -> dict[str, bytes]:
    """Make a ledger without tasks, of one section; its period is this year unless it is given."""
    year = (start or due or Where().today()).year
    head = PlanHead(title=title, start=start or date(year, 1, 1), due=due or date(year, 12, 31))
    plan = Plan(head=head, sections=(Section(id="1", title=title),))
    return {"tasks.yaml": dump_plan(plan).encode(), "units.yaml": dump_units(UnitsFile()).encode()}


def _directory(plan: Plan, ours: bytes) -> bytes:
    """Give the shipped directory to the shipped plan; to another, one of its own names, for its office to fill in."""
    if plan == load_plan(shipped("tasks.yaml")):
        return ours
    return dump_units(new_directory(plan, same_units(plan.clauses))).encode()


def _refuse(taken: list[Path], data: Path) -> None:
    if taken:
        names = "、".join(path.name for path in taken)
        raise LedgerPresentError(data, names)

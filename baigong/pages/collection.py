"""The page of `baigong collect`: new records, conflicts, faults, and units that have not answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from baigong.changes.answers import Collection, Outcome
from baigong.pages.blocks import Block, Column, Heading, Listing, Page, Paragraph, Tone
from baigong.reports.collection import ATTENDANCE, UnitAnswer
from baigong.words import first_names
from baigong.workbook.answer import Fault

_FEW = 8
"""Files that a line names."""
SHOWN = 20
"""How many changes are listed before the rest is only counted."""

_FAULTS: tuple[Column[Fault], ...] = (
    Column("where", "位置", wide=True),
    Column("message", "问题", wide=True),
    Column("accepted", "怎么改", wide=True),
)
_CONFLICTS: tuple[Column[Outcome], ...] = (
    Column("unit", "单位"),
    Column("id", "编号"),
    Column("words", "冲突", wide=True),
    Column("where", "位置", wide=True, least=100),
)
_NEW: tuple[Column[Outcome], ...] = (
    Column("unit", "单位"),
    Column("id", "编号"),
    Column("words", "变化", wide=True),
    Column("filler", "填报人", least=100),
)


def _attendance_tone(row: UnitAnswer) -> Tone:
    return {"answered": "", "blank": "yellow", "faulty": "red", "missing": "red"}[row.attendance]  # type: ignore[return-value]  # tones


_UNITS: tuple[Column[UnitAnswer], ...] = (
    Column("unit", "单位"),
    Column("attendance", "填报", lambda row: ATTENDANCE[row.attendance], _attendance_tone),
    Column("rows", "应报", right=True),
    Column("new", "新记", right=True),
    Column("same", "没有变化", right=True, least=100),
    Column("conflicts", "冲突", right=True),
    Column("faults", "问题", right=True),
    Column("filler", "填报人"),
    Column("phone", "联系电话", least=100),
    Column("files", "文件", wide=True, least=110),
)


def units_listing(rows: Sequence[UnitAnswer]) -> Listing[UnitAnswer]:
    """List the units, those that did not answer first."""
    ordered = sorted(rows, key=lambda row: not row.owes)
    owing = [row.unit for row in ordered if row.owes]
    footer = f"共 {len(rows)} 个单位，已报 {len(rows) - len(owing)} 个，还没有报的 {len(owing)} 个"
    return Listing(_UNITS, ordered, footer, empty="没有报送表")


def collection_page(
    collection: Collection, units: Sequence[UnitAnswer], unread: Sequence[str], everything: bool
) -> Page:
    """Lay out the result of a collection; `everything` lists every change instead of only the first."""
    return Page(tuple(_blocks(collection, units, unread, everything)))


def _blocks(
    collection: Collection, units: Sequence[UnitAnswer], unread: Sequence[str], everything: bool
) -> Iterator[Block]:
    new, same, conflicts = (collection.of(kind) for kind in ("new", "same", "conflict"))
    yield Paragraph(
        f"读了 {len(collection.answers)} 份：新记录 {len(new)} 项，没有变化 {len(same)} 项，"
        f"冲突 {len(conflicts)} 处，问题 {len(collection.faults)} 处",
        "strong",
    )
    if collection.faults:
        yield Heading("问题")
        yield Listing(_FAULTS, collection.faults, whole=True)
    if conflicts:
        yield Heading("冲突")
        footer = "台账在发出以后另有记录：--ours 以台账为准，--theirs 以报送表为准；进展等文字都照记"
        yield Listing(_CONFLICTS, conflicts, footer, whole=True)
    if new:
        listed_changes = new if everything else new[:SHOWN]
        rest = len(new) - len(listed_changes)
        yield Heading("新记录")
        yield Listing(_NEW, listed_changes, f"另有 {rest} 项没有列出，全部见 --dry-run" if rest else "")
    nameless = [answer.file for answer in collection.answers if answer.rows and not answer.filler]
    if nameless:
        yield Paragraph(f"没有写填报人的 {len(nameless)} 份，记录人记为单位：{first_names(nameless, _FEW)}", "yellow")
    if unread:
        yield Paragraph(f"不是 .xlsx、没有读的 {len(unread)} 个文件：{first_names(unread, _FEW)}", "dim")
    owing = [row.unit for row in units if row.owes]
    if owing:
        where = "（名单可用 --report 写成表）" if len(owing) > SHOWN else ""
        yield Paragraph(f"还没有报的 {len(owing)} 个单位：{first_names(owing, SHOWN)}{where}", "yellow")
    elif units:
        yield Paragraph("各单位都报了")

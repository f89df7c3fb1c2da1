"""The changes that a revised plan makes to a ledger, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from baigong.changes.revision import ChangedField, Replacement
from baigong.pages.blocks import Block, Column, Heading, Listing, Page, Tone
from baigong.reports.revision import OrphanRow, RevisionRow, orphan_rows, revision_rows

_KINDS = {"added": "新增", "removed": "删去", "renumbered": "编号"}
_FIELDS: dict[ChangedField, str] = {"text": "文字", "units": "单位", "due": "时限", "steps": "举措"}


def replacing_page(replacement: Replacement) -> Page:
    """Lay out the difference between the plan in force and the one parsed, and the records left behind."""
    return Page(tuple(_blocks(replacement)))


def _blocks(replacement: Replacement) -> Iterator[Block]:
    rows = revision_rows(replacement)
    yield Heading(f"与现有台账的差别（{len(rows)} 处）")
    yield Listing(_COLUMNS, rows, empty="任务没有变化")
    orphans = orphan_rows(replacement)
    if orphans:
        yield Heading(f"将失去任务的记录（{len(orphans)} 条）")
        yield Listing(_ORPHANS, orphans)


def _kind(row: RevisionRow) -> str:
    return f"改{_FIELDS[row.field]}" if row.field else _KINDS[row.kind]


def _text(row: RevisionRow) -> str:
    if row.field:
        return f"{row.before} → {row.after}"
    return f"新文件中为 {row.renumbered}，沿用原编号 {row.id}：{row.text}" if row.renumbered else row.text


def _tone(row: RevisionRow) -> Tone:
    return "red" if row.kind == "removed" else ""


_COLUMNS: tuple[Column[RevisionRow], ...] = (
    Column("kind", "差别", _kind, _tone),
    Column("id", "编号"),
    Column("text", "任务", _text, wide=True),
)
_ORPHANS: tuple[Column[OrphanRow], ...] = (
    Column("id", "记录号"),
    Column("on", "日期"),
    Column("words", "内容", wide=True),
)

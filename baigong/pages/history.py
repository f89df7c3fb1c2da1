"""The listing of a history; retracted events are struck out."""

from __future__ import annotations

from collections.abc import Sequence

from baigong import words
from baigong.pages.blocks import Column, Listing, Tone
from baigong.pages.columns import of_plans
from baigong.reports.history import HistoryRow


def history_listing(
    rows: Sequence[HistoryRow], whole: bool = False, whose: bool = False, later: int = 0
) -> Listing[HistoryRow]:
    """Make the listing of a history; `whose` adds a column with the reporting unit, or the whole task.

    `later` counts the records of days to come, which are not listed.
    """
    gone = sum(row.retracted for row in rows)
    rest = f"；以后的 {later} 条没有列出" if later else ""
    footer = f"共 {len(rows)} 条记录" + (f"，其中 {gone} 条已撤回" if gone else "") + rest
    columns = (*_COLUMNS[:3], _WHOSE, *_COLUMNS[3:]) if whose else _COLUMNS
    return Listing(of_plans(columns, rows), rows, footer if rows else "", empty=f"没有记录{rest}", whole=whole)


def _tone(row: HistoryRow) -> Tone:
    return "struck" if row.retracted else ""


def _kind(row: HistoryRow) -> str:
    return words.KIND[row.kind]


def _words(row: HistoryRow) -> str:
    evidence = f"　佐证：{'、'.join(row.evidence)}" if row.evidence else ""
    return f"{'（已撤回）' if row.retracted else ''}{row.words}{evidence}"


def _at(row: HistoryRow) -> str:
    return f"{row.at:%Y-%m-%d %H:%M}"


_COLUMNS: tuple[Column[HistoryRow], ...] = (
    Column("id", "记录号", tone=_tone),
    Column("on", "日期", tone=_tone),
    Column("kind", "种类", _kind, _tone),
    Column("words", "内容", _words, _tone, wide=True),
    Column("by", "记录人", tone=_tone),
    Column("at", "记录时间", _at, _tone, least=100),
)
_WHOSE: Column[HistoryRow] = Column("unit", "单位", lambda row: row.unit or "整项", _tone)

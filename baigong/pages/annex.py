"""The list of an annex of evidence."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.pages.blocks import Column, Listing
from baigong.pages.columns import ID, of_plans
from baigong.reports.annex import AnnexRow


def annex_listing(rows: Sequence[AnnexRow]) -> Listing[AnnexRow]:
    """List the evidence with the records that name it."""
    files = sum(bool(row.copy) for row in rows)
    missing = sum(bool(row.fault) for row in rows)
    footer = f"共 {len(rows)} 件，附文件 {files} 个" + (f"；{missing} 个文件没有附上" if missing else "")
    return Listing(of_plans(_COLUMNS, rows), rows, footer, empty="没有佐证", counter="件")


_COLUMNS: tuple[Column[AnnexRow], ...] = (
    Column("number", "附件", right=True),
    ID,
    Column("text", "事项", wide=True),
    Column("on", "日期"),
    Column("unit", "单位"),
    Column("by", "记录人"),
    Column("evidence", "佐证", wide=True),
    Column("copy", "文件", wide=True, spare=True),
    Column("fault", "说明", wide=True, spare=True),
)

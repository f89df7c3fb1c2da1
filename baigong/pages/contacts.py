"""The list of contacts."""

from __future__ import annotations

from collections.abc import Sequence

from baigong import words
from baigong.pages.blocks import Column, Listing
from baigong.pages.columns import count
from baigong.reports.contacts import ContactRow


def contacts_listing(rows: Sequence[ContactRow]) -> Listing[ContactRow]:
    """List the units with whom to call."""
    missing = sum(not (row.contact or row.phone) for row in rows)
    footer = f"共 {len(rows)} 家" + (f"，{missing} 家没有联系人，请补在 units.yaml 里" if missing else "")
    return Listing(_COLUMNS, rows, footer, empty="方案没有列出责任单位", counter="家")


_COLUMNS: tuple[Column[ContactRow], ...] = (
    Column("unit", "单位"),
    Column("leader", "负责同志"),
    Column("contact", "联系人"),
    Column("phone", "电话"),
    Column("email", "邮箱", least=100, spare=True),
    count("open", "在办"),
    Column("last_report", "最近报告", lambda row: str(row.last_report or words.UNREPORTED)),
)

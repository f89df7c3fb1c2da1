"""Listings of any rows, for what formats make of them."""

from __future__ import annotations

from types import SimpleNamespace

from baigong.pages.blocks import Column, Listing

Row = SimpleNamespace
"""A row of any type: a format asks it for nothing but the fields that its columns name."""

COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "编号", lambda row: str(row.id)),
    Column("text", "任务", lambda row: str(row.text), wide=True),
    Column("percent", "进度", lambda row: f"{row.percent}%", right=True, least=500),
)


def listing(*texts: str, footer: str = "", title: str = "") -> Listing[Row]:
    rows = [Row(id=f"1.{at}", text=text, percent=at) for at, text in enumerate(texts, 1)]
    return Listing(COLUMNS, rows, footer, title=title, empty="没有任务")

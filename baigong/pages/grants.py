"""The roles of a shared ledger as a table."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.pages.blocks import Column, Listing
from baigong.reports.grants import GrantRow
from baigong.words import GrantKind

KINDS: dict[GrantKind, str] = {"coordinator": "统筹", "unit": "填报", "reader": "只看"}


def grant_listing(rows: Sequence[GrantRow]) -> Listing[GrantRow]:
    """Make the listing of the roles."""
    counts = "，".join(
        f"{word} {count}" for kind, word in KINDS.items() if (count := sum(row.kind == kind for row in rows))
    )
    return Listing(_COLUMNS, rows, footer=f"共 {len(rows)} 个角色：{counts}", empty="还没有给任何角色授权")


def _kind(row: GrantRow) -> str:
    return KINDS[row.kind]


_COLUMNS: tuple[Column[GrantRow], ...] = (
    Column("role", "角色"),
    Column("kind", "权限", _kind),
    Column("unit", "代表单位"),
    Column("title", "记录人写作", wide=True),
)

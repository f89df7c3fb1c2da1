"""The changes that a revised plan makes to a ledger, as a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from baigong.changes.revision import Replacement, field_changes
from baigong.pages.blocks import Block, Column, Heading, Listing, Page, Row, Tone
from baigong.reports.history import event_words


def replacing_page(replacement: Replacement) -> Page:
    """Lay out the difference between the plan in force and the one parsed, and the records left behind."""
    return Page(tuple(_blocks(replacement)))


def _blocks(replacement: Replacement) -> Iterator[Block]:
    rows = list(_rows(replacement))
    yield Heading(f"与现有台账的差别（{len(rows)} 处）")
    yield Listing(_COLUMNS, rows, empty="任务没有变化")
    if replacement.orphans:
        yield Heading(f"将失去任务的记录（{len(replacement.orphans)} 条）")
        orphans = [
            {"id": event.id, "on": event.on.isoformat(), "words": event_words(event)} for event in replacement.orphans
        ]
        yield Listing(_ORPHANS, orphans)


def _rows(replacement: Replacement) -> Iterator[dict[str, Any]]:
    old = {task.id: task.text for task in replacement.old.tasks}
    new = {task.id: task.text for task in replacement.plan.tasks}
    difference = replacement.difference
    for id in difference.added:
        yield {"what": "新增", "id": id, "text": new.get(id, "")}
    for id in difference.removed:
        yield {"what": "删去", "id": id, "text": old[id]}
    changed = set(difference.changed)
    for change in field_changes(replacement.old, replacement.plan):
        if change.id in changed and (change.field != "举措" or old.get(change.id) == new.get(change.id)):
            yield {"what": f"改{change.field}", "id": change.id, "text": f"{change.before} → {change.after}"}
    for renumbered, kept in difference.renumbered:
        yield {"what": "编号", "id": kept, "text": f"新文件中为 {renumbered}，沿用原编号 {kept}：{new.get(kept, '')}"}


def _tone(row: Row) -> Tone:
    return "red" if row["what"] == "删去" else ""


_COLUMNS: tuple[Column[Row], ...] = (
    Column("what", "差别", lambda row: row["what"], _tone),
    Column("id", "编号", lambda row: row["id"]),
    Column("text", "任务", lambda row: row["text"], wide=True),
)
_ORPHANS: tuple[Column[Row], ...] = (
    Column("id", "记录号", lambda row: row["id"]),
    Column("on", "日期", lambda row: row["on"]),
    Column("words", "内容", lambda row: row["words"], wide=True),
)

"""The history: every event in the order in which it was recorded, retracted ones marked, with filters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from baigong import words
from baigong.ledger.ledger import Ledger
from baigong.model.events import Assign, Close, Defer, Event, Evidence, Progress, Reject, Relink, Retract
from baigong.pages.blocks import Column, Listing, Row, Tone
from baigong.words import Role


@dataclass(frozen=True)
class HistoryFilter:
    """What part of the history is asked for; empty fields ask for nothing. `since` is the first day, by `on`."""

    ids: tuple[str, ...] = ()
    unit: str = ""
    by: str = ""
    since: date | None = None
    kinds: tuple[str, ...] = ()


def history_rows(ledger: Ledger, asked: HistoryFilter) -> list[dict[str, Any]]:
    """Give one row an event, in the order of recording."""
    rows = []
    for event in sorted(ledger.events, key=lambda event: (event.at, event.id)):
        subject = ledger.subject(event)
        about = subject.task if subject else ""
        if _fits(ledger, event, about, asked):
            rows.append(_row(ledger, event, about))
    return rows


def _fits(ledger: Ledger, event: Event, about: str, asked: HistoryFilter) -> bool:
    if asked.ids and about not in asked.ids and ledger.nodes.get(about) not in asked.ids:
        return False
    if asked.kinds and event.kind not in asked.kinds:
        return False
    if asked.by and asked.by != event.by:
        return False
    if asked.since and event.on < asked.since:
        return False
    return not asked.unit or _touches(ledger, event, asked.unit)


def _touches(ledger: Ledger, event: Event, unit: str) -> bool:
    if isinstance(event, Progress):
        wanted = set(ledger.directory.members(unit))
        return bool(event.unit) and bool(wanted & set(ledger.directory.members(event.unit)))
    if isinstance(event, Assign):
        return unit in ledger.directory.expand(
            (*(event.lead or ()), *(event.responsible or ()), *(event.support or ()))
        )
    return False


def _row(ledger: Ledger, event: Event, about: str) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind,
        "task": about,
        "on": event.on.isoformat(),
        "at": event.at.isoformat(timespec="seconds"),
        "by": event.by,
        "unit": event.unit if isinstance(event, Progress) else "",
        "words": event_words(event),
        "note": event.note,
        "evidence": [item.file if isinstance(item, Evidence) else item for item in event.evidence],
        "retracted": event.id in ledger.retracted,
    }


def event_words(event: Event) -> str:
    """Say what an event says: 3.2 推进中 60%；说明."""
    if isinstance(event, Retract):
        said = f"撤回记录 {event.event}"
    elif isinstance(event, Defer):
        said = f"{event.task} 延期至 {event.due}，原因：{event.reason}"
    elif isinstance(event, Close):
        said = f"{event.task} 销号" + (f"，核验人：{event.verifier}" if event.verifier else "")
    elif isinstance(event, Relink):
        said = f"{event.old} 的记录改列在 {event.task} 之下" + (f"，原因：{event.reason}" if event.reason else "")
    elif isinstance(event, Reject):
        said = f"{event.task} 退回，原因：{event.reason}"
    elif isinstance(event, Assign):
        said = f"{event.task} 分工：{_assigned(event)}" + (f"，原因：{event.reason}" if event.reason else "")
    else:
        said = _progress_words(event)
    return f"{said}；{event.note}" if event.note else said


def _progress_words(event: Progress) -> str:
    parts = [f"{event.task}［{event.unit}］" if event.unit else event.task]
    if event.status:
        parts.append(words.STATUS[event.status])
    if event.percent is not None and event.status != "done":
        parts.append(words.percent(event.percent))
    actual = [f"{target}：实际 {words.number(value)}" for target, value in event.actual.items()]
    return "；".join([" ".join(parts), *actual])


def _assigned(event: Assign) -> str:
    roles: tuple[tuple[Role, tuple[str, ...] | None], ...] = (
        ("lead", event.lead),
        ("responsible", event.responsible),
        ("support", event.support),
    )
    return "；".join(f"{words.ROLE[role]} {'、'.join(names) or '无'}" for role, names in roles if names is not None)


def history_listing(rows: Iterable[dict[str, Any]]) -> Listing:
    """Make the listing of a history."""
    counted = list(rows)
    gone = sum(row["retracted"] for row in counted)
    footer = f"共 {len(counted)} 条记录" + (f"，其中 {gone} 条已撤回" if gone else "")
    return Listing(_COLUMNS, counted, footer if counted else "", empty="没有记录")


def _tone(row: Row) -> Tone:
    return "struck" if row["retracted"] else ""


def _said(row: Row) -> str:
    evidence = f"　佐证：{'、'.join(row['evidence'])}" if row["evidence"] else ""
    return f"{'（已撤回）' if row['retracted'] else ''}{row['words']}{evidence}"


_COLUMNS = (
    Column("id", "记录号", lambda row: row["id"], _tone),
    Column("on", "日期", lambda row: row["on"], _tone),
    Column("kind", "种类", lambda row: words.KIND[row["kind"]], _tone),
    Column("words", "内容", _said, _tone, wide=True),
    Column("by", "记录人", lambda row: row["by"], _tone),
    Column("at", "记录时间", lambda row: row["at"][:16].replace("T", " "), _tone, least=100),
)

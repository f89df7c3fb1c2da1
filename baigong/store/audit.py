"""The audit of a journal: which lines were changed, removed or inserted by hand, and what cannot be told. Pure.

Every line names its predecessor, the line that was last when it was written: `prev` is that line's hash, `after` its
id. In a journal written by one process after another, this is a chain. A union merge makes a graph of it: both branches
begin at the same line, and the records after the merge follow the line that stood last. A line without a successor is
therefore the end of a branch; the newest line of every journal is one. The head names that line: its hash, kept apart
from the journal in its lock file.

The hashes hold no secret: whoever changes a line and recomputes every later line leaves no trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from baigong.deferred import dataclass
from baigong.errors import TooManyBadLinesError
from baigong.model.events import EVENT, Event
from baigong.store.chain import encode, line_hash
from baigong.store.journal_lines import MAX_BAD, filled_rows, is_void
from baigong.store.replacement import JOURNAL
from baigong.words import as_typed


@dataclass(frozen=True)
class Finding:
    """A finding on one line, counted from 1. `sure` is False where a merge or a crash may be the cause."""

    line: int
    text: str
    sure: bool = True


def audit(content: bytes, aside: bytes = b"", heads: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Find manual changes in a journal, in the order of its lines.

    `aside` is what `progress.jsonl.aside` holds: lines that are no event of this version, which `check --repair`
    moved there, are not missing; an event there was moved by a hand. `heads` are hashes of lines that stood last.
    """
    graph = _Graph(content, aside, heads)
    findings = [finding for row in graph.rows for finding in _of_line(graph, row)]
    findings += [*_of_heads(graph, heads), *_of_aside(graph, aside)]
    return tuple(sorted(findings, key=lambda finding: finding.line))


@dataclass(frozen=True)
class _AuditRow:
    """A line that is not blank: its number, its hash, and its event, if it is one."""

    number: int
    hash: str
    event: Event | None
    void: bool = False


class _Graph:
    """The lines of a journal and the links between them: each event names the line before it by hash and id."""

    def __init__(self, content: bytes, aside: bytes, heads: Sequence[str]) -> None:
        self.rows = tuple(_rows(content))
        self.heads = frozenset(heads)
        self.ended = content.endswith(b"\n") and b"\0" not in content
        self.aside = {row.hash for row in _rows(aside) if not row.event}
        self.by_hash: dict[str, _AuditRow] = {}
        self.by_id: dict[str, _AuditRow] = {}
        for row in self.rows:
            self.by_hash.setdefault(row.hash, row)
            if row.event:
                self.by_id.setdefault(row.event.id, row)

    @cached_property
    def witnessed(self) -> frozenset[str]:
        """The hashes that a line or the head names as its predecessor."""
        return self.heads | {row.event.prev for row in self.rows if row.event and row.event.prev}

    @cached_property
    def changed(self) -> dict[str, int]:
        """The ids of lines whose hash is not the one that a later line recorded, each with that later line's number.

        A changed line proves nothing about another, nor does one that others contradict.
        """
        witnesses: dict[str, int] = {}
        for row in reversed(self.rows):
            event = row.event
            if not event or not self.lost(event) or event.after not in self.by_id or event.id in witnesses:
                continue
            if self.by_id[event.after].hash not in self.witnessed:
                witnesses[event.after] = row.number
        return witnesses

    def lost(self, event: Event) -> bool:
        """Whether the predecessor of an event is missing or changed."""
        return bool(event.prev) and event.prev not in self.by_hash and event.prev not in self.aside

    @cached_property
    def newest(self) -> _AuditRow | None:
        """The last line that has a predecessor: lines behind it are remains of a crash or were inserted."""
        events = [row for row in self.rows if row.event]
        return next((row for row in reversed(events) if row.event and row.event.prev), events[0] if events else None)

    @cached_property
    def before(self) -> dict[int, _AuditRow]:
        """The previous line of each, by line number; the first has none."""
        return {row.number: before for before, row in pairwise(self.rows)}

    @cached_property
    def passed_over(self) -> frozenset[int]:
        """The numbers of lines that were inserted between a line and its successor."""
        triples = zip(self.rows, self.rows[1:], self.rows[2:], strict=False)
        return frozenset(
            row.number for before, row, behind in triples if behind.event and behind.event.prev == before.hash
        )


def _rows(content: bytes) -> Iterator[_AuditRow]:
    bad = 0
    for place in filled_rows(content):
        line = content[place.start : place.end].strip()
        try:
            event: Event | None = EVENT.validate_json(line)
        except ValueError:
            event = None
            bad += 1
            if bad > MAX_BAD:
                raise TooManyBadLinesError(Path(JOURNAL), MAX_BAD) from None
        yield _AuditRow(place.number, line_hash(line), event, is_void(line))


def _of_heads(graph: _Graph, heads: Sequence[str]) -> Iterator[Finding]:
    """Report every head that is missing from the journal."""
    end = graph.rows[-1].number if graph.rows else 1
    for head in heads:
        if head not in graph.by_hash:
            what = (
                "曾经写在末尾的一条记录不在了：末尾的行被删去或改动过，或文件被旧的副本覆盖" if graph.rows else _EMPTIED
            )
            yield Finding(end, what)


_EMPTIED = "记录文件被清空或删去：锁文件里记着它有过记录"


def _of_aside(graph: _Graph, aside: bytes) -> Iterator[Finding]:
    """Report events in the aside file, which holds only invalid lines, and lines that a repair noted as missing."""
    end = graph.rows[-1].number if graph.rows else 1
    there = list(_rows(aside))
    kept = {_content(row.event) for row in graph.rows if row.event} if any(row.event for row in there) else set()
    for row in there:
        if row.event and row.hash not in graph.by_hash and _content(row.event) not in kept:
            yield Finding(end, f"完整的记录 {row.event.id} 在 .aside 文件里而不在这里：被人移走，或是改动前的原样")
    for line in aside.split(b"\n"):
        if re.fullmatch(rb"missing [0-9a-f]{32}", line):
            yield Finding(end, "check --repair 时已少了曾经写入的记录，见 .aside 文件", sure=False)


def _content(event: Event) -> bytes:
    """Give the line of an event without its id and links, since a repair renames the later of two equal ids."""
    return encode(event.model_copy(update={"id": "", "prev": "", "after": "", "plan": ""}))


def _of_line(graph: _Graph, row: _AuditRow) -> Iterator[Finding]:
    event = row.event
    if event is None and row is graph.rows[-1] and not graph.ended:
        yield Finding(row.number, "最后一行不完整，可能写到一半断电", sure=False)
        return
    if event is None and row.void:
        yield Finding(row.number, "写到一半断电的一行，已作废", sure=False)
        return
    if event is None:
        yield Finding(row.number, f"不是一条记录，可能被改坏了；{as_typed('check --repair')} 可把它移到旁边的文件")
        return
    if graph.by_hash[row.hash] is not row:
        return  # the same line twice, as a merge may have it
    if event.id in graph.changed:
        witness = graph.changed[event.id]
        yield Finding(row.number, f"记录 {event.id} 写下之后被改动过：第 {witness} 行写入时，它不是现在这样")
        if graph.lost(event):
            yield Finding(row.number, "它对前一条记录的见证因此不足为凭", sure=False)
    elif graph.lost(event):
        if event.after not in graph.changed:  # else it is said of the line that was changed
            yield _of_lost(graph, row, event)
    elif row.hash not in graph.witnessed:
        yield _of_end(graph, row, event)
    parent = graph.by_hash.get(event.prev)
    if parent and parent.number > row.number:
        text = f"写在它的前一条记录（第 {parent.number} 行）之前：行序被调换过，不影响台账"
        yield Finding(row.number, text, sure=False)


def _of_lost(graph: _Graph, row: _AuditRow, event: Event) -> Finding:
    """Say what became of the missing predecessor of a line."""
    if event.after in graph.by_id:
        there = graph.by_id[event.after].number
        return Finding(row.number, f"这一行被改动过：它所说的前一条记录与第 {there} 行不符，而那一行另有见证")
    if event.after:
        return Finding(row.number, f"它之前原有的记录 {event.after} 不在了：被删去，或没有一并合并过来")
    before = graph.before.get(row.number)
    if row.hash not in graph.witnessed and row.number in graph.passed_over:
        return Finding(row.number, "像是手工插入的：它所说的前一条记录哪里都没有，后面的记录也不接着它")
    if before is None or before.hash in graph.witnessed:
        return Finding(row.number, "它之前有记录被删去，或没有一并合并过来")
    return Finding(row.number, f"第 {before.number} 行被改动过，或这两行之间有记录被删去")


def _of_end(graph: _Graph, row: _AuditRow, event: Event) -> Finding:
    """Say what the audit cannot tell of a line without a successor, the end of a branch."""
    first = graph.rows[0]
    if not event.prev and row is not first and not event.plan and first.event and first.event.plan:
        # A journal of this version names its plan in its first event, whichever it begins with.
        return Finding(row.number, "不接在任何记录之后，也不是一份台账的第一条记录：手工添加的")
    if row is graph.newest:
        text = "这是最新的一行，之后还没有记录可以印证，若被改动看不出来"
    elif not event.prev and row is not graph.rows[0]:
        text = "不接在任何记录之后：手工插入的，或来自另一份从头记起的台账"
    else:
        text = "后面没有记录可以印证：合并来的一支到此为止；若没有合并过，就是手工插入的，或被改动时连编号也换了"
    return Finding(row.number, text, sure=False)

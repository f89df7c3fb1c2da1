"""Task tables: every row a task, its units and time from their columns, its section from the rows between."""

from __future__ import annotations

import re
from dataclasses import replace
from statistics import median

from baigong.parse.doubts import Doubt
from baigong.parse.responsibility.grammar import Clause, read_clause
from baigong.parse.responsibility.labels import FIRST_LEADS
from baigong.parse.sources.interface import SourceTable
from baigong.parse.structure.columns import Header, find_header, is_header
from baigong.parse.structure.granularity import FutureSection, FutureTask
from baigong.parse.structure.numbering import read_marker
from baigong.parse.wording import clean

_ROLE_LABELS = {"lead": "牵头单位", "units": "责任单位", "support": "配合单位", "oversee": "督办单位"}
_TITLE_LENGTH = 40
_NAMES = 8
"""A cell of no more letters only names a thing; one of at least `_SAYS` says what is to be done."""
_SAYS = 9


class TaskTable:
    """Reads one table; `blocks` are its sections, `doubts` what could not be read."""

    def __init__(self, table: SourceTable, header: Header, title: str, leads: bool) -> None:
        """Remember the header; `title` heads the first rows, `leads` says that the first unit of a row leads."""
        self._table, self._header, self._leads = table, header, leads
        self._task = self._task_column()
        self._titles = [at for at in header.all_of("task", "goal") if at < self._task and header.columns[at] == "task"]
        self._groups = header.all_of("group")
        self._count = 0
        self.blocks: list[FutureSection] = [FutureSection(None, title=title)]
        self.doubts: list[Doubt] = []

    def _task_column(self) -> int:
        """The column that says most exactly what to do: the last of those that change most from row to row."""
        found = self._header.all_of("task") or self._header.all_of("goal", "group")
        roles = self._header.all_of("lead", "units", "support")
        rows = [
            row
            for row in self._table.rows[self._header.row + 1 :]
            if any(row[at].strip() for at in roles if at < len(row))
        ]

        def distinct(column: int) -> int:
            return len({row[column] for row in rows if column < len(row)})

        chosen = max(found, key=lambda column: (distinct(column), column))
        # 项目 | 工作标准: where the first only names a thing, the second says what to do.
        goals = [at for at in self._header.all_of("goal") if at > chosen and self._length(at) >= _SAYS]
        return goals[0] if goals and self._length(chosen) <= _NAMES else chosen

    def _length(self, column: int) -> float:
        """How many letters a cell of the column has, by the median."""
        cells = [len(clean(row[column])) for row in self._table.rows[self._header.row + 1 :] if column < len(row)]
        return median(cells) if cells else 0

    def read(self) -> None:
        """Read the rows below the header."""
        above: tuple[str, ...] = ()
        for at in range(self._header.row + 1, len(self._table.rows)):
            cells = self._table.rows[at]
            if is_header(cells, self._header):
                continue
            cells = self._carried(cells, above)
            distinct = {clean(cell) for cell in cells if cell.strip()}
            heading = self._heading(cells)
            if heading:
                self._begin(heading)
            elif len(distinct) == 1 and not self._is_task(cells):
                self._begin(distinct.pop())
            elif distinct:
                self._row(self._table.lines[at], cells)
                above = cells
        self.blocks = [block for block in self.blocks if block.works]

    def _carried(self, cells: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
        """Fill a group left blank from the row above: a merged cell that was unmerged keeps only its first."""
        filled = list(cells) + [""] * (len(self._header.columns) - len(cells))
        if above and any(cell.strip() for cell in cells):
            for column in self._groups + self._titles:
                if not filled[column].strip() and column < len(above):
                    filled[column] = above[column]
        return tuple(filled)

    def _is_task(self, cells: tuple[str, ...]) -> bool:
        """Whether a row with a single filled cell is a task without units rather than a title over the table."""
        filled = [at for at, cell in enumerate(cells) if cell.strip()]
        return filled == [self._task] and len(clean(cells[self._task])) > _TITLE_LENGTH

    def _heading(self, cells: tuple[str, ...]) -> str:
        """The title in a row that fills only the columns of numbers and of names: 一 | 教育（2项）."""
        own = self._header.all_of("serial") + self._titles + [self._task]
        if any(cell.strip() for at, cell in enumerate(cells) if at not in own):
            return ""
        words = list(dict.fromkeys(clean(cells[at]) for at in own if cells[at].strip()))
        marker = read_marker(words[0] + "、") if len(words) == 2 else None
        if not marker or marker[0].kind not in ("han", "han-round") or len(words[1]) > _TITLE_LENGTH:
            return ""
        return f"{words[0].rstrip('、')}、{words[1]}"

    def _begin(self, title: str) -> None:
        self.blocks.append(FutureSection(None, title=title))

    def _row(self, line: int, cells: tuple[str, ...]) -> None:
        text = _words(cells[self._task])
        if not text:
            return
        for column in self._groups:
            group = clean(cells[column])
            if group and column != self._task and group != self.blocks[-1].title:
                self._begin(group)
        clause = self._clause(cells)
        if clause is None:
            self.doubts.append(Doubt(line, text[:40], "这一行没有责任单位"))
        else:
            self.doubts += [Doubt(line, text[:40], why) for why in clause.doubts]
        title = next((clean(cells[at]) for at in reversed(self._titles) if clean(cells[at]) != text), "")
        self._count += 1
        work = FutureTask(None, text, "", clause, self._count, line, title, serial=self._serial(cells))
        self.blocks[-1].works.append(work)

    def _serial(self, cells: tuple[str, ...]) -> str:
        for column in self._header.all_of("serial"):
            words = clean(cells[column])
            marker = read_marker(words + "、") if words else None
            if words.isdigit():
                return str(int(words))
            if marker:
                return str(marker[0].ordinal)
        return ""

    def _clause(self, cells: tuple[str, ...]) -> Clause | None:
        found: Clause | None = None
        for column, kind in enumerate(self._header.columns):
            words = _spaced(cells[column]) if column < len(cells) else ""
            if not words or words in ("/", "-", "—", "无"):
                continue
            clause = None
            if kind in _ROLE_LABELS:
                clause = read_clause(f"{_ROLE_LABELS[kind]}：{words}")
                if clause and kind == "oversee":
                    clause = replace(clause, doubts=())
            elif kind == "time":
                clause = Clause(time=clean(words), labelled=True)
            if clause:
                found = found.followed_by(clause) if found else clause
        if found and (self._leads or found.first_leads):
            found = found.with_first_leading()
        return found


def _words(cell: str) -> str:
    """The words of a cell, its line ends taken away."""
    return clean(cell.replace("\n", " "))


def _spaced(cell: str) -> str:
    """The words of a cell of units: its line ends separate names, or stand inside one."""
    return re.sub(r"\s*\n\s*", " ", cell.strip())


def read_tables(
    tables: list[SourceTable], title: str, path: tuple[str, ...], leads: bool
) -> tuple[list[FutureSection], list[Doubt]]:
    """Read the task tables that stand in one place; a table without header goes on with the columns before it.

    `title` stands over the first, `path` are the numbers that lead there.
    """
    blocks: list[FutureSection] = []
    doubts: list[Doubt] = []
    last: Header | None = None
    for table in tables:
        header = find_header(table)
        if header is None and last and _continues(table, last):
            header = Header(-1, last.columns)
        if header is None:
            continue
        leads = leads or any(FIRST_LEADS.search(clean(cell)) for cell in table.rows[max(header.row, 0)])
        reader = TaskTable(table, header, title if not blocks else blocks[-1].title, leads)
        reader.read()
        blocks += reader.blocks
        doubts += reader.doubts
        last = header
    return _numbered(blocks, path, title), doubts


def _continues(table: SourceTable, header: Header) -> bool:
    return bool(table.rows) and len(table.rows[0]) == len(header.columns)


def _numbered(blocks: list[FutureSection], path: tuple[str, ...], title: str) -> list[FutureSection]:
    """Join sections of the same title that a page broke, and give each the number it begins with, else its place."""
    joined: list[FutureSection] = []
    for block in blocks:
        if joined and joined[-1].title == block.title:
            joined[-1].works += block.works
        else:
            joined.append(block)
    taken: set[str] = set()
    for place, block in enumerate(joined, 1):
        found = read_marker(block.title)
        ordinal = str(found[0].ordinal) if found and found[0].ordinal else str(place)
        while ordinal in taken:
            ordinal = str(int(ordinal) + 1)
        taken.add(ordinal)
        alone = len(joined) == 1 and block.title == title and bool(path)
        block.path = path if alone else (*path, ordinal)
        block.title = found[1] if found else block.title
        for part, work in enumerate(block.works, 1):
            work.part = part
    return joined

"""One task table: every row a task, its units and time from their columns, its section from the rows between."""

from __future__ import annotations

import re
from dataclasses import replace
from statistics import median

from baigong.parse.doubts import LOOK, LOST, WRONG, Doubt
from baigong.parse.responsibility.clause import Clause, LeadRule, read_lead_rule
from baigong.parse.responsibility.grammar import NO_ROLE, read_clause
from baigong.parse.responsibility.labels import CARRIED, REMARK
from baigong.parse.sources.interface import SourceTable
from baigong.parse.structure.columns import Header, is_header
from baigong.parse.structure.granularity import FutureSection, FutureTask
from baigong.parse.structure.numbering import read_marker
from baigong.parse.structure.table_cells import people_apart, says_work, spaced_words, take_numbers, words_of
from baigong.parse.wording import clean

_ROLE_LABELS = {"lead": "牵头单位", "units": "责任单位", "support": "配合单位", "oversee": "督办单位"}
_TITLE_LENGTH = 40
_NAMES = 8
"""A cell of no more letters only names a thing; one of at least `_SAYS` says what is to be done."""
_SAYS = 9
_NOTE = re.compile(r"(?:[*＊※]|备?注\d*[：:.、\s]|说明[：:])")
_BLANKS = frozenset({"/", "-", "—", "－", "无", "\\", "——"})
_BARE_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MEASURE = re.compile(r"[（(]([^（）()]{1,8})[）)]$")
_MEASURES = re.compile("(?:计量)?单位")
_SUM = re.compile(r"(?:合计|总计|小计|共计)[：:\d\s]*")


class TaskTable:
    """Reads one table; `sections` are what it holds, `doubts` what could not be read."""

    def __init__(self, table: SourceTable, header: Header, title: str, rule: LeadRule) -> None:
        """Remember the header; `title` heads the first rows, `rule` says whether the first unit of a row leads."""
        self._table, self._header = table, header
        self._rule = rule.joined(read_lead_rule(self._foot_notes()))
        self._headings = [clean(cell) for cell in table.rows[header.row]] if header.row >= 0 else []
        self._task = self._task_column()
        self._titles = [at for at in header.all_of("task", "goal") if at < self._task and header.columns[at] == "task"]
        self._groups = header.all_of("group") or self._repeated_title()
        self._titles = [at for at in self._titles if at not in self._groups]
        self._roles = self._role_columns()
        self._count = 0
        self._chapter: tuple[str, str] | None = None
        self.sections: list[FutureSection] = [FutureSection(None, title=title)]
        self.doubts: list[Doubt] = []

    def _heading_of(self, column: int) -> str:
        return self._headings[column] if column < len(self._headings) else ""

    def _foot_notes(self) -> str:
        """The notes that stand in rows of the table itself hold for all of it."""
        rows = self._table.rows[self._header.row + 1 :]
        return "".join(clean(row[0]) for row in rows if row and _NOTE.match(row[0].lstrip()))

    def _role_columns(self) -> dict[int, str]:
        """The label that each column of units stands for.

        主要责任单位 names leads, unless the table says that the first of them leads.
        """
        roles = {at: _ROLE_LABELS[kind] for at, kind in enumerate(self._header.columns) if kind in _ROLE_LABELS}
        if self._rule.first_leads and "units" not in self._header.columns:
            headings = self._table.rows[self._header.row] if self._header.row >= 0 else ()
            for at in roles:
                if at < len(headings) and "责任" in headings[at] and "牵头责任" not in headings[at]:
                    roles[at] = _ROLE_LABELS["units"]
        return roles

    def _repeated_title(self) -> list[int]:
        """The first column of titles where one stands over several rows (重点任务 | 具体举措) and no row is a title."""
        if not self._titles:
            return []
        at = self._titles[0]
        rows = self._table.rows[self._header.row + 1 :]
        names = [clean(row[at]) for row in rows if at < len(row)]
        alone = any(len({clean(cell) for cell in row if cell.strip()}) == 1 for row in rows)
        runs = sum(1 for name, last in zip(names, [None, *names], strict=False) if name and name != last)
        filled = sum(map(bool, names))
        return [at] if filled and not alone and runs == len(set(names) - {""}) and runs * 3 <= len(names) * 2 else []

    def _task_column(self) -> int:
        """The column that says most exactly what to do: the last of those that change most from row to row."""
        columns = self._header.all_of("task") or self._header.all_of("goal", "group")
        roles = self._header.all_of("lead", "units", "support")
        rows = [
            row
            for row in self._table.rows[self._header.row + 1 :]
            if any(row[at].strip() for at in roles if at < len(row))
        ]

        def distinct(column: int) -> int:
            return len({row[column] for row in rows if column < len(row)})

        chosen = max(columns, key=lambda column: (distinct(column), column))
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
            written = {clean(cell) for cell in cells if cell.strip()}
            if len(written) > 1:
                cells = self._carried(cells, above)
            distinct = {clean(cell) for cell in cells if cell.strip()}
            heading = self._heading(cells)
            if heading:
                self._begin(heading)
            elif len(distinct) == 1 and not self._is_task(cells):
                self._alone(self._table.lines[at], distinct.pop())
            elif distinct and not _SUM.fullmatch(clean(next((cell for cell in cells if cell.strip()), ""))):
                self._row(self._table.lines[at], cells)
                above = cells
        self.sections = [section for section in self.sections if section.works]
        if not self._header.all_of("serial"):
            take_numbers(self.sections)
        self._doubt_columns()

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

    def _alone(self, line: int, words: str) -> None:
        """A row of one filled cell: a note, or the title of what stands beneath."""
        if _NOTE.match(words) or REMARK.match(words) or CARRIED.search(words):
            if not read_lead_rule(words).first_leads:
                self.doubts.append(Doubt(line, words, "表中的说明没有逐条落到任务上", gravity=WRONG))
        elif not _SUM.fullmatch(words):
            self._begin(words)

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
        """Open the section of this title; （一） beneath 一、 is numbered below it."""
        numbered = read_marker(title)
        kind = numbered[0].kind if numbered else ""
        path: tuple[str, ...] = ()
        if numbered and kind == "han-round" and self._chapter:
            path = (self._chapter[0], str(numbered[0].ordinal))
        elif numbered:
            self._chapter = (str(numbered[0].ordinal), title) if kind == "han" else None
            path = (str(numbered[0].ordinal),)
        self.sections.append(FutureSection(None, title=title, path=path))

    def _row(self, line: int, cells: tuple[str, ...]) -> None:
        text = words_of(cells[self._task])
        if not text:
            return
        for column in self._groups:
            group = clean(cells[column])
            if group and column != self._task and group != self.sections[-1].title:
                self._begin(group)
        clause = self._clause(cells)
        if clause is None or not clause.names_units:
            self.doubts.append(Doubt(line, text, "这一行没有责任单位", f"表第{line}行", LOST))
        if clause:
            self.doubts += [
                Doubt(line, text, why, f"表第{line}行", LOOK if NO_ROLE in why else WRONG) for why in clause.doubts
            ]
        title = next((clean(cells[at]) for at in reversed(self._titles) if clean(cells[at]) != text), "")
        numbered = read_marker(title)
        title = numbered[1] if numbered else title
        self._count += 1
        goals = [at for at in self._header.all_of("goal") if at != self._task]
        yearly = self._yearly(cells)
        for staged in self._staged(cells):
            text = f"{text.rstrip('。；')}；{staged}"
        work = FutureTask(
            None,
            text if not yearly else f"{text.rstrip('。；')}；{'；'.join(words for words, _ in yearly)}",
            "",
            clause,
            self._count,
            line,
            title,
            serial=self._serial(cells),
            source="；".join(words_of(cells[at]) for at in self._header.all_of("source") if cells[at].strip())[:200],
            goals=tuple(self._goal(at, cells) for at in goals if cells[at].strip()),
            yearly=tuple(yearly),
        )
        self.sections[-1].works.append(work)

    def _goal(self, column: int, cells: tuple[str, ...]) -> str:
        """The words of a cell of targets; a bare number takes its measure from the header or from the column 单位."""
        words = words_of(cells[column])
        if not _BARE_NUMBER.fullmatch(words):
            return words
        heading = self._heading_of(column)
        measure = _MEASURE.search(heading)
        beside = next((at for at, name in enumerate(self._headings) if _MEASURES.fullmatch(name)), None)
        unit = measure.group(1) if measure else words_of(cells[beside]) if beside is not None else ""
        return f"{words}{unit}"

    def _yearly(self, cells: tuple[str, ...]) -> list[tuple[str, int]]:
        """The amounts of a plan of several years, each with its year, in the table's columns 2019年 2020年."""
        years = self._header.years
        if len(years) < 2:
            return []
        return [
            (f"{year}年{clean(cells[at])}", year)
            for at, year in years
            if at < len(cells) and clean(cells[at]) and clean(cells[at]) not in _BLANKS
        ]

    def _serial(self, cells: tuple[str, ...]) -> str:
        for column in self._header.all_of("serial"):
            words = clean(cells[column])
            marker = read_marker(words + "、") if words else None
            if words.isdigit():
                return str(int(words))
            if re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){1,3}", words):
                return words
            if marker:
                return str(marker[0].ordinal)
        return ""

    def _staged(self, cells: tuple[str, ...]) -> list[str]:
        """The cells of times that say what to do by when, whose words are the task's: 6月底前封顶，12月底前竣工."""
        return [
            words_of(cells[at])
            for at in self._header.all_of("time")
            if at < len(cells) and says_work(self._heading_of(at), words_of(cells[at]))
        ]

    def _clause(self, cells: tuple[str, ...]) -> Clause | None:
        joint: Clause | None = None
        for column, kind in enumerate(self._header.columns):
            words = spaced_words(cells[column]) if column < len(cells) else ""
            if not words or words in _BLANKS:
                continue
            clause = None
            if column in self._roles:
                words, people = people_apart(self._heading_of(column), words)
                clause = read_clause(f"{self._roles[column]}：{words}")
                if clause and people:
                    clause = replace(clause, leader=people)
                if clause and kind == "oversee":
                    clause = replace(clause, doubts=())
            elif kind == "time" and not says_work(self._heading_of(column), clean(words)):
                clause = Clause(time=clean(words), labelled=True)
            elif kind == "leader":
                clause = Clause(leader=clean(words), labelled=True)
            if clause:
                joint = joint.followed_by(clause) if joint else clause
        return self._rule.apply(joint) if joint else None

    def _doubt_columns(self) -> None:
        """Name the columns that hold words which the ledger does not take."""
        if self._header.row < 0 or not self.sections:
            return
        headings = self._table.rows[self._header.row]
        rows = self._table.rows[self._header.row + 1 :]
        taken = {at for at, _ in self._header.years} if len(self._header.years) > 1 else set()
        taken |= {self._task, *self._titles}
        for at, kind in enumerate(self._header.columns):
            name = clean(headings[at]) if at < len(headings) else ""
            filled = [clean(row[at]) for row in rows if at < len(row) and clean(row[at]) not in ("", *_BLANKS)]
            if _MEASURES.fullmatch(name) and "goal" in self._header.columns:
                continue
            left = kind in ("", "note", "person", "goal", "oversee") and at not in taken
            if kind == "goal" and all(re.search(r"\d", words) for words in filled):
                left = False
            if name and filled and left and any(words != name for words in filled):
                what = "只列出其中的数字目标" if kind == "goal" else "没有列入台账"
                line = self._table.lines[self._header.row]
                self.doubts.append(Doubt(line, name[:40], f"“{name[:20]}”一列的内容{what}（{len(filled)} 格）"))

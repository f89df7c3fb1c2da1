"""The task tables of one place, read in order: each goes on where the last one ended, and sections get numbers."""

from __future__ import annotations

from baigong.parse.doubts import Doubt
from baigong.parse.responsibility.clause import LeadRule, read_lead_rule
from baigong.parse.sources.interface import SourceTable
from baigong.parse.structure.columns import Header, find_header
from baigong.parse.structure.granularity import FutureSection
from baigong.parse.structure.numbering import read_marker
from baigong.parse.structure.task_table import TaskTable
from baigong.parse.wording import clean


def read_tables(
    tables: list[SourceTable], title: str, path: tuple[str, ...], rule: LeadRule
) -> tuple[list[FutureSection], list[Doubt]]:
    """Read the task tables that stand in one place; a table without header goes on with the columns before it.

    `title` stands over the first, `path` are the numbers that lead there.
    """
    sections: list[FutureSection] = []
    doubts: list[Doubt] = []
    last: Header | None = None
    sheets = len({table.title for table in tables}) > 1
    sheet = ""
    for table in tables:
        header = find_header(table)
        if header is None and last and _continues(table, last):
            header = Header(-1, last.columns)
        if header is None:
            continue
        if header.row >= 0:
            rule = rule.joined(read_lead_rule("；".join(clean(cell) for cell in table.rows[header.row])))
        over = sections[-1].title if sections else title
        if sheets and table.title != sheet:
            over, sheet = table.title, table.title
        reader = TaskTable(table, header, over, rule)
        reader.read()
        sections += reader.sections
        doubts += reader.doubts
        last = header
    return _numbered(sections, path, title), doubts


def _continues(table: SourceTable, header: Header) -> bool:
    return bool(table.rows) and len(table.rows[0]) == len(header.columns)


def _numbered(sections: list[FutureSection], path: tuple[str, ...], title: str) -> list[FutureSection]:
    """Join sections of the same title that a page broke, and give each the number it begins with, else its place."""
    joined: list[FutureSection] = []
    for section in sections:
        if joined and joined[-1].title == section.title:
            joined[-1].works += section.works
        else:
            joined.append(section)
    taken: set[tuple[str, ...]] = set()
    for place, section in enumerate(joined, 1):
        numbered = read_marker(section.title)
        own = section.path or (str(place),)
        while own in taken:
            own = (*own[:-1], str(int(own[-1]) + 1))
        taken.add(own)
        alone = len(joined) == 1 and section.title == title and bool(path)
        section.path = path if alone else (*path, *own)
        section.title = numbered[1] if numbered else section.title
        for part, work in enumerate(section.works, 1):
            work.part = part
    return joined

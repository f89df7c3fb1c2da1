"""The words of single cells: names apart from people, times that say what to do, numbers that are ids."""

from __future__ import annotations

import re

from baigong.parse.responsibility.clause import Clause
from baigong.parse.responsibility.names import is_personal_name
from baigong.parse.structure.granularity import FutureSection
from baigong.parse.structure.numbering import read_marker
from baigong.parse.wording import clean

_OF_WORK = re.compile("目标|任务|进度|节点|计划$")
_AND_PEOPLE = re.compile("[及和与、/](?:责任人|负责人|负责同志)")


def says_work(heading: str, words: str) -> bool:
    """Whether a cell of a column of times says what to do by when: 6月底前封顶，12月底前竣工.

    Beneath 目标及时限 or 形象进度 few letters beyond the date are enough.
    """
    time = Clause(time=words)
    return bool(time.work) or (time.goes_on and bool(_OF_WORK.search(heading)))


def people_apart(heading: str, words: str) -> tuple[str, str]:
    """Take the people out of a cell beneath 责任部门及责任人: 财政局 王某; give the names of units and of people."""
    if not _AND_PEOPLE.search(heading):
        return words, ""
    parts = [part for part in re.split(r"[\s、，；：:（）()]+", words) if part]
    people = [part for part in parts if is_personal_name(part)]
    return "、".join(part for part in parts if part not in people), "、".join(people)


def take_numbers(sections: list[FutureSection]) -> None:
    """Take the number that every cell of a table without a column of numbers begins with off its words: 3.推进…."""
    works = [(place, work) for place, section in enumerate(sections) for work in section.works]
    numbered = [read_marker(work.text) for _, work in works]
    marks = [pair for pair in numbered if pair]
    places = {(place, marker.ordinal) for (place, _), (marker, _) in zip(works, marks, strict=False)}
    if len(marks) < len(works) or len(places) < len(works) or len({marker.kind for marker, _ in marks}) > 1:
        return
    for (_, work), (marker, words) in zip(works, marks, strict=True):
        work.serial, work.text = str(marker.ordinal), words


def words_of(cell: str) -> str:
    """The words of a cell, its line ends taken away."""
    return clean(cell.replace("\n", " "))


def spaced_words(cell: str) -> str:
    """The words of a cell of units: its line ends separate names, or stand inside one."""
    return re.sub(r"\s*\n\s*", " ", cell.strip())

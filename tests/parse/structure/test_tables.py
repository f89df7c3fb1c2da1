"""The task tables of one place."""

from __future__ import annotations

from baigong.parse.responsibility.clause import LeadRule
from baigong.parse.sources.interface import SourceTable
from baigong.parse.structure.tables import read_tables
from tests.support.plans import parse


def test_a_table_within_the_chapters_stands_where_it_does_in_the_document() -> None:
    document = (
        "# 海棠区2024年行动方案\n\n2024年3月4日\n\n一、摸底\n\n（一）开展排查。（责任单位：区住建局）\n\n二、任务\n\n"
        "| 主要内容 | 责任单位 | 区领导 |\n| --- | --- | --- |\n| 改造街巷20条 | 区城管局 | 何某某 |\n\n"
        "三、要求\n\n（一）区督查室每季度通报一次，结果纳入处室考核。\n"
    )
    plan = parse(document).plan
    assert [section.title for section in plan.sections] == ["摸底", "任务", "要求"]
    first, second, third = plan.tasks
    assert (first.units, second.units, second.leader) == (("区住建局",), ("区城管局",), "何某某")
    # 结果纳入处室考核 says what happens, and names nobody.
    assert third.units == ("区督查室",)


HEAD = ("工作任务", "责任单位")


def sheet(*rows: tuple[str, str], title: str = "") -> SourceTable:
    return SourceTable(tuple(range(1, len(rows) + 1)), rows, title=title)


def test_a_table_without_a_header_goes_on_with_the_columns_of_the_one_before() -> None:
    first, second = sheet(HEAD, ("清理河道", "区水务局")), sheet(("清理街巷", "区城管局"))
    sections, doubts = read_tables([first, second], "清单", (), LeadRule())
    assert [(work.text, work.part) for block in sections for work in block.works] == [("清理河道", 1), ("清理街巷", 2)]
    assert not doubts
    assert read_tables([second], "清单", (), LeadRule())[0] == []


def test_sections_of_several_sheets_have_their_titles_and_their_places_as_numbers() -> None:
    sheets = [sheet(HEAD, ("清理河道", "区水务局"), title="水"), sheet(HEAD, ("清理街巷", "区城管局"), title="城")]
    sections, _ = read_tables(sheets, "清单", (), LeadRule())
    assert [(block.title, block.path) for block in sections] == [("水", ("1",)), ("城", ("2",))]


def test_a_table_alone_in_a_chapter_has_the_number_of_the_chapter() -> None:
    (block,), _ = read_tables([sheet(HEAD, ("清理河道", "区水务局"))], "任务", ("3",), LeadRule())
    assert (block.title, block.path) == ("任务", ("3",))

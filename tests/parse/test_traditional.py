"""Traditional characters are read as the Simplified ones they were."""

from __future__ import annotations

from baigong.parse.sources.interface import Document, SourceParagraph, SourceTable
from baigong.parse.traditional import is_traditional, simplify
from tests.support.plans import parse, roles, tasks


def test_a_short_page_in_traditional_characters_is_known_too() -> None:
    parsed = parse(
        "甲省2019年環境整治實施方案\n一、主要任務\n（一）治理大氣。完成整治。（責任單位：省生態環境廳、省財政廳）\n"
    )
    assert [task.units for task in parsed.plan.tasks] == [("省生态环境厅", "省财政厅")]
    assert any("繁体" in doubt.why for doubt in parsed.doubts)


def test_traditional_characters_are_read_with_a_doubt() -> None:
    parsed = parse(
        "東海市2022年優化營商環境工作要點\n一、堅持系統集成，推動審批全鏈條優化\n1.全面實行清單管理。2022年10月底前編制並公布清單。"
        "（市政府辦公室、市發展改革委牽頭，市級各有關部門及各縣市區政府按職責分工負責）\n2.深化改革。（市財政局負責，市審計局配合）\n"
    )
    first = tasks(parsed.plan)["1"]
    assert roles(first) == (("市政府办公室", "市发展改革委"), ("市级各有关部门", "各县市区政府"), ())
    assert str(first.steps[-1].due if first.steps else first.due) == "2022-10-31"
    assert any("繁体" in doubt.why for doubt in parsed.doubts)


def test_a_few_telling_letters_among_many_others_tell_nothing() -> None:
    few, many = "國務" + "中" * 10, "國務辦" + "中" * 10
    assert not is_traditional(Document((SourceParagraph(1, few),)))
    assert is_traditional(Document((SourceParagraph(1, many),)))
    assert not is_traditional(Document((SourceParagraph(1, many + "中" * 100),)))


def test_lines_and_cells_keep_their_places() -> None:
    table = SourceTable((2,), (("責任單位", "縣財政局"),), title="任務")
    simple = simplify(Document((SourceParagraph(1, "任務"), table), title="計劃"))
    assert simple == Document(
        (SourceParagraph(1, "任务"), SourceTable((2,), (("责任单位", "县财政局"),), title="任务")), title="计划"
    )

"""Paragraphs put together again where a line was broken inside one."""

from __future__ import annotations

import pytest

from baigong.parse.sources.interface import Document, SourceParagraph
from baigong.parse.structure.paragraphs import join_broken, open_bracket, printed
from tests.support.plans import parse, roles, tasks


def test_headings_broken_over_lines_and_brackets_left_open() -> None:
    plan = parse(
        "2020年方案\n一、统筹两个市场，\n打造加工中心\n1.拓展市场。积极推广试点。（市商务局牵头，市财政局、\n市税务局配合）\n"
        "2.释放产能。利用剩余产能。（责任单位：市工信局）\n"
    ).plan
    assert plan.sections[0].title == "统筹两个市场，打造加工中心"
    assert roles(tasks(plan)["1"]) == (("市商务局",), (), ("市财政局", "市税务局"))


def test_lines_cut_at_one_width() -> None:
    body = (
        "（一）推进老旧小区改造。统筹水电气热等管网更新，完善停车充电无障碍等设施，健全物业服务长效机制，"
        "年底前完成改造小区四十个。（市住房城乡建设局牵头，市发展改革委、市财政局按职责分工负责）"
    )
    other = body.replace("（一）", "（二）").replace("老旧小区", "城中村落").replace("小区四十个", "村落三十个")
    lines = ["2021年城市更新方案", "一、任务"]
    for text in (body, other, body.replace("（一）", "（三）"), other.replace("（二）", "（四）")):
        lines += [text[at : at + 30] for at in range(0, len(text), 30)]
    found = tasks(parse("\n".join(lines)).plan)
    assert len(found) == 4
    assert found["1"].text == body[3 : body.index("（市住房")]


def joined(*lines: str, wrapped: bool = False) -> list[str]:
    document = Document(tuple(SourceParagraph(at, line) for at, line in enumerate(lines, 1)), wrapped)
    return [block.text for block in join_broken(document).blocks if isinstance(block, SourceParagraph)]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (("清理河道、", "水库。"), ["清理河道、水库。"]),
        (("清理河道（市水务局", "负责）。"), ["清理河道（市水务局负责）。"]),
        (("责任单位：", "市水务局"), ["责任单位：市水务局"]),
        (("清理河道、", "二、清理水库。"), ["清理河道、", "二、清理水库。"]),
        (("清理河道。", "清理水库。"), ["清理河道。", "清理水库。"]),
    ],
)
def test_a_line_goes_on_where_its_end_asks_for_more(lines: tuple[str, ...], paragraphs: list[str]) -> None:
    assert joined(*lines) == paragraphs


def test_full_lines_go_on_only_in_a_text_that_was_cut_at_one_width() -> None:
    lines = ["甲" * 20] * 8 + ["完。"]
    assert joined(*lines, wrapped=True) == ["甲" * 160 + "完。"]
    assert joined(*lines) == lines


def test_brackets_are_counted_and_chinese_letters_print_twice_as_wide() -> None:
    assert open_bracket("甲（乙") and not open_bracket("甲（乙）") and not open_bracket("甲）")
    assert (printed("甲a，"), printed("")) == (5, 0)

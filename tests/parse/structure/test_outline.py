"""The tree of numbered items."""

from __future__ import annotations

import pytest

from baigong.parse.sources.interface import Document, SourceParagraph
from baigong.parse.structure.outline import OutlineItem, ends_in_time, read_outline
from tests.support.plans import parse, tasks


def test_items_inside_one_paragraph() -> None:
    plan = parse(
        "北市2018年实施意见\n一、减少审批\n1.深化改革。（1）推行多证合一。（市工商局牵头负责）（2）推行电子化。统一规范系统。"
        "（市工商局、市政务中心牵头负责）\n2.加快审批。（1）推行并联审批。（市发改委牵头，市住建委配合）（2）压缩时限。（市发改委负责）\n"
    ).plan
    found = tasks(plan)
    assert list(found) == ["1.1", "1.2", "2.1", "2.2"]
    assert found["1.2"].text == "推行电子化。统一规范系统。"
    assert [section.title for section in plan.sections] == ["深化改革", "加快审批"]


@pytest.mark.parametrize(
    "marks",
    [
        ("一、", "二、"),
        ("（一）", "（二）"),
        ("(一)", "(二)"),
        ("1.", "2."),
        ("1、", "2、"),
        ("1．", "2．"),
        ("1﹒", "2﹒"),
        ("（1）", "（2）"),
        ("①", "②"),
        ("第一条", "第二条"),
        ("１．", "２．"),
        ("㈠", "㈡"),
        ("1.2020年底前", "2.2020年底前"),
    ],
)
def test_styles_of_numbering(marks: tuple[str, str]) -> None:
    items = ("整治河道。清理漂浮物。（市水务局负责）", "整治街巷。清理小广告。（市城管局负责）")
    text = "\n".join(("2020年方案", marks[0] + items[0], marks[1] + items[1]))
    assert list(tasks(parse(text).plan)) == ["1", "2"]


def outline(*lines: str) -> OutlineItem:
    return read_outline(Document(tuple(SourceParagraph(at, line) for at, line in enumerate(lines, 1))))


def test_items_stand_under_the_numbers_that_lead_to_them() -> None:
    root = outline("方案", "一、任务", "（一）甲事。抓紧办。", "1.细项", "（二）乙事。", "二、保障")
    paths = [item.path for item in root.walk() if item.is_numbered]
    assert paths == [(1,), (1, 1), (1, 1, 1), (1, 2), (2,)]
    assert [item.line for item in root.walk() if item.is_numbered] == [2, 3, 4, 5, 6]
    assert (root.kind, root.rank, [piece.text for piece in root.pieces]) == ("root", -1, ["方案"])


def test_a_short_sentence_before_more_words_is_the_heading() -> None:
    first = outline("一、任务", "（一）甲事。抓紧办好。", "（二）乙事。抓紧办妥。").children[0].children[0]
    assert (first.heading, [piece.text for piece in first.pieces]) == ("甲事。", ["抓紧办好。"])


def test_two_items_of_the_same_words_are_two() -> None:
    one, two = OutlineItem(None, 1), OutlineItem(None, 1)
    assert one != two and len({one, two}) == 2


@pytest.mark.parametrize(
    ("heading", "time"),
    [("摸底排查（2022年5月底前）。", "2022年5月底前"), ("摸底排查（区住建局）。", ""), ("摸底排查", "")],
)
def test_a_heading_may_end_in_its_time(heading: str, time: str) -> None:
    assert ends_in_time(heading) == time

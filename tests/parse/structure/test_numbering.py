"""The numbers that items begin with, and what is none."""

from __future__ import annotations

import pytest

from baigong.parse import parse_document
from baigong.parse.structure.numbering import read_marker


@pytest.mark.parametrize(
    ("text", "ordinal", "rest"),
    [
        ("一、总体要求", 1, "总体要求"),
        ("十二、附则", 12, "附则"),
        ("（二十一）推进", 21, "推进"),
        ("(三)推进", 3, "推进"),
        ("1.推进", 1, "推进"),
        ("１２．推进", 12, "推进"),
        ("3、推进", 3, "推进"),
        ("4﹒推进", 4, "推进"),
        ("（5）推进", 5, "推进"),
        ("⑥推进", 6, "推进"),
        ("第七条 推进", 7, "推进"),
        ("第八章　附则", 8, "附则"),
        ("9）推进", 9, "推进"),
        ("1.2021年底前推进", 1, "2021年底前推进"),
    ],
)
def test_markers(text: str, ordinal: int, rest: str) -> None:
    found = read_marker(text.translate({ord("１"): "1", ord("２"): "2"}))
    assert found is not None
    assert (found[0].ordinal, found[1]) == (ordinal, rest)


@pytest.mark.parametrize(
    "text", ["2019年推进", "3.5万人", "一是推进", "一季度推进", "第一，推进", "15%以上", "（含）推进"]
)
def test_what_is_no_marker(text: str) -> None:
    assert read_marker(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "ordinal", "rest"),
    [
        ("壹、总体要求", "formal", 1, "总体要求"),
        ("拾贰、附则", "formal", 12, "附则"),
        ("A.建设道路", "letter", 1, "建设道路"),
        ("C、建设道路", "letter", 3, "建设道路"),
        ("Ⅰ、建设道路", "roman", 1, "建设道路"),
        ("IV. 建设道路", "roman", 4, "建设道路"),
        ("ii、建设道路", "roman-small", 2, "建设道路"),
        ("【1】建设道路", "square", 1, "建设道路"),
        ("[十二]建设道路", "square", 12, "建设道路"),
        ("任务一：建设道路", "named", 1, "建设道路"),
        ("专项行动2：建设道路", "named", 2, "建设道路"),
    ],
)
def test_less_common_styles(text: str, kind: str, ordinal: int, rest: str) -> None:
    found = read_marker(text)
    assert found is not None
    assert (found[0].kind, found[0].ordinal, found[1]) == (kind, ordinal, rest)


@pytest.mark.parametrize(
    "text",
    [
        "A级景区",
        "IT、金融人才",
        "V.35接口",
        "任务一共五项",
        "【注】以上",
        "百百、推进",
        "X.25协议",
        "项目3年完成",
        "拾遗补缺、推进",
    ],
)
def test_what_looks_like_a_less_common_style(text: str) -> None:
    assert read_marker(text) is None


@pytest.mark.parametrize(
    ("chapters", "items"),
    [
        (("壹、", "贰、"), ("一、", "二、")),
        (("一、", "二、"), ("A.", "B.")),
        (("一、", "二、"), ("【1】", "【2】")),
        (("Ⅰ、", "Ⅱ、"), ("1.", "2.")),
        (("任务一：", "任务二："), ("（一）", "（二）")),
        (("A.", "B."), ("1.", "2.")),
    ],
)
def test_a_style_of_no_settled_place_ranks_where_it_first_stands(
    chapters: tuple[str, str], items: tuple[str, str]
) -> None:
    lines = ["北湖市2019年重点工作任务分工方案"]
    for chapter, title in zip(chapters, ("抓交通", "抓教育"), strict=True):
        lines += [chapter + title]
        lines += [f"{item}建设{title[1:]}设施{at}处。（市{title[1:]}局负责）" for at, item in enumerate(items, 1)]
    plan = parse_document(None, data="\n".join(lines).encode()).plan
    assert [(section.title, [task.id for task in section.tasks]) for section in plan.sections] == [
        ("抓交通", ["1.1", "1.2"]),
        ("抓教育", ["2.1", "2.2"]),
    ]


def test_letters_go_on_behind_h() -> None:
    lines = ["北湖市2019年重点工作任务分工方案", "一、抓交通"]
    lines += [f"{letter}.建设道路{at}条。（市交通局负责）" for at, letter in enumerate("ABCDEFGHIJ", 1)]
    plan = parse_document(None, data="\n".join(lines).encode()).plan
    assert [task.id for task in plan.tasks] == [str(at) for at in range(1, 11)]


ONE_LINE = (
    "清溪镇2024年整治方案 清政发〔2024〕9号 一、整治时间 3月1日至4月30日。 二、整治内容 （一）清沟渠。"
    "镇水利站牵头，各村配合，"
    "4月10日前疏浚18公里。（二）拆违建。镇执法队负责拆除私搭乱建。（三）治污水。由镇农业办牵头，"
    "4月底前改造120户。 三、工作要求 "
    "镇纪委每半月通报一次。 清溪镇人民政府 2024年2月26日"
)


def test_blanks_before_every_chapter_of_one_unbroken_line_are_its_line_ends() -> None:
    plan = parse_document(None, data=ONE_LINE.encode()).plan
    assert (plan.head.title, plan.head.number, plan.head.issuer) == (
        "清溪镇2024年整治方案",
        "清政发〔2024〕9号",
        "清溪镇人民政府",
    )
    last = list(plan.tasks)[-1]
    assert (last.id, last.units, "人民政府" in last.text) == ("3", ("镇纪委",), False)
    # Blanks elsewhere are stray ones.
    stray = ONE_LINE.replace(" 一、", "一、").replace(" 二、", "二、").replace(" 三、", "三、")
    assert [task.id for task in parse_document(None, data=stray.encode()).plan.tasks][:3] == ["2.1", "2.2", "2.3"]


@pytest.mark.parametrize(
    ("text", "ordinal"), [("第1件 建成卫生站", 1), ("第二项：改造学校", 2), ("第三件实事、新建公园", 3)]
)
def test_the_first_of_ten_good_works_is_a_chapter(text: str, ordinal: int) -> None:
    numbered = read_marker(text)
    assert numbered
    assert (numbered[0].kind, numbered[0].ordinal) == ("matter", ordinal)


@pytest.mark.parametrize("text", ["第三项任务是改造学校", "第二件事", "第1项工作完成后"])
def test_a_matter_that_is_only_spoken_of_is_none(text: str) -> None:
    assert read_marker(text) is None

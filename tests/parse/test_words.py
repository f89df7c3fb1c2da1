"""What is read from the words of a task: steps, targets, documents; and how words are cleaned and numbered."""

from __future__ import annotations

import pytest

from baigong.numerals import number
from baigong.parse.documents import find_documents
from baigong.parse.ids import Place, shorten
from baigong.parse.numbering import read_marker
from baigong.parse.steps import split_steps
from baigong.parse.targets import find_targets
from baigong.parse.wording import clean


def timed(words: str) -> bool:
    return "月" in words


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("推进甲事，落实乙事。", ["推进甲事", "落实乙事"]),
        ("推进甲事；落实乙事。", ["推进甲事", "落实乙事"]),
        ("以改革为主线，推进甲事，落实乙事。", ["以改革为主线，推进甲事", "落实乙事"]),
        ("围绕大局，推进甲事。", ["围绕大局，推进甲事"]),
        ("聚焦难点，推进甲事。", ["聚焦难点，推进甲事"]),
        ("按照部署，推进甲事。", ["按照部署，推进甲事"]),
        ("把甲事作为重点，抓好落实。", ["把甲事作为重点，抓好落实"]),
        ("推进甲事，确保完成。", ["推进甲事，确保完成"]),
        ("推进甲事，力争见效。", ["推进甲事，力争见效"]),
        ("推进甲事，助力发展。", ["推进甲事，助力发展"]),
        ("推进甲事，推动格局形成。", ["推进甲事，推动格局形成"]),
        ("推进甲事，确保6月通车。", ["推进甲事", "确保6月通车"]),
        ("推进甲事，6月底前办好乙事，确保见效。", ["推进甲事", "6月底前办好乙事", "确保见效"]),
        ("推进甲事，6月底前完成。", ["推进甲事，6月底前完成"]),
        ("6月底前，推进甲事，落实乙事。", ["6月底前，推进甲事", "落实乙事"]),
        ("落实“甲，乙”要求，推进《丙，丁》（戊，己）。", ["落实“甲，乙”要求", "推进《丙，丁》（戊，己）"]),
        ("召开大会。", ["召开大会"]),
    ],
)
def test_steps(text: str, steps: list[str]) -> None:
    assert split_steps(text, timed, by_sentence=False) == steps


def test_sentences_as_steps() -> None:
    text = "推进甲事，落实乙事。办好丙事，6月办好丁事，办好戊事。"
    assert split_steps(text, timed, by_sentence=True) == ["推进甲事，落实乙事", "办好丙事", "6月办好丁事", "办好戊事"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("力争投资同比增长7%。", [("投资同比增长7%", 7, "%")]),
        ("526个贫困村退出。", [("526个贫困村退出", 526, "个")]),
        ("实现17.6万人脱贫。", [("17.6万人脱贫", 17.6, "万人")]),
        ("关闭5处15万吨/年煤矿。", [("5处15万吨/年煤矿", 5, "处")]),
        ("推进重大工程和310项前期项目。", [("310项前期项目", 310, "项")]),
        ("引进人才不少于200名。", [("不少于200名", 200, "名")]),
        ("新增学位3000个、新建学校5所。", [("3000个", 3000, "个"), ("5所", 5, "所")]),
        ("完成投资1,200亿元。", [("1,200亿元", 1200, "亿元")]),
        ("优良天数比例达到94%。", [("优良天数比例达到94%", 94, "%")]),
        ("降低3个百分点。", [("降低3个百分点", 3, "个百分点")]),
        ("2020年底前，建成道路12公里。", [("12公里", 12, "公里")]),
        ("推进5G试点，创建5A级景区，办好第18届赛事，落实“3+10”改革。", []),
        ("印发《2019年百项工程方案》，召开2018年度大会。", []),
        ("6个月内完成，每5年一次。", []),
        ("年底前网上可办率达到80%。", [("网上可办率达到80%", 80, "%")]),
        ("力争6月底前投资完成率达到50%。", [("投资完成率达到50%", 50, "%")]),
        ("（二）签约率达到60%。", [("签约率达到60%", 60, "%")]),
        ("审批时间压缩至5个工作日以内。", [("审批时间压缩至5个工作日以内", 5, "个工作日")]),
        ("户均停电时间降至2.5小时。", [("户均停电时间降至2.5小时", 2.5, "小时")]),
        ("在5个工作日内办结，24小时值守。", []),
    ],
)
def test_targets(text: str, targets: list[tuple[str, float, str]]) -> None:
    assert [(target.text, target.value, target.unit) for target in find_targets(text)] == targets


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("制定《甲方案》。", ("《甲方案》",)),
        ("印发《甲方案》《乙办法》，推进落实。", ("《甲方案》", "《乙办法》")),
        ("研究制定《甲条例》和《乙细则》。", ("《甲条例》", "《乙细则》")),
        ("制定出台《关于〈甲规划〉的意见》。", ("《关于〈甲规划〉的意见》",)),
        ("编制完成《甲规划（2021—2025年）》。", ("《甲规划（2021—2025年）》",)),
        ("抓好《甲意见》贯彻落实。", ()),
        ("按照《甲意见》要求，推进乙事。", ()),
        ("启动实施《甲计划》。", ()),
        ("落实《甲条例》，出台《乙办法》。", ("《乙办法》",)),
    ],
)
def test_documents_to_be_produced(text: str, documents: tuple[str, ...]) -> None:
    assert find_documents(text) == documents


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("２０１９年ＡＢ７％", "2019年AB7%"),
        ("推进 “互联网＋\u3000医疗”", "推进“互联网＋医疗”"),
        ("加\u200b强\u00ad监管\ufeff", "加强监管"),
        ("推广 Smart City 建设", "推广Smart City建设"),
        ("甲，乙；丙：丁。", "甲，乙；丙：丁。"),
        ("危险\x1b[31m字\x07", "危险[31m字"),
    ],
)
def test_cleaning(written: str, kept: str) -> None:
    assert clean(written) == kept


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
    ("words", "value"),
    [("二〇一九", 2019), ("二十一", 21), ("十", 10), ("一百零三", 103), ("7", 7), ("两", 2), ("甲", 0)],
)
def test_numerals(words: str, value: int) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("places", "ids"),
    [
        ([Place(("1", "1")), Place(("1", "2")), Place(("2", "3"))], ["1", "2", "3"]),
        ([Place(("2", "1")), Place(("2", "2")), Place(("3", "1"))], ["2.1", "2.2", "3.1"]),
        ([Place(("2", "1"), 1), Place(("2", "1"), 2), Place(("2", "2"), 1)], ["1.1", "1.2", "2.1"]),
        ([Place(("1",), 0, 2), Place(("2", "1"))], ["1", "2.1"]),
        ([Place(("1",)), Place(("1",)), Place(("1",))], ["1", "1b", "1c"]),
    ],
)
def test_ids(places: list[Place], ids: list[str]) -> None:
    assert shorten(places)[0] == ids

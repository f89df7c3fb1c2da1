"""Labels (责任单位：) and connectives (牵头, 按职责分工负责) of responsibility clauses."""

from __future__ import annotations

import pytest

from baigong.parse.responsibility.labels import (
    CARRIED,
    FIRST_LEADS,
    JOINT,
    REMARK,
    REST_SUPPORTS,
    label_kind,
    read_label,
    read_predicate,
    set_together,
)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("市级牵头单位", "lead"),
        ("主要责任单位", "lead"),
        ("责任单位", "units"),
        ("责任主体", "units"),
        ("牵头及责任单位", "units"),
        ("配合部门", "support"),
        ("督导单位", "oversee"),
        ("计划完成时限", "time"),
        ("分管领导", "person"),
        ("联系电话", "person"),
        ("资金来源", "aside"),
        ("工作要求", None),
    ],
)
def test_the_kind_of_a_label(words: str, kind: str | None) -> None:
    assert label_kind(words) == kind


@pytest.mark.parametrize("text", ["责任单位：市甲局", "责任单位（部门）：市甲局", "责任单位】市甲局"])
def test_a_label_ends_with_its_colon_or_bracket(text: str) -> None:
    label = read_label(text, 0, within=False)
    assert label and (label.kind, text[label.end :]) == ("units", "市甲局")


def test_words_without_a_colon_are_no_label_in_running_text() -> None:
    assert read_label("责任单位要高度重视", 0, within=False) is None


def test_letters_set_apart_are_one_label() -> None:
    assert set_together("责 任 单 位：市甲局") == "责任单位：市甲局"
    assert set_together("市 甲 局：好") == "市 甲 局：好"


@pytest.mark.parametrize(
    ("words", "before", "meaning"),
    [
        ("市甲局牵头", "市甲局", "lead"),
        ("市甲局作为牵头单位", "市甲局", "lead"),
        ("市甲局按职责分工负责", "市甲局", "units"),
        ("市甲局组织实施", "市甲局", "units"),
        ("市甲局协同配合", "市甲局", "support"),
        ("市甲局指导", "市甲局", "oversee"),
        ("市甲局指导落实", "市甲局", "units"),
        ("市甲局按职责分工", "市甲局", "manner"),
    ],
)
def test_a_connective_at_the_end_gives_the_role(words: str, before: str, meaning: str) -> None:
    assert read_predicate(words) == (before, meaning)


@pytest.mark.parametrize("words", ["市甲局", "市委组织部", "清理河道"])
def test_a_name_alone_has_no_connective(words: str) -> None:
    assert read_predicate(words) is None


def test_remarks_on_all_clauses_are_known() -> None:
    assert FIRST_LEADS.search("列第一位者为牵头单位") and not FIRST_LEADS.search("第一批牵头单位")
    assert REST_SUPPORTS.search("其余为配合单位") and CARRIED.search("（下同）") and REMARK.match("以下各项均需落实")
    assert JOINT.search("市甲局会同市乙局") and not JOINT.search("会同县教育局")

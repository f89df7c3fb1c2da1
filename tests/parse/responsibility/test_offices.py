"""Offices in running text, told from functions and bare nouns."""

from __future__ import annotations

import pytest

from baigong.parse.responsibility.offices import is_office, office_list, read_names


@pytest.mark.parametrize(
    "name",
    [
        "县水利局",
        "各乡镇政府",
        "各区县",
        "各村",
        "清河镇",
        "城关镇",
        "县医院",
        "医务科",
        "人事股",
        "体育组",
        "人民银行西宁中心支行",
    ],
)
def test_an_office_or_a_group_of_them(name: str) -> None:
    assert is_office(name)


@pytest.mark.parametrize(
    "name",
    [
        "教育行政部门",
        "用人单位",
        "政府",
        "全社会",
        "该局",
        "分管副县长",
        "县级以上政府",
        "新型城镇",
        "重点学科",
        "国有控股",
        "资产重组",
        "项目全部",
    ],
)
def test_a_function_a_bare_noun_or_a_person_is_none(name: str) -> None:
    assert not is_office(name)


def test_a_last_word_that_names_share_is_given_to_each() -> None:
    assert office_list("检修、送变电公司") == ("检修公司", "送变电公司")
    assert office_list("各县（市、区）政府") == ("各县（市、区）政府",)
    assert office_list("县水利局、县财政局和县教育局、县水利局") == ("县水利局", "县财政局", "县教育局")


def test_a_list_with_anything_else_in_it_is_no_list_of_offices() -> None:
    assert read_names("县水利局、县财政局") == ("县水利局", "县财政局")
    assert read_names("县水利局、抓好落实") == ()

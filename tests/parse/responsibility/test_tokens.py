"""Chunks between separators, each with the label it begins with."""

from __future__ import annotations

import pytest

from baigong.parse.responsibility.tokens import spaced, tokenize


def chunks(text: str) -> list[tuple[str, str, str]]:
    return [(chunk.label.kind if chunk.label else "", chunk.text, chunk.mark) for chunk in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("市甲局、市乙局", [("", "市甲局", "、"), ("", "市乙局", "")]),
        ("牵头单位：市甲局；配合单位：市乙局。", [("lead", "市甲局", "；"), ("support", "市乙局", "。")]),
        ("市甲局（市丙局、市丁局）、市乙局", [("", "市甲局（市丙局、市丁局）", "、"), ("", "市乙局", "")]),
        ("责任单位：牵头：市甲局", [("lead", "市甲局", "")]),
        ("市甲局【配合单位】市乙局", [("", "市甲局", "；"), ("support", "市乙局", "")]),
        ("责任单位：市甲局 配合单位：市乙局", [("units", "市甲局", "；"), ("support", "市乙局", "")]),
        ("市甲局　市乙局", [("", "市甲局　市乙局", "")]),
    ],
)
def test_a_clause_is_cut_at_separators_and_labels_outside_brackets(text: str, cut: list[tuple[str, str, str]]) -> None:
    assert chunks(text) == cut


@pytest.mark.parametrize(
    ("raw", "names"),
    [("市甲局 市乙局", ["市甲局", "市乙局"]), ("市 甲 局", ["市甲局"]), ("省发展 改革委", ["省发展改革委"])],
)
def test_spaces_separate_names_and_a_space_within_one_is_a_stray(raw: str, names: list[str]) -> None:
    assert spaced(raw.replace(" ", ""), raw) == names

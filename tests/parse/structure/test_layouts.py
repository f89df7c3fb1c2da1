"""Whole documents in the layouts of the genre: what becomes a section, a task, whose it is, and what does not."""

from __future__ import annotations

import pytest

from baigong.errors import DocumentError
from baigong.parse import parse_document
from tests.support.plans import parse, roles, tasks


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        (b" \n\t ", "空"),
        (b"\x00\x01\x02\x03" * 100, "二进制"),
        (bytes(range(128, 256)) * 20, "二进制"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "二进制"),
        ("市政府召开会议，研究部署2020年重点工作。会议强调，各部门要狠抓落实。".encode(), "没有找到责任条款"),
        (b"{\\rtf1 plan}", "RTF"),
        (b"PK\x03\x04" + b"\x00" * 40, "损坏"),
    ],
)
def test_what_is_no_plan(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_document(None, data=data)
    assert words in caught.value.message
    assert caught.value.hint


def test_more_than_the_bound_is_refused() -> None:
    with pytest.raises(DocumentError, match="MB"):
        parse_document(None, data=b"a" * (31 * 1024 * 1024))
    with pytest.raises(DocumentError, match="万字"):
        parse_document(None, data=("一、抓好落实。" * 1_200_000).encode("gb18030"))


def test_no_year_anywhere_asks_for_the_period() -> None:
    with pytest.raises(DocumentError) as caught:
        parse("工作方案\n（一）办好甲事。（市甲局负责）\n")
    assert "--start" in caught.value.hint


def test_labels_with_their_letters_set_apart_and_in_brackets_of_their_own() -> None:
    plan = parse(
        "东海县2023年重点工作分解\n一、项目\n1．开展招商20次。\n牵 头 单 位：县商务局\n配 合 单 位：县工信局\n"
        "2．建成厂房3座。\n【牵头单位】县园区管委会\n【配合单位】县住建局\n【完成时限】2023年10月\n"
    ).plan
    found = tasks(plan)
    assert roles(found["1"]) == (("县商务局",), (), ("县工信局",))
    assert roles(found["2"]) == (("县园区管委会",), (), ("县住建局",))
    assert str(found["2"].due) == "2023-10-31"

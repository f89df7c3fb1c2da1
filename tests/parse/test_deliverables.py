"""The documents that a task must produce."""

from __future__ import annotations

import pytest

from baigong.parse.deliverables import find_documents


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

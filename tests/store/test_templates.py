"""The office's own templates beside the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.errors import DataError, TemplateFaultError
from baigong.store.templates import MOST_BYTES, read_template, template_path


def test_a_template_lies_in_a_folder_beside_the_ledger() -> None:
    assert template_path(Path("data"), "weekly") == Path("data/templates/weekly.txt")


def test_its_text_is_read_without_a_byte_order_mark_and_none_is_none(tmp_path: Path) -> None:
    file = tmp_path / "weekly.txt"
    assert read_template(file) is None
    file.write_bytes("\ufeff各单位：".encode())
    assert read_template(file) == "各单位："


def test_another_encoding_is_told_by_its_line_and_a_large_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "weekly.txt"
    file.write_bytes("好\n".encode() + "不是".encode("gbk"))
    with pytest.raises(TemplateFaultError, match=":2:"):
        read_template(file)
    file.write_bytes(b"a" * (MOST_BYTES + 1))
    with pytest.raises(DataError):
        read_template(file)

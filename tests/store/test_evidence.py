"""Evidence: files measured and kept relative to the ledger, references to documents, and what is neither."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from baigong.errors import BaigongError, RequestError
from baigong.model.events import Evidence
from baigong.store import evidence
from baigong.store.evidence import measure, read_evidence


def test_a_file_is_measured_and_kept_relative_to_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "照片").mkdir()
    content = b"jpeg" * 700_000
    (tmp_path / "照片" / "1.jpg").write_bytes(content)
    monkeypatch.chdir(tmp_path)
    (found,) = read_evidence([" 照片/1.jpg "], tmp_path / "data")
    assert found == Evidence(file="../照片/1.jpg", size=len(content), sha256=hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    "text", ["青扶〔2019〕5号", "省政府第23次常务会议纪要", "1.2亿元拨款凭证", "长" * 300, "~nobody-at-all的来函"]
)
def test_what_is_no_file_is_a_reference(tmp_path: Path, text: str) -> None:
    assert read_evidence([text], tmp_path) == (text,)


@pytest.mark.parametrize("text", ["照片/1.jpg", "台账.xlsx", "a\\b", "/none/at/all"])
def test_what_looks_like_a_file_and_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RequestError, match="找不到佐证文件"):
        read_evidence([text], tmp_path)


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for odd in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(RequestError, match="不是普通文件"):
            read_evidence([str(odd)], tmp_path)
        with pytest.raises(BaigongError):
            measure(odd)
    with pytest.raises(BaigongError, match="不能是文件名"):
        measure(Path("a\0b"))
    with pytest.raises(RequestError, match="空"):
        read_evidence(["  "], tmp_path)


def test_one_that_is_missing_refuses_all(tmp_path: Path) -> None:
    with pytest.raises(RequestError):
        read_evidence(["青扶〔2019〕5号", "无.pdf"], tmp_path)


def test_a_file_of_another_size_is_not_read_through(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert measure(path, 4) == (5, "")
    assert measure(path, 6) == (5, "")
    assert measure(path, 5) == (5, hashlib.sha256(b"12345").hexdigest())


def test_a_long_file_is_measured_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a"
    content = bytes(range(256)) * 10_000
    path.write_bytes(content)
    assert measure(path, len(content)) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_file_that_grows_meanwhile_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    taken = bytearray()

    class Growing:
        def update(self, block: bytes) -> None:
            taken.extend(block)
            assert len(taken) < 100
            with path.open("ab") as more:
                more.write(b"67890")

        def hexdigest(self) -> str:
            return "hash"

    monkeypatch.setattr(evidence, "_BLOCK", 3)
    monkeypatch.setattr(hashlib, "sha256", Growing)
    assert measure(path) == (5, "hash")
    assert taken == b"12345"


def test_one_that_shrinks_meanwhile_is_measured_as_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    grown = os.fstat

    def longer(descriptor: int) -> os.stat_result:
        row = list(grown(descriptor))
        row[stat.ST_SIZE] = 9
        return os.stat_result(row)

    monkeypatch.setattr(os, "fstat", longer)
    assert measure(path) == (5, hashlib.sha256(b"12345").hexdigest())

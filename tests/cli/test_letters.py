"""The folder of letters: names of files, and what becomes of letters of an earlier run."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.cli.letters import EARLIER, earlier_letters, file_name, letter_paths, put_away
from baigong.errors import BaigongError

LETTER = "# 督查督办单\n\n省甲厅：\n"


def test_no_letter_of_an_earlier_run_stays_among_the_new_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_BY", "督查室")
    assert run(["init"]) == 0
    assert run(["--as-of", "2019-02-20", "remind", "-o", "督办单"]) == 0
    assert (tmp_path / "督办单" / "省工商联.md").exists()
    notes = tmp_path / "督办单" / "说明.md"
    notes.write_text("# 说明\n", encoding="utf-8")
    assert run(["--as-of", "2019-02-21", "done", "2", "--yes"]) == 0
    capsys.readouterr()
    assert run(["--as-of", "2019-02-21", "remind", "-o", "督办单", "--yes"]) == 0
    out = capsys.readouterr().out
    assert "已移到 督办单/旧督办单" in out
    current = {path.name for path in (tmp_path / "督办单").glob("*.md")}
    assert f"已写 {len(current) - 1} 份" in out
    assert "省工商联.md" not in current
    assert (tmp_path / "督办单" / EARLIER / "省工商联.md").exists()
    assert notes.exists()


def test_a_letter_of_one_unit_moves_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    assert run(["--as-of", "2019-02-20", "remind", "-o", "督办单"]) == 0
    before = sorted((tmp_path / "督办单").iterdir())
    assert run(["--as-of", "2019-02-21", "remind", "--unit", "省财政厅", "-o", "督办单", "--yes"]) == 0
    assert sorted((tmp_path / "督办单").iterdir()) == before


def test_a_letter_put_away_twice_is_kept_twice(tmp_path: Path) -> None:
    for _ in range(2):
        (tmp_path / "省甲厅.md").write_text(LETTER, encoding="utf-8")
        put_away(earlier_letters(tmp_path, []))
    assert sorted(path.name for path in (tmp_path / EARLIER).iterdir()) == ["省甲厅 2.md", "省甲厅.md"]


def test_letters_are_not_put_away_through_a_link(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "督办单", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "省甲厅.md").write_text(LETTER, encoding="utf-8")
    (folder / EARLIER).symlink_to(elsewhere)
    with pytest.raises(BaigongError):
        put_away(earlier_letters(folder, []))
    assert (folder / "省甲厅.md").exists()
    assert not any(elsewhere.iterdir())


def test_names_that_become_one_file_name_get_a_path_each(tmp_path: Path) -> None:
    assert file_name("省/甲\\厅") == "省_甲_厅"
    assert len(set(letter_paths(tmp_path, ["省/甲", "省:甲", "省_甲"]))) == 3

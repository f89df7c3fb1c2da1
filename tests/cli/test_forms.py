"""`baigong forms`: what is written where, for whom, and what is asked first."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.cli.app import run
from tests.support.sheets import Sheet


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-03")
    monkeypatch.setenv("BAIGONG_BY", "督查室")
    assert run(["init"]) == 0
    return tmp_path


def test_a_workbook_a_unit_named_by_unit_and_week(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms", "-o", "表", "--unit", "省水利厅", "--unit", "科技厅"]) == 0
    assert sorted(path.name for path in (office / "表").iterdir()) == ["省水利厅-第5周.xlsx", "省科技厅-第5周.xlsx"]
    assert "已写 2 份报送表到 表（第5周，2019-01-28 至 2019-02-03）" in capsys.readouterr().out
    sheet = Sheet(office / "表" / "省水利厅-第5周.xlsx")
    assert len(sheet.ids) == len(set(sheet.ids)) == 47 + 99
    assert "3.10" in sheet.ids and "1.6.4" not in sheet.ids


def test_a_group_is_a_workbook_for_each_member(office: Path) -> None:
    assert run(["forms", "-o", "表", "--unit", "各园区管委会"]) == 0
    assert len(list((office / "表").iterdir())) == 3


def test_what_is_finished_is_not_asked_for(office: Path) -> None:
    assert run(["done", "3.2", "3.4.1", "--unit", "省水利厅"]) == 0
    assert run(["forms", "-o", "表", "--unit", "省水利厅"]) == 0
    ids = Sheet(office / "表" / "省水利厅-第5周.xlsx").ids
    assert "3.2" not in ids and "3.4.1" not in ids and "3.4" in ids


def test_the_next_week_can_be_handed_out_and_no_later_one(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms", "-o", "表", "--unit", "省水利厅", "--week", "6"]) == 0
    assert (office / "表" / "省水利厅-第6周.xlsx").exists()
    for week in ("7", "0"):
        assert run(["forms", "-o", "表", "--week", week]) == 1
    assert "本周是第 5 周" in capsys.readouterr().err


def test_what_is_there_is_overwritten_only_when_asked(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["forms", "-o", "表", "--unit", "省水利厅"]
    assert run(arguments) == 0
    path = office / "表" / "省水利厅-第5周.xlsx"
    path.write_bytes(b"filled in")
    assert run(arguments) == 1
    assert path.read_bytes() == b"filled in"
    assert "1 份同名的文件" in capsys.readouterr().err
    assert run([*arguments, "--yes"]) == 0
    assert path.read_bytes() != b"filled in"


def test_a_file_is_no_folder(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "表").write_text("x")
    assert run(["forms", "-o", "表"]) == 1
    assert "不是文件夹" in capsys.readouterr().err


def test_the_proposals_go_out_with_a_drop_down_of_each_tasks_units(office: Path) -> None:
    assert run(["forms", "--divide", "-o", "表"]) == 0
    sheet = Sheet(office / "表" / "任务分解.xlsx")
    assert len(sheet.ids) == 99
    rules = {str(rule.sqref): rule for rule in sheet.sheet.data_validations.dataValidation}
    assert rules["H5"].type == "list"
    units = [cell.value for cell in sheet.book["名单"]["A"] if cell.value]
    assert sorted(units) == sorted(str(sheet.cell("1.1", "责任单位").value).split("、"))
    assert sheet.cell("1.1", "牵头单位").protection.locked is False
    assert sheet.cell("1.1", "牵头单位").value is None, "nobody has agreed yet"

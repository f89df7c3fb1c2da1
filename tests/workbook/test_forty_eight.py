"""Every unit of the shipped plan answers, each in a way of its own: one command collects them all, exactly."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.model.events import Progress
from baigong.store.journal import FileJournal
from tests.support.sheets import (
    TITLES,
    Sheet,
    column_deleted,
    columns_hidden,
    columns_moved,
    columns_renamed,
    numbers_lost,
    others_deleted,
    repacked,
    rows_inserted,
    sorted_backwards,
)

pytestmark = pytest.mark.slow

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SECONDS = 10.0
PERCENTS: tuple[object, ...] = (60, "60%", 0.6, "六成", "六十", "６０％", "百分之六十", " 60 ")
FIRST = "xl/worksheets/sheet1.xml"

Expected = set[tuple[str, str, str, str | None, float | None, str, str, str]]
"""Unit, author, task, status, percent, 进展, 问题, 措施."""


def untouched(sheet: Sheet) -> None:
    """Leave the table as it is."""


CHANGES: tuple[Callable[[Sheet], None], ...] = (
    untouched,
    sorted_backwards,
    others_deleted,
    rows_inserted,
    columns_hidden,
    columns_moved,
    column_deleted,
    columns_renamed,
    numbers_lost,
)


def answers(unit: str, at: int, sheet: Sheet) -> tuple[dict[str, dict[str, object]], Expected]:
    """What a unit fills in: six rows, each of another kind; and what is to be recorded of them."""
    by = f"填报人{at}"
    rows = [id for id in sheet.ids if not sheet.cell(id, "进度").protection.locked]
    chosen = [*rows[:5], rows[-1]]
    cells: list[dict[str, object]] = [
        {"状态": "推进中", "进度": PERCENTS[at % len(PERCENTS)], "进展情况": f"第{at}家的进展"},
        {"状态": "已完成"},
        {"进度": 100, "存在问题": "没有"},
        {"状态": "受阻", "进度": PERCENTS[(at + 1) % len(PERCENTS)], "存在问题": "缺人", "下一步措施": "抽调"},
        {"进展情况": "=cmd|' /C calc'!A0" if at % 2 else "只有话"},
        {"状态": "正在推进"},
    ]
    words = str(cells[4]["进展情况"])
    values: list[tuple[str | None, float | None, str, str, str]] = [
        ("doing", 60, f"第{at}家的进展", "", ""),
        ("done", 100, "", "", ""),
        ("done", 100, "", "没有", ""),
        ("blocked", 60, "", "缺人", "抽调"),
        (None, None, words, "", ""),
        ("doing", None, "", "", ""),
    ]
    return dict(zip(chosen, cells, strict=True)), {
        (unit, by, id, *value) for id, value in zip(chosen, values, strict=True)
    }


def fill_in(folder: Path) -> Expected:
    """Fill in every form of a folder as forty-eight people do; give what is to be recorded."""
    expected: Expected = set()
    for at, path in enumerate(sorted(folder.iterdir())):
        unit = path.name.removesuffix("-第5周.xlsx")
        sheet = Sheet(path)
        filled, wanted = answers(unit, at, sheet)
        expected |= wanted
        sheet.fill(filled, f"填报人{at}")
        if at % 16 == 7:
            # The first half of the rows in one file, the others in a second.
            other = Sheet(path).fill(dict(list(filled.items())[3:]), f"填报人{at}")
            for id in list(filled)[3:]:
                for title in filled[id]:
                    sheet.cell(id, title).value = None
            other.save(folder / f"{unit}补报.xlsx")
        CHANGES[at % len(CHANGES)](sheet)
        data = sheet.data
        if at % 12 == 4:
            data = repacked(data, FIRST, lambda xml: xml.replace(b"<v>100</v>", b"<f>50*2</f><v>100</v>"))
        path.unlink()
        name = f"新建工作表{at}.xlsx" if at % 5 == 3 else path.name
        (folder / name).write_bytes(data)
    return expected


def through_libreoffice(folder: Path, profile: Path) -> int:
    """Save every third workbook as LibreOffice does."""
    assert SOFFICE
    chosen = sorted(folder.iterdir())[::3]
    out = folder.parent / "saved"
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation=file://{profile}",
            *("--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)),
            *map(str, chosen),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for path in chosen:
        (out / path.name).replace(path)
    return len(chosen)


@pytest.mark.parametrize("saved", [False, True], ids=["as filled in", "through LibreOffice"])
def test_forty_eight_workbooks_come_back_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], saved: bool
) -> None:
    if saved and not SOFFICE:
        pytest.skip("soffice is not installed: apt-get install libreoffice-calc")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-03")
    assert run(["init"]) == 0
    assert run(["forms", "-o", "表"]) == 0
    folder = tmp_path / "表"
    assert len(list(folder.iterdir())) == 48
    expected = fill_in(folder)
    if saved:
        assert through_libreoffice(folder, tmp_path / "profile") == 17
    journal = FileJournal(tmp_path / "data" / "progress.jsonl")
    begun = time.process_time()
    assert run(["collect", "表", "--yes"]) == 0, capsys.readouterr()
    assert time.process_time() - begun < SECONDS
    events = [event for event in journal.read().events if isinstance(event, Progress)]
    recorded = {
        (event.unit, event.by, event.task, event.status, event.percent, event.note, event.problem, event.next)
        for event in events
    }
    assert recorded == expected
    assert len(events) == len(expected) == 48 * 6
    assert run(["collect", "表", "--yes"]) == 0
    assert len(journal.read().events) == len(events)


@pytest.mark.skipif(not SOFFICE, reason="soffice is not installed: apt-get install libreoffice-calc")
def test_libreoffice_keeps_what_is_locked_and_the_drop_downs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-03")
    assert run(["init"]) == 0
    assert run(["forms", "-o", "表", "--unit", "省水利厅", "--unit", "省扶贫局", "--unit", "省财政厅"]) == 0
    assert run(["forms", "-o", "表", "--divide"]) == 0
    before = {path.name: Sheet(path) for path in (tmp_path / "表").iterdir()}
    through_libreoffice(tmp_path / "表", tmp_path / "profile")
    for name, sheet in before.items():
        after = Sheet(tmp_path / "表" / name)
        assert after.sheet.protection.sheet
        assert unlocked(after) == unlocked(sheet) != set()
        assert rules(after) == rules(sheet)
        assert after.ids == sheet.ids
        assert all(after.cell(id, "编号").data_type == "s" for id in after.ids)
        hidden = {one.title for one in after.book.worksheets if one.sheet_state != "visible"}
        assert hidden == {one.title for one in sheet.book.worksheets if one.sheet_state != "visible"}


def unlocked(sheet: Sheet) -> set[str]:
    lines = sheet.sheet.iter_rows(max_row=TITLES + len(sheet.ids))
    return {cell.coordinate for line in lines for cell in line if not cell.protection.locked}


def rules(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """What may be chosen or typed in each cell."""
    return {
        place: (rule.type, rule.formula1)
        for rule in sheet.sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for place in (f"{row}:{column}" for row, column in area.cells)
    }

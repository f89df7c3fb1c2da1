"""CSV and TSV: what a spreadsheet makes of text from a file."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.pages.blocks import (
    Listing,
)
from baigong.render.delimited import as_text, cell, to_csv, to_tsv
from baigong.render.inert import inert
from tests.support.listings import COLUMNS, Row, listing


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "＝1+1", "\t=1", "\r\n=cmd|' /C calc'!A0"])
def test_what_a_spreadsheet_takes_for_a_formula_becomes_text(text: str) -> None:
    assert cell(text).startswith("'")
    assert cell(text) == "'" + inert(text)


@pytest.mark.parametrize("text", ["完成核对", "1-2月", "a=b", "", "3.2", "'已有引号"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_a_table_has_its_headings_and_every_column_whatever_the_width() -> None:
    text = to_csv(listing('说"完"，成', "a,b"))
    assert text == '编号,任务,进度\n"=""1.1""","说""完""，成",1%\n"=""1.2""","a,b",2%\n'
    assert to_csv(listing()) == "编号,任务,进度\n"


def test_ids_are_texts_to_a_spreadsheet() -> None:
    assert [as_text(id) for id in ("3.10", "1.6.4", "00f05bb070", '3"&A1&"')] == [
        '="3.10"',
        '="1.6.4"',
        '="00f05bb070"',
        '="3&A1&"',
    ]


@pytest.mark.slow
def test_ids_come_back_from_a_spreadsheet_as_they_went(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("没有安装 LibreOffice（apt-get install libreoffice-calc）")
    rows = [Row(id=id, text="甲", percent=1) for id in ("3.1", "3.10", "1.6.4", "8.13.1", "1e5")]
    (tmp_path / "l.csv").write_bytes(to_csv(Listing(COLUMNS, rows)).encode("utf-8-sig"))
    made = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "csv", "--outdir"]
    subprocess.run(
        [*made, str(tmp_path / "back"), str(tmp_path / "l.csv")], check=True, capture_output=True, timeout=120
    )
    back = list(csv.reader((tmp_path / "back" / "l.csv").open(encoding="utf-8-sig", errors="replace")))
    assert [row[0] for row in back[1:]] == ["3.1", "3.10", "1.6.4", "8.13.1", "1e5"]


def test_a_tab_or_a_line_break_within_a_text_breaks_no_row() -> None:
    assert to_tsv(listing("一\t二\n三")) == "编号\t任务\t进度\n1.1\t一 二 三\t1%\n"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_whatever_the_text_a_row_is_a_row(texts: list[str]) -> None:
    for text, mark, kept in ((to_csv(listing(*texts)), ",", as_text), (to_tsv(listing(*texts)), "\t", cell)):
        rows = list(csv.reader(io.StringIO(text), delimiter=mark))
        assert [row[0] for row in rows] == ["编号", *(kept(f"1.{at}") for at in range(1, len(texts) + 1))]
        assert [row[1] for row in rows[1:]] == [cell(given) for given in texts]

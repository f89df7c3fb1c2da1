"""The folder of letters: names of files, and what becomes of letters of an earlier run."""

from __future__ import annotations

import email
import io
from email import policy
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from baigong.cli.app import run
from baigong.cli.letters import EARLIER, earlier_letters, file_name, letter_paths, put_away
from baigong.errors import BaigongError
from baigong.pages.blocks import Page, Paragraph
from baigong.render.docx import to_docx

LETTER = "# 督查督办单\n\n省甲厅：\n"


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.parametrize("unit", ["CON", "nul", "com1.txt", "LPT9"])
def test_a_unit_named_like_a_device_gets_a_file_all_the_same(unit: str) -> None:
    assert file_name(unit) == f"_{unit}"
    assert file_name("省CON厅") == "省CON厅"


@pytest.mark.slow
def test_word_letters_replace_those_in_markdown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    assert run(["--as-of", "2019-02-20", "remind", "-u", "省财政厅", "-o", "督办单"]) == 0
    others = tmp_path / "督办单" / "会议纪要.docx"
    others.write_bytes(to_docx(Page((Paragraph("督查督办单"),)), "会议纪要"))
    numbered = ["--number", "青政督〔2019〕5号", "--format", "docx"]
    assert run(["--as-of", "2019-02-20", "remind", "-o", "督办单", *numbered]) == 0
    assert "以前写的 1 份" in capsys.readouterr().out
    assert {path.suffix for path in (tmp_path / "督办单").iterdir() if path.is_file()} == {".docx"}
    assert others.exists(), "a file of the office's own stays"
    assert (tmp_path / "督办单" / EARLIER / "省财政厅.md").exists()
    numbers = {
        docx.Document(str(path)).paragraphs[1].text for path in (tmp_path / "督办单").glob("*.docx") if path != others
    }
    assert len(numbers) == 48 and {"青政督〔2019〕5号", "青政督〔2019〕52号"} <= numbers
    assert run(["--as-of", "2019-02-21", "done", "2", "--yes"]) == 0
    assert run(["--as-of", "2019-02-21", "remind", "-o", "督办单", "--format", "docx", "--yes"]) == 0
    assert not (tmp_path / "督办单" / "省工商联.docx").exists()


def test_letters_are_written_in_no_other_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    assert run(["--as-of", "2019-02-20", "remind", "-o", "督办单", "--format", "csv"]) == 2
    assert not (tmp_path / "督办单").exists()


@pytest.mark.slow
def test_a_mail_a_unit_with_its_letter_and_its_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    units = tmp_path / "data" / "units.yaml"
    content = units.read_text(encoding="utf-8")
    content = content.replace("- name: 省工商联\n", "- name: 省工商联\n  email: gsl@example.gov.cn\n")
    content = content.replace("- name: 省财政厅\n", "- name: 省财政厅\n  email: czt@example.gov.cn\n")
    units.write_text(content, encoding="utf-8")
    capsys.readouterr()
    assert run(["--as-of", "2019-02-20", "remind", "--eml", "邮件"]) == 1
    assert "没有发件的邮箱" in capsys.readouterr().err and not (tmp_path / "邮件").exists()
    assert run(["--as-of", "2019-02-20", "remind", "--eml", "邮件", "--from", "不是邮箱"]) == 1
    by = ["--eml", "邮件", "--from", "ducha@example.gov.cn"]
    assert run(["--as-of", "2019-02-20", "remind", *by]) == 0
    out = capsys.readouterr().out
    assert "已写 2 份邮件到 邮件" in out and "没有写邮件的 46 个单位" in out
    assert sorted(path.name for path in (tmp_path / "邮件").iterdir()) == ["省工商联.eml", "省财政厅.eml"]
    message = email.message_from_bytes((tmp_path / "邮件" / "省财政厅.eml").read_bytes(), policy=policy.default)
    files = {str(each.get_filename()): each.get_content() for each in message.iter_attachments()}
    assert set(files) == {"省财政厅-督办单.docx", "省财政厅-第8周.xlsx"}
    assert docx.Document(io.BytesIO(files["省财政厅-督办单.docx"])).paragraphs[2].text == "省财政厅："
    assert load_workbook(io.BytesIO(files["省财政厅-第8周.xlsx"])).sheetnames
    # The unit whose work is done gets no mail, and its old one does not stay.
    assert run(["--as-of", "2019-02-21", "done", "2", "--yes"]) == 0
    assert run(["--as-of", "2019-02-21", "remind", *by, "--yes"]) == 0
    assert sorted(path.name for path in (tmp_path / "邮件").iterdir()) == [EARLIER, "省财政厅.eml"]


def test_a_broken_template_is_told_by_its_line_and_no_letter_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    (tmp_path / "data" / "templates").mkdir()
    for name, arguments in (("letter", ["remind", "-o", "督办单"]), ("weekly", ["report", "-o", "周报.docx"])):
        block = "要求" if name == "letter" else "总体情况"
        template = tmp_path / "data" / "templates" / f"{name}.txt"
        template.write_text(f"{{% block {block} %}}\n\n{{{{ nothing }}}}\n{{% endblock %}}", encoding="utf-8")
        capsys.readouterr()
        assert run(["--as-of", "2019-02-20", *arguments]) == 1
        error = capsys.readouterr().err
        assert f"templates/{name}.txt:3: " in error and error.count("\n") == 1
    assert not any((tmp_path / "督办单").glob("*")) and not (tmp_path / "周报.docx").exists()
    assert run(["--as-of", "2019-02-20", "report"]) == 0, "a screen needs no template"

"""Typer in Chinese, and what of Typer's own that rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from baigong.cli import chinese
from baigong.cli.app import app, run
from baigong.cli.commands import COMMANDS
from tests.support.commands import built

ROOT = Path(__file__).parents[2]


def test_typer_is_of_the_series_that_the_translation_was_written_for() -> None:
    assert typer.__version__.startswith(chinese.SERIES + "."), (
        "核对 baigong/cli/chinese.py 后再改 SERIES 和 pyproject.toml"
    )
    major, minor = chinese.SERIES.split(".")
    assert f'"typer>={chinese.SERIES},<{major}.{int(minor) + 1}"' in (ROOT / "pyproject.toml").read_text()


def test_nothing_private_of_typer_is_used_elsewhere() -> None:
    private = re.compile(
        r"typer\.(_|core|main|models|params|rich_utils|completion)|import .*typer\._|from typer import _"
    )
    users = [path.name for path in (ROOT / "baigong").rglob("*.py") if private.search(path.read_text())]
    assert users == ["chinese.py"]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_a_help_page_has_no_english_but_names(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*([name] if name else []), "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("\n 用法：baigong")
    for english in ("Usage", "Options", "Arguments", "Commands", "required", "default", "TEXT", "Show this"):
        assert english not in page


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_help_page_fits_the_terminal(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", str(width))
    for name in COMMANDS:
        run([name, "--help"])
        page = capsys.readouterr().out
        assert max(map(cell_len, page.splitlines())) <= width, name
        assert "…" not in page


def test_no_words_at_all_print_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert "用法：baigong [选项] 命令 [参数]..." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["lst"], "错误：没有“lst”这个命令，是不是 list、start、plans？全部命令见 baigong --help"),
        (["list", "--unti", "x"], "错误：没有 --unti 这个选项，是不是 --unit？用法见 baigong list --help"),
        (["list", "--unit"], "错误：选项 --unit 后面没有写取值；用法见 baigong list --help"),
        (["list", "--open=1"], "错误：选项 --open 不用写取值；用法见 baigong list --help"),
        (["done"], "错误：缺少编号；用法见 baigong done --help"),
        (["list", "多余"], "错误：多余的参数：多余；用法见 baigong list --help"),
        (["progress", "3.2", "-5"], "错误：-5 是负数，这里不能用；用法见 baigong progress --help"),
    ],
)
def test_errors_of_the_command_line(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    assert capsys.readouterr().err == message + "\n"


def test_what_is_given_to_the_shell_when_a_word_is_half_typed() -> None:
    group = chinese.command_line(app)
    items = group.shell_complete(typer.Context(group), "re")
    assert [item.value for item in items] == ["report", "reopen", "reject", "relink", "remind"]
    assert all(item.help for item in items)


def test_a_command_is_built_with_its_options() -> None:
    command = built("list")
    assert {"--unit", "-u"} <= {name for param in command.params for name in param.opts}
    assert command.get_usage(typer.Context(command, info_name="baigong list")).startswith("用法：baigong list [选项]")

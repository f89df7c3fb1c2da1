"""What Tab offers, as a shell asks for it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.store.plan_file import save_plan
from tests.support.builders import plan, section, task


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ledger")
    assert run(["init", str(made)]) == 0
    return made


def offered(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Press Tab behind `line` in bash."""
    words = shlex.split(line) + ([""] if line.endswith(" ") else [])
    monkeypatch.setenv("_BAIGONG_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", shlex.join(words) if words[-1] else line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    with pytest.raises(SystemExit):
        run([])
    monkeypatch.delenv("_BAIGONG_COMPLETE")
    return capsys.readouterr().out.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("baigong li", ["list"]),
        ("baigong re", ["report", "reopen", "reject", "relink", "remind"]),
        ("baigong list --du", ["--due-within"]),
        ("baigong show 2.8", ["2.8"]),
        ("baigong show 1.8.", ["1.8.1", "1.8.2", "1.8.3", "1.8.4", "1.8.5", "1.8.6"]),
        ("baigong show 任务2.8", ["2.8"]),
        ("baigong show 第２。8", ["2.8"]),
        ("baigong log 板块3", ["板块3"]),
        ("baigong list --status 推", ["推进中"]),
        ("baigong list --status do", ["doing", "done"]),
        ("baigong list --sort 落", ["落后多少"]),
        ("baigong list --format j", ["json"]),
        ("baigong list --section 改革", ["7"]),
        # What the command accepts: an alias, a distinctive part.
        ("baigong list --unit 省发改", ["省发改委"]),
        ("baigong list --unit 财政", ["省财政厅"]),
        ("baigong assign 3.2 --lead 财政", ["省财政厅"]),
    ],
)
def test_offers(
    line: str, expected: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert offered(line, monkeypatch, capsys) == expected


@pytest.mark.parametrize("line", ["baigong -f {} show 2.8", "baigong show -f {} 2.8", "baigong --file={} show 2.8"])
def test_behind_the_place_of_a_ledger_its_own_are_offered(
    line: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered(line.format(folder), monkeypatch, capsys) == ["2.8"]


def test_several_that_hold_a_part_do_not_take_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    names = offered("baigong list --unit 管理局", monkeypatch, capsys)
    assert len(names) > 2
    assert "管理局" in names


def test_without_a_ledger_nothing_is_offered_and_nothing_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered("baigong show 3.", monkeypatch, capsys) == []
    assert capsys.readouterr().err == ""


# Several plans in one folder


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two plans that share the number 1.1, one that cannot be read, and one directory of units."""
    folder = tmp_path_factory.mktemp("office")
    units = "units:\n- name: 省甲厅\n  leader: 张三\n- name: 省乙委\n  aliases: [乙委办]\n"
    (folder / "units.yaml").write_text(units, encoding="utf-8")
    campaign = plan(section(task("1.1", units=("省甲厅",)), task("2.1", leader="李副省长")), title="百日攻坚方案")
    duties = plan(section(task("1.1"), task("3.2", units=("省乙委",))), title="领导交办")
    for name, content in (("百日攻坚", campaign), ("领导交办", duties)):
        (folder / name).mkdir()
        save_plan(folder / name / "tasks.yaml", content)
    (folder / "写坏的").mkdir()
    (folder / "写坏的" / "tasks.yaml").write_text("plan: [", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("baigong show ", ["百日攻坚/1.1", "百日攻坚/2.1", "领导交办/1.1", "领导交办/3.2"]),
        ("baigong show 百", ["百日攻坚/1.1", "百日攻坚/2.1"]),
        ("baigong show 领导交办/3", ["领导交办/3.2"]),
        ("baigong show 交办/3", ["领导交办/3.2"]),
        # One plan alone has it: its number is enough.
        ("baigong show 3", ["3.2"]),
        # Two have it: each is named, and the word that the shell would take away is among them.
        ("baigong done 1.", ["百日攻坚/1.1", "领导交办/1.1", "1."]),
        ("baigong done --plan 领导 1.", ["1.1"]),
        ("baigong list --plan ", ["写坏的", "百日攻坚", "领导交办"]),
        ("baigong list --plan 攻坚", ["百日攻坚"]),
        ("baigong plans --archive 领", ["领导交办"]),
        ("baigong list --unit 省", ["省乙委", "省甲厅"]),
        ("baigong list --unit 乙委", ["乙委办"]),
        ("baigong list --plan 百日攻坚 --unit 厅", ["省甲厅"]),
        ("baigong list --leader 李", ["李副省长"]),
        ("baigong list --section 1", ["1"]),
    ],
)
def test_offers_over_several_plans(
    line: str, expected: list[str], office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(office)
    assert offered(line, monkeypatch, capsys) == expected


# In the shells themselves

LINES = [
    ("show 2.8", ["2.8"]),
    ("show 1.8.", ["1.8.1", "1.8.2", "1.8.3", "1.8.4", "1.8.5", "1.8.6"]),
    ("list --unit 省发改", ["省发改委"]),
    ("list --unit 财政", ["省财政厅"]),
    ("list --status 推", ["推进中"]),
]
# What zsh would do with the offers, printed: its completion system runs in a terminal alone.
ZSH = """
compdef() { }
compadd() { print -rl -- $names }
_files() { }
source "$1"
shift
words=("$@")
CURRENT=$#words
PREFIX=$words[-1]
_baigong_completion
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's home with the program in it, and our script in each shell that is there."""
    home = tmp_path_factory.mktemp("home")
    (home / "bin").mkdir()
    program = home / "bin" / "baigong"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m baigong "$@"\n')
    program.chmod(0o755)
    for shell in filter(shutil.which, ("zsh", "fish")):
        line = [str(program), "--install-completion", shell]
        subprocess.run(line, env=environment_of(home), check=True, capture_output=True)
    return home


def environment_of(home: Path) -> dict[str, str]:
    environment = {**os.environ, "HOME": str(home), "PATH": f"{home / 'bin'}:{os.environ['PATH']}"}
    environment.pop("XDG_CONFIG_HOME", None)
    return environment | {"LC_ALL": "C.UTF-8"}


def in_shell(shell: str, *words: str, home: Path) -> list[str]:
    """Complete a line in a shell that has our script installed; PROGRAM is the program by its path."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    program, environment = home / "bin" / "baigong", environment_of(home)
    typed = [str(program) if word == "PROGRAM" else word for word in words]
    if shell == "fish":
        command = ["fish", "-c", f"complete -C {shlex.quote(' '.join(typed))}"]
    else:
        (home / "zsh").write_text(ZSH)
        command = ["zsh", "-f", str(home / "zsh"), str(home / ".zfunc" / "_baigong"), *typed]
    shown = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    return [line.split("\t")[0] for line in shown.stdout.splitlines()]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(("line", "expected"), LINES)
def test_zsh_and_fish_offer_the_same(shell: str, line: str, expected: list[str], folder: Path, home: Path) -> None:
    assert in_shell(shell, "baigong", "-f", str(folder), *line.split(), home=home) == expected


def test_zsh_calls_the_program_as_it_was_typed(folder: Path, home: Path) -> None:
    assert in_shell("zsh", "PROGRAM", "-f", str(folder), "show", "2.8", home=home) == ["2.8"]


def test_zsh_lists_several_that_hold_a_part(folder: Path, home: Path) -> None:
    names = in_shell("zsh", "baigong", "-f", str(folder), "list", "--unit", "管理局", home=home)
    assert len(names) > 1
    assert all("管理局" in name and name != "管理局" for name in names)


@pytest.mark.parametrize(
    ("shell", "part"), [("bash", "complete -o default"), ("zsh", "#compdef"), ("fish", "complete")]
)
def test_the_shell_can_be_named(shell: str, part: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--show-completion", shell]) == 0
    assert part in capsys.readouterr().out


def test_a_shell_without_a_script_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--install-completion", "tcsh"]) == 2
    assert capsys.readouterr().err.startswith("错误：没有为 tcsh 写的补全脚本，有 bash、zsh、fish")

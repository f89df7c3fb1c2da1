"""What is said on a terminal: folded there alone, and never a row of question marks."""

from __future__ import annotations

import io
import os
import sys

import pytest

from baigong.cli import streams
from baigong.cli.app import run


class Terminal(io.TextIOWrapper):
    """A stream that takes itself for a terminal."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)

    def isatty(self) -> bool:
        return True

    @property
    def text(self) -> str:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode(self.encoding)


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_: os.terminal_size((40, 24)))
    monkeypatch.setattr(streams, "_hinted", [])


LINE = "  data/tasks.yaml：8 个板块、99 项任务、214 项举措；请用 baigong list --section 3 核对"


def test_a_terminal_has_messages_folded_between_numbers_and_commands() -> None:
    out = Terminal()
    streams.say(LINE, stream=out)
    assert out.text.splitlines() == [
        "  data/tasks.yaml：8 个板块、99 项任务、",
        "  214 项举措；请用",
        "  baigong list --section 3 核对",
    ]


def test_a_pipe_has_each_message_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    streams.say(LINE)
    streams.complain(LINE)
    assert capsys.readouterr() == (f"{LINE}\n", f"{LINE}\n")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_where_chinese_cannot_be_shown_that_is_said_once(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = Terminal("ascii"), Terminal("ascii")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    for _ in range(2):
        streams.say("已记录 1 项") if stream == "stdout" else streams.complain("已记录 1 项")
    assert err.text.count("ascii cannot show Chinese") == 1
    assert (out.text if stream == "stdout" else err.text.partition("FILE\n")[2]) == "~ 1 ~\n~ 1 ~\n"


@pytest.mark.parametrize("words", [["--help"], ["list", "--help"], ["list"], ["列表"]])
def test_no_question_marks_on_a_terminal_of_ascii(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = Terminal("ascii"), Terminal("ascii")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    run(words)
    assert "?" not in out.text + err.text
    assert err.text.startswith("ascii cannot show Chinese")

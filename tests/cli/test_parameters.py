"""Options are declared once: what is typed is read before the ledger is, and what is not typed is the default."""

from __future__ import annotations

import inspect
from types import SimpleNamespace
from typing import Annotated, Any

import pytest

from baigong.cli import options
from baigong.cli.parameters import argument, flag, option, typed_callback
from baigong.errors import NotANumberError

Days = Annotated[int, option("--days", metavar="天数", help="几天", read=options.days)]
Loud = Annotated[bool, flag("--loud", help="大声")]
Words = Annotated[tuple[str, ...], argument(metavar="词", help="词", many=True, read=tuple)]


CTX: Any = SimpleNamespace(find_root=lambda: SimpleNamespace(params={}))
"""The context of a command line on which nothing stands before the command."""


def command(words: Words, days: Days = 7, loud: Loud = False) -> tuple[Any, ...]:
    """说话。"""
    return words, days, loud


def test_what_is_typed_is_read_and_what_is_not_is_the_default() -> None:
    call = typed_callback(command)
    assert call(CTX, words=["甲", "乙"], days="３", loud=True) == (("甲", "乙"), 3, True)
    assert call(CTX, words=["甲"], days=None, loud=False) == (("甲",), 7, False)


def test_what_cannot_be_read_never_reaches_the_command() -> None:
    with pytest.raises(NotANumberError, match="天数"):
        typed_callback(command)(CTX, words=["甲"], days="几天", loud=False)


def test_typer_is_told_of_words_and_of_what_is_required() -> None:
    signature = inspect.signature(typed_callback(command))
    assert list(signature.parameters) == ["ctx", "words", "days", "loud"]
    assert signature.parameters["words"].default is inspect.Parameter.empty
    assert signature.parameters["days"].default is None
    assert typed_callback(command).__doc__ == "说话。"

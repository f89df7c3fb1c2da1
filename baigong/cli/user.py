"""The user at the terminal: who records, what is asked, what is warned of."""

from __future__ import annotations

import os
import sys

from baigong.cli import streams
from baigong.errors import UnconfirmedError, UnwritableTextError
from baigong.render.inert import inert
from baigong.store.lock import user


def author(by: str = "") -> str:
    """Give the author: `by`, else BAIGONG_BY, else the user of this machine.

    Raises:
        RequestError: it cannot be written as text.
    """
    name = (by.strip() or os.environ.get("BAIGONG_BY", "").strip() or user()).strip()
    refuse_unwritable(name)
    return name


def named_author(by: str) -> str:
    """Give the author named by --by or BAIGONG_BY; a login is not enough."""
    environment_author = os.environ.get("BAIGONG_BY", "").strip()
    return by if by != user() or by == environment_author else environment_author


def ask(question: str) -> str:
    """Ask at the prompt; "" where nobody can be asked."""
    if not sys.stdin.isatty():
        return ""
    streams.prompt(question)
    return sys.stdin.readline().strip()


def refuse_unwritable(*texts: str) -> None:
    """Refuse words that cannot be written as text (bytes of another encoding).

    Raises:
        RequestError: naming the words.
    """
    for text in texts:
        try:
            text.encode()
        except UnicodeEncodeError:
            raise UnwritableTextError(inert(text)) from None


def warn(message: str) -> None:
    """Print a warning on stderr; the command goes on."""
    streams.complain(f"注意：{inert(message)}")


def confirm(question: str, yes: bool) -> None:
    """Return if the user agrees, by --yes or at the prompt.

    Raises:
        RequestError: when he does not, or nobody can be asked.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise UnconfirmedError(question)
    streams.prompt(f"{question}确定吗？（y/N）")
    if sys.stdin.readline().strip().lower() not in ("y", "yes", "是"):
        raise UnconfirmedError

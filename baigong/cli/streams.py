"""Standard output and error that are closed, full or of another encoding: one message, no traceback."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from typing import TextIO

from baigong.render.fold import WHOLE, fold
from baigong.render.inert import inert
from baigong.render.screen import screen_of, shows_chinese
from baigong.words import as_typed

# In English: nothing else can be read there.
_NO_CHINESE = "{encoding} cannot show Chinese (~): try LANG=zh_CN.UTF-8 or PYTHONIOENCODING=utf-8, or -o FILE"
_hinted: list[str] = []
"""The encodings that were hinted at."""

_CANNOT_SHOW = "baigong.cannot_show"
codecs.register_error(_CANNOT_SHOW, lambda error: ("~", getattr(error, "end", 0)))

_closed: set[int] = set()
"""The standard streams that were closed when the command began."""


def prepare() -> None:
    """Make both streams writable: a closed one is replaced by the null device."""
    for standard in range(3):
        # Else the next opened file, the journal, would get the descriptor of the closed stream.
        try:
            os.fstat(standard)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
            _closed.add(standard)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure:
            # A terminal of another encoding shows what it can.
            reconfigure(errors=_CANNOT_SHOW)


@contextlib.contextmanager
def recorded(done: str = "已记录", look: str = "log") -> Iterator[None]:
    """Print the result of a recording: if printing fails, the recording has succeeded all the same.

    `done` says what was done, and `look` is the command that shows it.
    """
    try:
        yield
        sys.stdout.flush()
        if 1 in _closed:
            complain(f"注意：{done}，不必重办；标准输出是关闭的，结果没有显示，可用 {as_typed(look)} 查看")
    except (Exception, KeyboardInterrupt) as error:
        from baigong.store.files import why

        abandon()
        reason = f"：{why(error)}" if isinstance(error, OSError) else ""
        complain(f"注意：{done}，不必重办；但结果没有全部输出{reason}，可用 {as_typed(look)} 查看")


def abandon() -> None:
    """Discard unwritten output, so that Python does not try again, and complain, at exit."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(*lines: str, stream: TextIO | None = None) -> None:
    """Write lines to `stream` (standard output); a terminal has them folded, with numbers and commands whole."""
    out = stream or sys.stdout
    hint_at_encoding(out)
    out.write("".join(f"{_fitted(line, out)}\n" for line in lines))


def prompt(question: str) -> None:
    """Write a question to standard error, where the answer is typed behind it."""
    hint_at_encoding(sys.stderr)
    sys.stderr.write(_fitted(question, sys.stderr))
    sys.stderr.flush()


def complain(message: str) -> None:
    """Write a line to standard error, if it is open."""
    with contextlib.suppress(OSError, ValueError):
        hint_at_encoding(sys.stderr)
        sys.stderr.write(_fitted(message, sys.stderr) + "\n")
        sys.stderr.flush()


def hint_at_encoding(stream: TextIO) -> None:
    """Say once, in English, that a stream cannot show Chinese, and what to do."""
    if not shows_chinese(stream.encoding) and not _hinted:
        _hinted.append(stream.encoding)
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(_NO_CHINESE.format(encoding=stream.encoding) + "\n")


def _fitted(line: str, stream: TextIO) -> str:
    text = screen_of(stream.encoding).text(inert(line)) if stream.encoding else inert(line)
    if not stream.isatty():
        return text
    words = text.lstrip(" ")
    indent = " " * (len(text) - len(words))
    width = max(20, shutil.get_terminal_size().columns - len(indent))
    return "\n".join(indent + folded for folded in fold(words, width, WHOLE))

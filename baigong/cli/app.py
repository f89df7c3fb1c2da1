"""The command line as a whole: the group of commands, and each error as one line."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from contextvars import copy_context
from typing import Annotated

import typer

import baigong
from baigong.cli import chinese, pager, streams
from baigong.cli.parameters import AS_OF, FILE
from baigong.errors import BaigongError, sentence
from baigong.render.inert import inert
from baigong.words import as_typed

INTERRUPTED = 130

app = typer.Typer(name="baigong", cls=chinese.Group, context_settings=chinese.SETTINGS)


def _say_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"baigong {baigong.__version__}\n")
        raise typer.Exit


def _no_pager(wanted: bool) -> None:
    if wanted:
        os.environ[pager.OFF] = ""


@app.callback()
def start(
    # Options before the command's name are read when the ledger is opened.
    file: Annotated[str | None, FILE.info] = None,
    as_of: Annotated[str | None, AS_OF.info] = None,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="结果再长也一次全部显示，不分屏", callback=_no_pager)
    ] = False,
    version: Annotated[  # its callback has printed it and exited
        bool, typer.Option("--version", "-V", help="显示版本", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """把实施方案变成任务台账，并按台账督查：谁负责、何时完成、进展如何、哪些逾期、本周通报什么。"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command line and exit with its code: 0 done, 1 wrong data or request, 2 usage, 3 out of reach."""
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; whatever happens, no traceback reaches the user."""
    # The plan that a command chose is its own: another command of the same process may choose none.
    return copy_context().run(_run, arguments)


def _run(arguments: Sequence[str]) -> int:
    streams.prepare()
    command_line = None
    try:
        command_line = chinese.command_line(app)
        code = command_line(args=_in_front(arguments) or ["--help"], prog_name="baigong", standalone_mode=False)
        if code == INTERRUPTED:
            # The library only makes an exit code of it.
            raise KeyboardInterrupt
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        called = command_line.called if command_line else None
        return _failed(error, recording=called is not None and called.records)
    return code if isinstance(code, int) else 0


def _in_front(arguments: Sequence[str]) -> list[str]:
    """Put --no-pager before the command's name, wherever it was typed: baigong report --no-pager."""
    typed = list(arguments)
    end = typed.index("--") if "--" in typed else len(typed)
    if "--no-pager" not in typed[:end]:
        return typed
    return ["--no-pager", *(word for word in typed[:end] if word != "--no-pager"), *typed[end:]]


def _failed(error: BaseException, recording: bool) -> int:
    if isinstance(error, BrokenPipeError):
        # The reader (head, less) has seen enough: drop the rest without a message.
        streams.abandon()
        return 0
    if isinstance(error, OSError):
        streams.abandon()
    explained = _explain(error, _look() if recording else "")
    if explained is None and os.environ.get("BAIGONG_DEBUG"):
        raise error
    hint = "请把命令和这行字告诉开发者" + ("；已确认的记录不受影响" if recording else "")
    return _fail(*(explained or (f"程序出错：{type(error).__name__}: {error}", hint, 1)))


def _explain(error: BaseException, look: str) -> tuple[str, str, int] | None:
    """Give the message, hint and exit code of an error that is known; `look` is the hint that follows a recording."""
    if isinstance(error, BaigongError):
        outcome = error.message, error.hint, error.exit_code
    elif isinstance(error, KeyboardInterrupt):
        outcome = "已中断", look, INTERRUPTED
    elif isinstance(error, MemoryError):
        outcome = "内存不够，没有办完", look, 3
    elif isinstance(error, OSError):
        from baigong.store.files import why

        what = f"读写 {error.filename} 失败" if error.filename else "结果没有全部输出"
        outcome = f"{what}：{why(error)}", look, 3
    elif isinstance(error, KeyError) and "_BAIGONG_COMPLETE" in os.environ:
        hint = "请由命令行解释器按 Tab 调用，或去掉环境变量 _BAIGONG_COMPLETE"
        outcome = f"补全时缺少 {error.args[0]}", hint, 1
    else:
        return chinese.explain(error)
    return outcome


def _look() -> str:
    return f"已确认的记录都在；刚才那一条是否记下，请用 {as_typed('log')} 核对"


def _fail(message: str, hint: str, code: int) -> int:
    streams.complain(f"错误：{_without_password(inert(sentence(message, hint)))}")
    return code


def _without_password(message: str) -> str:
    """Mask the password of an address that was typed where none belongs, and that a message repeats."""
    in_address = r"((?:postgres(?:ql)?\s*(?:[:：]/{0,2}|/{1,2})|:/{1,2})[^\s/:@；]+:)[^@\n；]+(?=@)"
    return re.sub(rf"{in_address}|(password=)[^\s&；]+", r"\1\2…", message, flags=re.IGNORECASE)

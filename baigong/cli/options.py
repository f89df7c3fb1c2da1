"""Options that several commands share, each declared once, with its help and its completion."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from baigong import words
from baigong.cli import completion
from baigong.errors import RequestError, UsageError
from baigong.render.formats import LISTING_NAMES, PAGE_NAMES

_T = TypeVar("_T")

File = Annotated[str | None, typer.Option("--file", "-f", metavar="文件", help="台账：tasks.yaml 文件或其所在文件夹")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="日期", help="以这一天为今天")]
Ids = Annotated[
    list[str],
    typer.Argument(
        metavar="编号",
        help="任务 3.2、举措 1.8.3、区间 3.2-3.5、整个板块 3（与任务同号时写 板块3）",
        autocompletion=completion.ids,
        show_default=False,
    ),
]
Id = Annotated[
    str, typer.Argument(metavar="编号", help="任务 3.2 或举措 1.8.3", autocompletion=completion.ids, show_default=False)
]
Unit = Annotated[
    str | None,
    typer.Option("--unit", "-u", metavar="单位", help="单位全称、别名或其中一段", autocompletion=completion.units),
]
Units = Annotated[
    list[str] | None,
    typer.Option(
        "--unit", "-u", metavar="单位", help="单位全称、别名或其中一段；可多次使用", autocompletion=completion.units
    ),
]
On = Annotated[str | None, typer.Option("--on", metavar="日期", help="事情发生在哪一天（默认今天）")]
Note = Annotated[str, typer.Option("--note", "-n", metavar="说明", help="进展说明", show_default=False)]
EvidenceOption = Annotated[
    list[str] | None, typer.Option("--evidence", "-e", metavar="依据", help="佐证：文件路径或文号；可多次使用")
]
By = Annotated[str | None, typer.Option("--by", metavar="姓名", help="记录人（默认 BAIGONG_BY 或本机用户名）")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="不再询问，直接办理")]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="格式", help="、".join(LISTING_NAMES), autocompletion=completion.formats),
]
PageFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="格式", help="、".join(PAGE_NAMES), autocompletion=completion.page_formats),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="文件", help="写入文件，格式由文件名的结尾决定")]


def read_choice(given: str, names: Mapping[_T, str], what: str) -> _T:
    """Read one of a vocabulary, by the word in code or the word on screen.

    Raises:
        UsageError: it is neither.
    """
    wanted = unicodedata.normalize("NFKC", given).strip().lower()
    for code, name in names.items():
        if wanted in (str(code), name):
            return code
    near = [name for code, name in names.items() if wanted and (wanted in name or str(code).startswith(wanted))]
    ask = f"，是不是 {'、'.join(near)}？" if near else ""
    raise UsageError(
        f"没有“{given}”这种{what}{ask}", "可用：" + "、".join(f"{name}（{code}）" for code, name in names.items())
    )


def read_choices(given: Iterable[str] | None, names: Mapping[_T, str], what: str) -> tuple[_T, ...]:
    """Read several of a vocabulary, given one by one or with commas between them."""
    parts = (part for text in given or () for part in _split(text))
    return tuple(read_choice(part, names, what) for part in parts)


def read_number(
    given: str, what: str, least: float, most: float, *, read: Callable[[str], float] = float, hint: str = ""
) -> float:
    """Read a number as people type it: 60, 60%, ６０.

    Raises:
        RequestError: it is no number, or out of bounds (both ends included).
    """
    plain = unicodedata.normalize("NFKC", given).strip().removesuffix("%")
    hint = hint or f"请写 {least:g} 到 {most:g} 之间的数"
    try:
        number = read(plain)
    except ValueError:
        raise RequestError(f"{what}“{given}”不是{'整数' if read is int else '数字'}", hint) from None
    if not least <= number <= most:
        raise RequestError(f"{what} {given} 超出范围", hint)
    return number


def read_whole(given: str, what: str, least: int, most: int, hint: str = "") -> int:
    """Read a whole number within bounds, both included."""
    return int(read_number(given, what, least, most, read=int, hint=hint))


def read_week(given: str | None) -> int | None:
    """Read the number of a week; whether there is such a week, the report says."""
    return None if given is None else read_whole(given, "周次", -(10**5), 10**5, "请写第几周，例如 --week 5")


def _split(text: str) -> list[str]:
    return [part for part in text.replace("，", ",").replace("、", ",").split(",") if part.strip()]


STATUS_HELP = "、".join(words.STATUS.values())

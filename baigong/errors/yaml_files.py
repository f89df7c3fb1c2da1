"""Faults in the YAML of a ledger's files, each at its line: what a parser refuses before any key is looked at."""

from __future__ import annotations

from pathlib import Path

from baigong.errors.base import DataError


class NotUtf8Error(DataError):
    """A file is in another encoding."""

    def __init__(self, path: Path, line: int) -> None:
        """Name the line of the first byte that is no UTF-8."""
        super().__init__(path, line, "不是 UTF-8 编码的文本", "请用编辑器另存为 UTF-8")


class NotYamlError(DataError):
    """A file is no YAML; `fault` says what is wrong with it, where that is known."""

    def __init__(self, path: Path, line: int, fault: str = "") -> None:
        """Name the fault in Chinese, if there is a name for it."""
        super().__init__(
            path,
            line,
            f"不是合格的 YAML：{fault}" if fault else "不是合格的 YAML",
            "请核对这一行及上一行的缩进、引号和冒号" if fault else "请核对文件内容",
        )


class ControlCharacterError(DataError):
    """A file holds a character that no editor shows."""

    def __init__(self, path: Path, line: int, character: str) -> None:
        """Name the character by its code."""
        super().__init__(path, line, f"含有不可见的控制字符 U+{ord(character):04X}", "请删除这个字符")
        self.character = character


class TabIndentError(DataError):
    """A line is indented with a tab."""

    def __init__(self, path: Path, line: int) -> None:
        """Ask for blanks."""
        super().__init__(path, line, "行首有制表符（Tab）", "YAML 的缩进只能用空格，请改成空格")


class BadColonError(DataError):
    """A key is followed by a full-width colon, or by one without a blank behind it."""

    def __init__(self, path: Path, line: int, key: str, *, full_width: bool) -> None:
        """Name the key, and show how it is written."""
        fault = "后面的冒号是全角的" if full_width else "的冒号后面没有空格"
        super().__init__(path, line, f"键 {key} {fault}", f"请写成“{key}: ”，半角冒号加一个空格")
        self.key = key


class TooDeepError(DataError):
    """A file nests more levels than a plan has."""

    def __init__(self, path: Path, line: int, limit: int) -> None:
        """Give the bound."""
        super().__init__(path, line, f"嵌套超过 {limit} 层", "这不是任务文件应有的样子，请核对")
        self.limit = limit


class TooManyItemsError(DataError):
    """A file has more items than the bound."""

    def __init__(self, path: Path, line: int, limit: int) -> None:
        """Give the bound."""
        super().__init__(path, line, f"内容超过 {limit} 项的上限", "请核对是否选错了文件")
        self.limit = limit


class YamlAliasError(DataError):
    """A file repeats a part of itself by an alias, which can make a short file vast."""

    def __init__(self, path: Path, line: int, name: str) -> None:
        """Name the alias."""
        super().__init__(path, line, f"用了 YAML 引用 *{name}", "请把内容写全，不用 & 和 *")
        self.name = name


class YamlTagError(DataError):
    """A file asks for an object by a tag."""

    def __init__(self, path: Path, line: int, tag: str) -> None:
        """Name the tag."""
        super().__init__(path, line, f"不认识的 YAML 标记 {tag}", "请删去以 ! 开头的标记")
        self.tag = tag


class KeyNotTextError(DataError):
    """A key is a list or a mapping, or merges another mapping."""

    def __init__(self, path: Path, line: int) -> None:
        """Ask to look at the line."""
        super().__init__(path, line, "键必须是普通文字", "请核对这一行")


class RepeatedKeyError(DataError):
    """A mapping has a key twice."""

    def __init__(self, path: Path, line: int, key: str) -> None:
        """Name the key."""
        super().__init__(path, line, f"键 {key} 重复", "同一处只能写一次，请删去多余的一行")
        self.key = key

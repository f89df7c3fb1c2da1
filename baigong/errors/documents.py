"""Documents that cannot be read as a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar, Self

from baigong.errors.base import BaigongError
from baigong.words import pip_typed


class DocumentError(BaigongError):
    """A document cannot be read as a plan. The reader of a format does not know its name: `of` adds it."""

    names_document: ClassVar[bool] = False
    """Whether the message names the document by itself."""

    def of(self, document: str) -> Self:
        """Begin the message with the document's name, unless it has it."""
        if not self.names_document:
            self.message = f"{document}: {self.message}"
        return self


# The file.


class NoDocumentError(DocumentError):
    """No document was named."""

    def __init__(self) -> None:
        """Say how to name one."""
        super().__init__("没有给出文档", "给出文件名，或用 - 从标准输入读取")


class DocumentMissingError(DocumentError):
    """There is no file of that name."""

    names_document = True

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(f"找不到文件 {path}", "请核对文件名")
        self.path = path


class DocumentIsFolderError(DocumentError):
    """A folder was named."""

    names_document = True

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        super().__init__(f"{path} 是文件夹，不是文档", "请给出其中的一个文件")
        self.path = path


class DocumentIsDeviceError(DocumentError):
    """A pipe or a device was named."""

    names_document = True

    def __init__(self, path: Path) -> None:
        """Name it."""
        super().__init__(f"{path} 不是普通文件", "请给出一个文件，而不是文件夹、管道或设备")
        self.path = path


class UnreadableDocumentError(DocumentError):
    """The system refuses to read the file."""

    names_document = True

    def __init__(self, path: Path, *, forbidden: bool = False) -> None:
        """Name the file; `forbidden` where its permissions are the reason."""
        super().__init__(
            f"读不了文件 {path}{'：没有权限' if forbidden else ''}",
            "请核对文件的权限" if forbidden else "请核对文件名，以及所在的磁盘",
        )
        self.path, self.forbidden = path, forbidden


class EmptyDocumentError(DocumentError):
    """The file holds nothing."""

    def __init__(self) -> None:
        """Ask to look at it."""
        super().__init__("文档是空的", "请核对给出的文件")


class NoTextError(DocumentError):
    """The document holds no words."""

    def __init__(self, what: str = "文档") -> None:
        """Name the format (网页), or say 文档."""
        super().__init__(f"{what}里没有文字", "请核对给出的文件")


class ScannedDocumentError(DocumentError):
    """A PDF holds pictures of pages, and no words."""

    def __init__(self) -> None:
        """Say what makes words of pictures."""
        super().__init__("PDF 里没有文字，是扫描件", "请先做文字识别（OCR），或找到电子版 .docx")


# The format.


class NotTextError(DocumentError):
    """The bytes are no text in any encoding that Chinese is written in."""

    def __init__(self) -> None:
        """Name the formats that can be read."""
        super().__init__(
            "这不是文本：认不出它的编码，或者是二进制文件",
            "请另存为 UTF-8 文本，或直接给出 .docx、.xlsx、.pdf、.html 文件",
        )


class UnreadFormatError(DocumentError):
    """A format from which no plan is read: RTF, .doc, .xls."""

    def __init__(self, what: str, way: str) -> None:
        """Name the format, and how to make a readable file of it."""
        super().__init__(f"这是{' ' if what[0].isascii() else ''}{what}，不能直接解析", way)
        self.what = what


class ArchiveError(DocumentError):
    """A zip archive that is no document."""

    def __init__(self) -> None:
        """Ask for what is in it."""
        super().__init__("这是压缩包，不是文档", "请解压后给出其中的一个文件")


class OtherFormatError(DocumentError):
    """A file is no document of the format that it was opened as."""

    def __init__(self, what: str, ending: str) -> None:
        """Name the format, and the ending of its files."""
        super().__init__(f"这不是 {what}", f"请给出 {ending} 文件")


class WrongEndingError(DocumentError):
    """The name of a file says another format than its bytes."""

    def __init__(self, ending: str, what: str, right: str, *, broken: bool) -> None:
        """Name the ending, what the file is, and the right ending; `broken` where a download may have failed."""
        super().__init__(
            f"文件名是 {ending}，内容却是{what}", f"请改名为 {right} 再解析{'，或重新下载' if broken else ''}"
        )
        self.ending, self.right = ending, right


class EncryptedDocumentError(DocumentError):
    """A document is locked with a password."""

    def __init__(self, what: str = "文档") -> None:
        """Ask for it without the password."""
        super().__init__(f"{what}加了密码，打不开", "请去掉密码后另存，再解析")


class DamagedDocumentError(DocumentError):
    """A document cannot be opened."""

    def __init__(self, what: str = "文档", program: str = "Word、Excel 或 WPS") -> None:
        """Name the format, and the program that may still open it."""
        super().__init__(f"{what}损坏，打不开", f"请用{program}打开看看，另存后再解析")


class OddXmlError(DocumentError):
    """A packed document holds XML that no office program writes."""

    def __init__(self) -> None:
        """Ask to save it anew."""
        super().__init__("文档里有不合规范的内容，不打开", "请用 Word、Excel 或 WPS 打开后另存，再解析")


class PdfReaderMissingError(DocumentError):
    """The optional reader of PDF is not installed."""

    def __init__(self) -> None:
        """Say how to install it."""
        super().__init__("解析 PDF 的组件没有安装", f"运行 {pip_typed('pdfplumber')}，或把 PDF 另存为 .docx")


# The plan in it.


class NoClauseError(DocumentError):
    """No words of the document say who is responsible."""

    def __init__(self) -> None:
        """Show how such words look."""
        super().__init__(
            "没有找到责任条款，看不出这是一份分工方案",
            "方案里应有“责任单位：……”“（某局牵头，某局配合）”一类的文字，或带“责任单位”列的表",
        )


class UnknownTableHeadError(DocumentError):
    """The tables of a document have no head that a task table has, and its text no clause."""

    def __init__(self, headers: str) -> None:
        """List the columns that a task table has."""
        super().__init__("表格里认不出表头，正文里也没有责任条款", f"表头应有这些列：{headers}")


class NoPeriodError(DocumentError):
    """Nothing in the document names a year."""

    def __init__(self) -> None:
        """Show the options."""
        super().__init__(
            "看不出方案的起止日期：标题、正文和落款都没有年份",
            "用 --start 和 --due 指明，例如 --start 2019-01-01 --due 2019-12-31",
        )


class BackwardPeriodError(DocumentError):
    """The period of the plan would end before it begins."""

    def __init__(self, start: date, due: date) -> None:
        """Name both days."""
        super().__init__(f"截止日期 {due} 早于起始日期 {start}", "核对 --start 和 --due；只给出一个时，另一个取自文件")
        self.start, self.due = start, due

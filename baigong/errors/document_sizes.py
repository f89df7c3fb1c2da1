"""Documents that are larger than any plan: in the file, or once they are unpacked."""

from __future__ import annotations

from baigong.errors.documents import DocumentError

_TEN_THOUSAND = 10_000
_MIB = 1024 * 1024


class DocumentTooLargeError(DocumentError):
    """A file has more bytes than the bound."""

    def __init__(self, limit: int) -> None:
        """Give the bound in bytes."""
        super().__init__(f"文档超过 {limit // _MIB} MB，不解析", "请只保留方案正文，图片和附件另存")
        self.limit = limit


class PackedTooLargeError(DocumentError):
    """A packed document (.docx, .xlsx) unpacks to more than the bound, as a zip bomb does."""

    def __init__(self, limit: int) -> None:
        """Give the bound in bytes."""
        super().__init__(
            f"文档展开后超过 {limit // _MIB} MB，可能是压缩炸弹，不打开", "请核对文件来源；正常的方案不会有这么大"
        )
        self.limit = limit


class XmlTooLargeError(DocumentError):
    """The XML of a packed document is more than can be built in memory."""

    def __init__(self, limit: int) -> None:
        """Give the bound in bytes."""
        super().__init__(f"文档的文字部分展开后超过 {limit // _MIB} MB，不打开", "请只保留方案正文或任务表")
        self.limit = limit


class DocumentTooLongError(DocumentError):
    """A document has more characters than the bound."""

    def __init__(self, limit: int) -> None:
        """Give the bound in characters."""
        super().__init__(f"文档太长：超过 {limit // _TEN_THOUSAND} 万字", "请只保留方案正文，或拆成几份再解析")
        self.limit = limit


class TablesTooLongError(DocumentError):
    """The tables of a workbook have more characters than the bound."""

    def __init__(self, limit: int) -> None:
        """Give the bound in characters."""
        super().__init__(f"表格里的文字超过 {limit // _TEN_THOUSAND} 万字", "请只保留任务表，或拆成几份再解析")
        self.limit = limit


class TooManyRowsError(DocumentError):
    """A sheet has more rows than the bound."""

    def __init__(self, sheet: str, limit: int) -> None:
        """Name the sheet, and the bound."""
        super().__init__(f"工作表“{sheet}”超过 {limit} 行", "请只保留任务表，删去空行以下的内容")
        self.sheet, self.limit = sheet, limit


class TooManyCellsError(DocumentError):
    """The tables of a Word document have more cells than the bound."""

    def __init__(self) -> None:
        """Ask for the task table alone."""
        super().__init__("文档里表格的单元格太多", "请只保留任务表")


class TooManySheetCellsError(DocumentError):
    """The sheets of a workbook have more cells than the bound, empty ones counted."""

    def __init__(self) -> None:
        """Ask for the task table alone."""
        super().__init__("工作表里的单元格太多", "请只保留任务表，删去没有内容的行和列")


class TooManyMergedCellsError(DocumentError):
    """The merged ranges of a workbook cover more cells than the bound."""

    def __init__(self) -> None:
        """Ask to undo merging whole rows and columns."""
        super().__init__("工作表里合并的单元格太多", "请取消整行整列的合并，只留任务表里的")


class TooManyPagesError(DocumentError):
    """A PDF has more pages than the bound."""

    def __init__(self, limit: int) -> None:
        """Give the bound."""
        super().__init__(f"PDF 超过 {limit} 页，不解析", "请只保留方案正文")
        self.limit = limit


class VastPageError(DocumentError):
    """A page of a PDF unpacks to more than any page has, as a bomb does."""

    def __init__(self) -> None:
        """Ask where the file comes from."""
        super().__init__("PDF 里有一页的内容大得不像文档，不打开", "请核对文件来源；或另存为 .docx 再解析")


class VastDocumentError(DocumentError):
    """A small document unfolds to more than a reader may hold: elements, letters, or what was not foreseen."""

    def __init__(self, content: str = "内容") -> None:
        """Name what there is too much of."""
        super().__init__(f"文档里的{content}太多，展开后内存放不下，不打开", "请核对文件来源；或只保留方案正文或任务表")
        self.content = content

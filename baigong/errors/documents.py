"""Documents that cannot be read as a plan."""

from __future__ import annotations

from baigong.errors.base import BaigongError


class DocumentError(BaigongError):
    """A document cannot be read as a plan: empty, binary, encrypted, or with no responsibility clause."""


class EncryptedDocumentError(DocumentError):
    """A packed document is locked with a password."""

    def __init__(self) -> None:
        """Ask for it without the password."""
        super().__init__("文档加了密码，打不开", "请去掉密码后另存，再解析")


class PackedTooLargeError(DocumentError):
    """A packed document (.docx, .xlsx) unpacks to more than the bound, as a zip bomb does."""

    def __init__(self, limit: int) -> None:
        """Give the bound in bytes."""
        super().__init__(
            f"文档展开后超过 {limit // 1024 // 1024} MB，可能是压缩炸弹，不打开",
            "请核对文件来源；正常的方案不会有这么大",
        )
        self.limit = limit

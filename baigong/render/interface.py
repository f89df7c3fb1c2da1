"""The result of a command, and the interface of a format's writer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from baigong.pages.blocks import Listing, Page


@dataclass(frozen=True)
class Result:
    """The result of a command: `data` for programs, and a listing, a page or both for people.

    `data` are typed rows. `listing` is one table of them, for spreadsheets. `page` is for reading.
    """

    data: Any
    listing: Listing[Any] | None = None
    page: Page | None = None
    title: str = ""
    """The title of a document, if its page has none of its own."""

    @property
    def reading(self) -> Page:
        """The page or, if there is none, the listing alone."""
        if self.page is not None:
            return self.page
        return Page((self.listing,) if self.listing is not None else ())

    @property
    def table(self) -> Listing[Any]:
        """The listing.

        Raises:
            ValueError: there is none; `formats.choose` never chooses a listing format for such a result.
        """
        if self.listing is None:
            raise ValueError("not a listing")
        return self.listing


class Writer(Protocol):
    """A format's writer: gives the bytes of a whole file."""

    def __call__(self, result: Result) -> bytes:
        """Write a result."""

"""The result of a command, and the interface of a format's writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from baigong.deferred import dataclass
from baigong.pages.agenda import Agenda
from baigong.pages.blocks import Listing, Page, Paragraph, Sheet, WebPage


@dataclass(frozen=True)
class Result:
    """The result of a command: `data` for programs, and a listing, a page or both for people.

    `data` are typed rows. `listing` is one table of them, for spreadsheets. `page` is for reading. `mark` stands above
    it where the page itself does not say that its ledger is a demonstration. `book` gives the sheets of a whole
    ledger, `agenda` what calendars and task managers take of it; `web` the page for a
    browser, where that is another. Each is made only by a format that writes it.
    """

    data: Any
    listing: Listing[Any] | None = None
    page: Page | None = None
    title: str = ""
    """The title of a document, if its page has none of its own."""
    mark: str = ""
    book: Callable[[], tuple[Sheet, ...]] | None = None
    agenda: Callable[[], Agenda] | None = None
    web: Callable[[], WebPage] | None = None

    @property
    def reading(self) -> Page:
        """The page or, if there is none, the listing alone; under its mark, if it has one."""
        page = self.page or Page((self.listing,) if self.listing is not None else ())
        return replace(page, blocks=(Paragraph(self.mark, "strong"), *page.blocks)) if self.mark else page

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

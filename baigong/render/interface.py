"""What a command shows, and what a format does with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from baigong.pages.blocks import Listing, Page


@dataclass(frozen=True)
class Result:
    """What a command shows: `data` for programs and, of the other two, what there is for people.

    `data` are typed rows. `listing` is one table of them, for spreadsheets. `page` is for reading.
    """

    data: Any
    listing: Listing[Any] | None = None
    page: Page | None = None

    @property
    def reading(self) -> Page:
        """What a reader sees: the page or, where there is none, the listing alone."""
        if self.page is not None:
            return self.page
        return Page((self.listing,) if self.listing is not None else ())

    @property
    def table(self) -> Listing[Any]:
        """The listing.

        Raises:
            ValueError: there is none; `formats.choose` gives no format of listings for such a result.
        """
        if self.listing is None:
            raise ValueError("not a listing")
        return self.listing


class Writer(Protocol):
    """A format's writer: it gives the bytes of a whole file."""

    def __call__(self, result: Result) -> bytes:
        """Write a result."""

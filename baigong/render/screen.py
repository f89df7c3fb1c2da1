"""The glyphs a terminal can show in its encoding, and text as wide on screen as it is counted."""

from __future__ import annotations

import re

from baigong.deferred import dataclass
from baigong.render.inert import inert

# Terminals disagree on the width of emoji composed with joiners, variation marks or skin tones.
_JOINERS = re.compile("[\u200b-\u200d\u2060\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")


@dataclass(frozen=True)
class Screen:
    """The glyphs of a terminal: the full and empty part of a bar, its mark, a rule, and the sign for text cut off.

    `encoding` is None if every character can be shown.
    """

    full: str = "█"
    empty: str = "░"
    mark: str = "│"
    rule: str = "─"
    more: str = "…"
    encoding: str | None = None

    def text(self, raw: str) -> str:
        """Make text harmless and of known width, with ~ for characters the terminal cannot show."""
        plain = _JOINERS.sub("", inert(raw))
        if self.encoding is None:
            return plain
        # Where a page explains the mark of a bar, it means the one that is drawn.
        plain = plain.replace(UNICODE.mark, self.mark)
        printable = "".join(letter if self._shows(letter) else "\0" for letter in plain)
        return re.sub("\0+", "~", printable)

    def _shows(self, letter: str) -> bool:
        try:
            letter.encode(self.encoding or "utf-8")
        except UnicodeEncodeError:
            return False
        return True


UNICODE = Screen()


def screen_of(encoding: str | None) -> Screen:
    """Give the glyphs for a stream's encoding; in Chinese code pages line drawing is two columns wide."""
    name = (encoding or "utf-8").lower().replace("_", "-")
    if name.startswith("utf"):
        return UNICODE
    return Screen("#", "-", "|", "-", "..", name)


def shows_chinese(encoding: str | None) -> bool:
    """Whether a stream of that encoding can show Chinese at all."""
    try:
        "红".encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True

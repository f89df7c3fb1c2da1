"""Text from files made harmless for a screen: no control character, escape code or change of direction gets through."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"[\r\n\t\v\f\x85\u2028\u2029]+")
# C0, DEL, C1, lone surrogates, and the characters that turn the direction of what follows.
_ACTIVE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def inert(text: str) -> str:
    """Replace line breaks and tabs by a space, and characters that act on a screen by their code (‹U+001B›)."""
    return _ACTIVE.sub(lambda match: f"‹U+{ord(match[0]):04X}›", _BREAKS.sub(" ", text))

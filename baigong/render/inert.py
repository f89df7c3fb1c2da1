"""Text from files made harmless for a screen: no control character, escape code or change of direction gets through."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"[\r\n\t\v\f\x85\u2028\u2029]+")
# C0, DEL, C1, lone surrogates, and the characters that turn the direction of what follows.
_ACTIVE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def inert(text: str) -> str:
    """Put a space for line breaks and tabs, and the name of the character (‹U+001B›) for what would act on a screen."""
    return _ACTIVE.sub(lambda match: f"‹U+{ord(match[0]):04X}›", _BREAKS.sub(" ", text))

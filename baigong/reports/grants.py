"""Who may do what on a shared ledger, a row each."""

from __future__ import annotations

from baigong.deferred import dataclass
from baigong.words import GrantKind


@dataclass(frozen=True)
class GrantRow:
    """A role of the server: what it may do, the unit that it speaks for ("" for all), the author of its records."""

    role: str
    kind: GrantKind
    unit: str
    title: str

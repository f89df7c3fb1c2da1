"""What all models share: frozen, and no unknown keys, for a typo must not be silently lost."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that never changes once made; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

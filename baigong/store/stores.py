"""The kinds of stores, a line each, and the one function that opens any of them."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from baigong.errors import UnknownStoreKindError
from baigong.store.interface import PlanStore, Store, Waiting, silent

VARIABLE = "BAIGONG_FILE"

STORES = {
    "file": "baigong.store.file_store",
    "postgresql": "baigong.store.postgres.store",
    "postgres": "baigong.store.postgres.store",
}
"""By the scheme of an address, the module whose `open_store(where, here, waiting)` opens it; a path is a file."""


def open_store(where: str | None, here: Path, waiting: Waiting = silent) -> Store:
    """Open the ledger at `where`, a path or an address, else at BAIGONG_FILE, else the nearest from `here` upward.

    Only its place is looked up; what it holds is read when it is asked for.

    Raises:
        RequestError: there is none, or no store is of that kind.
    """
    address, scheme = _address(where)
    store: Store = import_module(STORES[scheme]).open_store(address, here, waiting)
    return store


def open_stores(where: str | None, here: Path, waiting: Waiting = silent) -> tuple[PlanStore, ...]:
    """Open the ledger at `where` as `open_store` does or, where that is a folder or database of plans, each.

    Raises:
        RequestError: there is none, or no store is of that kind.
    """
    address, scheme = _address(where)
    module = import_module(STORES[scheme])
    if not hasattr(module, "open_stores"):
        # A store of one ledger.
        return (PlanStore("", module.open_store(address, here, waiting)),)
    stores: tuple[PlanStore, ...] = module.open_stores(address, here, waiting)
    return stores


def _address(where: str | None) -> tuple[str | None, str]:
    """Give the address of the ledger, None for the nearest, and its scheme.

    Raises:
        UnknownStoreKindError: no store is of that kind.
    """
    address = where or os.environ.get(VARIABLE) or None
    scheme, mark, _ = (address or "").partition("://")
    scheme = scheme.lower() if mark and scheme.isalpha() else "file"
    if scheme not in STORES:
        raise UnknownStoreKindError(scheme)
    return address, scheme

"""The kinds of stores, a line each, and the one function that opens any of them."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path

from baigong.errors import BadAddressError, UnknownStoreKindError
from baigong.store.interface import PlanStore, Store, Waiting, silent

VARIABLE = "BAIGONG_FILE"

STORES = {
    "file": "baigong.store.file_store",
    "postgresql": "baigong.store.postgres.store",
    "postgres": "baigong.store.postgres.store",
}
"""By the scheme of an address, the module whose `open_store(where, here, waiting)` opens it; a path is a file."""

_SCHEME = re.compile(r"[A-Za-z][\w+.-]{0,40}")
# postgresql:/u:p@h, postgresql：//u:p@h, jdbc:postgresql:h, host=h password=p
_LIKE_AN_ADDRESS = re.compile(r"(?:jdbc:)?postgres(?:ql)?\s*(?:[:：]|//)|.*\bpassword\s*=", re.IGNORECASE | re.DOTALL)


def open_store(where: str | None, here: Path, waiting: Waiting = silent) -> Store:
    """Open the ledger at `where`, a path or an address, else at BAIGONG_FILE, else the nearest from `here` upward.

    Only its place is looked up; what it holds is read when it is asked for.

    Raises:
        RequestError: there is none, or no store is of that kind.
    """
    address, scheme = address_of(where)
    store: Store = import_module(STORES[scheme]).open_store(address, here, waiting)
    return store


def open_stores(where: str | None, here: Path, waiting: Waiting = silent) -> tuple[PlanStore, ...]:
    """Open the ledger at `where` as `open_store` does or, where that is a folder or database of plans, each.

    Raises:
        RequestError: there is none, or no store is of that kind.
    """
    address, scheme = address_of(where)
    module = import_module(STORES[scheme])
    if not hasattr(module, "open_stores"):
        # A store of one ledger.
        return (PlanStore("", module.open_store(address, here, waiting)),)
    stores: tuple[PlanStore, ...] = module.open_stores(address, here, waiting)
    return stores


def address_of(where: str | None) -> tuple[str | None, str]:
    """Give the address of the ledger, None for the nearest, and its scheme: "file" for a path.

    What only resembles an address is no path, which messages repeat: it may hold a password.

    Raises:
        UnknownStoreKindError: no store is of that kind.
        BadAddressError: it is no path and no address.
    """
    typed = where or os.environ.get(VARIABLE) or None
    address = (typed or "").strip()
    scheme, mark, _ = address.partition("://")
    if mark and scheme.lower() in STORES:
        return address, scheme.lower()
    if mark and (scheme.isalpha() or not _exists(address)):
        raise UnknownStoreKindError(scheme if _SCHEME.fullmatch(scheme) else "这种地址")
    if _LIKE_AN_ADDRESS.match(address) and not _exists(address):
        raise BadAddressError
    return typed, "file"


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # what cannot be a path
        return False

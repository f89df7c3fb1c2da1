"""The address of a ledger in a database: `postgresql://user@host/base?plan=KEY`, and all else that libpq takes."""

from __future__ import annotations

import os
import re
from dataclasses import field
from urllib.parse import parse_qsl, quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict

from baigong.deferred import dataclass
from baigong.errors import BadAddressError, PasswordInAddressError
from baigong.store.stores import VARIABLE

_SECRET = re.compile("password|secret|scram")


@dataclass(frozen=True)
class Address:
    """What libpq is told, the key of the plan ("" where none is named), and the name that messages use.

    `settings` may hold a password; `name` never does.
    """

    settings: dict[str, str] = field(repr=False)
    plan: str
    name: str

    def of_plan(self, key: str) -> Address:
        """Give the address of a plan of the same database."""
        return Address(self.settings, key, _name(self.settings, key))


def read_address(typed: str) -> Address:
    """Read an address; only that of the environment may hold a password, since others can list command lines.

    Raises:
        BadAddressError: libpq does not understand it.
        PasswordInAddressError: it holds a password, and was not in the environment.
    """
    scheme, mark, rest = typed.partition("://")
    place, _, query = rest.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    plan = next((value for key, value in pairs if key == "plan"), "").strip()
    others = urlencode([(key, value) for key, value in pairs if key != "plan"], quote_via=quote)
    try:
        known = conninfo_to_dict(f"{scheme.lower()}{mark}{place}" + (f"?{others}" if others else ""))
    except psycopg.Error:
        # libpq's message may repeat the password.
        raise BadAddressError from None
    settings = {key: str(value) for key, value in known.items() if value is not None}
    if any(map(_SECRET.search, settings)) and typed.strip() != os.environ.get(VARIABLE, "").strip():
        raise PasswordInAddressError
    return Address(settings, plan, _name(settings, plan))


def _name(settings: dict[str, str], plan: str) -> str:
    """Write the address without secrets."""
    if "service" in settings:
        place = f"postgresql:///?service={settings['service']}"
    else:
        user = f"{settings['user']}@" if "user" in settings else ""
        host = settings.get("host", "")
        port = f":{settings['port']}" if "port" in settings else ""
        at = f"{host}{port}" if not host.startswith("/") else port
        place = f"postgresql://{user}{at}/{settings.get('dbname', '')}"
    return place + (f"{'&' if '?' in place else '?'}plan={plan}" if plan else "")

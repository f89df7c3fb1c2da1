"""What is typed after -f: libpq's settings, our plan, and no password where others see it."""

from __future__ import annotations

import pytest

from baigong.errors import (
    BadAddressError,
    PasswordInAddressError,
)
from baigong.store.postgres.address import read_address
from tests.support.postgres import PASSWORD


class TestAddresses:
    """What is typed after -f."""

    def test_the_plan_is_ours_and_all_else_is_the_drivers(self) -> None:
        address = read_address(
            "postgres://li@db.example:6432/ledger?sslmode=verify-full&plan=百日攻坚&sslrootcert=/ca.pem"
        )
        assert address.plan == "百日攻坚"
        assert address.settings == {
            "user": "li", "host": "db.example", "port": "6432", "dbname": "ledger", "sslmode": "verify-full",
            "sslrootcert": "/ca.pem",
        }  # fmt: skip
        assert address.name == "postgresql://li@db.example:6432/ledger?plan=百日攻坚"
        assert read_address("POSTGRESQL:///?service=ledger").name == "postgresql:///?service=ledger"

    @pytest.mark.parametrize(
        "typed", ["postgresql://u:{}@h/b", "postgresql://h/b?user=u&password={}", "postgresql://h/b?sslpassword={}"]
    )
    def test_a_password_is_refused_on_the_command_line_and_never_repeated(
        self, typed: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        typed = typed.format(PASSWORD)
        with pytest.raises(PasswordInAddressError) as raised:
            read_address(typed)
        assert PASSWORD not in f"{raised.value.message}{raised.value.hint}"
        monkeypatch.setenv("BAIGONG_FILE", typed)
        address = read_address(typed)
        assert PASSWORD not in f"{address.name}{address!r}"

    @pytest.mark.parametrize("typed", ["postgresql://u:{}@h/b?nonsense=1", "postgresql://[::1/b?password={}"])
    def test_what_the_driver_does_not_understand_is_not_repeated(self, typed: str) -> None:
        with pytest.raises(BadAddressError) as raised:
            read_address(typed.format(PASSWORD))
        assert PASSWORD not in f"{raised.value.message}{raised.value.hint}"

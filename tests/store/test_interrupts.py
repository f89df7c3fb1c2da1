"""Ctrl-C ends a command until it is refused, and again behind the block that refused it."""

from __future__ import annotations

import signal
import threading

import pytest

from baigong.store.interrupts import interruptible


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


def test_an_interrupt_ends_the_body_until_it_is_refused() -> None:
    with pytest.raises(KeyboardInterrupt), interruptible():
        interrupt()


def test_what_is_refused_is_refused_to_the_end_of_the_body_and_no_longer() -> None:
    with interruptible() as interrupts:
        interrupts.refuse()
        interrupt()
    with pytest.raises(KeyboardInterrupt):
        interrupt()


def test_an_error_in_the_body_switches_interrupts_on_again() -> None:
    with pytest.raises(OSError, match="full"), interruptible() as interrupts:  # the refusal comes first
        interrupts.refuse()
        raise OSError("full")
    with pytest.raises(KeyboardInterrupt):
        interrupt()


def test_another_thread_which_nobody_interrupts_changes_nothing() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen: list[object] = []

    def work() -> None:
        with interruptible() as interrupts:
            interrupts.refuse()
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]

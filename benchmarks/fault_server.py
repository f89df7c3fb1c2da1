"""Commands of baigong in processes of their own that are forked where the program is loaded already.

Python takes a quarter of a second to start and to load it, a recording some milliseconds: of the first 491 seconds for
1,600 recordings on two cores, 450 were Python's. What a fault needs is a process that can be killed, locked out or
robbed of its disk, and that a fork is; only what is done to the start itself (a limit set by `prlimit`) starts Python.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]


class Forked:
    """A command that was begun; as much of `subprocess.Popen` as the trials use."""

    def __init__(
        self, address: str, arguments: Sequence[str], environment: Mapping[str, str], **options: object
    ) -> None:
        """Have the server fork; `options` are `stdout` (a path, or "closed") and `user` (an id to be from then on)."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(address)
        request = {"arguments": list(arguments), "environment": dict(environment), **options}
        self._socket.sendall(json.dumps(request).encode() + b"\n")
        self.pid = self._number()
        self._code: int | None = None

    def _number(self) -> int:
        """Read a line of the server's, and nothing behind it: `poll` looks at what is there."""
        line = b""
        while not line.endswith(b"\n"):
            byte = self._socket.recv(1)
            if not byte:
                raise EOFError("the server of commands is gone")
            line += byte
        return int(line)

    def poll(self) -> int | None:
        """Give the exit code, None while it runs."""
        if self._code is None:
            self._socket.setblocking(False)
            try:
                self._socket.recv(1, socket.MSG_PEEK)
            except BlockingIOError:
                return None
            finally:
                self._socket.setblocking(True)
            return self.wait()
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end, and give the exit code, negative for a signal."""
        if self._code is None:
            end = None if timeout is None else time.monotonic() + timeout
            while end is not None and self.poll() is None:
                if time.monotonic() > end:
                    raise subprocess.TimeoutExpired("baigong", timeout or 0)
                time.sleep(0.005)
            if self._code is None:
                self._code = self._number()
                self._socket.close()
        return self._code


class Server:
    """The process that has the program loaded, and forks."""

    def __init__(self) -> None:
        """Start it."""
        self._folder = tempfile.TemporaryDirectory()
        self.address = str(Path(self._folder.name) / "socket")
        self._process = subprocess.Popen(
            [sys.executable, __file__, self.address],
            env=os.environ | {"PYTHONPATH": str(HERE)},
            stdin=subprocess.DEVNULL,
        )
        atexit.register(self.stop)
        while not Path(self.address).exists():
            if self._process.poll() is not None:
                raise RuntimeError("the server of commands does not start")
            time.sleep(0.01)

    def begin(self, arguments: Sequence[str], environment: Mapping[str, str], **options: object) -> Forked:
        """Begin a command."""
        return Forked(self.address, arguments, environment, **options)

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()


def _serve(address: str) -> None:
    _load()
    listening = socket.socket(socket.AF_UNIX)
    waiting = address + "~"
    listening.bind(waiting)
    listening.listen(200)
    Path(waiting).rename(address)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _ = listening.accept()
        if os.fork():
            connection.close()
            continue
        listening.close()
        _answer(connection)


def _load() -> None:
    """Load what commands load, and what they load only where it is used."""
    import contextlib
    import io

    from baigong.cli.app import run

    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        (Path(name) / "方案.txt").write_bytes((HERE / "data" / "plan.txt").read_bytes())
        for line in ("init .", "done 2.8", "progress 1.1 30", "list", "list --format json", "check --audit", "report"):
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                run(line.split())
        for line in ("parse 方案.txt -o data/tasks.yaml --force", "check --repair", "remind -o letters --yes", "undo"):
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                run(line.split())


def _answer(connection: socket.socket) -> None:
    """Fork the command of one connection, say its process and, once it has ended, its exit code."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with connection.makefile("r") as lines:
            request = json.loads(lines.readline())
        child = os.fork()
        if not child:
            connection.close()
            os._exit(_command(request))
        connection.sendall(b"%d\n" % child)
        _, status = os.waitpid(child, 0)
        connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    finally:
        os._exit(0)


def _command(request: dict[str, object]) -> int:
    """Be the command: a session, streams, an environment and, where asked for, a user of its own."""
    from baigong.cli.app import run

    os.setsid()
    os.environ.clear()
    os.environ.update({str(name): str(value) for name, value in dict(request["environment"]).items()})  # type: ignore[call-overload]
    nowhere = os.open(os.devnull, os.O_RDWR)
    out = request.get("stdout")
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    if out == "closed":
        os.close(1)
        sys.stdout = None  # type: ignore[assignment]  # as Python has it where it is closed
    elif out:
        os.dup2(os.open(str(out), os.O_WRONLY), 1)
    if request.get("user"):
        os.setgroups([])
        os.setgid(int(str(request["user"])))
        os.setuid(int(str(request["user"])))
    try:
        code = run([str(argument) for argument in request["arguments"]])  # type: ignore[attr-defined]
        if sys.stdout:
            sys.stdout.flush()
    except BaseException:
        return 99
    return code


if __name__ == "__main__":
    _serve(sys.argv[1])

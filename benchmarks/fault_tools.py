"""The tools that `fault_trials.py` tries: how each is prepared, written to, read, and where it keeps its data."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from fault_server import Forked, Server

HERE = Path(__file__).resolve().parents[1]
HANG = 60.0
"""Seconds after which a command counts as hanging."""
Process = subprocess.Popen[bytes] | Forked


class Tool:
    """A task tool with its data in a folder of its own."""

    name = ""
    program = ""

    def __init__(self, folder: Path) -> None:
        """Give it a folder."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @classmethod
    def there(cls) -> bool:
        """Whether it is installed."""
        return shutil.which(cls.program) is not None

    def prepare(self, count: int) -> None:
        """Have `count` open tasks, numbered from 1."""
        raise NotImplementedError

    def prepared(self, name: str) -> bool:
        """Whether `name` is one that `prepare` wrote."""
        return name.startswith("prepared ")

    def record(self, number: int, name: str, at: int = 0) -> Sequence[str]:
        """The command that records something called `name` on task `number`, the `at`-th that its caller asks for."""
        raise NotImplementedError

    def finish(self, number: int) -> Sequence[str]:
        """The command that says that a task is done."""
        raise NotImplementedError

    def reading(self) -> Sequence[str]:
        """The command that lists what there is."""
        raise NotImplementedError

    def recorded(self) -> set[str]:
        """The names found in its data; what is torn or glued is found under a name that nobody gave."""
        raise NotImplementedError

    def finished(self) -> int:
        """How many tasks are done, by its data."""
        raise NotImplementedError

    def data(self) -> Path:
        """The file that it writes to."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        """What its commands need to know."""
        return {}

    def run(self, command: Sequence[str], limit: float = HANG) -> int | None:
        """Run a command; give its exit code, None when it hangs."""
        process = self.begin(command)
        try:
            return process.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return None

    def begin(self, command: Sequence[str]) -> Process:
        """Start a command, in a session of its own, so that it can be killed with what it started."""
        return subprocess.Popen(
            command,
            env=os.environ | self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def readable(self) -> bool:
        """Whether it can list what there is."""
        return self.run(self.reading()) == 0


COURSE = ("progress 30", "block", "start", "done", "reopen", "drop", "reopen")
"""What one task goes through, over and over; each is admitted by what the one before made of it."""


class Baigong(Tool):
    """This package: a plan of as many tasks as are asked for."""

    name = "baigong"
    program = sys.executable

    def prepare(self, count: int) -> None:
        """Write a plan."""
        tasks = "".join(f"  - {{id: '1.{at}', text: 第{at}项任务}}\n" for at in range(1, count + 1))
        head = "plan: {title: 故障试验, start: 2019-01-01, due: 2019-03-31}\nsections:\n- id: '1'\n  tasks:\n"
        (self.folder / "tasks.yaml").write_text(head + tasks, encoding="utf-8")
        (self.folder / "progress.jsonl").unlink(missing_ok=True)

    server: ClassVar[Server | None] = None
    starting: ClassVar[threading.Lock] = threading.Lock()

    def begin(self, command: Sequence[str], **options: object) -> Process:
        """Have it forked where the program is loaded; what does not begin with the program is started as it is."""
        line = self.program_line()
        if list(command[: len(line)]) != list(line):
            return super().begin(command)
        with Baigong.starting:
            Baigong.server = Baigong.server or Server()
        return Baigong.server.begin(command[len(line) :], os.environ | self.environment(), **options)

    def program_line(self) -> Sequence[str]:
        """The words that every command of it begins with."""
        return [sys.executable, "-m", "baigong"]

    def _command(self, *arguments: str) -> Sequence[str]:
        return [*self.program_line(), *arguments, "-f", str(self.folder)]

    def record(self, number: int, name: str, at: int = 0) -> Sequence[str]:
        """A report on a task: each command in its turn, so that each finds something to say."""
        verb, *rest = COURSE[at % len(COURSE)].split()
        return self._command(verb, f"1.{number}", *rest, "--note", name)

    def finish(self, number: int) -> Sequence[str]:
        """A task done."""
        return self._command("done", f"1.{number}")

    def reading(self) -> Sequence[str]:
        """The list."""
        return self._command("list", "--format", "json")

    def percent(self, number: int) -> float:
        """Give the percent of a task by the list that the program gives."""
        done = subprocess.run(
            self.reading(), env=os.environ | self.environment(), capture_output=True, check=True, cwd=self.folder
        )
        return next(float(task["percent"]) for task in json.loads(done.stdout) if task["id"] == f"1.{number}")

    def prepared(self, name: str) -> bool:
        """Nothing: a plan is no record."""
        del name
        return False

    def _events(self) -> Iterator[dict[str, str]]:
        if self.data().exists():
            for line in filter(bytes.strip, self.data().read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")):
                try:
                    yield json.loads(line)
                except ValueError:
                    yield {"note": f"torn: {line!r}"}

    def recorded(self) -> set[str]:
        """The notes in its journal."""
        return {event["note"] for event in self._events() if "note" in event}

    def finished(self) -> int:
        """The tasks of which the journal says that they are done."""
        return len({event["task"] for event in self._events() if event.get("status") == "done"})

    def data(self) -> Path:
        """The journal."""
        return self.folder / "progress.jsonl"

    def environment(self) -> dict[str, str]:
        """The package of this repository, on a day within the plan."""
        settings = {"PYTHONPATH": str(HERE), "BAIGONG_TODAY": "2019-02-01", "BAIGONG_BY": "试验"}
        return settings | {"XDG_CACHE_HOME": str(self.folder.parent / "cache")}


class Taskwarrior(Tool):
    """taskwarrior, as Debian packages it."""

    name = "taskwarrior"
    program = "task"

    def prepare(self, count: int) -> None:
        """Write its settings, and import as many tasks."""
        settings = f"data.location={self.folder}/data\nconfirmation=no\nhooks=off\nverbose=nothing\nbulk=0\n"
        (self.folder / "taskrc").write_text(settings, encoding="utf-8")
        shutil.rmtree(self.folder / "data", ignore_errors=True)
        (self.folder / "data").mkdir()
        tasks = [{"description": f"prepared {at}", "status": "pending"} for at in range(1, count + 1)]
        subprocess.run(
            ["task", "import", "-"],
            env=os.environ | self.environment(),
            input=json.dumps(tasks).encode(),
            capture_output=True,
            check=True,
        )

    def record(self, number: int, name: str, at: int = 0) -> Sequence[str]:
        """A task added: it has no journal to add to."""
        del number, at
        return ["task", "add", name]

    def finish(self, number: int) -> Sequence[str]:
        """A task done."""
        return ["task", "rc.gc=0", str(number), "done"]

    def reading(self) -> Sequence[str]:
        """All there is."""
        return ["task", "rc.gc=0", "export"]

    def _tasks(self) -> list[dict[str, str]]:
        done = subprocess.run(self.reading(), env=os.environ | self.environment(), capture_output=True, check=False)
        try:
            return list(json.loads(done.stdout))
        except ValueError:
            return []

    def recorded(self) -> set[str]:
        """The descriptions that it exports."""
        return {task.get("description", f"torn: {task}") for task in self._tasks()}

    def finished(self) -> int:
        """The tasks that it exports as completed."""
        return sum(task.get("status") == "completed" for task in self._tasks())

    def data(self) -> Path:
        """Its pending tasks."""
        return self.folder / "data" / "pending.data"

    def environment(self) -> dict[str, str]:
        """Its settings."""
        return {"TASKRC": str(self.folder / "taskrc")}


class TodoTxt(Tool):
    """todo.txt-cli, as Debian packages it."""

    name = "todo.txt-cli"
    program = "todo-txt"

    def prepare(self, count: int) -> None:
        """Write its settings, and as many tasks."""
        (self.folder / "config").write_text(
            f"export TODO_DIR={self.folder}\nexport TODO_FILE=$TODO_DIR/todo.txt\nexport DONE_FILE=$TODO_DIR/done.txt\n"
            "export REPORT_FILE=$TODO_DIR/report.txt\n",
            encoding="utf-8",
        )
        self.data().write_text("".join(f"prepared {at}\n" for at in range(1, count + 1)), encoding="utf-8")

    def _command(self, *arguments: str) -> Sequence[str]:
        return ["todo-txt", "-d", str(self.folder / "config"), "-a", *arguments]

    def record(self, number: int, name: str, at: int = 0) -> Sequence[str]:
        """A task added."""
        del number, at
        return self._command("add", name)

    def finish(self, number: int) -> Sequence[str]:
        """A task done, and left where it is."""
        return self._command("do", str(number))

    def reading(self) -> Sequence[str]:
        """The list."""
        return self._command("ls")

    def recorded(self) -> set[str]:
        """The lines of its file."""
        return set(self.data().read_text(encoding="utf-8", errors="replace").splitlines())

    def finished(self) -> int:
        """The lines that begin with x."""
        return sum(line.startswith("x ") for line in self.recorded())

    def data(self) -> Path:
        """Its one file."""
        return self.folder / "todo.txt"


TOOLS: tuple[type[Tool], ...] = (Baigong, Taskwarrior, TodoTxt)

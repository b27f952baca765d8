"""Runs the examples of the documentation and writes what they print into it.

A page is one session, which begins in a copy of the sample campaign. In a `console` block each
line that begins with `$ ` is run; the lines below it are what it prints on a terminal of 80
columns, and `[...]` among them stands for lines left out. A `text` block right after it is what
its last command prints. An `sh` block is run as one script. `# exit code 1` at the end of a
command is the exit code it must have; others must have 0.

Comments in the page set the scene: `<!-- day: 2026-12-08 -->` changes the date, and
`<!-- file: NAME -->` and `<!-- add to: NAME -->` write the next block to a file.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    *(f"docs/{name}.md" for name in ("install", "tutorial", "how-to", "action-day", "the-article")),
)
"""The pages that hold examples."""
CAMPAIGN = ("campaign.yaml", "recipients.yaml", "senders.yaml", "letter_templates", "cases")
SCRIPT = "docs/action-day.sh"
STORY = "examples/the-article"
FIRST_DAY = "2026-11-24"
SECONDS = 60
"""How long one example may take."""

SKIPPED = re.compile(
    r"git clone|make (?!demo)|pipx |uv |sudo |apt-get |brew |wsl |python3? -m |\. \.venv/"
)
"""Commands that fetch or install something."""
INSTEAD = {"make demo": "advocacy check && advocacy draft call-on-xi-jinping --via tag:cn-missions"}

# The program as people call it, but for the day, and for what it draws at random: that follows
# from the day and the command, so that every page may speak of the same letters. The progress
# bar is left out, since it leaves an empty line on a terminal as plain as this one.
_ADVOCACY = """\
#!{python}
import contextlib, datetime, hashlib, itertools, os, sys
from advocacy_cli.cli.main import app
from advocacy_cli.cli.terminal import Terminal
from advocacy_cli.cli.world import World

Terminal.progress = lambda *_: contextlib.nullcontext(lambda *_: None)

NOW = datetime.datetime.fromisoformat(os.environ["EXAMPLE_DAY"] + "T10:00:00+00:00")
WORDS = ["init"] if "init" in sys.argv else sys.argv[1:]
SEED = " ".join([os.environ["EXAMPLE_DAY"], *WORDS]).encode()
DRAWN = itertools.count()

def random(count):
    return hashlib.sha256(SEED + b"." * next(DRAWN)).digest()[:count]

if __name__ == "__main__":
    app(obj=World(now=lambda: NOW, random=random), prog_name="advocacy")
"""
_PRINTER = "#!/bin/sh\n"


class ExampleError(Exception):
    """An example does not do what the page says it does."""


@dataclass
class Session:
    """A terminal in a folder of its own.

    Args:
        home: an empty folder; the session begins in `advocacy/` below it.
    """

    home: Path
    day: str = FIRST_DAY
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder = self.home / "advocacy"
        self.folder.mkdir()
        for name in CAMPAIGN:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, self.folder / name)
        shutil.copytree(ROOT / STORY, self.folder / STORY)
        (self.folder / SCRIPT).parent.mkdir()
        shutil.copy(ROOT / SCRIPT, self.folder / SCRIPT)
        for name, text in {"advocacy": _ADVOCACY, "lp": _PRINTER}.items():
            program = self.home / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(text.format(python=sys.executable), encoding="utf-8")
            program.chmod(0o755)
        Image.new("RGB", (600, 300), "silver").save(self.home / "map.png")

    def run(self, command: str, shown: Sequence[str] = ()) -> list[str]:
        """Run a command as typed at a terminal; returns the lines it prints.

        Args:
            command: one line, or a script.
            shown: what the page shows of it; answers to questions are taken from there.

        Raises:
            ExampleError: it takes too long, or ends with another exit code than the page says.
        """
        ends = re.search(r"# exit code (\d+)$", command)
        expected = int(ends[1]) if ends else 0
        code, printed = self._typed(INSTEAD.get(command, command), shown)
        if code != expected:
            raise ExampleError(f"$ {command}\nended with exit code {code}:\n{printed}")
        text = "\n".join(line.rstrip() for line in printed.split("\n")).strip("\n")
        return text.split("\n") if text else []

    def _typed(self, command: str, shown: Sequence[str]) -> tuple[int, str]:
        kept = self.home / "folder"
        script = f"{command}\ncode=$?; pwd >{kept}; exit $code"
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        process = subprocess.Popen(
            ["bash", "-o", "pipefail", "-c", script],
            cwd=self.folder,
            env=self._environment(),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        try:
            printed = _dialogue(ours, list(shown) if command.startswith("advocacy init") else [])
        except TimeoutError:
            os.killpg(process.pid, signal.SIGKILL)
            raise ExampleError(f"$ {command}\ndid not end in {SECONDS} seconds") from None
        finally:
            os.close(ours)
            process.wait()
        if kept.exists():
            self.folder = Path(kept.read_text(encoding="utf-8").strip())
        return process.returncode, printed

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self.home / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "HOME": str(self.home),
            "EXAMPLE_DAY": self.day,
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "TERM": "dumb",
        }


def _dialogue(terminal: int, shown: list[str]) -> str:
    """Everything printed on the terminal until it closes, with the questions answered."""
    text, began = b"", time.monotonic()
    while True:
        if not select.select([terminal], [], [], SECONDS)[0] or time.monotonic() - began > SECONDS:
            raise TimeoutError
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other side has closed
            piece = b""
        if not piece:
            return text.decode().replace("\r\n", "\n")
        text += piece
        asked = text.decode(errors="replace").rpartition("\n")[2]
        if asked.endswith(": "):
            answer = next((line for line in shown if f"{line} ".startswith(asked)), None)
            if answer is not None:
                del shown[: shown.index(answer) + 1]
                os.write(terminal, f"{answer[len(asked) :]}\n".encode())


@dataclass(frozen=True)
class _Block:
    """A fenced block of a page: its language, its lines, and what stands between it and the last.

    Attributes:
        before: the lines before it, with its opening fence.
    """

    language: str
    lines: list[str]
    before: list[str]

    @property
    def follows(self) -> bool:
        """Whether nothing stands between the last block and this one."""
        return not any(line.strip() for line in self.before[1:-1])

    def steered(self, what: str) -> str | None:
        """What the comment `<!-- what: ... -->` before it says."""
        found = re.findall(rf"^<!-- {what}: (.*) -->$", "\n".join(self.before), re.MULTILINE)
        return found[-1] if found else None


def _blocks(page: str) -> Iterator[_Block]:
    """The blocks in order; the last one is what follows them, and has no lines."""
    before: list[str] = []
    lines: list[str] | None = None
    for line in page.split("\n"):
        if lines is None:
            before.append(line)
            if line.startswith("```"):
                lines = []
        elif line.startswith("```"):
            yield _Block(before[-1].removeprefix("```"), lines, before)
            before, lines = [line], None
        else:
            lines.append(line)
    yield _Block("", [], before)


def refreshed(page: str, session: Session) -> str:
    """The page with what its examples print.

    Raises:
        ExampleError: an example fails.
    """
    result: list[str] = []
    printed: list[str] = []
    for block in _blocks(page):
        session.day = block.steered("day") or session.day
        lines = block.lines
        if block.language == "console":
            lines, printed = _run_block(lines, session)
        elif block.language == "sh":
            session.run("\n".join(["set -e", *lines]))
        elif block.language == "text" and block.follows:
            lines = lines if matches(lines, printed) else printed
        for what, mode in (("file", "w"), ("add to", "a")):
            if name := block.steered(what):
                path = session.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open(mode, encoding="utf-8") as file:
                    file.write("\n".join([*lines, ""]))
        result += [*block.before, *lines]
    return "\n".join(result)


def _run_block(lines: Sequence[str], session: Session) -> tuple[list[str], list[str]]:
    """The lines of a `console` block as they should be, and what its last command printed."""
    result: list[str] = []
    printed: list[str] = []
    for example in re.split(r"^\$ ", "\n".join(lines), flags=re.MULTILINE)[1:]:
        command, *shown = example.rstrip("\n").split("\n")
        while command.endswith("\\"):
            command += "\n" + shown.pop(0)
        result += f"$ {command}".split("\n")
        if SKIPPED.match(command):
            result += shown
            continue
        printed = session.run(command, shown)
        result += shown if not shown or matches(shown, printed) else printed
    return result, printed


def matches(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether a page shows what was printed; `[...]` stands for any lines."""
    pattern = "".join("(?:.*\n)*" if line == "[...]" else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def main() -> None:
    """Bring every page up to date."""
    import tempfile

    for name in PAGES:
        page = ROOT / name
        with tempfile.TemporaryDirectory() as home:
            text = page.read_text(encoding="utf-8")
            page.write_text(refreshed(text, Session(Path(home))), encoding="utf-8")


if __name__ == "__main__":
    main()

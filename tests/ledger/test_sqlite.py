from __future__ import annotations

import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.ledger import sqlite
from advocacy_cli.ledger.store import open_ledger
from ledger_values import drafted, event, names, record

Start = Callable[..., "subprocess.Popen[str]"]

NOBODY = 65534


def refused(path: Path, *, seconds: float = 10) -> Problem:
    with pytest.raises(AdvocacyError) as caught, open_ledger(path, seconds=seconds):
        pass
    (problem,) = caught.value.problems
    assert problem.hint
    assert problem.where is not None
    assert problem.where.file == "ledger.sqlite"
    return problem


def said(process: subprocess.Popen[str], line: str) -> None:
    """Wait until the process says this line."""
    assert process.stdout is not None
    heard = process.stdout.readline()
    assert heard == f"{line}\n", heard + (process.communicate()[1] if not heard else "")


def answer(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate()
    assert process.returncode == 0, err
    return out


@pytest.fixture
def engine(filled: Path) -> Iterator[Engine]:
    with sqlite.database(filled, 1) as engine:
        yield engine


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "delete"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_how_the_database_is_kept(engine: Engine, pragma: str, value: object) -> None:
    with engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_a_ledger_that_was_put_into_wal_mode_comes_back(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with open_ledger(filled) as ledger:
        assert len(ledger.events()) == 3
    assert filled.read_bytes()[18:20] == b"\x01\x01"


def test_a_writing_transaction_holds_the_lock_before_it_writes(
    filled: Path, engine: Engine
) -> None:
    other = sqlite3.connect(filled, timeout=0, isolation_level=None)
    with closing(other):
        with engine.begin():
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        with (
            sqlite.for_writing(engine).begin(),
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")


def test_tables_made_in_a_transaction_go_with_it(engine: Engine) -> None:
    with sqlite.for_writing(engine).connect() as connection:
        connection.exec_driver_sql("CREATE TABLE a (x)")
        connection.exec_driver_sql("INSERT INTO a VALUES (1)")
        connection.exec_driver_sql("CREATE TABLE b (x)")
        connection.rollback()
    with engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE name IN ('a', 'b')"))
        assert tables.all() == []


def test_an_empty_file_is_damage(path: Path) -> None:
    path.touch()
    problem = refused(path)
    assert problem.code == "ledger_damaged"
    assert "it is empty" in problem.message
    assert path.stat().st_size == 0


def test_a_file_that_is_no_database(path: Path) -> None:
    path.write_text("Dear Sir or Madam, " * 100, encoding="utf-8")
    assert refused(path).code == "ledger_damaged"


@pytest.mark.parametrize("left", [1, 50, 100, 4096, 8192, -4096, -1])
def test_a_file_that_was_cut(filled: Path, left: int) -> None:
    cut = filled.read_bytes()[:left]
    filled.write_bytes(cut)
    assert refused(filled).code == "ledger_damaged"
    assert filled.read_bytes() == cut


def test_pages_that_are_rubbish(filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    filled.write_bytes(content)
    assert refused(filled).code == "ledger_damaged"
    assert filled.read_bytes() == content


HOLD = """
from pathlib import Path
from advocacy_cli.ledger.store import open_ledger
with open_ledger(Path(sys.argv[1])) as ledger, ledger.writing():
    print("holding", flush=True)
    sys.stdin.read()
"""


def test_a_ledger_that_another_process_holds(filled: Path, start: Start) -> None:
    holder = start(HOLD, filled)
    said(holder, "holding")
    with open_ledger(filled, seconds=0.05) as ledger:
        assert len(ledger.states()) == 3
        with pytest.raises(AdvocacyError) as caught, ledger.writing():
            pass
        answer(holder)
        with ledger.writing() as writing:
            writing.add(event(9, "sent"))
    (problem,) = caught.value.problems
    assert problem.code == "ledger_locked"
    assert "0.05 seconds" in problem.message


def test_a_ledger_that_cannot_even_be_read_for_now(filled: Path) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert refused(filled, seconds=0.05).code == "ledger_locked"


WRITE = """
from pathlib import Path
from ledger_values import drafted, record
from advocacy_cli.ledger.store import open_ledger
first = int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for number in range(first, first + 10):
    with open_ledger(Path(sys.argv[1])) as ledger, ledger.writing() as writing:
        writing.add_letter(record(number))
        writing.add(drafted(number, record(number)))
"""


@pytest.mark.slow
def test_processes_that_make_the_ledger_and_write_at_once(path: Path, start: Start) -> None:
    writers = [start(WRITE, path, first) for first in (0, 100)]
    for writer in writers:
        said(writer, "ready")
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        answer(writer)
    with open_ledger(path) as ledger:
        assert set(ledger.records()) == {
            record(first + number).reference for first in (0, 100) for number in range(10)
        }
        assert len(ledger.events()) == 20
    assert names(path.parent) == ["ledger.sqlite"]


KILLED = """
import os, signal
from pathlib import Path
from ledger_values import drafted, record
from advocacy_cli.ledger.store import open_ledger
with open_ledger(Path(sys.argv[1])) as ledger, ledger.writing() as writing:
    writing._connection.exec_driver_sql("PRAGMA cache_size = 1")
    for number in range(100, 400):
        writing.add_letter(record(number))
        writing.add(drafted(number, record(number)))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_killed_in_a_transaction_that_had_reached_the_disk(
    filled: Path, start: Start
) -> None:
    before = filled.read_bytes()
    killed = start(KILLED, filled)
    killed.communicate()
    assert killed.returncode == -9
    assert filled.read_bytes() != before
    assert filled.with_name("ledger.sqlite-journal").exists()
    with open_ledger(filled) as ledger:
        assert len(ledger.records()) == len(ledger.events()) == 3
    assert filled.read_bytes() == before
    assert names(filled.parent) == ["ledger.sqlite"]


AS_NOBODY = """
import os
from pathlib import Path
from ledger_values import drafted, record
from advocacy_cli.errors import AdvocacyError
from advocacy_cli.ledger.store import open_ledger
def attempt(path):
    try:
        with open_ledger(path) as ledger:
            yield f"read {len(ledger.events())}"
            with ledger.writing() as writing:
                writing.add_letter(record(9))
                writing.add(drafted(9, record(9)))
            yield "wrote"
    except AdvocacyError as error:
        for problem in error.problems:
            yield problem.code
import sqlalchemy.dialects.sqlite
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for path in sys.argv[1:]:
    print(*attempt(Path(path)), sep=", ")
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for inner in folder.iterdir():
            inner.chmod(0o700)


def test_what_a_user_may_and_may_not_do(filled: Path, open_folder: Path, start: Start) -> None:
    cases = {
        (0o600, 0o700): "read 3, wrote",
        (0o400, 0o700): "read 3, ledger_unwritable",
        (0o600, 0o500): "read 3, ledger_unwritable",
        (0o000, 0o700): "ledger_unwritable",
        (0o600, 0o000): "ledger_unwritable",
        (None, 0o500): "ledger_unwritable",
        (None, 0o700): "read 0, wrote",
    }
    whole = filled.read_bytes()
    paths = []
    for number, (file_mode, folder_mode) in enumerate(cases):
        path = open_folder / str(number) / "ledger.sqlite"
        path.parent.mkdir()
        paths.append(path)
        if file_mode is not None:
            path.write_bytes(whole)
            path.chmod(file_mode)
        for place, mode in ((path, file_mode), (path.parent, folder_mode)):
            if os.getuid() == 0 and place.exists():
                os.chown(place, NOBODY, NOBODY)
            if mode is not None:
                place.chmod(mode)
    assert answer(start(AS_NOBODY, *paths)).splitlines() == list(cases.values())
    for path, outcome in zip(paths, cases.values(), strict=True):
        path.parent.chmod(0o700)
        assert names(path.parent) == (["ledger.sqlite"] if path.exists() else [])
        if outcome.startswith("read 3, ledger"):
            assert path.read_bytes() == whole


def test_a_folder_instead_of_a_ledger(path: Path) -> None:
    path.mkdir()
    assert refused(path).code == "ledger_unwritable"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount program")
    if mounted.returncode:
        pytest.skip(f"mounting is not allowed here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def enter(path: Path, numbers: range) -> None:
    with open_ledger(path) as ledger, ledger.writing() as writing:
        for number in numbers:
            writing.add_letter(record(number))
            writing.add(drafted(number, record(number), actor="a" * 500))


def test_a_disk_that_fills_up_while_writing(small_disk: Path) -> None:
    path = small_disk / "ledger.sqlite"
    enter(path, range(10))
    with pytest.raises(AdvocacyError) as caught:
        enter(path, range(10, 1000))
    (problem,) = caught.value.problems
    assert problem.code == "disk_full"
    assert problem.hint
    with open_ledger(path) as ledger:
        assert len(ledger.records()) == len(ledger.events()) == 10
        with ledger.writing() as writing:
            writing.add(event(2000, "sent", record(1)))
    assert names(small_disk) == ["ledger.sqlite"]


@pytest.mark.parametrize("free", [0, 4096, 20_000])
def test_a_disk_without_room_for_a_new_ledger(small_disk: Path, free: int) -> None:
    (small_disk / "filling").write_bytes(b"x" * (256 * 1024 - free))
    path = small_disk / "ledger.sqlite"
    assert refused(path).code == "disk_full"
    assert names(small_disk) == ["filling"]

"""The program's front door: all commands, and the one place where failures become exit codes."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn, cast

import typer
from typer.core import TyperGroup

from advocacy_cli import __version__
from advocacy_cli.cli import (
    cases,
    check,
    clocks,
    communications,
    draft,
    follow_up,
    lists,
    look,
    mark,
    petition,
    preview,
    replies,
    report,
    start,
)
from advocacy_cli.cli.terminal import shown
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import AdvocacyError, ExitCode

_Said = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[2])
"""The class of all errors that Typer says itself; it has no name of its own there."""


class FrontDoor(TyperGroup):
    """Turns what a command returns or raises into an exit code. Bugs pass through."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; its return value, an `ExitCode` or None, ends the process."""
        try:
            with _said_safely():
                code = super().invoke(ctx)
        except AdvocacyError as error:
            report_failure(world_of(ctx), error)
            code = ExitCode.MENDABLE
        except KeyboardInterrupt:
            world_of(ctx).terminal.talk(
                "Interrupted. What was recorded stands; the same command finishes the rest."
            )
            code = ExitCode.INTERRUPTED
        raise typer.Exit(int(code or ExitCode.DONE))

    def make_context(self, *given: Any, **more: Any) -> Any:
        """The context of one call."""
        with _said_safely():
            return super().make_context(*given, **more)


@contextmanager
def _said_safely() -> Iterator[None]:
    """What is said of options that cannot be used repeats them: it may not steer the terminal."""
    try:
        yield
    except _Said as error:
        said = shown(error.format_message())
        setattr(error, "format_message", lambda: said)  # noqa: B010 - each kind builds its own
        raise


def report_failure(world: World, error: AdvocacyError) -> None:
    """Say why nothing was done, the way the caller reads it."""
    if world.json:
        from advocacy_cli.desk.shapes import problems_shape

        world.terminal.json(problems_shape(error.problems))
    else:
        world.terminal.problems(error.problems)


app = typer.Typer(
    cls=FrontDoor,
    name="advocacy",
    help="Letters to power: personal, print-ready, and tracked.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (
    *(start, check, lists, cases, preview, draft, mark, look),
    *(communications, replies, clocks, follow_up, report, petition),
):
    group.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"advocacy {__version__}")
        raise typer.Exit


@app.callback()
def front_door(
    context: typer.Context,
    directory: Annotated[
        Path | None,
        typer.Option(
            "-C", metavar="DIR", help="Work in the campaign at DIR.", file_okay=False, exists=True
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Letters to power: personal, print-ready, and tracked.

    A campaign is a folder. Begin one with `advocacy init`, look at a letter with
    `advocacy preview`, make letters with `advocacy draft`, post them, and tell the
    ledger with `advocacy mark sent`.
    """
    del version  # its callback has printed it
    world = world_of(context)
    if directory is not None:
        world.directory = directory


_COLLECTED_AFTER = (50_000, 50, 100)
"""A campaign stays in memory to the end, so the garbage collector seldom finds any in it."""


def main() -> None:
    """Run the program. A bug ends it with a report and an exit code of its own."""
    _open_streams()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        app(prog_name="advocacy")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is reported as the bug it is
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _end_without_room()
        import traceback

        for line in traceback.format_exc().splitlines():
            print(shown(line), file=sys.stderr)
        print(
            f"\nThis is a bug in advocacy {__version__}, not a mistake of yours. What was recorded"
            " stands.\nPlease report it with the lines above; they hold no letter's text.",
            file=sys.stderr,
        )
        sys.exit(ExitCode.BUG)


def _open_streams() -> None:
    """Have all three streams, and let them take any text.

    Python has none of a stream that its caller has closed; and a stream may not speak UTF-8.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _end_without_room() -> NoReturn:
    """The disk that the answer goes to is full; leave at once, or Python would write again."""
    print(
        "There is no room left on the disk for the answer. What was recorded stands.",
        file=sys.stderr,
        flush=True,
    )
    os._exit(ExitCode.MENDABLE)

"""`advocacy recipients|senders edit`: a list in the editor of one's choice."""

from __future__ import annotations

import shlex
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from advocacy_cli.cli import options, questions
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem

if TYPE_CHECKING:
    from advocacy_cli.desk.hand_editing import Copy, Judged
    from advocacy_cli.desk.list_files import ListName

_SET_ONE = "set VISUAL or EDITOR, as in: export EDITOR=nano"


def add_hand_editing(recipients: typer.Typer, senders: typer.Typer) -> None:
    """Add the commands to their groups."""
    add(recipients, edit_recipients, "edit")
    add(senders, edit_senders, "edit")


def edit_recipients(context: typer.Context, json: options.Json = False) -> ExitCode:
    """Open the list of recipients in your editor ($VISUAL or $EDITOR).

    You edit a copy. It takes the list's place only if there is no error in it, and nobody has
    changed the list meanwhile; otherwise it is kept, and you are told where.

    Example: EDITOR=nano advocacy recipients edit
    """
    return _edit(world_of(context), "recipients", json=json)


def edit_senders(context: typer.Context, json: options.Json = False) -> ExitCode:
    """Open the list of senders in your editor ($VISUAL or $EDITOR).

    You edit a copy. It takes the list's place only if there is no error in it, and nobody has
    changed the list meanwhile; otherwise it is kept, and you are told where.

    Example: EDITOR=nano advocacy senders edit
    """
    return _edit(world_of(context), "senders", json=json)


def _edit(world: World, name: ListName, *, json: bool) -> ExitCode:
    from advocacy_cli.desk import hand_editing, shapes

    workplace, editor = world.workplace(), _editor(world)
    copy = hand_editing.copy_of(workplace, name)
    judged = _edited(world, editor, copy)
    if judged.is_changed:
        hand_editing.put_in_place(workplace, copy, judged)
    else:
        hand_editing.discard(copy)
    if json:
        shape = {"list": copy.list_file, "written": judged.is_changed}
        world.terminal.json(shapes.versioned(shape))
    elif judged.is_changed:
        world.terminal.talk(f"{copy.list_file} was written.")
    else:
        world.terminal.talk("Nothing was changed. An editor that returns at once must be told")
        world.terminal.talk('to wait, as in EDITOR="code --wait".')
    return ExitCode.DONE


def _edited(world: World, editor: list[str], copy: Copy) -> Judged:
    """The copy as a person leaves it, without errors.

    Raises:
        AdvocacyError: it has errors, and the person leaves it at that.
    """
    from advocacy_cli.desk import hand_editing

    while True:
        failure = _run(editor, copy.path)
        judged = hand_editing.judge(copy)
        if failure and not judged.is_changed:
            hand_editing.discard(copy)
            raise AdvocacyError(failure)
        if failure:
            raise hand_editing.refusal(copy, [failure])
        if not judged.problems:
            return judged
        if not world.is_interactive:
            raise hand_editing.refusal(copy, judged.problems)
        world.terminal.problems(judged.problems)
        if not questions.agreed(world, "Edit it again?", default=True):
            raise hand_editing.refusal(copy, [])


def _editor(world: World) -> list[str]:
    """The command that edits a file.

    Raises:
        AdvocacyError: there is none, or it is written in a way that cannot be understood.
    """
    set_ones = (world.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    text = next(filter(None, set_ones), "")
    try:
        command = shlex.split(text)
    except ValueError:
        command = []
    if not command:
        message = f"the editor {text!r} cannot be understood" if text else "no editor is set"
        raise AdvocacyError(Problem("no_editor", message, hint=_SET_ONE))
    return command


def _run(editor: list[str], path: Path) -> Problem | None:
    """Run the editor on a file; a problem if it failed. Ctrl-C is the editor's meanwhile."""
    try:
        process = subprocess.Popen([*editor, str(path)])  # noqa: S603 - the user's own editor
    except OSError as error:
        message = f"the editor {editor[0]} cannot be started ({error.strerror})"
        return Problem("editor_failed", message, hint=_SET_ONE)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        message = f"the editor {editor[0]} ended with code {code}"
        return Problem("editor_failed", message, hint="nothing was written")
    return None

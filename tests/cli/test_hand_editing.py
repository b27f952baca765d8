"""A list in an editor, as a person at the shell meets it."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from campaigns import RECIPIENTS, SENDERS, edit
from running import Run

LINES = RECIPIENTS.replace("  - id: president", "  # The head\n  - id: president")


@pytest.fixture
def editor(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Makes an editor that writes these texts, one each time it is called, and runs `more`."""

    def make(*texts: str, more: str = "") -> dict[str, str]:
        for number, text in enumerate(texts, start=1):
            (tmp_path / f"text{number}").write_text(text)
        script = tmp_path / "my editor.sh"
        script.write_text(
            f"""\
cd {shlex.quote(str(tmp_path))}
echo x >> calls
ls -l "$2" >> seen
test "$1" = --wait && test -f text$(wc -l < calls | tr -d ' ') &&
cat text$(wc -l < calls | tr -d ' ') > "$2"
{more}
"""
        )
        return {"VISUAL": f"sh {shlex.quote(str(script))} --wait", "EDITOR": "false"}

    return make


def copies(root: Path) -> list[Path]:
    return list(root.glob(".*editing*"))


Editor = Callable[..., dict[str, str]]


def test_what_was_edited_takes_the_lists_place(
    run: Run, root: Path, tmp_path: Path, editor: Editor
) -> None:
    (root / "recipients.yaml").chmod(0o644)
    result = run("recipients", "edit", environ=editor(LINES))
    assert (result.code, result.out) == (0, "")
    assert "recipients.yaml was written." in result.err
    assert (root / "recipients.yaml").read_text() == LINES
    assert (root / "recipients.yaml").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "seen").read_text().startswith("-rw-------")
    assert copies(root) == []


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_nothing_changed_is_said(run: Run, root: Path, variable: str) -> None:
    result = run("senders", "edit", environ={variable: "true"})
    assert (result.code, "Nothing was changed." in result.err) == (0, True)
    as_json = run("senders", "edit", "--json", environ={variable: "true"})
    assert as_json.json == {"version": 1, "list": "senders.yaml", "written": False}
    assert (root / "senders.yaml").read_text() == SENDERS
    assert copies(root) == []


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({}, "error: no editor is set [no_editor]"),
        ({"VISUAL": "", "EDITOR": " "}, "no editor is set"),
        ({"EDITOR": "vi '"}, "cannot be understood"),
        ({"EDITOR": "no-such-editor"}, "the editor no-such-editor cannot be started"),
        ({"EDITOR": "false"}, "the editor false ended with code 1"),
    ],
)
def test_an_editor_that_does_not_work(
    run: Run, root: Path, environ: dict[str, str], message: str
) -> None:
    result = run("senders", "edit", environ=environ)
    assert (result.code, message in result.err) == (1, True), result.err
    assert (root / "senders.yaml").read_text() == SENDERS
    assert copies(root) == []
    if "false" not in environ.values():
        assert "set VISUAL or EDITOR" in result.err


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (SENDERS.replace("name:", "nam:"), "editing.yaml:4:5: error: `nam` is not a key here"),
        (SENDERS + "  - id: [\n", "editing.yaml:9:1: error"),
        (SENDERS.replace("ada", "eve"), "campaign.yaml:3:9: error: after this change there is no"),
        ("", "editing.yaml:1:1: error: "),
    ],
)
def test_a_broken_copy_is_kept_and_not_put_in_place(
    run: Run, root: Path, editor: Editor, broken: str, message: str
) -> None:
    result = run("senders", "edit", environ=editor(broken))
    assert (result.code, message in result.err) == (1, True), result.err
    assert (root / "senders.yaml").read_text() == SENDERS
    (copy,) = copies(root)
    assert copy.read_text() == broken
    assert copy.stat().st_mode & 0o777 == 0o600
    assert f"senders.yaml stays as it was; your copy is kept as {copy}" in result.err


def test_a_script_reads_why(run: Run, root: Path, editor: Editor) -> None:
    broken = SENDERS.replace("name:", "nam:")
    result = run("senders", "edit", "--json", environ=editor(broken))
    codes = [problem["code"] for problem in result.json["problems"]]
    assert codes[-1] == "not_put_in_place"
    assert "unknown_key" in codes
    assert copies(root) != []


@pytest.mark.usefixtures("person")
def test_a_person_may_mend_a_broken_copy(run: Run, root: Path, editor: Editor) -> None:
    broken = LINES.replace("form: ambassador", "form: emperor")
    result = run("recipients", "edit", environ=editor(broken, LINES), stdin="\n")
    assert result.code == 0
    assert "there is no form of address 'emperor'" in result.err
    assert "Edit it again? [Y/n]" in result.err
    assert (root / "recipients.yaml").read_text() == LINES
    assert copies(root) == []


@pytest.mark.usefixtures("person")
def test_a_person_may_leave_it_at_that(run: Run, root: Path, editor: Editor) -> None:
    broken = LINES.replace("form: ambassador", "form: emperor")
    result = run("recipients", "edit", environ=editor(broken, LINES), stdin="n\n")
    (copy,) = copies(root)
    assert (result.code, str(copy) in result.err) == (1, True)
    assert copy.read_text() == broken
    assert (root / "recipients.yaml").read_text() == RECIPIENTS


def test_a_list_that_was_broken_can_be_mended(run: Run, root: Path, editor: Editor) -> None:
    (root / "recipients.yaml").write_text(RECIPIENTS.replace("form: amb", "frm: amb"))
    less = RECIPIENTS.replace("id: president", "id: the-president")
    assert run("recipients", "edit", environ=editor(less)).code == 0
    assert (root / "recipients.yaml").read_text() == less


def test_a_change_meanwhile_is_not_lost(run: Run, root: Path, editor: Editor) -> None:
    other = RECIPIENTS.replace("Pat Example", "Pat Edited")
    (root / "other").write_text(other)
    more = f"cd {shlex.quote(str(root))} && cp other recipients.yaml"
    result = run("recipients", "edit", environ=editor(LINES, more=more))
    (copy,) = copies(root)
    assert result.code == 1
    assert "recipients.yaml was changed by somebody else meanwhile" in result.err
    assert f"your copy is kept as {copy}" in result.err
    assert "run the same command again" not in result.err
    assert (copy.read_text(), (root / "recipients.yaml").read_text()) == (LINES, other)


def test_an_editor_that_fails_in_the_end_leaves_the_copy(
    run: Run, root: Path, editor: Editor
) -> None:
    result = run("recipients", "edit", environ=editor(LINES, more="exit 3"))
    (copy,) = copies(root)
    assert (result.code, "ended with code 3" in result.err) == (1, True)
    assert str(copy) in result.err
    assert (copy.read_text(), (root / "recipients.yaml").read_text()) == (LINES, RECIPIENTS)


def test_a_copy_that_is_gone(run: Run, root: Path, editor: Editor) -> None:
    result = run("recipients", "edit", environ=editor(LINES, more='rm "$2"'))
    assert (result.code, "is gone, so recipients.yaml stays as it was" in result.err) == (1, True)
    assert (root / "recipients.yaml").read_text() == RECIPIENTS


def test_a_list_that_is_not_there(run: Run, root: Path) -> None:
    (root / "senders.yaml").unlink()
    result = run("senders", "edit", environ={"EDITOR": "true"})
    assert (result.code, "`advocacy senders add` begins it" in result.err) == (1, True)


def test_a_table_is_edited_as_one(run: Run, root: Path, editor: Editor) -> None:
    edit(root / "campaign.yaml", "code: TST", "code: TST\nsenders: crew.csv")
    head = "id,uid,name,line1,country\n"
    row = "ada,uid-of-ada-0001,Ada Example,5 Sender Street,GB\n"
    (root / "crew.csv").write_text(head + row)
    broken = run("senders", "edit", environ=editor(head + row + 'bo,"\n'))
    (copy,) = copies(root)
    assert (broken.code, copy.suffix) == (1, ".csv")
    assert (root / "crew.csv").read_text() == head + row


def test_ctrl_c_belongs_to_the_editor(run: Run, root: Path, editor: Editor) -> None:
    result = run("recipients", "edit", environ=editor(LINES, more="kill -INT $PPID"))
    assert result.code == 0
    assert (root / "recipients.yaml").read_text() == LINES

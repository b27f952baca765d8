"""Entries that come and go through the desk, in lists as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocacy_cli.desk.adding import add
from advocacy_cli.desk.editing import remove
from advocacy_cli.desk.list_files import ListName
from advocacy_cli.desk.workplace import Workplace
from campaigns import CAMPAIGN, TEMPLATE

ENTRIES = [
    "- id: {id}\n  form: minister\n  note: plain # of the note\n",
    """\
- form: 'minister'  # the form
  # within
  id: {id}
  office:
    en: One
    # between
    de: Zwei
""",
    """\
-   id: {id}
    form: minister
    address:
      country: GB
      lines:
      - 1 Street
""",
    "- {{id: {id}, form: minister, tags: [a, b]}}\n",
]
GAPS = ["", "\n", "  # -- A heading\n\n", "\n  # about the next one: it's a [test\n"]
ROWS = ['{id},minister,"Office, first"', "{id}, minister ,", '"{id}","minister",Ofíce']

ENCODINGS = [
    ("", "utf-8"),
    ("\ufeff", "utf-8"),
    ("\ufeff", "utf-16-le"),
    ("\ufeff", "utf-16-be"),
    ("", "windows-1252"),
]


@dataclass
class Kept:
    """A list's text in pieces: what is no entry has an empty id."""

    pieces: list[tuple[str, str]]
    encoding: str = "utf-8"

    @property
    def text(self) -> str:
        return "".join(piece for _, piece in self.pieces)

    @property
    def ids(self) -> list[str]:
        return [name for name, _ in self.pieces if name]

    def without(self, name: str) -> None:
        self.pieces = [piece for piece in self.pieces if piece[0] != name]

    def with_added(self, name: str, after: str) -> None:
        """Take in a text that must be this one with an entry put in behind the last one.

        A comment that belongs to the last entry may stand between the two.
        """
        last = max((at for at, (one, _) in enumerate(self.pieces, start=1) if one), default=2)
        before, behind = Kept(self.pieces[:last]).text, Kept(self.pieces[last:]).text
        new = len(after) - len(self.text)
        starts = [0, *(at for at in range(1, len(behind) + 1) if behind[at - 1] == "\n")]
        cut = next(
            cut
            for cut in starts
            if after[: len(before) + cut] == before + behind[:cut]
            and after[len(before) + cut + new :] == behind[cut:]
            and after[len(before) + cut :][:new].endswith("\n")
        )
        added = after[len(before) + cut :][:new]
        found = re.fullmatch(r"([\r\n]*)(.*?\n)([\r\n]*)", added, re.DOTALL)
        assert found
        blank, entry, end = found.groups()
        assert entry.lstrip(" -").startswith((f"id: {name}", f"{name},"))
        rest = [("", behind[:cut] + blank), (name, entry), ("", end + behind[cut:])]
        self.pieces = [*self.pieces[:last], *rest]


@st.composite
def yaml_lists(draw: st.DrawFn) -> Kept:
    end = draw(st.sampled_from(["\n", "\r\n"]))
    indent = " " * draw(st.integers(0, 3))
    pieces = [("", "\ufeff" * draw(st.booleans())), ("", "# Offices\nrecipients: # all\n")]
    for number in range(draw(st.integers(0, 3))):
        pieces.append(("", draw(st.sampled_from(GAPS))))
        lines = draw(st.sampled_from(ENTRIES)).format(id=f"r{number}").splitlines(keepends=True)
        pieces.append((f"r{number}", "".join(indent + line for line in lines)))
    pieces.append(("", draw(st.sampled_from(["", "\n# the end\n", "\n\n"]))))
    return Kept([(name, piece.replace("\n", end)) for name, piece in pieces])


@st.composite
def tables(draw: st.DrawFn) -> Kept:
    end = draw(st.sampled_from(["\n", "\r\n"]))
    mark, encoding = draw(st.sampled_from(ENCODINGS))
    pieces = [("", mark), ("", f"id,form,office{end}")]
    for number in range(draw(st.integers(0, 4))):
        row = draw(st.sampled_from(ROWS)).format(id=f"r{number}")
        pieces.append((f"r{number}", row + end))
    return Kept(pieces, encoding)


def list_of(workplace: Workplace, file: str, kept: Kept) -> Path:
    settings = CAMPAIGN.replace("sender: ada\n", f"recipients: {file}\n")
    (workplace.root / "campaign.yaml").write_text(settings)
    template = TEMPLATE.replace("to: [president]\n", "")
    (workplace.root / "letter_templates/call/template.yaml").write_text(template)
    path = workplace.root / file
    path.write_bytes(kept.text.encode(kept.encoding))
    return path


def come_and_go(workplace: Workplace, path: Path, kept: Kept, steps: list[int]) -> None:
    name: ListName = "recipients"
    for number, step in enumerate(steps):
        before = kept.ids
        if step and before:
            gone = before[step % len(before)]
            remove(workplace, name, [gone])
            kept.without(gone)
        else:
            row = {"id": f"new-{number}", "form": "minister", "office": "An: office #1"}
            add(workplace, name, row, called=str)
            kept.with_added(f"new-{number}", path.read_bytes().decode(kept.encoding))
        assert path.read_bytes() == kept.text.encode(kept.encoding)


SLOW = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
STEPS = st.lists(st.integers(0, 3), min_size=1, max_size=4)


@pytest.mark.slow
@SLOW
@given(kept=yaml_lists(), steps=STEPS)
def test_entries_that_come_and_go_leave_every_other_byte(
    workplace: Workplace, kept: Kept, steps: list[int]
) -> None:
    come_and_go(workplace, list_of(workplace, "recipients.yaml", kept), kept, steps)


@pytest.mark.slow
@SLOW
@given(kept=tables(), steps=STEPS)
def test_rows_that_come_and_go_leave_every_other_byte(
    workplace: Workplace, kept: Kept, steps: list[int]
) -> None:
    come_and_go(workplace, list_of(workplace, "offices.csv", kept), kept, steps)


def test_a_table_that_cannot_hold_a_new_name_becomes_utf_8(workplace: Workplace) -> None:
    kept = Kept([("", "id,form,office\n"), ("r0", "r0,minister,Ofíce\n")], "windows-1252")
    path = list_of(workplace, "offices.csv", kept)
    add(workplace, "recipients", {"id": "b", "form": "minister", "office": "部长"}, called=str)
    assert path.read_text(encoding="utf-8") == kept.text + "b,minister,部长\n"

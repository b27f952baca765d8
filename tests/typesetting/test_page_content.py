from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.typesetting.page_content import (
    common_state,
    drawn,
    is_complete,
    pieces_of,
    take_apart,
)

_SETTERS = ["1 0 0 rg", "0 0 1 rg", "0 1 0 RG", "2 w", "/a1 gs", "/a2 gs", "2 0 0 2 0 0 cm"]
_CLIP = "0 0 m\n9 9 l\nW*\nn"
_TEXT = "BT\n1 0 0 -1 5 6 Tm\n/F 9 Tf\n[<0041>0<0042>-7] TJ\nET"
_DRAWINGS = [_TEXT, "0 0 9 9 re\nf*", "0 0 m\n9 9 l\nS", "/i0 Do"]
_STEPS = st.sampled_from([*_SETTERS, _CLIP, *_DRAWINGS])
_BLOCKS = st.recursive(
    _STEPS,
    lambda inner: st.lists(inner, max_size=5).map(lambda lines: "\n".join(["q", *lines, "Q"])),
)


def _painted(content: bytes) -> list[tuple[tuple[tuple[str, str], ...], str]]:  # noqa: C901
    """Each drawing of a page and the graphics state it meets, told independently of the code.

    The state is what a renderer would know: the last of each value, matrices and clips in order.
    """
    found, saved = [], []
    state: dict[str, str] = {}
    path: list[str] = []
    text: list[str] | None = None
    for line in content.decode().replace(">0<", "").split("\n"):
        operator = line.split(" ")[-1]
        if text is not None:
            text.append(line)
            if operator == "ET":
                found.append((tuple(sorted(state.items())), "\n".join(text)))
                text = None
        elif operator == "BT":
            text = [line]
        elif operator == "q":
            saved.append(dict(state))
        elif operator == "Q":
            state = saved.pop()
        elif operator in {"m", "l", "re", "W*"}:
            path.append(line)
        elif operator == "n":
            state["clip"] = state.get("clip", "") + "|".join([*path, state.get("cm", "")])
            path = []
        elif operator == "cm":
            state["cm"] = state.get("cm", "") + line
        elif operator in {"f*", "S", "Do"}:
            found.append((tuple(sorted(state.items())), "\n".join([*path, line])))
            path = []
        elif line:
            state[operator] = line
    assert not saved
    return found


@given(st.lists(_BLOCKS, max_size=8), st.data())
def test_pieces_are_drawn_in_the_state_they_had(blocks: list[str], data: st.DataObject) -> None:
    content = "\n".join(blocks).encode()
    frame, texts = take_apart(content)
    pieces = pieces_of(frame)
    assert pieces is not None
    if not pieces:
        return
    common = common_state(pieces)
    cut = data.draw(st.integers(0, len(pieces)))
    parts = [drawn(part, texts, len(common)) for part in (pieces[:cut], pieces[cut:])]
    assert _painted(b"\n".join([*common, *parts])) == _painted(content)


@pytest.mark.parametrize(
    "frame",
    [
        b"q",
        b"Q",
        b"/Cs cs",
        b"0 0 m\nq\n9 9 l\nS\nQ",
        b"0 0 9 9 re\nW\nf",
        b"/OC /layer BDC\nEMC",
        b"BI /W 1",
    ],
)
def test_what_cannot_be_followed_is_not_taken_apart(frame: bytes) -> None:
    assert pieces_of(frame) is None


def test_marked_content_is_left_out() -> None:
    frame = b"\n/Span\n<</MCID 0>>\nBDC\0\nEMC\n/P <</MCID 1>> BDC\0\nEMC\n/Artifact\nBMC\nEMC"
    pieces = pieces_of(frame)
    assert pieces is not None
    assert [(piece.state, piece.drawing) for piece in pieces] == [((), 0), ((), 1)]


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        (b"", True),
        (b"\n1 0 0 -1 5 6.5 Tm\n/F 9 Tf\n[<0041>-7.5<>] TJ\n/G 9 Tf\n[<0041>] TJ", True),
        (b"\n1 0 0 -1 5 6 Tm\n/F 9 Tf\n3 Ts\n[<0041>] TJ\n0 Ts", True),
        (b"\n1 0 0 -1 5 6 Tm\n/F 9 Tf\n3 Ts\n[<0041>] TJ", False),
        (b"\n1 0 0 -1 5 6 Tm\n[<0041>] TJ", False),
        (b"\n/F 9 Tf\n[<0041>] TJ", False),
        (b"\n1 0 0 -1 5 6 Tm\n/F 9 Tf\n(a) Tj", False),
    ],
)
def test_a_text_that_needs_the_one_before_it_is_known(text: bytes, complete: bool) -> None:
    assert is_complete(text) is complete

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advocacy_cli.reporting.forms import Readers
from advocacy_cli.reporting.markdown import markdown, plain
from ledger_values import event
from reply_values import assessed, communicated, replied
from report_values import WAITING, letter, reported, tracked

RENDER = MarkdownIt("commonmark").enable("table").render

LINES = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
    | st.sampled_from("*_[]<>|~&`#+-=.)1 "),
    min_size=1,
)


@given(text=LINES)
def test_what_people_wrote_prints_as_they_wrote_it(text: str) -> None:
    if not text.strip():
        return
    html = RENDER(plain(text))
    assert html.startswith("<p>")
    assert unescape(html).removeprefix("<p>").removesuffix("</p>\n") == " ".join(text.split())


@pytest.mark.parametrize("text", ["a\x1b[2Jb", "a\x00b"])
def test_nothing_steers_the_terminal(text: str) -> None:
    assert plain(text).startswith("a\ufffd")


def test_a_report_is_headings_tables_and_lists() -> None:
    one, other = letter(1), letter(2)
    reply = replied(2, one)
    story = event(1, "refused", other, data={"note": "They | said *no*."})
    made = reported(
        [
            tracked(one, communicated(1, one), reply, assessed(3, reply, q1="partly")),
            tracked(letter(2), communicated(1, url="https://example.org/a b"), rules=WAITING),
            tracked(letter(3), event(1, "sent"), rules=WAITING),
            tracked(other, story),
        ],
        Readers.INTERNAL,
    )
    html = RENDER(markdown(made))
    assert html.count("<h1>") == 1
    assert "<h3>AL XXX 3/2019: 0 of 6 answered</h3>" in html
    assert "<td>Office 1</td>\n<td>partly</td>\n<td>open</td>\n<td>open</td>" in html
    assert "They | said *no*." in html
    assert '<a href="https://example.org/a%20b">AL XXX 3/2019</a>' in html
    assert "|" not in html.replace("They | said", "")


def test_a_report_of_nothing_says_so() -> None:
    assert "No letter to tell of." in markdown(reported([]))


def test_confidential_letters_are_counted() -> None:
    hidden = tracked(letter(), communicated(1), confidential=True)
    assert "1 confidential letter is not told of here." in markdown(reported([hidden]))
    assert "2 confidential letters are not told of here." in markdown(reported([hidden, hidden]))

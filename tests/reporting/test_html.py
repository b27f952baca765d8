from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest

from advocacy_cli.reporting.forms import Readers
from advocacy_cli.reporting.html import page, paper
from advocacy_cli.reporting.report import Report
from ledger_values import event
from reply_values import assessed, communicated, replied
from report_values import WAITING, letter, reported, tracked

EVIL = "<script>alert(1)</script>&\"'"


class Outline(HTMLParser):
    """What stands in a page: its tags, and the attributes that lead somewhere."""

    VOID = frozenset({"meta", "br", "input", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def full() -> Report:
    """A report with something in each of its parts, and a text of the wrong kind everywhere."""
    one, other = letter(1), letter(2)
    reply = replied(2, one, language="fr")
    answer = {"answer": "refused", "quote": EVIL, "page": 2}
    told = {"subject": EVIL, "un_ref": "", "author": EVIL, "mandates": (EVIL,)}
    questions = (EVIL, "What else?")
    return reported(
        [
            tracked(
                one,
                communicated(1, one, questions=questions, **told),
                reply,
                assessed(3, reply, q1=answer),
            ),
            tracked(
                other,
                communicated(1, other, questions=questions, url="https://example.org", **told),
            ),
            tracked(letter(3), event(1, "refused", data={"note": EVIL})),
            tracked(letter(4, addressee=EVIL), event(1, "sent"), rules=WAITING),
        ],
        Readers.INTERNAL,
    )


def test_what_people_wrote_is_text(full: Report) -> None:
    html = page(full)
    assert EVIL not in html
    outline = Outline(html)
    assert outline.open == []
    assert [tag for tag, _ in outline.tags].count("script") == 1


def test_a_page_asks_nothing_of_the_network(full: Report) -> None:
    html = page(full)
    loading = [
        (tag, name)
        for tag, attributes in Outline(html).tags
        for name in attributes
        if name in {"src", "srcset", "data", "xlink:href"} or (name == "href" and tag != "a")
    ]
    assert loading == []
    assert not re.search(r"@import|url\(", html)
    assert "default-src 'none'" in html


def test_headings_tables_and_languages_say_what_they_are(full: Report) -> None:
    outline = Outline(page(full))
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    tags = [tag for tag, _ in outline.tags]
    assert tags.count("table") == tags.count("caption")
    assert [
        tag for tag, attributes in outline.tags if tag == "th" and "scope" not in attributes
    ] == []
    assert ("blockquote", {"lang": "fr"}) in outline.tags
    assert ("html", {"lang": "en"}) in outline.tags


def test_paper_has_no_script_and_no_style_of_the_screen(full: Report) -> None:
    html, css, language = paper(full)
    assert "<script" not in html
    assert "<style" not in html
    assert "var(" not in css
    assert language == "en"


def test_the_same_report_gives_the_same_page(full: Report) -> None:
    assert page(full) == page(full)


def test_a_report_of_nothing_is_a_page_too() -> None:
    html = page(reported([]))
    assert "No letter to tell of." in html
    assert Outline(html).open == []

"""The page of a report in a real browser: layout, sorting, filtering, keyboard, accessibility."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from advocacy_cli.reporting.forms import Readers
from advocacy_cli.reporting.html import page as page_of
from ledger_values import DAY, event
from reply_values import assessed, communicated, replied
from report_values import OFFICES, WAITING, letter, reported, tracked

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE, DESK = 360, 1280
"""Widths in pixels."""

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: `make test-browser`"),
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="`make test-tools` brings it")
    with playwright.sync_playwright() as driver:
        # A sandbox of its own is refused to root, as which containers run.
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with something in each of its parts, and long names and many recipients in it."""
    letters = []
    for number in range(1, OFFICES + 1):
        one = letter(number)
        on = DAY - dt.timedelta(days=10 * number)
        reply = replied(2, one, on=DAY)
        answer = {"answer": "refused", "quote": "We reject this. " * 9, "page": 2}
        events = [communicated(1, one, on=on, url="https://example.org")]
        events += [reply, assessed(3, reply, q1=answer, q2="partly")] if number % 2 else []
        letters.append(tracked(one, *events, rules=WAITING))
        other = letter(number, round=2)
        note = "They stood at the gate. " * 9
        letters += [
            tracked(other, event(1, "refused", other, on=on, data={"note": note}))
            for _ in range(number)
        ]
    target = tmp_path_factory.mktemp("page") / "report.html"
    target.write_text(page_of(reported(letters, Readers.INTERNAL)), encoding="utf-8")
    return target


def opened(browser: Browser, file: Path, width: int, *, dark: bool = False) -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
    )
    page.on("request", lambda request: _only_from_disk(request.url))
    page.goto(file.as_uri())
    return page


def _only_from_disk(url: str) -> None:
    assert url.startswith("file:"), f"the page asked for {url}"


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    page = opened(browser, file, DESK)
    yield page
    page.close()


def column(page: Page, section: str, number: int) -> list[str]:
    cells = page.locator(
        f"section[aria-labelledby={section}] tbody tr:visible > :nth-child({number})"
    )
    return [text.strip() for text in cells.all_inner_texts()]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_page_does_not_scroll_sideways(browser: Browser, file: Path, width: int) -> None:
    page = opened(browser, file, width)
    wide = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((one) => !one.closest(".scroll, .hidden, svg"))
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
            .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing_serious(browser: Browser, file: Path, width: int, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(browser, file, width, dark=dark)
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in found] == []
    page.close()


def test_a_column_is_sorted_by_numbers_down_and_then_up(page: Page) -> None:
    button = page.locator("section[aria-labelledby=recipients] thead button", has_text="letters")
    header = button.locator("xpath=..")
    button.click()
    down = [int(number) for number in column(page, "recipients", 2)]
    assert down == sorted(down, reverse=True) and down[0] == OFFICES + 1
    assert header.get_attribute("aria-sort") == "descending"
    button.click()
    assert [int(number) for number in column(page, "recipients", 2)] == sorted(down)
    assert header.get_attribute("aria-sort") == "ascending"


def test_names_are_sorted_as_people_count(page: Page) -> None:
    page.locator("section[aria-labelledby=recipients] thead button", has_text="recipient").click()
    names = [name.splitlines()[0] for name in column(page, "recipients", 1)]
    assert names == [f"Office {number}" for number in range(1, OFFICES + 1)]


def test_the_matrix_is_sorted_by_how_much_was_answered(page: Page) -> None:
    page.locator(".matrix thead button", has_text="2").click()
    words = [text.split()[-1] for text in column(page, "questions", 3)]
    assert words == ["partly"] * 6 + ["open"] * 6


def test_a_table_is_filtered(page: Page) -> None:
    field = page.locator("section[aria-labelledby=recipients]").get_by_label("Filter")
    field.fill("office 1")
    names = [name.splitlines()[0] for name in column(page, "recipients", 1)]
    assert sorted(names) == ["Office 1", "Office 10", "Office 11", "Office 12"]
    assert page.locator("section[aria-labelledby=recipients] output").inner_text() == "4 of 12"
    field.fill("")
    assert len(column(page, "recipients", 1)) == OFFICES


def test_all_of_it_is_reached_by_keyboard(page: Page) -> None:
    reached = []
    for _ in range(80):
        page.keyboard.press("Tab")
        what = page.evaluate(
            "document.activeElement.tagName + ' ' + document.activeElement.className"
        )
        if what.startswith("BODY"):
            break
        reached.append(what.split()[0])
        visible = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert visible != "none", what
    assert {"A", "BUTTON", "INPUT", "SUMMARY", "DIV"} == set(reached)
    assert reached.count("BUTTON") == page.locator("thead button").count()


def test_a_key_sorts(page: Page) -> None:
    button = page.locator("section[aria-labelledby=recipients] thead button", has_text="letters")
    before = column(page, "recipients", 2)
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert column(page, "recipients", 2) == sorted(before, key=int)


def test_without_script_all_of_it_is_there(browser: Browser, file: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(file.as_uri())
    assert page.locator("thead button, .filter").count() == 0
    assert page.locator("section[aria-labelledby=recipients] tbody tr").count() == OFFICES
    assert page.locator("svg:visible").count() == 3
    page.close()


def test_the_dark_page_is_dark(browser: Browser, file: Path) -> None:
    colours = []
    for dark in (False, True):
        page = opened(browser, file, DESK, dark=dark)
        colours.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        page.close()
    assert colours == ["rgb(255, 255, 255)", "rgb(18, 23, 27)"]

"""Chromium, one browser and one page kept: the HTML of the letters printed to tagged PDFs."""

from __future__ import annotations

import shutil

from playwright.sync_api import sync_playwright

from given import given


def main() -> None:
    """Print the letters."""
    asked = given()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        for number, html in enumerate(asked.pages()):
            page.set_content(html)
            page.pdf(path=asked.file(number), prefer_css_page_size=True, tagged=True)
        browser.close()


if __name__ == "__main__":
    main()

"""A small petition for tests, in the small campaign."""

from __future__ import annotations

from pathlib import Path

from campaigns import TEMPLATE, write_campaign

PETITION = """\
petition:
  text: {en: We ask for one thing., ko: 한 가지를 요청합니다., ar: نطلب أمرًا واحدًا.}
  consent: {en: Tick what you agree to., ko: 동의하면 표시하십시오., ar: ضع علامة.}
  version: "7"
  controller: {name: Example Committee, contact: committee@example.org}
"""
FILES = {
    "letter_templates/ask/template.yaml": TEMPLATE.replace(
        "subject: A request", "subject: {en: A request, ko: 요청, ar: طلب}"
    )
    + PETITION,
    "letter_templates/ask/en.md": "We are {{ petition.total }} from {{ petition.countries }}.\n",
}
HEADER = "name,city,country,email,at,consent print_name,consent print_city\n"
ADA = "Ada Lovelace,London,GB,ada@example.org,2026-03-01,yes,yes\n"
MINSU = "김민수,서울,대한민국,min@example.org,2026-03-01,yes,no\n"
IVAN = "Иван Петров,Москва,Russia,,2026-03-02,no,yes\n"
ALI = "محمد علي,,Egypt,,2026-03-02,yes,\n"


def write_petition(root: Path) -> Path:
    """Add the petition `ask` to the campaign at `root`."""
    return write_campaign(root, FILES)


def table(folder: Path, *rows: str) -> str:
    """A table of signatures; returns its path."""
    path = folder / "signed.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return str(path)

"""Long lists and a large petition, made up, and the commands that must cope with them."""

from __future__ import annotations

import csv
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measuring import Use, measure

HEADING = "## Long lists and petitions"
TEMPLATE = "plain-letter"
PETITION = "petition-to-xi-jinping"
TAG = "chosen"
CHOSEN = 100

_STARTS = ("Al", "Bren", "Cor", "Dal", "El", "Fin", "Gar", "Hel", "Il", "Jor", "Kas", "Lem", "Mor")
_MIDDLES = ("a", "en", "i", "o", "ur", "est", "in", "ola", "ave", "ir")
_ENDS = ("bert", "dan", "field", "gard", "holt", "lin", "mund", "ner", "ria", "sen", "ton", "wick")
_HANGUL = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호"
_ARABIC = ("أحمد", "سارة", "ليلى", "عمر", "نور", "يوسف", "مريم", "خالد")
_POSTCODES = {
    "DE": "{:05} Musterstadt",
    "FR": "{:05} Villexemple",
    "US": "Exampleville NY {:05}",
    "SE": "{:05} Exempelstad",
    "IT": "{:05} Esempio",
    "AU": "Exampleton 2{:03}",
    "KR": "예시시 예시구 {:05}",
}
_LATIN = ("DE", "FR", "US", "SE", "IT", "AU")


@dataclass(frozen=True, slots=True)
class Lists:
    """What was measured, with so many recipients and so many signatories."""

    size: int
    check: Use
    dry_run: Use
    importing: Use
    deliver: Use


def measure_all(advocacy: Path, folder: Path, sample: Path, size: int) -> Lists:
    """Measure everything in `folder`, with so many entries in each list."""
    print(f"Lists of {size} ...", file=sys.stderr)
    offices, petition = folder / "offices", folder / "petition"
    write_offices(offices, sample, size)
    signed = write_petition(petition, sample, size)
    chosen = ["--tag", TAG, "--via", "direct", "--dry-run", "--json"]
    take: list[str | Path] = ["import", signed, "--template", PETITION, "--json"]
    hand_over = ["deliver", PETITION, "--via", "cn-embassy-london", "--json"]
    return Lists(
        size,
        check=measure([advocacy, "-C", offices, "check", "--json"]),
        dry_run=measure([advocacy, "-C", offices, "draft", TEMPLATE, *chosen]),
        importing=measure([advocacy, "-C", petition, "petition", *take]),
        deliver=measure([advocacy, "-C", petition, "petition", *hand_over]),
    )


def report(found: Lists) -> str:
    """The findings in words, as Markdown."""
    size = f"{found.size:,}"
    return f"""\
{HEADING}

A campaign whose list is a CSV file of {size} made-up recipients in {len(_POSTCODES)} countries,
with 14 columns; `draft --dry-run` plans letters to {CHOSEN} of them, chosen by `--tag`. Then a
petition with {size} made-up signatories, nine in ten of whom agreed to be named: taken in from a
CSV file, and delivered with the list of their names. One run each; memory is the sum over all
processes, in which pages that they share count once for each.

| | wall time | processor time | memory at its highest |
|---|---:|---:|---:|
{_row(f"`check`, {size} recipients", found.check)}
{_row(f"`draft --dry-run`, {CHOSEN} of {size}", found.dry_run)}
{_row(f"`petition import`, {size} signatories", found.importing)}
{_row(f"`petition deliver`, {size} signatories", found.deliver)}
"""


def write_offices(root: Path, sample: Path, size: int) -> None:
    """Write a campaign to `root` whose recipients are a table of so many."""
    shutil.copytree(sample / "letter_templates" / TEMPLATE, root / "letter_templates" / TEMPLATE)
    shutil.copy(sample / "senders.yaml", root)
    settings = "name: Offices\ncode: BEN\nsender: example\nrecipients: offices.csv\n"
    (root / "campaign.yaml").write_text(settings, encoding="utf-8")
    with (root / "offices.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, next(_offices(1)).keys())
        table.writeheader()
        table.writerows(_offices(size))


def write_petition(root: Path, sample: Path, size: int) -> Path:
    """Write a campaign with a petition to `root`; returns a table of so many signatories."""
    shutil.copytree(sample / "letter_templates" / PETITION, root / "letter_templates" / PETITION)
    for file in ("campaign.yaml", "senders.yaml", "recipients.yaml"):
        shutil.copy(sample / file, root)
    table = root / "signed.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.DictWriter(stream, next(_signatories(1)).keys())
        rows.writeheader()
        rows.writerows(_signatories(size))
    return table


def _offices(size: int) -> Iterator[dict[str, str]]:
    chance = random.Random(1)
    for number in range(1, size + 1):
        country = chance.choice(list(_POSTCODES))
        first, last = _name(chance), _name(chance)
        town = _POSTCODES[country].format(chance.randrange(1000) + (country != "AU") * 10000)
        yield {
            "id": f"office-{number}",
            "form": chance.choice(["office", "minister", "ambassador"]),
            "name": f"{first} {last}",
            "style": chance.choice(["", "Her Excellency", "The Honourable"]),
            "office": chance.choice(["Member for Exampleland", "Minister of Examples", ""]),
            "organisation": f"Office {number} of {last}",
            "line1": f"{chance.randrange(1, 400)} {_name(chance)} Street",
            "line2": town,
            "country": country,
            "tags": f"{chance.choice(['north', 'south'])} {TAG if number <= CHOSEN else 'others'}",
            "email": f"{first}.{last}.{number}@example{chance.randrange(50)}.org".lower(),
            "source": "made up",
            "as_of": f"2026-0{chance.randrange(1, 10)}-{chance.randrange(10, 29)}",
            "note": "",
        }


def _signatories(size: int) -> Iterator[dict[str, str]]:
    chance = random.Random(2)
    for number in range(1, size + 1):
        country, name, city = chance.choice(
            [
                ("KR", "".join(chance.choices(_HANGUL, k=3)), "서울"),
                ("EG", " ".join(chance.choices(_ARABIC, k=3)), "القاهرة"),
                *[(code, f"{_name(chance)} {_name(chance)}", _name(chance)) for code in _LATIN],
            ]
        )
        yield {
            "name": name,
            "city": city,
            "country": country,
            "email": f"signatory-{number}@example.org",
            "at": f"2026-0{chance.randrange(1, 10)}-{chance.randrange(10, 29)}",
            "consent print_name": "no" if number % 10 == 0 else "yes",
            "consent print_city": chance.choice(["yes", "no"]),
        }


def _name(chance: random.Random) -> str:
    return "".join(map(chance.choice, (_STARTS, _MIDDLES, _ENDS)))


def _row(name: str, use: Use) -> str:
    memory = f"{use.memory / 1024**2:,.0f} MiB"
    return f"| {name} | {use.wall:.1f} s | {use.cpu:.1f} s | {memory} |"

"""Makes an export of a thousand made-up volunteers, as ugly as real ones are.

Run it with a folder to look at the files: `python tests/support/ugly_volunteers.py FOLDER`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

GOOD = 1000
"""Rows that can be taken, in all files together."""
BAD = 8
"""Rows that cannot, in all files together."""

# country as people write it, its code, regions, town, postcode, languages as people write them
_PLACES = (
    ("United Kingdom", "GB", ("ENG", "SCT"), "Exampleton", "EX1 2AB", "English"),
    ("UK", "GB", ("gb-wls",), "Exampleton", "EX3 4CD", "en"),
    ("USA", "US", ("NY", "TX", "IL", "DC"), "Exampleville", "12345", "English"),
    ("United States", "US", ("US-WA", "US-FL"), "Sample City", "00501", "english; español"),
    ("Canada", "CA", ("ON", "QC"), "Exampletown", "K1A 0B1", "French, English"),
    ("Deutschland", "DE", ("BE", "BY"), "Musterstadt", "01067", "Deutsch"),
    ("Germany", "DE", ("",), "Musterdorf", "10115", "German"),
    ("Österreich", "AT", ("",), "Musterort", "1010", "de"),
    ("Schweiz", "CH", ("ZH",), "Beispielen", "8001", "Deutsch / français"),
    ("France", "FR", ("",), "Exempleville", "01000", "français"),
    ("Belgique", "BE", ("",), "Exemple", "1000", "French"),
    ("Norge", "NO", ("",), "Eksempelby", "0150", "English"),
    ("Sverige", "SE", ("",), "Exempelstad", "111 22", "English"),
    ("España", "ES", ("",), "Ejemplo", "01001", "español"),
    ("Italy", "IT", ("",), "Esempio", "00100", "English"),
    ("Polska", "PL", ("",), "Przykładowo", "00-001", "English"),
    ("Netherlands", "NL", ("",), "Voorbeeld", "1234 AB", "English"),
    ("대한민국", "KR", ("",), "서울", "03051", "한국어"),
    ("Japan", "JP", ("",), "Example-shi", "100-0001", "English"),
    ("Australia", "AU", ("NSW",), "Exampleford", "2000", "English"),
    ("New Zealand", "NZ", ("",), "Exampleby", "0110", "English"),
    ("Ireland", "IE", ("",), "Exampleduff", "D01 F5P2", "English"),
    ("India", "IN", ("",), "Exampleabad", "110001", "English"),
)
_FIRST = ("Ada", "Bo", "Chloé", "Dörte", "Émile", "Frank", "Gül", "Håkon", "Ines", "José")
LAST_NAMES = ("O'Hara", "Müller", "d’Exemple", "Smith-Jones", "van der Muster", "Åberg", "Núñez")
_KOREAN = (("철수", "김"), ("영희", "이"), ("민준", "박"))


@dataclass(frozen=True)
class _File:
    """One of the files: its name, encoding, delimiter, line end and headers."""

    name: str
    codec: str
    delimiter: str
    line_end: str
    headers: tuple[str, ...]


_FILES = (
    _File(
        "list-london.csv",
        "utf-8-sig",
        ",",
        "\r\n",
        (
            *("First Name", "SURNAME", "E-mail", "Street", "Town", "Post code", "State/Province"),
            *("COUNTRY", "Language(s)", "T-shirt size"),
        ),
    ),
    _File(
        "Liste Berlin.csv",
        "windows-1252",
        ";",
        "\r\n",
        (
            *("Vorname", "Nachname", "Mail", "Straße", "Ort", "PLZ", "Bundesland", "Land"),
            *("Sprachen", "Bemerkungen intern"),
        ),
    ),
    _File(
        "liste paris.tsv",
        "utf-16",
        "\t",
        "\n",
        (
            *("Prénom", "Nom", "Adresse e-mail", "Rue", "Ville", "Code postal", "Région", "Pays"),
            *("Langues", "Taille"),
        ),
    ),
    _File(
        "export_old.csv",
        "utf-8",
        "|",
        "\r",
        (
            *(
                "first_name",
                "last_name",
                "EMAIL",
                "Address Line 1",
                "city",
                "ZIP",
                "region",
                "Country",
            ),
            *("languages", ""),
        ),
    ),
)


def files() -> dict[str, bytes]:
    """The files by name; each has 250 good rows and two bad ones."""
    made = {}
    for number, file in enumerate(_FILES):
        rows = [file.headers, *_people(range(number, GOOD, len(_FILES)), file)]
        rows.insert(100, file.headers)
        width = len(file.headers)
        rows.insert(50, ("Ragged", "Row", f"ragged{number}@example.org"))
        rows.append(_row(f"x{number}", ("No", "Where"), "Narnia", "", "", "1", "")[:width])
        lines = [file.delimiter.join(_cell(cell, file.delimiter) for cell in row) for row in rows]
        made[file.name] = f"{file.line_end.join(lines)}{file.line_end}".encode(file.codec)
    return made


def place_of(number: int) -> tuple[str, str | None]:
    """The country of the volunteer with that number (it stands in the e-mail), and the region."""
    _, code, regions, *_ = _PLACES[number % len(_PLACES)]
    part = regions[number % len(regions)].upper().removeprefix(f"{code}-")
    return code, f"{code}-{part}" if part else None


def _people(numbers: Sequence[int], file: _File) -> Iterator[tuple[str, ...]]:
    for number in numbers:
        country, code, regions, town, postcode, languages = _PLACES[number % len(_PLACES)]
        first = _FIRST[number % len(_FIRST)]
        last = LAST_NAMES[number % len(LAST_NAMES)]
        if code == "KR" and file.codec != "windows-1252":
            first, last = _KOREAN[number % len(_KOREAN)]
        if file.codec == "windows-1252":
            country, town, languages = (
                text if _fits(text, file.codec) else instead
                for text, instead in ((country, code), (town, "Example"), (languages, "ko"))
            )
        region = regions[number % len(regions)]
        padded = f"  {first} " if number % 9 == 0 else first
        yield _row(str(number), (padded, last), country, region, town, postcode, languages)


def _row(
    number: str,
    name: tuple[str, str],
    country: str,
    region: str,
    town: str,
    postcode: str,
    languages: str,
) -> tuple[str, ...]:
    street = f'{number} "Quoted" Road' if number.endswith("7") else f"{number} Example Road"
    email = f"Volunteer{number}@Example.org"
    extra = "=HYPERLINK(1)" if number.endswith("3") else "M"
    return (*name, email, street, town, postcode, region, country, languages, extra)


def _fits(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _cell(text: str, delimiter: str) -> str:
    if any(mark in text for mark in ('"', delimiter, "\r", "\n")):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


if __name__ == "__main__":
    for name, content in files().items():
        Path(sys.argv[1], name).write_bytes(content)

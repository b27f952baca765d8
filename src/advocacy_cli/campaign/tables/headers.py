"""Which column a header means, however people write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advocacy_cli.campaign.complaints import did_you_mean
from advocacy_cli.campaign.tables.columns import Kind, Shape
from advocacy_cli.errors import AdvocacyError, Problem

ERROR = "error"
"""The column in which rejected rows say why; passed over when they are taken in again."""

MADE_OF = ("first_name", "last_name", "address", "city")
"""Columns that tables of others have and ours have not: name and lines are made of them."""

_SYNONYMS: Mapping[str, str] = {
    "name": "nom fullname displayname nomcomplet vollername signature inhaber titulaire",
    "first_name": "firstname givenname forename vorname prenom rufname nombre",
    "last_name": "lastname surname familyname nachname familienname nomdefamille"
    " apellido apellidos",
    "address": "adresse anschrift postaladdress mailingaddress adressepostale postanschrift",
    "line1": "street strasse rue streetaddress addressline1 address1 adresse1 adresszeile1"
    " streetandnumber strasseundhausnummer strassehausnummer strassenr street1",
    "line2": "addressline2 address2 adresse2 adresszeile2 adresszusatz complement"
    " complementdadresse apartment street2",
    "line3": "addressline3 address3 adresse3 adresszeile3 street3",
    "city": "town ville ort stadt wohnort localite posttown cityortown",
    "postcode": "postalcode zip zipcode zippostalcode postleitzahl plz codepostal cp postcodezip",
    "country": "countrycode land pays staat nation isocountry",
    "region": "state province stateprovince provincestate bundesland kanton canton departement"
    " iso31662",
    "languages": "language lang sprache sprachen langue langues",
    "organisation": "organization organisationname company firma verein association institution",
    "role": "function funktion fonction jobtitle",
    "email": "mail emailaddress mailadresse emailadresse courriel adressemail adresseemail"
    " adresseelectronique",
    "phone": "telephone telefon tel mobile handy portable phonenumber telefonnummer",
    "office": "post position amt amtsbezeichnung fonctionofficielle title",
    "form": "formofaddress anredeform role rolle",
    "tags": "tag label labels schlagworte schlagwort etiquettes",
    "source": "quelle",
    "as_of": "stand dateofsource",
    "note": "notes bemerkung remarque comment comments kommentar commentaire",
    "own_words": "message personalmessage mywords nachricht",
    "do_not_contact": "donotmail nichtanschreiben nepascontacter",
    "id": "identifier kennung identifiant",
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the headers of a table were taken for.

    Attributes:
        headers: as they stand in the table.
        columns: for each header the column it means, or None where it is passed over.
    """

    headers: tuple[str, ...]
    columns: tuple[str | None, ...]

    @property
    def unmapped(self) -> list[str]:
        """The headers that mean nothing here."""
        return [
            header or f"(column {number})"
            for number, (header, column) in enumerate(
                zip(self.headers, self.columns, strict=True), start=1
            )
            if column is None and header != ERROR
        ]


def map_headers(headers: Sequence[str], shape: Shape, asked: Mapping[str, str]) -> Mapped:
    """The columns that the headers mean.

    Args:
        headers: the table's.
        shape: of the list they are for.
        asked: columns for headers, before anything is guessed; an empty one passes a header over.

    Raises:
        AdvocacyError: two headers mean one column, or what is asked for is not there.
    """
    _require_known(headers, shape, asked)
    columns = [
        (asked[header] or None) if header in asked else _meaning(header, shape)
        for header in headers
    ]
    if "first_name" in columns and "last_name" not in columns and "name" in columns:
        columns[columns.index("name")] = "last_name"
    for column in filter(None, columns):
        if columns.count(column) > 1:
            both = [h for h, c in zip(headers, columns, strict=True) if c == column]
            raise AdvocacyError(
                Problem(
                    "ambiguous_columns",
                    f"{' and '.join(map(repr, both))} both mean `{column}`",
                    hint=f'say which is not to be read: --map "{both[-1]}="',
                )
            )
    return Mapped(tuple(headers), tuple(columns))


def plain(text: str) -> str:
    """The text without case, blanks, punctuation and accents, to compare by."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in bare if character.isalnum())


def _meaning(header: str, shape: Shape) -> str | None:
    indexed = re.fullmatch(r"(.+?)\s*[\[(]([A-Za-z_-]+)[\])]", header)
    if shape.resolve(header):
        return header
    if indexed:
        base = _meaning(indexed[1], shape)
        found = shape.resolve(f"{base}[{indexed[2]}]") if base else None
        if found and found[0].kind is Kind.LOCALISED:
            return f"{base}[{indexed[2]}]"
    wanted = plain(header)
    known = [column.name for column in shape.columns if shape.resolve(column.name)]
    names = [*known, *MADE_OF, "line1", "line2", "line3", "line4", "line5"]
    for name in names:
        if wanted and wanted == plain(name):
            return name
    for name in names:
        if wanted in _SYNONYMS.get(name, "").split():
            return name
    return None


def _require_known(headers: Sequence[str], shape: Shape, asked: Mapping[str, str]) -> None:
    for header, column in asked.items():
        if header not in headers:
            hint = did_you_mean(header, headers) or f"the headers are {', '.join(headers)}"
            message = f"the table has no header {header!r}"
            raise AdvocacyError(Problem("unknown_header", message, hint=hint))
        if column and column not in MADE_OF and shape.resolve(column) is None:
            names = [*(known.name for known in shape.columns), *MADE_OF]
            hint = did_you_mean(column, names) or f"the columns are {', '.join(names)}"
            message = f"{column!r} is not a column of a list of {shape.key}"
            raise AdvocacyError(Problem("unknown_column", message, hint=hint))

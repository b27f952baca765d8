"""A campaign made up for measuring, and the commands that draft its letters."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEMPLATE = "call-on-xi-jinping"
TAG = "benchmark"
POST = "cn-embassy-london"
DATE = dt.date(2026, 12, 1)
CHINESE = "zh-Hans"
MIXED = "mixed"
LANGUAGES = ("en", CHINESE, MIXED)

_SETTINGS = """\
name: Call on Xi Jinping
code: NKR
sender: sender-0
recipients: recipients.csv
senders: senders.csv
"""
_NAMES = [
    "Ada",
    "Ben",
    "Cleo",
    "Dora",
    "Emil",
    "Finn",
    "Greta",
    "Hugo",
    "Ines",
    "Jon",
    "Kate",
    "Lena",
    "Milo",
    "Nora",
    "Otto",
    "Pia",
]
_SURNAMES = [
    "Archer",
    "Baker",
    "Carter",
    "Draper",
    "Fisher",
    "Glover",
    "Hunter",
    "Mason",
    "Porter",
    "Sawyer",
    "Tailor",
]
_OWN = {
    "en": (
        ("I teach at a school", "I work as a nurse", "I am a student", "I run a small shop"),
        ("and heard of these people", "and read of these families", "and met one of them"),
        ("through a friend", "in the newspaper", "in our parish", "at the public library"),
        ("I think of them every day.", "I cannot forget it.", "I told my neighbours about it."),
    ),
    CHINESE: (
        ("我是一名教师，", "我是一名护士，", "我是一名学生，", "我经营一家小店，"),
        ("听说了这些人的处境，", "读到了这些家庭的遭遇，", "也认识其中一人，"),
        ("是朋友告诉我的，", "是在报纸上看到的，", "是在图书馆里读到的，"),
        ("我每天都想到他们。", "我无法忘记此事。", "我也告诉了邻居。"),
    ),
}


@dataclass(frozen=True, slots=True)
class Mix:
    """What letters are to be made.

    Attributes:
        language: `en`, `zh-Hans`, or `mixed` for half and half.
        own: how many letters in a hundred have words of their sender's own; each of those has a
            sender of its own, while all the others are signed by one.
    """

    language: str
    own: int
    letters: int

    def __str__(self) -> str:
        language = {"en": "English", CHINESE: "Chinese"}.get(self.language, "English and Chinese")
        own = f", {self.own} % with own words" if self.own else ""
        return f"{self.letters:,} letters, {language}{own}"


@dataclass(frozen=True, slots=True)
class Part:
    """What one command of a mix drafts."""

    senders: tuple[str, ...]
    via: str
    language: str


def parts(mix: Mix) -> list[Part]:
    """What to draft, one command each."""
    languages = ["en", CHINESE] if mix.language == MIXED else [mix.language]
    places: list[tuple[tuple[str, ...], str]] = [((), f"tag:{TAG}")] if _posts(mix) else []
    if mix.own:
        places.append((("all",), POST))
    return [Part(*place, language) for place in places for language in languages]


def draft_commands(advocacy: Path, root: Path, mix: Mix) -> list[list[str | Path]]:
    """The commands that draft all letters of the campaign at `root`."""
    return [
        [
            *(advocacy, "-C", root, "draft", TEMPLATE, "--to", "xi-jinping"),
            *("--via", part.via, "--lang", part.language, "--date", DATE.isoformat(), "--json"),
            *(word for sender in part.senders for word in ("--sender", sender)),
        ]
        for part in parts(mix)
    ]


def write_campaign(advocacy: Path, root: Path, sample: Path, mix: Mix) -> None:
    """Write the sample campaign to `root`, with the delivery points and senders of `mix` more."""
    shutil.copytree(sample / "letter_templates" / TEMPLATE, root / "letter_templates" / TEMPLATE)
    (root / "campaign.yaml").write_text(_SETTINGS, encoding="utf-8")
    export: list[str | Path] = [advocacy, "-C", sample, "recipients", "export", "--csv"]
    known = subprocess.run(export, check=True, capture_output=True, encoding="utf-8").stdout
    columns = next(csv.reader(io.StringIO(known)))
    with (root / "recipients.csv").open("w", encoding="utf-8", newline="") as stream:
        stream.write(known)
        csv.DictWriter(stream, columns).writerows(_offices(_posts(mix)))
    with (root / "senders.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, next(_people(mix)).keys())
        table.writeheader()
        table.writerows(_people(mix))


def _own(mix: Mix) -> int:
    """How many letters are written by senders of their own, in each language."""
    halves = 2 if mix.language == MIXED else 1
    return mix.letters * mix.own // 100 // halves


def _posts(mix: Mix) -> int:
    """How many delivery points there are for the letters of the one sender."""
    halves = 2 if mix.language == MIXED else 1
    # Where everybody writes to one post, so does the one sender.
    others = _own(mix) + (1 if 0 < mix.own < 100 else 0)
    return mix.letters // halves - others


def _offices(count: int) -> Iterator[dict[str, str]]:
    for number in range(1, count + 1):
        yield {
            "id": f"post-{number:06}",
            "form": "ambassador",
            "organisation": f"Embassy of Exampleland, Office {number}",
            "represents": "CN",
            "tags": TAG,
            "line1": f"Musterstraße {number}",
            "line2": f"{10000 + number % 80000} Musterstadt",
            "country": "DE",
            "source": "invented",
            "as_of": "2026-01-01",
        }


def _people(mix: Mix) -> Iterator[dict[str, str]]:
    """The one sender, and those who have words of their own; where all have them, so has she."""
    chance = random.Random(3)
    for number in range(max(1, _own(mix) + (mix.own < 100))):
        has_own = mix.own == 100 or number > 0
        name = f"{chance.choice(_NAMES)} {chance.choice(_NAMES)} {chance.choice(_SURNAMES)}"
        yield {
            "id": f"sender-{number}",
            "uid": f"benchmark-sender-{number:06}",
            "name": name,
            "line1": f"{number + 1} Example Street",
            "line2": "Exampletown",
            "country": "GB",
            "languages": "en",
            **{
                f"own_words[{language}]": _own_words(chance, language) if has_own else ""
                for language in _OWN
            },
        }


def _own_words(chance: random.Random, language: str) -> str:
    """A paragraph of two sentences, nearly always another one than anybody else's."""
    gap = " " if language == "en" else ""
    number = chance.randrange(2, 3000)
    of_them = {"en": f"At home I keep {number} cuttings.", CHINESE: f"我收藏了{number}份剪报。"}
    first = gap.join(map(chance.choice, _OWN[language][:3]))
    stop = "." if language == "en" else ""
    return gap.join([first + stop, chance.choice(_OWN[language][3]), of_them[language]])

"""Letters before they are paper: what a run means to make, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from advocacy_cli.errors import Problem
from advocacy_cli.model.case_views import CaseView
from advocacy_cli.model.events import Question
from advocacy_cli.model.partial_dates import PartialDate
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.senders import Sender

DIRECT = "direct"
"""As a delivery point: the addressee's own address."""
TAG = "tag:"
"""How delivery points by their tag begin."""
READ_NOW = "now"
"""As what was read of a letter: somebody read it now, and says whom it means."""
LOOKED_AT = "shown"
"""As what was read of a letter: it is shown to somebody who may read it."""


@dataclass(frozen=True, slots=True)
class Published:
    """How a letter of somebody else's is public.

    Attributes:
        on: the day on which it was made public.
        is_entered: whether somebody has said so; else the day follows from its procedure.
        at_the_latest: the day it was sent is not known, and `on` the last that it can have been.
        author: who wrote it.
        of_un: whether the United Nations publish letters of its kind.
        url: where it is published, or empty.
    """

    on: dt.date
    is_entered: bool = field(repr=False)
    at_the_latest: bool
    author: str
    of_un: bool
    url: str


@dataclass(frozen=True, slots=True)
class Followed:
    """What a follow-up says of the letter before it.

    Attributes:
        name: its reference; of somebody else's letter its own, or empty where it has none.
        date: the date printed on it, or as much as is known of the day it was sent.
        open_questions: its questions that no reply has answered whole.
        replied_on: the days of the replies so far, earliest first.
        published: of somebody else's letter, how it is public; None of one's own.
    """

    name: str
    date: PartialDate
    open_questions: tuple[Question, ...]
    replied_on: tuple[PartialDate, ...]
    published: Published | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, decided in every respect: nothing is left to choose when it is made.

    Attributes:
        via: the recipient whose address the envelope bears, or None for the addressee's own.
        copies: recipients who get a copy, named at the foot.
        layout: the id of the layout.
        date: the date printed on it.
        file: where its PDF goes, relative to the campaign.
        case: what its reader may know of the case it speaks for.
        followed: the letter it follows up, if it does.
        names_read: the digest of a text that may name somebody and that was read; or `READ_NOW`,
            or `LOOKED_AT`.
    """

    key: LetterKey
    addressee: Recipient
    via: Recipient | None
    sender: Sender
    co_signers: tuple[Sender, ...]
    copies: tuple[Recipient, ...]
    layout: str
    date: dt.date
    file: str
    case: CaseView | None = None
    followed: Followed | None = None
    names_read: str = ""

    @property
    def reference(self) -> str:
        """The letter's reference, as printed on it."""
        return self.key.reference

    @property
    def delivery_point(self) -> Recipient:
        """Whose address the envelope bears."""
        return self.via or self.addressee

    @property
    def is_specimen(self) -> bool:
        """Whether it is signed by an invented person and must say so."""
        return self.sender.example or any(signer.example for signer in self.co_signers)


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """A letter as the ledger knows it.

    Attributes:
        sender: the sender's id when the letter was first drafted, to show to people; the key
            holds the `uid` that counts.
    """

    key: LetterKey
    sender: str

    @property
    def reference(self) -> str:
        """The letter's reference."""
        return self.key.reference

    @property
    def digest(self) -> str:
        """SHA-256 of the letter's key, in hexadecimal."""
        return self.key.digest


class Outcome(StrEnum):
    """What a run did, or would do, with a letter."""

    PLANNED = "planned"
    DRAFTED = "drafted"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ComposedLetter:
    """A letter as text, ready to be typeset. All of it plain text except `body`.

    Attributes:
        language: BCP 47 tag of the letter.
        direction: `ltr` or `rtl`.
        title: the document's title: the subject.
        return_address: the sender's name and address on one line, for the window.
        sender_lines: the sender's name and address, for the letterhead.
        address: lines of the address field, country line included where one is needed.
        short_address: the same in fewer lines, or empty where there is no shorter form.
        date, reference_label, reference, subject: as printed.
        salutation, closing: with their punctuation.
        body: the text between them as HTML; values in it are escaped.
        signatures: the sender's lines, then each co-signer's.
        enclosures, copies: one entry each; `enclosures_label`, `copies_label` precede them.
        page_label: words for continuation pages with `{page}` and `{pages}`.
        specimen: the word to print across the letter, or empty.
        annex: what follows the signatures on pages of its own, as HTML; or empty.
    """

    language: str
    direction: str
    title: str
    return_address: str
    sender_lines: tuple[str, ...]
    address: tuple[str, ...]
    short_address: tuple[str, ...]
    date: str
    reference_label: str
    reference: str
    subject: str
    salutation: str
    body: str
    closing: str
    signatures: tuple[tuple[str, ...], ...]
    enclosures_label: str = ""
    enclosures: tuple[str, ...] = ()
    copies_label: str = ""
    copies: tuple[str, ...] = ()
    page_label: str = "{page}/{pages}"
    specimen: str = ""
    max_pages: int = 1
    annex: str = ""


@dataclass(frozen=True, slots=True)
class TypesetLetter:
    """A PDF and what was found while making it.

    Attributes:
        pdf: the file's bytes; empty where a problem is an error.
        pages: how many pages it has.
        fingerprint: differs in few bits from those of letters that say nearly the same; 0 where
            nothing is known.
        sha256: of the bytes, in hexadecimal; empty where there are none.
        plate: the name of the plate it was stamped on, or empty.
        spoilt: the name of a plate that was found to print this letter otherwise than it is when
            typeset as a whole; empty, as it should be.
        unsure: the digest of the text that may name somebody of a case; empty where none does.
    """

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...] = ()
    fingerprint: int = 0
    sha256: str = ""
    plate: str = ""
    spoilt: str = ""
    unsure: str = ""

"""The files of replies: read, recognised, and kept under `replies/` by their SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from advocacy_cli.campaign.reading import linked
from advocacy_cli.desk.files import PRIVATE_FOLDER, has_digest, write_whole
from advocacy_cli.desk.workplace import REPLIES, Workplace, cannot_write
from advocacy_cli.disk.folders import LinkedError
from advocacy_cli.disk.reading import TooLargeError, read_whole
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.media import LARGEST_BYTES, media_type_of


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is to be kept.

    Attributes:
        path: where it is kept, relative to the campaign.
        sha256: of its content, in hexadecimal.
    """

    path: str
    sha256: str
    media_type: str
    content: bytes


def read_file(file: Path) -> KeptFile:
    """Read a file that came as a reply.

    Raises:
        AdvocacyError: it cannot be read, is too large, or is not what its name says.
    """
    try:
        content = read_whole(file, LARGEST_BYTES)
    except TooLargeError:
        raise _too_large(file) from None
    except LinkedError:
        raise AdvocacyError(linked(str(file))) from None
    except OSError as error:
        raise AdvocacyError(
            Problem(
                "cannot_read", f"{file} cannot be read ({error.strerror})", hint="check the path"
            )
        ) from None
    try:
        kind = media_type_of(file.name, content)
    except ValueError as error:
        raise AdvocacyError(
            Problem(
                "not_a_reply",
                str(error),
                hint="scan or save it as PDF, PNG, JPEG, text or .eml, and name it so",
            )
        ) from None
    sha256 = hashlib.sha256(content).hexdigest()
    return KeptFile(f"{REPLIES}/{sha256}{kind.endings[0]}", sha256, kind.name, content)


def keep(workplace: Workplace, file: KeptFile) -> None:
    """Have the file under the campaign, for its owner only; one that is there already stays.

    Raises:
        AdvocacyError: it cannot be written.
    """
    path = workplace.root / file.path
    if has_digest(path, file.sha256):
        return
    try:
        write_whole(path, file.content, make=PRIVATE_FOLDER)
    except OSError as error:
        raise cannot_write(error, REPLIES) from None


def _too_large(file: Path) -> AdvocacyError:
    return AdvocacyError(
        Problem(
            "too_large",
            f"{file} is larger than {LARGEST_BYTES // 1_000_000} MB, and so it is not kept",
            hint="scan it again in grey at 200 dpi, or keep it elsewhere and enter the reply"
            " without --file",
        )
    )

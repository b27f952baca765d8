"""Who reads a letter, who consents, and to what: options know these words."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Who reads a letter."""

    UN = "un"
    GOVERNMENT = "government"
    PUBLIC = "public"


class Scope(StrEnum):
    """What a person can agree to. No scope implies another.

    Those of `initials` let an audience read the initials instead of the name, and nothing else.
    """

    TO_UN = "to_un"
    TO_GOVERNMENT = "to_government"
    PUBLIC = "public"
    PHOTO = "photo"
    PLACE = "place"
    INITIALS_TO_UN = "initials_to_un"
    INITIALS_TO_GOVERNMENT = "initials_to_government"
    INITIALS_PUBLIC = "initials_public"


class Giver(StrEnum):
    """Who gave the consent; `none` says that nobody could be asked, or that it was refused."""

    SELF = "self"
    FAMILY = "family"
    LAWYER = "lawyer"
    NONE = "none"

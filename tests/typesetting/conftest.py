from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.pages import Typesetter

_ADDRESS = (
    "His Excellency Xi Jinping",
    "President of the People’s Republic of China",
    "c/o Embassy of the People’s Republic of China",
    "49-51 Portland Place",
    "London W1B 1JL",
    "UNITED KINGDOM",
)
_BODY = "<p>I am a teacher, and I write to you about people whom nobody else can speak for.</p>"
_OWN_WORDS: dict[str, dict[str, Any]] = {
    "en": {},
    "ar": {
        "direction": "rtl",
        "subject": "طلب وقف الإعادة القسرية",
        "salutation": "فخامة الرئيس،",
        "body": "<p>أنا معلمة، وأكتب إليكم بشأن أشخاص لا يستطيع أحد غيركم حمايتهم.</p>",
        "page_label": "صفحة {page} من {pages}",
    },
    "ko": {"subject": "강제송환 중단을 요청드립니다", "body": "<p>저는 <b>교사</b>입니다.</p>"},
    "zh-Hans": {"subject": "请停止强制遣返", "body": "<p>我是一名<b>教师</b>。</p>"},
    "ru": {"subject": "Прошу остановить выдачу", "body": "<p>Я учитель.</p>"},
}


@pytest.fixture(scope="session")
def sample() -> Callable[..., ComposedLetter]:
    """Makes a letter to Xi Jinping, care of the embassy in London; fields may be replaced."""

    def make(language: str = "en", **fields: Any) -> ComposedLetter:
        letter: dict[str, Any] = {
            "direction": "ltr",
            "title": "Please halt all forced returns",
            "return_address": "Example Sender · 1 Example Street · Exampletown",
            "sender_lines": ("Example Sender", "1 Example Street", "Exampletown"),
            "address": _ADDRESS,
            "short_address": (),
            "date": "1 December 2026",
            "reference_label": "Our reference",
            "reference": "NKR-7K3M-2QXA-V",
            "subject": "Please halt all forced returns",
            "salutation": "Your Excellency,",
            "body": _BODY,
            "closing": "Yours respectfully,",
            "signatures": (("Example Sender", "Teacher"),),
            "page_label": "Page {page} of {pages}",
            **_OWN_WORDS[language],
            **fields,
        }
        return ComposedLetter(language=language, **letter)

    return make


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    return Typesetter(None)

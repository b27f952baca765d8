"""Names as they may stand in a text: inflected, torn, joined, turned about, in look-alike letters.

Everybody here is invented. The kinds come from how people, programs and typesetters write names,
not from how the search looks for them.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Disguise = Callable[[random.Random, str], str]


@dataclass(frozen=True, slots=True)
class Bearer:
    """An invented person: the name as the case has it, and how to split it.

    Attributes:
        names: by language; the first one is disguised.
        parts: the family name, then given names, as they stand in the first.
        script: what may befall it.
        spellings: how else it may be written.
    """

    names: Mapping[str, str]
    parts: tuple[str, ...]
    script: str
    spellings: tuple[str, ...] = ()


BEARERS = (
    Bearer({"en": "Kim Chol-su"}, ("Kim", "Chol", "su"), "latin"),
    Bearer({"en": "Ri Un-byol"}, ("Ri", "Un", "byol"), "latin"),
    Bearer({"en": "Li Xiaoming", "zh-Hans": "李小明"}, ("Li", "Xiao", "ming"), "latin"),
    Bearer({"en": "Ana María López"}, ("López", "Ana", "María"), "latin"),
    Bearer({"en": "Łucja Przykładowa"}, ("Przykładowa", "Łucja"), "latin"),
    Bearer({"de": "Jörg Müßterlein"}, ("Müßterlein", "Jörg"), "latin"),
    Bearer({"en": "Bob O'Hara"}, ("O'Hara", "Bob"), "latin"),
    Bearer({"vi": "Trần Thị Mẫu"}, ("Trần", "Thị", "Mẫu"), "latin"),
    Bearer({"vi": "Đỗ Văn Ví Dụ"}, ("Đỗ", "Văn", "Ví", "Dụ"), "latin"),
    Bearer({"tr": "Işıl Örnekoğlu"}, ("Örnekoğlu", "Işıl"), "latin"),
    Bearer(
        {"ko": "김철수"}, ("김", "철", "수"), "hangul",
        spellings=("Kim Chol Su", "Kim Cheol-su", "Gim Cheolsu", "Kim Ch'ŏl-su", "Kim Chul Soo"),
    ),
    Bearer(
        {"ko": "박영희", "en": "Pak Yong-hui"}, ("박", "영", "희"), "hangul",
        spellings=("Park Young-hee", "Bak Yeong-hui", "Pak Yŏng-hŭi", "Pak Yong Hui"),
    ),
    Bearer(
        {"ko": "리은별"}, ("리", "은", "별"), "hangul",
        spellings=("Ri Un Byol", "Lee Eun-byeol", "Ri Ŭn-byŏl", "Rhee Eunbyul"),
    ),
    Bearer({"ko": "최정해"}, ("최", "정", "해"), "hangul", spellings=("Choe Jong Hae",)),
    Bearer({"ko": "황보석진"}, ("황보", "석", "진"), "hangul", spellings=("Hwangbo Seok-jin",)),
    Bearer(
        {"zh-Hans": "李小明", "en": "Li Xiaoming"}, ("李", "小", "明"), "han",
        spellings=("Li Xiao Ming", "Xiaoming Li", "LI XIAO-MING"),
    ),
    Bearer({"zh-Hans": "王丽华"}, ("王", "丽", "华"), "han", spellings=("王麗華",)),
    Bearer({"zh-Hant": "陳國偉"}, ("陳", "國", "偉"), "han", spellings=("陈国伟",)),
    Bearer({"zh-Hans": "欧阳建军"}, ("欧阳", "建", "军"), "han", spellings=("歐陽建軍",)),
    Bearer({"ja": "田中花子"}, ("田中", "花子"), "han"),
    Bearer({"ja": "たなか さくら"}, ("たなか", "さくら"), "kana"),
    Bearer({"ru": "Иван Примеров"}, ("Примеров", "Иван"), "cyrillic"),
    Bearer({"ru": "Анна Образцова"}, ("Образцова", "Анна"), "cyrillic"),
    Bearer({"uk": "Олег Приклад"}, ("Приклад", "Олег"), "cyrillic"),
    Bearer({"el": "Μαρία Δειγματίδου"}, ("Δειγματίδου", "Μαρία"), "greek"),
    Bearer({"ar": "محمد مثالي"}, ("مثالي", "محمد"), "arabic"),
    Bearer({"ar": "أمل الحسيني"}, ("الحسيني", "أمل"), "arabic"),
    Bearer({"fa": "علی نمونه"}, ("نمونه", "علی"), "arabic"),
    Bearer({"he": "רות דוגמה"}, ("דוגמה", "רות"), "hebrew"),
    Bearer({"th": "สมชาย ตัวอย่าง"}, ("ตัวอย่าง", "สมชาย"), "thai"),
    Bearer({"th": "อารี ใจงาม"}, ("ใจงาม", "อารี"), "thai"),
    Bearer({"hi": "रीमा उदाहरण"}, ("उदाहरण", "रीमा"), "indic"),
)  # fmt: skip

SENTENCES = {
    "latin": ("We ask about {}.", "{} was returned in 2023.", "Where is {}, and who knows?", "{}"),
    "hangul": (
        "우리는 {} 소식을 묻습니다.",
        "지난 가을 {} 송환되었습니다.",
        "{}",
        "편지: {}, 2023",
    ),
    "han": ("我们想知道{}在哪里。", "{}于二〇二三年被遣返。", "请释放 {} 。", "{}"),
    "kana": ("私たちは{}の行方を尋ねます。", "{}"),
    "cyrillic": ("Мы спрашиваем: {}?", "{} исчез в 2023 году.", "{}"),
    "greek": ("Ρωτάμε για {}.", "{}"),
    "arabic": ("نسأل عن مصير {} اليوم.", "{}", "أين {}؟"),
    "hebrew": ("אנו שואלים על {} היום.", "{}"),
    "thai": ("เราขอถามถึง{}ว่าอยู่ที่ไหน", "{}", "คุณ {} หายไป"),
    "indic": ("हम {} के बारे में पूछते हैं।", "{}"),
}

_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u034f\ufe0f\u180e\u2063\u061c\u115f\u3164"
)
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d·・_/|.'’"
_BLANKS = (" ", "\u00a0", "\u202f", "\u2009", "\u3000", "  ", "\n", "\t", "\n  ", "\u2028")
_LATIN_TWINS = {
    "a": "аɑα", "c": "сϲ", "e": "еҽ", "h": "һ", "i": "іι", "j": "јϳ", "k": "кκ", "m": "м", "n": "ո",
    "o": "оοօ", "p": "рρ", "r": "г", "s": "ѕ", "u": "υս", "v": "ν", "x": "хχ", "y": "уγ",
    "A": "АΑ", "B": "ВΒ", "C": "С", "E": "ЕΕ", "H": "НΗ", "K": "КΚ", "L": "Ꮮ", "M": "МΜ", "N": "Ν",
    "O": "ОΟ", "P": "РΡ", "R": "Ꭱ", "T": "ТΤ", "X": "ХΧ", "U": "Ս",
}  # fmt: skip
_CYRILLIC_TWINS = {"а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "А": "A", "О": "O", "П": "Π"}
_PARTICLES = (
    *(
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에게",
        "에게서",
        "한테",
        "께",
        "께서",
        "와",
        "과",
        "하고",
    ),
    *(
        "도",
        "만",
        "부터",
        "까지",
        "로",
        "으로",
        "로서",
        "씨",
        "씨의",
        "씨는",
        "씨가",
        "님",
        "님께",
        "군",
    ),
    *(
        "양",
        "아",
        "야",
        "이여",
        "이라는",
        "라는",
        "이며",
        "처럼",
        "보다",
        "마저",
        "조차",
        "이나",
        "들",
        "네",
    ),
    *("입니다", "이다", "였다", "인", "선생님", "동지", "여사", "이란", "에게는", "에 대한", "뿐"),
)
_BRACKETS = (
    "()",
    "[]",
    "{}",
    "“”",
    "«»",
    "「」",
    "（）",
    "【】",
    "<>",
    "**",
    "__",
    "〈〉",
    '""',
    "''",
)
_MARKS = (
    "1",
    "¹",
    "²³",
    "*",
    "†",
    "‡",
    "§",
    "#",
    "12",
    "①",
    "⁽¹⁾",
    "[1]",
    "(2)",
    "™",
    "2023",
    "_",
    "№",
)


def _torn(rng: random.Random, text: str, between: Sequence[str]) -> str:
    """The text with something between two of its letters."""
    places = [
        at for at in range(1, len(text)) if not unicodedata.category(text[at]).startswith("M")
    ]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + rng.choice(between) + text[at:]


def _everywhere(text: str, sign: str) -> str:
    return re.sub(r"(?<=\w)(?=[^\W_])", sign, text) if text.isalnum() else sign.join(text)


def _with_blanks(rng: random.Random, text: str) -> str:
    return re.sub(r"\s+", lambda _: rng.choice(_BLANKS), text)


def _bracketed(rng: random.Random, text: str) -> str:
    signs = rng.choice(_BRACKETS)
    words = text.split(" ")
    at = rng.randrange(len(words) + 1)
    if at == len(words):
        return f"{signs[0]}{text}{signs[1]}"
    words[at] = f"{signs[0]}{words[at]}{signs[1]}"
    return " ".join(words)


def _marked(rng: random.Random, text: str) -> str:
    mark, words = rng.choice(_MARKS), text.split(" ")
    at = rng.randrange(len(words))
    words[at] = mark + words[at] if rng.random() < 0.2 else words[at] + mark
    return " ".join(words)


def _hidden(rng: random.Random, text: str) -> str:
    for _ in range(rng.randint(1, 4)):
        text = _torn(rng, text, _INVISIBLE)
    return text


def _spaced(rng: random.Random, text: str) -> str:
    clusters = re.findall(
        r".(?:[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])*",
        text,
    )
    return rng.choice((" ", "\u2009", ".", "-", "\u00a0")).join(clusters)


def _wide(_rng: random.Random, text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _fancy(rng: random.Random, text: str) -> str:
    upper, lower = rng.choice(
        [(0x1D400, 0x1D41A), (0x1D5D4, 0x1D5EE), (0x24B6, 0x24D0), (0x1D670, 0x1D68A)]
    )
    return "".join(
        chr(upper + ord(c) - 65)
        if "A" <= c <= "Z"
        else chr(lower + ord(c) - 97)
        if "a" <= c <= "z"
        else c
        for c in text
    )


def _bare(_rng: random.Random, text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return plain.replace("ß", "ss").translate(str.maketrans("ŁłĐđı", "LlDdi"))


def _accented(rng: random.Random, text: str) -> str:
    return unicodedata.normalize("NFC", _torn(rng, text + " ", "\u0301\u0308\u0302").rstrip(" "))


def _decomposed(_rng: random.Random, text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _twins(rng: random.Random, text: str, twins: Mapping[str, str]) -> str:
    places = [at for at, c in enumerate(text) if c in twins]
    letters = list(text)
    for at in rng.sample(places, min(len(places), rng.randint(1, 3))):
        letters[at] = rng.choice(twins[letters[at]])
    return "".join(letters)


def _mailed(rng: random.Random, text: str) -> str:
    name = rng.choice((".", "_", "-", "")).join(re.findall(r"[^\W_]+", text)).casefold()
    return rng.choice(
        ("{}@example.org", "https://example.org/{}", "{}.jpg", "@{}", "{}1981@example.org")
    ).format(name)


def _possessive(rng: random.Random, text: str) -> str:
    return text + rng.choice(("'s", "’s", "'", "’", "'S", "s"))


def _cased(rng: random.Random, text: str) -> str:
    return rng.choice((str.upper, str.lower, str.swapcase, str.title))(text)


def _emphasised(rng: random.Random, text: str) -> str:
    """Words apart, as they stand in a page's text where emphasis and breaks were."""
    return re.sub(r"[ -]", lambda _: rng.choice((" ", "\n", "- ", "-\n")), text)


def _declined(rng: random.Random, text: str) -> str:
    def ending(word: str) -> str:
        stem, masculine = (word[:-1], False) if word[-1] in "ая" else (word, True)
        return stem + rng.choice(("а", "у", "е", "ом") if masculine else ("ы", "е", "у", "ой"))

    return re.sub(r"\w{2,}", lambda found: ending(found[0]), text)


ANY: dict[str, Disguise] = {
    "plain": lambda _rng, text: text,
    "blanks": _with_blanks,
    "brackets": _bracketed,
    "mark": _marked,
    "invisible": _hidden,
    "hyphen": lambda rng, text: _torn(rng, text, _HYPHENS),
    "torn": lambda rng, text: _torn(rng, text, (" ", "\n", "\u00a0")),
    "decomposed": _decomposed,
    "breaks": _emphasised,
    "letter-spaced": _spaced,
}
CASED: dict[str, Disguise] = {"case": _cased}
OWN: dict[str, dict[str, Disguise]] = {
    "latin": CASED
    | {
        "wide": _wide,
        "fancy": _fancy,
        "bare": _bare,
        "accents": _accented,
        "twins": lambda rng, text: _twins(rng, text, _LATIN_TWINS),
        "mail": _mailed,
        "possessive": _possessive,
    },
    "hangul": {"particle": lambda rng, text: text + rng.choice(_PARTICLES)},
    "han": {
        "suffix": lambda rng, text: (
            text + rng.choice(("的", "先生", "女士", "さん", "氏", "被", "们", "、"))
        )
    },
    "kana": {"suffix": lambda rng, text: text + rng.choice(("さん", "の", "は", "を"))},
    "cyrillic": CASED
    | {
        "twins": lambda rng, text: _twins(rng, text, _CYRILLIC_TWINS),
        "ending": _declined,
    },
    "greek": CASED | {"bare": _bare},
    "arabic": {
        "prefix": lambda rng, text: rng.choice(("و", "ل", "ب", "ف", "ك", "وب", "ول")) + text,
        "tatweel": lambda rng, text: _torn(rng, text, "\u0640"),
        "vowels": lambda rng, text: _torn(rng, text, "\u064e\u064f\u0650\u0651"),
        "letters": lambda _rng, text: text.translate(str.maketrans("أیک", "ايك")),
    },
    "hebrew": {"prefix": lambda rng, text: rng.choice("ולבמהש") + text},
    "thai": {"glued": lambda rng, text: rng.choice(("นาย", "คุณ", "นางสาว", "ให้")) + text},
    "indic": {"glued": lambda rng, text: text + rng.choice(("को", "ने", " जी"))},
}


def _arranged(rng: random.Random, bearer: Bearer) -> str:
    """The name with its parts in one of the orders and with one of the signs between them."""
    if rng.random() < 0.4:
        return next(iter(bearer.names.values()))
    if bearer.spellings and rng.random() < 0.4:
        return rng.choice(bearer.spellings)
    family, *given = bearer.parts
    if bearer.script in {"hangul", "han"}:
        own = rng.choice(("", "", " ", "-", "·", " ")).join(given)
        between = rng.choice(("", " ", " ", "\u00a0", "·"))
        return f"{family}{between}{own}" if rng.random() < 0.8 else f"{own} {family}"
    own = rng.choice((" ", "-", "", " ")).join(given)
    one = rng.choice((" ", " ", "", "-", "\u00a0"))
    return rng.choice(
        (f"{family}{one}{own}", f"{own} {family}", f"{family}, {own}", f"{own}{one}{family}")
    )


def disguise(rng: random.Random) -> tuple[Bearer, str, str]:
    """Somebody, a text that names that person, and the kinds of disguise of the name."""
    bearer = rng.choice(BEARERS)
    shown, kinds = _arranged(rng, bearer), ["arranged"]
    script = (
        "latin"
        if shown.isascii() or (shown in bearer.spellings and shown[0] < "\u0250")
        else bearer.script
    )
    ways = ANY | OWN[script]
    chosen = [rng.choice(sorted(ways)) for _ in range(rng.choice((1, 1, 1, 2)))]
    # An ending belongs to the whole name, so it comes before what tears the name.
    for kind in sorted(chosen, key=lambda one: one in ANY):
        shown, kinds = ways[kind](rng, shown), [*kinds, kind]
    return bearer, rng.choice(SENTENCES[script]).format(shown), "+".join(kinds)

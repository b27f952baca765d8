"""Markdown of letters as HTML, with the punctuation of the language.

CommonMark without what a letter has no use for: raw HTML prints as text, and there is no code,
so that nothing of a text can be lost or set in a strange face. Links print their address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from advocacy_cli.composing.words import words

_BLOCKS = ["heading", "list", "blockquote", "hr", "paragraph"]
_INLINES = ["text", "newline", "escape", "emphasis", "link", "image", "entity"]
_AFTER_INLINES = ["balance_pairs", "emphasis", "fragments_join"]
_CORE = ["normalize", "block", "inline", "smartquotes", "text_join"]


# Letters of one run mostly say the same.
@lru_cache(maxsize=64)
def to_html(text: str, language: str) -> str:
    """The HTML of a Markdown text in `language`; what stands for values is left as it is."""
    return str(_parser(language).render(text))


def marked_english(html: str, texts: Collection[str]) -> str:
    """The HTML with the English texts in it marked as English, so that they are read out so."""
    if not texts:
        return html
    longest_first = sorted(map(escapeHtml, texts), key=len, reverse=True)
    tag_or_text = rf"<[^>]*>|({'|'.join(map(re.escape, longest_first))})"
    return re.sub(tag_or_text, lambda f: f'<span lang="en">{f[1]}</span>' if f[1] else f[0], html)


@cache
def _parser(language: str) -> MarkdownIt:
    options = {"html": False, "typographer": True, "quotes": list(words(language).quotes)}
    parser = MarkdownIt("zero", options)
    parser.enable([*_BLOCKS, *_INLINES, *_AFTER_INLINES, *_CORE])
    # markdown-it-py takes its own methods to be replaced so; mypy knows no such use of a method.
    parser.validateLink = _any_link  # type: ignore[method-assign]
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    parser.core.ruler.after("inline", "letter", _rule_for(language))
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001 - as markdown-it calls it
    """Take every address as one; a refused one would print its brackets.

    What a picture may show is decided where it is read.
    """
    return True


def _as_written(url: str) -> str:
    return url


def _rule_for(language: str) -> Callable[[StateCore], None]:
    """The language's step of parsing.

    It runs while values still are tokens of their own kind, `text_special`, so that nothing it
    does to `text` can change them.
    """

    def rule(state: StateCore) -> None:
        for token in state.tokens:
            if token.type in {"heading_open", "heading_close"}:
                # The subject of the letter is its first heading.
                token.tag = "h2" if token.tag == "h1" else "h3"
            if token.type == "ordered_list_open" and "start" in token.attrs:
                # WeasyPrint counts as style sheets say, not as HTML does.
                before = int(token.attrs["start"]) - 1
                token.attrSet("style", f"counter-reset: list-item {before}")
            if token.type == "inline" and token.children:
                token.children = _links_spelt_out(token.children)
                _punctuate(token.children, language)

    return rule


def _links_spelt_out(tokens: list[Token]) -> list[Token]:
    """Links as their text, followed by the address where that is another."""
    result: list[Token] = []
    address, start = "", 0
    for token in tokens:
        if token.type == "link_open":
            address, start = str(token.attrs.get("href", "")), len(result)
        elif token.type == "link_close":
            shown = "".join(part.content for part in result[start:])
            plain = address.removeprefix("mailto:")
            if plain and plain != shown:
                result.append(Token("text_special", "", 0, content=f" ({plain})"))
        else:
            result.append(token)
    return result


def _punctuate(tokens: list[Token], language: str) -> None:
    quotes_open = False
    before = ""
    for index, token in enumerate(tokens):
        if token.type == "text":
            token.content = _dashes(token.content)
            if language == "fr":
                token.content = _french_spaces(token.content, before)
            if language in {"zh-Hans", "ko"}:
                token.content, quotes_open = _paired_quotes(token.content, quotes_open)
        elif token.type == "softbreak" and language == "zh-Hans":
            after = next((later.content for later in tokens[index:] if later.content), "")
            if _is_wide(before) or _is_wide(after[:1]):
                tokens[index] = Token("text", "", 0)
        before = "" if token.type.endswith("break") else token.content[-1:] or before


def _dashes(text: str) -> str:
    text = re.sub(r"(?<!-)---(?!-)", "\u2014", text)
    text = re.sub(r"(?<!-)--(?!-)", "\u2013", text)
    return re.sub(r"(?<!\.)\.{3}(?!\.)", "…", text)


def _french_spaces(text: str, before: str) -> str:
    """Narrow no-break spaces before high punctuation and within quotation marks.

    Args:
        text: a run of text.
        before: the character before it on its line, if any.
    """

    def spaced(found: re.Match[str]) -> str:
        previous = text[found.start() - 1] if found.start() else before
        needed = found[1] or (previous and not previous.isspace())
        return ("\u202f" if needed else "") + found[2]

    text = re.sub(r"([ \u00a0\u202f]?)([;:!?]+)(?=\s|$|[»”)])", spaced, text)
    text = re.sub(r"«[ \u00a0\u202f]?", "«\u202f", text)
    return re.sub(r"[ \u00a0\u202f]?»", "\u202f»", text)


def _paired_quotes(text: str, is_open: bool) -> tuple[str, bool]:
    """Straight double quotes by turns: without spaces between words their sides do not show."""
    pieces = text.split('"')
    result = pieces[0]
    for piece in pieces[1:]:
        result += ("”" if is_open else "“") + piece
        is_open = not is_open
    return result, is_open


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"

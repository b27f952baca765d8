"""Writes letter-rules.md from the rules the program keeps: `python docs/letter_rules.py`."""

from __future__ import annotations

from pathlib import Path

from advocacy_cli.model.rules import LETTER_RULES

PAGE = Path(__file__).with_name("letter-rules.md")

HEAD = """\
# The rules of letter writing

`advocacy check` reads every text of the campaign, and `advocacy draft` every letter it makes, for
what those who have written such letters for decades advise against. A finding is a warning. A
`placeholder_left` in a letter is an error: that letter is not drafted.

`campaign.yaml` can weigh them otherwise:

```yaml
checks:
  many_words: off
  insulting_word: error
```

A letter with an error is not drafted; `too_similar` as an error leaves the letters, and makes
`draft` end with exit code 3.

| Code | What is asked of a letter | Whose rule | What to do |
| --- | --- | --- | --- |
"""

FOOT = """
The words that are looked for stand in `src/advocacy_cli/composing/lint_words/`, a file for each
language; anyone may add to them. Languages without a file, now Arabic and Russian, are read for
length, dates and placeholders only.

`too_similar` compares the letters of one run that go to the same address, without the senders'
names, by SimHash over three words at a time (Charikar 2002; Manku, Jain and Das Sarma 2007). In
a letter of one page a sender's own paragraph of some thirty words makes the difference.
"""


def page() -> str:
    """The page as it should be."""
    rows = (
        f"| `{rule.code}` | {rule.asks} | {rule.source} | {_sentence(rule.hint)} |\n"
        for rule in LETTER_RULES.values()
    )
    return f"{HEAD}{''.join(rows)}{FOOT}"


def _sentence(hint: str) -> str:
    return f"{hint[0].upper()}{hint[1:]}."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

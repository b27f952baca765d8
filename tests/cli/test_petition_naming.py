"""The list that goes to a government names nobody whom that may harm."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from campaigns import edit
from paper import page_sizes, text
from petitions import ADA, table, write_petition
from running import Run

pytestmark = pytest.mark.slow

OF = ("--template", "ask")
TODAY = Path(__file__).parents[1] / "petition" / "today" / "ask.jsonl"
CHINA = "李示例,上海,China,,2026-03-01,yes,yes\n"
MACAO = "陳示例,,MO,,2026-03-01,yes,\n"
KOREA = "김예시,,KP,,2026-03-01,yes,\n"
SWEDEN = "Bo Example,,SE,,2026-03-01,yes,\n"
NOWHERE = "Cy Example,,,,2026-03-01,yes,\n"


@pytest.fixture(autouse=True)
def _petition(root: Path) -> None:
    write_petition(root)


def deliver(run: Run, root: Path, *more: str) -> tuple[str, Any]:
    answer = run("petition", "deliver", "ask", "--json", *more).json
    pdf = (root / answer["annexes"][0]["file"]).read_bytes()
    return "\n".join(text(pdf, number) for number in range(len(page_sizes(pdf)))), answer


def test_who_lives_in_the_country_addressed_is_counted(
    run: Run, root: Path, tmp_path: Path
) -> None:
    run("petition", "import", table(tmp_path, ADA, CHINA, MACAO, KOREA, NOWHERE), *OF)
    shown, answer = deliver(run, root)
    assert "Ada Lovelace" in shown
    assert [word for word in ("李示例", "上海", "陳示例", "김예시", "Cy") if word in shown] == []
    annex = answer["annexes"][0]
    assert (annex["named"], answer["counts"]["total"]) == (1, 5)
    assert annex["held_back"] == {"CN": 1, "KP": 1, "MO": 1, "unknown": 1}
    (warning,) = answer["problems"]
    assert warning["code"] == "not_named"
    assert "1 whose country is unknown, 1 in CN, 1 in KP, 1 in MO" in warning["message"]
    shown, answer = deliver(run, root, "--name-in", "cn")
    assert ("李示例" in shown, "Cy Example" in shown, "陳示例" in shown) == (True, False, False)
    dry = run("petition", "deliver", "ask", "--json", "--dry-run").json
    assert [problem["code"] for problem in dry["problems"]] == ["not_named"]


def test_a_campaign_says_where_nobody_is_named(run: Run, root: Path, tmp_path: Path) -> None:
    edit(root / "campaign.yaml", "code: TST", "code: TST\nnever_name_in: [SE]")
    run("petition", "import", table(tmp_path, ADA, SWEDEN, CHINA, KOREA), *OF)
    shown, answer = deliver(run, root)
    assert ("Bo Example" in shown, "李示例" in shown, "김예시" in shown) == (False, False, True)
    assert answer["annexes"][0]["held_back"] == {"CN": 1, "SE": 1}


def test_who_gets_a_copy_learns_no_more(run: Run, root: Path, tmp_path: Path) -> None:
    edit(root / "campaign.yaml", "code: TST", "code: TST\nnever_name_in: []")
    edit(
        root / "letter_templates/ask/template.yaml",
        "via: jurisdiction",
        "via: jurisdiction\ncc: [embassy-of-others]",
    )
    run("petition", "import", table(tmp_path, ADA, KOREA), *OF)
    shown, _ = deliver(run, root)
    assert "김예시" not in shown


def test_a_country_that_is_none_is_refused(run: Run, root: Path, tmp_path: Path) -> None:
    run("petition", "import", table(tmp_path, ADA), *OF)
    refused = run("petition", "deliver", "ask", "--json", "--name-in", "China")
    assert (refused.code, refused.json["problems"][0]["code"]) == (1, "unknown_country")
    assert not (root / "letters").exists()


def test_a_store_of_today_prints_no_more_than_is_safe(run: Run, root: Path) -> None:
    (root / "signatures").mkdir()
    shutil.copy(TODAY, root / "signatures/ask.jsonl")
    shown, answer = deliver(run, root)
    assert "Dee Example" in shown and "José Núñez" in shown
    hidden = ("cy@example.org", "0151", "李示例", "陳示例", "Bo Example", "Málaga")
    assert [word for word in hidden if word in shown] == []
    codes = {problem["code"] for problem in answer["problems"]}
    assert {"not_named", "no_name", "no_town"} <= codes

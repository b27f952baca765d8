from __future__ import annotations

import pytest

from advocacy_cli.composing.own_country import without_country


@pytest.mark.parametrize(
    ("country", "lines", "printed"),
    [
        ("CH", "1 Rue|1202 Geneva|Switzerland", "1 Rue|1202 Geneva"),
        ("CH", "1 Rue|1202 Geneva|SUISSE", "1 Rue|1202 Geneva"),
        ("CH", "1 Rue|1202 Geneva|Zwitserland", "1 Rue|1202 Geneva"),
        ("CH", "1 Rue|1202 Geneva|CH", "1 Rue|1202 Geneva"),
        ("CH", "1 Rue|1202 Geneva|SWITZERLAND / SUISSE", "1 Rue|1202 Geneva"),
        ("CH", "1 Rue|1202 Geneva, Switzerland", "1 Rue|1202 Geneva"),
        ("CH", "1202 Geneva (Switzerland)", "1202 Geneva"),
        ("GB", "London SW1A 1AA|U.K.", "London SW1A 1AA"),
        ("GB", "London SW1A 1AA UK", "London SW1A 1AA"),
        ("GB", "London|England, UK", "London"),
        ("GB", "Belfast, Northern Ireland, UK", "Belfast"),
        ("KR", "27 Road|Seoul 04538 South Korea", "27 Road|Seoul 04538"),
        ("CN", "1 Street|Beijing 100017|P.R. China", "1 Street|Beijing 100017"),
        ("CN", "北京 100017|中国", "北京 100017"),
        ("GR", "1|105 57 Αθήνα|ΕΛΛΑΔΑ", "1|105 57 Αθήνα"),
        ("EG", "1|القاهرة|مصر", "1|القاهرة"),
        # The town may be called like the country.
        ("LU", "1 rue|L-1234 Luxembourg|Luxembourg", "1 rue|L-1234 Luxembourg"),
        ("MX", "Av 1|06500 Ciudad de México|México", "Av 1|06500 Ciudad de México"),
    ],
)
def test_a_country_at_the_end_is_left_out_where_its_line_follows(
    country: str, lines: str, printed: str
) -> None:
    assert without_country(tuple(lines.split("|")), country, "BR") == tuple(printed.split("|"))


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("LU", "1 rue|Luxembourg"),
        ("LU", "1 rue|L-1234 Luxembourg"),
        ("SG", "1 Road|Singapore 049315"),
        ("MC", "1 av|98000 Monaco"),
        ("MX", "Av 1|Mexico"),
        ("TN", "1|1000 تونس"),
        ("KR", "27 Road|Jung-gu, Seoul"),
        ("US", "1 Street|Atlanta, Georgia"),
        ("US", "1 Street|Washington, DC 20008"),
        ("DE", "Germany"),
        ("CH", "1202 Geneva|Austria"),
    ],
)
def test_what_is_no_country_or_all_there_is_stays(country: str, lines: str) -> None:
    assert without_country(tuple(lines.split("|")), country, "GB") == tuple(lines.split("|"))

from __future__ import annotations

import itertools
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from advocacy_cli.reporting.charts import bars_chart, timeline_chart
from advocacy_cli.reporting.report import Period, Timeline, Unit

SVG = "{http://www.w3.org/2000/svg}"
ROUNDING = 0.01


def timeline(*numbers: int) -> Timeline:
    periods = (
        Period(f"{2000 + n // 12}-{n % 12 + 1:02}", number, 1) for n, number in enumerate(numbers)
    )
    return Timeline(Unit.MONTH, tuple(periods))


def bars(svg: str, number: int = 0) -> Iterator[ET.Element]:
    return (
        one for one in ET.fromstring(svg).iter(f"{SVG}rect") if one.get("class") == f"bar-{number}"
    )


@pytest.mark.parametrize("svg", [timeline_chart(timeline(1, 2)), bars_chart([("a & <b>", 3)])])
def test_a_chart_brings_no_style_script_or_day(svg: str) -> None:
    tags = {one.tag.removeprefix(SVG) for one in ET.fromstring(svg).iter()}
    assert tags <= {"svg", "g", "rect", "text", "path"}
    assert "<!--" not in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_bars_are_as_long_as_their_numbers() -> None:
    svg = bars_chart([("one", 10), ("two", 5)])
    lengths = sorted(float(bar.attrib["width"]) for bar in bars(svg))
    assert lengths[1] == pytest.approx(2 * lengths[0], rel=ROUNDING)
    labels = [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]
    assert sorted(filter(None, labels)) == ["10", "5", "one", "two"]


def test_the_first_bar_stands_on_top() -> None:
    svg = bars_chart([("most", 9), ("least", 1)])
    top = min(bars(svg), key=lambda bar: float(bar.attrib["y"]))
    assert float(top.attrib["width"]) == max(float(bar.attrib["width"]) for bar in bars(svg))


def test_periods_are_as_high_as_their_numbers() -> None:
    svg = timeline_chart(timeline(8, 4))
    one, other = (float(bar.attrib["height"]) for bar in bars(svg))
    assert one == pytest.approx(2 * other, rel=ROUNDING)
    assert len(list(bars(svg, 1))) == 2


@pytest.mark.parametrize("length", [1, 5, 48, 120])
def test_labels_below_do_not_crowd(length: int) -> None:
    root = ET.fromstring(timeline_chart(timeline(*range(length))))
    below = [
        float(text.attrib["x"]) for text in root.iter(f"{SVG}text") if "-" in (text.text or "")
    ]
    assert 1 <= len(below) <= 6
    assert all(after - before > 70 for before, after in itertools.pairwise(below))


@pytest.mark.parametrize("highest", [1, 3, 7, 40, 99, 12345])
def test_the_scale_is_in_whole_numbers(highest: int) -> None:
    root = ET.fromstring(timeline_chart(timeline(highest, 0)))
    scale = [
        int((text.text or "").replace(",", ""))
        for text in root.iter(f"{SVG}text")
        if "-" not in (text.text or "")
    ]
    assert scale[0] == 0
    assert scale[-1] >= highest
    assert 2 <= len(scale) <= 6


def test_a_long_name_is_cut() -> None:
    assert "the name of an office t…" in bars_chart([("the name of an office that is long", 1)])

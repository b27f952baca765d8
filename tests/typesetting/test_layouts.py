from __future__ import annotations

import pytest

from advocacy_cli.model.countries import COUNTRIES
from advocacy_cli.typesetting.layouts import Layout, layout_for, layouts

EVERY = pytest.mark.parametrize("layout", layouts().values(), ids=lambda layout: layout.id)


@pytest.mark.parametrize(
    ("country", "layout"),
    [
        ("DE", "din5008b"),
        ("AT", "din5008b"),
        ("GB", "uk-dl"),
        ("IE", "uk-dl"),
        ("US", "us-10"),
        ("CA", "us-10"),
        ("CH", "sn-right"),
        ("LI", "sn-right"),
        ("KR", "plain"),
        ("FR", "plain"),
    ],
)
def test_the_country_of_posting_chooses_the_layout(country: str, layout: str) -> None:
    assert layout_for(country) == layout


@EVERY
def test_the_address_stands_inside_the_field(layout: Layout) -> None:
    field, address = layout.field, layout.address
    assert field.x <= address.x
    assert field.y <= address.y
    assert address.right <= field.right + 1e-6
    assert address.bottom <= field.bottom + 1e-6


@EVERY
def test_nothing_else_stands_in_the_window(layout: Layout) -> None:
    field = layout.field
    assert layout.letterhead.bottom <= field.y
    assert layout.text_y > field.bottom
    assert layout.info.x >= field.right or layout.info.right <= field.x


@EVERY
def test_countries_are_real_and_the_geometry_has_a_source(layout: Layout) -> None:
    assert set(layout.countries) <= COUNTRIES
    assert layout.source
    assert layout.mark in {"standard", "derived", "print-test"}


def test_no_country_has_two_layouts() -> None:
    countries = [country for layout in layouts().values() for country in layout.countries]
    assert len(countries) == len(set(countries))


def test_the_geometry_is_that_of_the_sources() -> None:
    din, uk, us, swiss = (layouts()[name] for name in ("din5008b", "uk-dl", "us-10", "sn-right"))
    assert (din.field.x, din.field.y, din.field.w, din.field.h) == (20, 45, 85, 45)
    assert (din.folds, din.hole, din.text_y) == ((105, 210), 148.5, 98.46)
    assert (uk.field.x, uk.field.right, uk.field.y, uk.field.bottom) == (20, 100, 57, 81)
    assert uk.folds == (99, 198)
    assert uk.mark == "print-test"
    assert us.page == (215.9, 279.4)
    assert (us.field.x, us.field.right, us.field.y, us.field.bottom) == (22.2, 111, 63.5, 82.5)
    assert us.folds == (95.25, 187.3)
    assert (swiss.field.x, swiss.field.y, swiss.field.w, swiss.field.h) == (112, 45, 90, 45)
    assert swiss.folds == (105, 210)
    assert layouts()["plain"].folds == ()

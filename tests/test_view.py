"""A view as a line of words, and back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from dateline.errors import DatelineError, ViewError
from dateline.query.syntax import EVERYTHING, parse
from dateline.query.view import MOST_LINE, View, of_line
from drawn import views


@settings(max_examples=400)
@example(View(hidden=("", " ", "--solo"), solo="", beside=EVERYTHING))
@example(View(parse("-a or b"), solo=None))
@given(views)
def test_a_view_is_written_as_a_line_and_read_back_the_same(view: View) -> None:
    assert of_line(str(view)) == view


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--lanes colour", "--lanes: one of actor"),
        ("--beside", "--beside takes a value"),
        ("--color red", "a view has no option --color"),
        ("'kind:drill", "a quote in the line is not closed"),
        ("kind:drill \\", "a quote in the line is not closed"),
        ("(kind:drill", "is not closed"),
        ("--window tomorrow", "--window: "),
        ("x" * (MOST_LINE + 1), "too long for a view"),
    ],
)
def test_a_line_that_is_no_view_is_refused_with_a_sentence(line: str, said: str) -> None:
    with pytest.raises(DatelineError, match=said):
        of_line(line)


def test_the_words_need_no_quotes_where_a_person_writes_them() -> None:
    view = of_line("--lanes actor kind:drill -actor:ukraine 'date:2021..2022'")
    assert view == View(parse("kind:drill -actor:ukraine date:2021..2022"), lanes="actor")
    with pytest.raises(ViewError):
        of_line("--")

"""EDTF dates: what each form means, what is refused and why, and what holds for every date."""

from __future__ import annotations

import calendar
import datetime
import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.dates import (
    MONTHS,
    PRECISIONS,
    YEAR_LIMIT,
    Edtf,
    civil,
    day_number,
    days_in_month,
    iso,
    parse,
    year_words,
)
from dateline.errors import DateError

# EDTF, earliest and latest possible day, precision, flags (E extent, ? uncertain, ~ approximate), and the days on
# which it surely was going on, FROM/TO with .. for an open end.
BOUNDS: list[tuple[str, str | None, str | None, str, str, str]] = [
    # level 0
    ("2022-02-10", "2022-02-10", "2022-02-10", "day", "", "2022-02-10/2022-02-10"),
    ("2024-02-29", "2024-02-29", "2024-02-29", "day", "", "2024-02-29/2024-02-29"),
    ("2000-02-29", "2000-02-29", "2000-02-29", "day", "", "2000-02-29/2000-02-29"),
    ("2021-09", "2021-09-01", "2021-09-30", "month", "", ""),
    ("2017", "2017-01-01", "2017-12-31", "year", "", ""),
    ("0045", "0045-01-01", "0045-12-31", "year", "", ""),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day", "", "9999-12-31/9999-12-31"),
    ("0000", "0000-01-01", "0000-12-31", "year", "", ""),
    ("0000-02-29", "0000-02-29", "0000-02-29", "day", "", "0000-02-29/0000-02-29"),
    ("2022-02-10/2022-02-20", "2022-02-10", "2022-02-20", "day", "E", "2022-02-10/2022-02-20"),
    ("2023-01-16/2023-02-01", "2023-01-16", "2023-02-01", "day", "E", "2023-01-16/2023-02-01"),
    ("2021-12-20/2022-01-05", "2021-12-20", "2022-01-05", "day", "E", "2021-12-20/2022-01-05"),
    ("2022-02/2022-03", "2022-02-01", "2022-03-31", "month", "E", "2022-02-28/2022-03-01"),
    ("2017/2019", "2017-01-01", "2019-12-31", "year", "E", "2017-12-31/2019-01-01"),
    ("2022-02-10/2022-02-10", "2022-02-10", "2022-02-10", "day", "E", "2022-02-10/2022-02-10"),
    ("2022/2022", "2022-01-01", "2022-12-31", "year", "E", ""),
    ("2022-02-10/2022", "2022-02-10", "2022-12-31", "year", "E", ""),
    ("2022-01-01/2022-12-31", "2022-01-01", "2022-12-31", "day", "E", "2022-01-01/2022-12-31"),
    ("2022-01-01/2023-12-31", "2022-01-01", "2023-12-31", "day", "E", "2022-01-01/2023-12-31"),
    # level 1: BC and far years
    ("-0001", "-0001-01-01", "-0001-12-31", "year", "", ""),
    ("-0044-03-15", "-0044-03-15", "-0044-03-15", "day", "", "-0044-03-15/-0044-03-15"),
    ("-0044-03-15/-0043-01", "-0044-03-15", "-0043-01-31", "month", "E", "-0044-03-15/-0043-01-01"),
    ("-0044/0014", "-0044-01-01", "0014-12-31", "year", "E", "-0044-12-31/0014-01-01"),
    ("Y12000", "+12000-01-01", "+12000-12-31", "year", "", ""),
    ("Y-170000", "-170000-01-01", "-170000-12-31", "year", "", ""),
    ("Y5000000", "+5000000-01-01", "+5000000-12-31", "year", "", ""),
    # level 1: seasons
    ("2022-21", "2022-03-01", "2022-05-31", "season", "", ""),
    ("2022-22", "2022-06-01", "2022-08-31", "season", "", ""),
    ("2022-23", "2022-09-01", "2022-11-30", "season", "", ""),
    ("2022-24", "2022-12-01", "2023-02-28", "season", "", ""),
    ("-0044-24", "-0044-12-01", "-0043-02-28", "season", "", ""),
    ("2022-21/2022-23", "2022-03-01", "2022-11-30", "season", "E", "2022-05-31/2022-09-01"),
    # level 1: the whole date qualified
    ("2022?", "2022-01-01", "2022-12-31", "year", "?", ""),
    ("2022~", "2022-01-01", "2022-12-31", "year", "~", ""),
    ("2022%", "2022-01-01", "2022-12-31", "year", "?~", ""),
    ("2022-11?", "2022-11-01", "2022-11-30", "month", "?", ""),
    ("2022-02-10?", "2022-02-10", "2022-02-10", "day", "?", ""),
    ("2022-02-10~", "2022-02-10", "2022-02-10", "day", "~", ""),
    ("2022-02-10%", "2022-02-10", "2022-02-10", "day", "?~", ""),
    ("2022-23~", "2022-09-01", "2022-11-30", "season", "~", ""),
    ("2023-01-16/2023-02-01?", "2023-01-16", "2023-02-01", "day", "E?", "2023-01-16/2023-01-16"),
    ("2022-02/2022-05-10?", "2022-02-01", "2022-05-10", "month", "E?", ""),
    ("2022-02/2022-05-10", "2022-02-01", "2022-05-10", "month", "E", "2022-02-28/2022-05-10"),
    ("2022-10-22~/2022-10-25", "2022-10-22", "2022-10-25", "day", "E~", "2022-10-25/2022-10-25"),
    ("2022-02-10/2022-02-10?", "2022-02-10", "2022-02-10", "day", "E?", "2022-02-10/2022-02-10"),
    ("2022-01-01~/2023-12-31?", "2022-01-01", "2023-12-31", "day", "E?~", ""),
    # level 1: unspecified digits
    ("201X", "2010-01-01", "2019-12-31", "decade", "", ""),
    ("20XX", "2000-01-01", "2099-12-31", "century", "", ""),
    ("2022-XX", "2022-01-01", "2022-12-31", "year", "", ""),
    ("2022-XX-XX", "2022-01-01", "2022-12-31", "year", "", ""),
    ("2022-11-XX", "2022-11-01", "2022-11-30", "month", "", ""),
    ("2022-11-XX?", "2022-11-01", "2022-11-30", "month", "?", ""),
    # level 1: open and unknown ends
    ("2022-10/..", "2022-10-01", None, "month", "E", "2022-10-31/.."),
    ("2022-10-22/..", "2022-10-22", None, "day", "E", "2022-10-22/.."),
    ("2022-10-22?/..", "2022-10-22", None, "day", "E?", ""),
    ("2022-10/", "2022-10-01", None, "month", "E", ""),
    ("2022-10-22/", "2022-10-22", None, "day", "E", "2022-10-22/2022-10-22"),
    ("../2022-10-22", None, "2022-10-22", "day", "E", "../2022-10-22"),
    ("../2022-10", None, "2022-10-31", "month", "E", "../2022-10-01"),
    ("/2022-10-22", None, "2022-10-22", "day", "E", "2022-10-22/2022-10-22"),
    ("/2022-10", None, "2022-10-31", "month", "E", ""),
    ("2022-11-XX/..", "2022-11-01", None, "month", "E", "2022-11-30/.."),
    # level 2: far years with an exponent, significant digits
    ("Y17E3", "+17000-01-01", "+17000-12-31", "year", "", ""),
    ("Y-4E6", "-4000000-01-01", "-4000000-12-31", "year", "", ""),
    ("1950S2", "1900-01-01", "1999-12-31", "century", "", ""),
    ("1950S2~", "1900-01-01", "1999-12-31", "century", "~", ""),
    ("1950S4", "1950-01-01", "1950-12-31", "year", "", ""),
    ("Y171010S3", "+171000-01-01", "+171999-12-31", "century", "", ""),
    ("-1950S2", "-1999-01-01", "-1900-12-31", "century", "", ""),
    # level 2: seasons by hemisphere, quarters, thirds, halves
    ("2022-25", "2022-03-01", "2022-05-31", "season", "", ""),
    ("2022-28", "2022-12-01", "2023-02-28", "season", "", ""),
    ("2022-29", "2022-09-01", "2022-11-30", "season", "", ""),
    ("2022-30", "2022-12-01", "2023-02-28", "season", "", ""),
    ("2022-31", "2022-03-01", "2022-05-31", "season", "", ""),
    ("2022-32", "2022-06-01", "2022-08-31", "season", "", ""),
    ("2022-33", "2022-01-01", "2022-03-31", "quarter", "", ""),
    ("2022-34", "2022-04-01", "2022-06-30", "quarter", "", ""),
    ("2022-36", "2022-10-01", "2022-12-31", "quarter", "", ""),
    ("2022-37", "2022-01-01", "2022-04-30", "half", "", ""),
    ("2022-38", "2022-05-01", "2022-08-31", "half", "", ""),
    ("2022-39", "2022-09-01", "2022-12-31", "half", "", ""),
    ("2022-40", "2022-01-01", "2022-06-30", "half", "", ""),
    ("2022-41", "2022-07-01", "2022-12-31", "half", "", ""),
    ("2022-33/2022-34", "2022-01-01", "2022-06-30", "quarter", "E", "2022-03-31/2022-04-01"),
    ("2022-40/2023-40", "2022-01-01", "2023-06-30", "half", "E", "2022-06-30/2023-01-01"),
    # level 2: parts qualified
    ("?2022-02-10", "2022-02-10", "2022-02-10", "day", "?", ""),
    ("2022?-02-10", "2022-02-10", "2022-02-10", "day", "?", ""),
    ("2022-?02-10", "2022-02-10", "2022-02-10", "day", "?", ""),
    ("2022-02~-10", "2022-02-10", "2022-02-10", "day", "~", ""),
    ("2022-02-~10", "2022-02-10", "2022-02-10", "day", "~", ""),
    ("~2022-02-?10", "2022-02-10", "2022-02-10", "day", "?~", ""),
    ("2022-05-~25/2022-06-~05", "2022-05-25", "2022-06-05", "day", "E~", ""),
    # level 2: masked digits
    ("XXXX", "0000-01-01", "9999-12-31", "century", "", ""),
    ("-004X", "-0049-01-01", "-0040-12-31", "decade", "", ""),
    ("2022-12-1X", "2022-12-10", "2022-12-19", "month", "", ""),
    ("2021-12-0X", "2021-12-01", "2021-12-09", "month", "", ""),
    ("2024-02-2X", "2024-02-20", "2024-02-29", "month", "", ""),
    ("2022-1X", "2022-10-01", "2022-12-31", "year", "", ""),
    ("2022-XX-15", "2022-01-15", "2022-12-15", "year", "", ""),
    ("2022-XX-31", "2022-01-31", "2022-12-31", "year", "", ""),
    ("201X-06", "2010-06-01", "2019-06-30", "decade", "", ""),
    ("202X-02-29", "2020-02-29", "2028-02-29", "decade", "", ""),
    ("190X-02-29", "1904-02-29", "1908-02-29", "decade", "", ""),
    ("20XX-06-15", "2000-06-15", "2099-06-15", "century", "", ""),
    ("XXXX-12-25", "0000-12-25", "9999-12-25", "century", "", ""),
    ("2022-02-10/2022-02-1X", "2022-02-10", "2022-02-19", "month", "E", "2022-02-10/2022-02-10"),
    # level 2: one of a set
    ("[2023-01-09..2023-01-15]", "2023-01-09", "2023-01-15", "month", "", ""),
    ("[2021-12-01..2021-12-10]", "2021-12-01", "2021-12-10", "month", "", ""),
    ("[2022-12-28..2023-01-03]", "2022-12-28", "2023-01-03", "month", "", ""),
    ("[2022-01-01..2022-02-05]", "2022-01-01", "2022-02-05", "quarter", "", ""),
    ("[2022-11..2023-02]", "2022-11-01", "2023-02-28", "half", "", ""),
    ("[2020..2022]", "2020-01-01", "2022-12-31", "decade", "", ""),
    ("[2022-01-01..2023-12-31]", "2022-01-01", "2023-12-31", "decade", "", ""),
    ("[2022-01-01,2023-12-31]", "2022-01-01", "2023-12-31", "decade", "", ""),
    ("[2022-02-10]", "2022-02-10", "2022-02-10", "day", "", ""),
    ("[2022-02-10..]", "2022-02-10", None, "century", "", ""),
    ("[..2022-02-10]", None, "2022-02-10", "century", "", ""),
    ("[2022-02-10,2022-02-12]", "2022-02-10", "2022-02-12", "month", "", ""),
    ("[2021,2022]", "2021-01-01", "2022-12-31", "decade", "", ""),
    ("[2022-02-10, 2022-02-12, 2022-02-20]", "2022-02-10", "2022-02-20", "month", "", ""),
    ("[1667,1668, 1670..1672]", "1667-01-01", "1672-12-31", "decade", "", ""),
    ("[2022-12-05,2022-11]", "2022-11-01", "2022-12-05", "quarter", "", ""),
    ("[..1760-12-03,1762]", None, "1762-12-31", "century", "", ""),
    ("[..2022-02-10,2021]", None, "2022-02-10", "century", "", ""),
    ("[2021,2022.. ]", "2021-01-01", None, "century", "", ""),
    ("[..2020,2022..]", None, None, "century", "", ""),
    ("[2022-02-10?..2022-02-20]", "2022-02-10", "2022-02-20", "month", "?", ""),
    ("[2022-02~,2022-03]", "2022-02-01", "2022-03-31", "quarter", "~", ""),
    # level 2: all of a set
    ("{2022-02-10,2022-02-12}", "2022-02-10", "2022-02-12", "day", "E", ""),
    ("{2022-02-10..2022-02-12}", "2022-02-10", "2022-02-12", "day", "E", ""),
    ("{1960,1961,1962}", "1960-01-01", "1962-12-31", "year", "E", ""),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", "year", "E", ""),
    ("{2022-02,2022}", "2022-01-01", "2022-12-31", "year", "E", ""),
    ("{..1984}", None, "1984-12-31", "year", "E", ""),
    ("{1984..}", "1984-01-01", None, "year", "E", ""),
    ("{2022-02-10}", "2022-02-10", "2022-02-10", "day", "E", ""),
]

# EDTF, in English, label, a year in the heading above, label under that heading.
WORDS: list[tuple[str, str, str, str, str]] = [
    # level 0
    ("2022-02-10", "10 Feb 2022", "10 Feb 2022", "2022", "10 Feb"),
    ("2024-02-29", "29 Feb 2024", "29 Feb 2024", "2024", "29 Feb"),
    ("2021-09", "Sep 2021", "Sep 2021", "2021", "Sep"),
    ("2017", "2017", "2017", "2017", "2017"),
    ("0045", "45", "45", "45", "45"),
    ("0000", "1 BC", "1 BC", "1 BC", "1 BC"),
    ("0000-02-29", "29 Feb 1 BC", "29 Feb 1 BC", "1 BC", "29 Feb"),
    ("2022-02-10/2022-02-20", "10–20 Feb 2022", "10–20 Feb 2022", "2022", "10–20 Feb"),
    ("2023-01-16/2023-02-01", "16 Jan – 1 Feb 2023", "16 Jan–1 Feb 2023", "2023", "16 Jan–1 Feb"),
    ("2021-12-20/2022-01-05", "20 Dec 2021 – 5 Jan 2022", "20 Dec 2021–5 Jan 2022", "2021", "20 Dec–5 Jan"),
    ("2022-02/2022-03", "Feb–Mar 2022", "Feb–Mar 2022", "2022", "Feb–Mar"),
    ("2017/2019", "2017–2019", "2017–2019", "2017", "2017–2019"),
    ("2022-02-10/2022-02-10", "10 Feb 2022", "10 Feb 2022", "2022", "10 Feb"),
    ("2022/2022", "2022", "2022", "2022", "2022"),
    ("2022-02-10/2022", "10 Feb 2022 – 2022", "10 Feb 2022–2022", "2022", "10 Feb 2022–2022"),
    ("2022-01-01/2022-12-31", "1 Jan – 31 Dec 2022", "1 Jan–31 Dec 2022", "2022", "1 Jan–31 Dec"),
    ("2022-01-01/2023-12-31", "1 Jan 2022 – 31 Dec 2023", "2022–2023", "2022", "2022–2023"),
    # level 1: BC and far years
    ("-0001", "2 BC", "2 BC", "2 BC", "2 BC"),
    ("-0044-03-15", "15 Mar 45 BC", "15 Mar 45 BC", "45 BC", "15 Mar"),
    ("-0044-03-15/-0043-01", "15 Mar 45 BC – Jan 44 BC", "15 Mar 45 BC–Jan 44 BC", "45 BC", "15 Mar–Jan"),
    ("-0044/0014", "45 BC–14", "45 BC–14", "45 BC", "45 BC–14"),
    ("Y12000", "12000", "12000", "12000", "12000"),
    ("Y-170000", "170001 BC", "170001 BC", "170001 BC", "170001 BC"),
    ("Y5000000", "5000000", "5000000", "5000000", "5000000"),
    # level 1: seasons
    ("2022-21", "spring 2022", "spring 2022", "2022", "spring"),
    ("2022-22", "summer 2022", "summer 2022", "2022", "summer"),
    ("2022-23", "autumn 2022", "autumn 2022", "2022", "autumn"),
    ("2022-24", "winter 2022", "winter 2022", "2022", "winter"),
    ("-0044-24", "winter 45 BC", "winter 45 BC", "45 BC", "winter"),
    ("2022-21/2022-23", "spring–autumn 2022", "spring–autumn 2022", "2022", "spring–autumn"),
    # level 1: the whole date qualified
    ("2022?", "2022 (uncertain)", "2022?", "2022", "2022?"),
    ("2022~", "about 2022", "~2022", "2022", "~2022"),
    ("2022%", "about 2022 (uncertain)", "~2022?", "2022", "~2022?"),
    ("2022-11?", "Nov 2022 (uncertain)", "Nov 2022?", "2022", "Nov?"),
    ("2022-02-10?", "10 Feb 2022 (uncertain)", "10 Feb 2022?", "2022", "10 Feb?"),
    ("2022-02-10~", "about 10 Feb 2022", "~10 Feb 2022", "2022", "~10 Feb"),
    ("2022-02-10%", "about 10 Feb 2022 (uncertain)", "~10 Feb 2022?", "2022", "~10 Feb?"),
    ("2022-23~", "about autumn 2022", "~autumn 2022", "2022", "~autumn"),
    ("2023-01-16/2023-02-01?", "16 Jan – 1 Feb 2023 (end uncertain)", "16 Jan–1 Feb 2023?", "2023", "16 Jan–1 Feb?"),
    ("2022-10-22~/2022-10-25", "22–25 Oct 2022 (start approximate)", "~22–25 Oct 2022", "2022", "~22–25 Oct"),
    ("2022-02-10/2022-02-10?", "10 Feb 2022 (end uncertain)", "10 Feb 2022?", "2022", "10 Feb?"),
    (
        "2022-01-01~/2023-12-31?",
        "1 Jan 2022 – 31 Dec 2023 (end uncertain, start approximate)",
        "~2022–2023?",
        "2022",
        "~2022–2023?",
    ),
    ("2022-02-10/2022-02-20~", "10–20 Feb 2022 (end approximate)", "~10–20 Feb 2022", "2022", "~10–20 Feb"),
    ("2022-02-10~/2022-02-20~", "about 10–20 Feb 2022", "~10–20 Feb 2022", "2022", "~10–20 Feb"),
    ("2022-02-10?/2022-02-20?", "10–20 Feb 2022 (uncertain)", "10–20 Feb 2022?", "2022", "10–20 Feb?"),
    (
        "2022-02-10/2022-02-20%",
        "10–20 Feb 2022 (end uncertain, end approximate)",
        "~10–20 Feb 2022?",
        "2022",
        "~10–20 Feb?",
    ),
    # level 1: unspecified digits
    ("201X", "2010s", "2010s", "2010", "2010s"),
    ("20XX", "2000–2099", "2000–2099", "2000", "2000–2099"),
    ("2022-XX", "some month in 2022", "in 2022", "2022", "in 2022"),
    ("2022-XX-XX", "some day in 2022", "in 2022", "2022", "in 2022"),
    ("2022-11-XX", "some day in Nov 2022", "in Nov 2022", "2022", "in Nov"),
    ("2022-11-XX?", "some day in Nov 2022 (uncertain)", "in Nov 2022?", "2022", "in Nov?"),
    # level 1: open and unknown ends
    ("2022-10/..", "since Oct 2022", "since Oct 2022", "2022", "since Oct"),
    ("2022-10-22/..", "since 22 Oct 2022", "since 22 Oct 2022", "2022", "since 22 Oct"),
    ("2022-10-22?/..", "since 22 Oct 2022 (uncertain)", "since 22 Oct 2022?", "2022", "since 22 Oct?"),
    ("2022-10/", "from Oct 2022, end unknown", "from Oct 2022", "2022", "from Oct"),
    ("2022-10-22/", "from 22 Oct 2022, end unknown", "from 22 Oct 2022", "2022", "from 22 Oct"),
    ("../2022-10-22", "until 22 Oct 2022", "≤22 Oct 2022", "2022", "≤22 Oct"),
    ("../2022-10", "until Oct 2022", "≤Oct 2022", "2022", "≤Oct"),
    ("/2022-10-22", "until 22 Oct 2022, start unknown", "≤22 Oct 2022", "2022", "≤22 Oct"),
    ("/2022-10", "until Oct 2022, start unknown", "≤Oct 2022", "2022", "≤Oct"),
    ("2022-11-XX/..", "since some day in Nov 2022", "since Nov 2022", "2022", "since Nov"),
    # level 2: far years with an exponent, significant digits
    ("Y17E3", "17000", "17000", "17000", "17000"),
    ("Y-4E6", "4000001 BC", "4000001 BC", "4000001 BC", "4000001 BC"),
    (
        "1950S2",
        "about 1950 (2 significant digits)",
        "1950 (2 significant digits)",
        "1900",
        "1950 (2 significant digits)",
    ),
    ("1950S4", "1950", "1950", "1950", "1950"),
    (
        "-1950S2",
        "about 1951 BC (2 significant digits)",
        "1951 BC (2 significant digits)",
        "2000 BC",
        "1951 BC (2 significant digits)",
    ),
    # level 2: seasons by hemisphere, quarters, thirds, halves
    ("2022-29", "spring (south) 2022", "spring (south) 2022", "2022", "spring (south)"),
    ("2022-32", "winter (south) 2022", "winter (south) 2022", "2022", "winter (south)"),
    ("2022-33", "Q1 2022", "Q1 2022", "2022", "Q1"),
    ("2022-34", "Q2 2022", "Q2 2022", "2022", "Q2"),
    ("2022-36", "Q4 2022", "Q4 2022", "2022", "Q4"),
    ("2022-37", "first third of 2022", "first third of 2022", "2022", "first third"),
    ("2022-39", "last third of 2022", "last third of 2022", "2022", "last third"),
    ("2022-40", "first half of 2022", "first half of 2022", "2022", "first half"),
    ("2022-41", "second half of 2022", "second half of 2022", "2022", "second half"),
    ("2022-33/2022-34", "Q1–Q2 2022", "Q1–Q2 2022", "2022", "Q1–Q2"),
    (
        "2022-40/2023-40",
        "first half of 2022 – first half of 2023",
        "first half of 2022–first half of 2023",
        "2022",
        "first half of 2022–first half of 2023",
    ),
    # level 2: parts qualified
    ("?2022-02-10", "10 Feb 2022 (uncertain)", "10 Feb 2022?", "2022", "10 Feb?"),
    ("2022?-02-10", "10 Feb 2022 (uncertain)", "10 Feb 2022?", "2022", "10 Feb?"),
    ("2022-?02-10", "10 Feb 2022 (uncertain)", "10 Feb 2022?", "2022", "10 Feb?"),
    ("2022-02~-10", "about 10 Feb 2022", "~10 Feb 2022", "2022", "~10 Feb"),
    ("2022-02-~10", "about 10 Feb 2022", "~10 Feb 2022", "2022", "~10 Feb"),
    ("~2022-02-?10", "about 10 Feb 2022 (uncertain)", "~10 Feb 2022?", "2022", "~10 Feb?"),
    ("2022-05-~25/2022-06-~05", "about 25 May – 5 Jun 2022", "~25 May–5 Jun 2022", "2022", "~25 May–5 Jun"),
    (
        "1950S2~",
        "about 1950 (2 significant digits)",
        "~1950 (2 significant digits)",
        "",
        "~1950 (2 significant digits)",
    ),
    # level 2: masked digits
    ("XXXX", "1 BC–9999", "1 BC–9999", "1 BC", "1 BC–9999"),
    ("000X", "1 BC–9", "1 BC–9", "1 BC", "1 BC–9"),
    ("-004X", "50 BC–41 BC", "50 BC–41 BC", "50 BC", "50 BC–41 BC"),
    ("2022-12-1X", "a date like 2022-12-1X", "2022-12-1X", "2022", "2022-12-1X"),
    ("2024-02-2X", "a date like 2024-02-2X", "2024-02-2X", "2024", "2024-02-2X"),
    ("2022-1X", "a date like 2022-1X", "2022-1X", "2022", "2022-1X"),
    ("2022-XX-15", "a date like 2022-XX-15", "2022-XX-15", "2022", "2022-XX-15"),
    ("2022-XX-31", "a date like 2022-XX-31", "2022-XX-31", "2022", "2022-XX-31"),
    ("201X-06", "a date like 201X-06", "201X-06", "2010", "201X-06"),
    ("202X-02-29", "a date like 202X-02-29", "202X-02-29", "2020", "202X-02-29"),
    # level 2: one of a set
    ("[2023-01-09..2023-01-15]", "between 9 and 15 Jan 2023", "9..15 Jan 2023", "2023", "9..15 Jan"),
    ("[2021-12-01..2021-12-10]", "between 1 and 10 Dec 2021", "1..10 Dec 2021", "2021", "1..10 Dec"),
    (
        "[2022-12-28..2023-01-03]",
        "between 28 Dec 2022 and 3 Jan 2023",
        "28 Dec 2022..3 Jan 2023",
        "2022",
        "28 Dec..3 Jan",
    ),
    ("[2022-01-01..2022-02-05]", "between 1 Jan and 5 Feb 2022", "1 Jan..5 Feb 2022", "2022", "1 Jan..5 Feb"),
    ("[2022-11..2023-02]", "between Nov 2022 and Feb 2023", "Nov 2022..Feb 2023", "2022", "Nov..Feb"),
    ("[2020..2022]", "between 2020 and 2022", "2020..2022", "2020", "2020..2022"),
    ("[2022-01-01..2023-12-31]", "between 1 Jan 2022 and 31 Dec 2023", "2022..2023", "2022", "2022..2023"),
    (
        "[2022-01-01,2023-12-31]",
        "one of 1 Jan 2022, 31 Dec 2023",
        "1 Jan 2022 or 31 Dec 2023",
        "2022",
        "1 Jan 2022 or 31 Dec 2023",
    ),
    ("[2022-02-10]", "10 Feb 2022", "10 Feb 2022", "2022", "10 Feb"),
    ("[2022-02-10..]", "10 Feb 2022 or later", "≥10 Feb 2022", "2022", "≥10 Feb"),
    ("[..2022-02-10]", "10 Feb 2022 or earlier", "≤10 Feb 2022", "2022", "≤10 Feb"),
    ("[2022-02-10,2022-02-12]", "one of 10 Feb 2022, 12 Feb 2022", "10 or 12 Feb 2022", "2022", "10 or 12 Feb"),
    ("[2021,2022]", "one of 2021, 2022", "2021 or 2022", "2021", "2021 or 2022"),
    (
        "[2022-02-10, 2022-02-12, 2022-02-20]",
        "one of 10 Feb 2022, 12 Feb 2022, 20 Feb 2022",
        "10..20 Feb 2022",
        "2022",
        "10..20 Feb",
    ),
    ("[1667,1668, 1670..1672]", "one of 1667, 1668, 1670 to 1672", "1667..1672", "1667", "1667..1672"),
    ("[2022-12-05,2022-11]", "one of 5 Dec 2022, Nov 2022", "Nov 2022 or 5 Dec 2022", "2022", "Nov 2022 or 5 Dec"),
    ("[..1760-12-03,1762]", "one of 3 Dec 1760 or earlier, 1762", "≤1762", "1762", "≤1762"),
    ("[..2022-02-10,2021]", "one of 10 Feb 2022 or earlier, 2021", "≤10 Feb 2022", "2022", "≤10 Feb"),
    ("[2021,2022.. ]", "one of 2021, 2022 or later", "≥2021", "2021", "≥2021"),
    ("[..2020,2022..]", "one of 2020 or earlier, 2022 or later", "[..2020,2022..]", "2020", "[..2020,2022..]"),
    ("[2022-02-10?..2022-02-20]", "between 10 and 20 Feb 2022 (uncertain)", "10..20 Feb 2022?", "2022", "10..20 Feb?"),
    ("[2022-02~,2022-03]", "one of about Feb 2022, Mar 2022", "~Feb or Mar 2022", "2022", "~Feb or Mar"),
    # level 2: all of a set
    ("{2022-02-10,2022-02-12}", "each of 10 Feb 2022, 12 Feb 2022", "10, 12 Feb 2022", "2022", "10, 12 Feb"),
    ("{2022-02-10..2022-02-12}", "each of 10 Feb 2022 to 12 Feb 2022", "10..12 Feb 2022", "2022", "10..12 Feb"),
    ("{1960,1961,1962}", "each of 1960, 1961, 1962", "1960..1962", "1960", "1960..1962"),
    ("{1960,1961-12}", "each of 1960, Dec 1961", "1960, Dec 1961", "1960", "1960, Dec 1961"),
    ("{2022-02,2022}", "each of Feb 2022, 2022", "2022", "2022", "2022"),
    ("{..1984}", "each of 1984 or earlier", "≤1984", "1984", "≤1984"),
    ("{1984..}", "each of 1984 or later", "since 1984", "1984", "since 1984"),
    ("{2022-02-10}", "10 Feb 2022", "10 Feb 2022", "2022", "10 Feb"),
]

REFUSED: list[tuple[str, str]] = [
    ("", "is not an EDTF date"),
    (" ", "is not an EDTF date"),
    (" 2022", "is not an EDTF date"),
    ("2022\n", "is not an EDTF date"),
    ("20220116", "'20220116' is not an EDTF date (like 2022-02-10, 2021-09, 2022-10/..)"),
    ("2022-1-5", "is not an EDTF date"),
    ("12345", "is not an EDTF date"),
    ("+2022", "is not an EDTF date"),
    ("2022-W05", "is not an EDTF date"),
    ("2022-045", "is not an EDTF date"),
    ("2022-xx", "is not an EDTF date"),
    ("2022??", "is not an EDTF date"),
    ("2022-02-10?~", "is not an EDTF date"),
    ("2022-02-1O", "is not an EDTF date"),
    ("２０２２", "is not an EDTF date"),
    ("2022-٠٢", "is not an EDTF date"),
    ("2022–02–10", "is not an EDTF date"),
    ("2022-02-10\x00", "is not an EDTF date"),
    ("Feb 2022", "is not an EDTF date"),
    ("last week", "is not an EDTF date"),
    ("June 25-27, 2022", "is not an EDTF date"),
    ("Today", "is not an EDTF date"),
    ("..", "is not an EDTF date"),
    ("1950S0", "is not an EDTF date"),
    ("1950S" + "9" * 5000, "is not an EDTF date"),
    ("Y2022E", "is not an EDTF date"),
    ("2022-01-05T10:00Z", "has a time of day; give the day alone"),
    ("2022-13", "there is no month 13"),
    ("2022-00", "there is no month 00"),
    ("2022-20", "there is no month 20"),
    ("2022-42", "there is no month 42"),
    ("2022-2X", "there is no month 2X"),
    ("2022-02-29", "Feb 2022 has 28 days"),
    ("1900-02-29", "Feb 1900 has 28 days"),
    ("2024-02-30", "Feb 2024 has 29 days"),
    ("2022-04-31", "Apr 2022 has 30 days"),
    ("2022-01-00", "Jan 2022 has 31 days"),
    ("2022-02-3X", "Feb 2022 has 28 days"),
    ("-0001-02-29", "Feb 2 BC has 28 days"),
    ("20XX-02-30", "there is no day 30"),
    ("2022-XX-32", "there is no day 32"),
    ("2022-21-05", "a season, quarter or half takes one year and no day"),
    ("202X-21", "a season, quarter or half takes one year and no day"),
    ("2X22", "X may only stand for the last digits"),
    ("X022", "X may only stand for the last digits"),
    ("1950S2-05", "significant digits (S) go with a whole year alone"),
    ("19XXS2", "significant digits (S) go with a whole year alone"),
    ("Y5000001", "years beyond ±5,000,000 are not supported"),
    ("Y-6E6", "years beyond ±5,000,000 are not supported"),
    ("Y5000000S1", "years beyond ±5,000,000 are not supported"),
    ("Y170000002", "years beyond ±5,000,000 are not supported"),
    ("2023-02-01/2023-01-16", "ends before it starts"),
    ("2022-12/2022-03-1X", "ends before it starts"),
    ("[2023..2022]", "ends before it starts"),
    ("2022/2023/2024", "is not an interval"),
    ("2022/01/05", "is not an interval"),
    ("/", "is not an interval"),
    ("../..", "is not an interval"),
    ("/..", "is not an interval"),
    ("2022/2023-13", "'2023-13': there is no month 13"),
    ("[2022", "has no closing ]"),
    ("[", "has no closing ]"),
    ("[2022}", "has no closing ]"),
    ("{2022]", "has no closing }"),
    ("[]", "has an empty place where a date belongs"),
    ("[2022,]", "has an empty place where a date belongs"),
    ("{2022, ,2023}", "has an empty place where a date belongs"),
    ("[..]", "only its first member may start with .. and its last end with .."),
    ("[2022,..2023]", "only its first member may start with .. and its last end with .."),
    ("[2022..,2023]", "only its first member may start with .. and its last end with .."),
    ("[2022,2023-13]", "'2023-13': there is no month 13"),
    ("[2022/2023]", "puts a set and an interval together"),
    ("2022/[2023..2024]", "puts a set and an interval together"),
    ("2022]", "is not an EDTF date"),
]


@pytest.mark.parametrize(("edtf", "lo", "hi", "precision", "flags", "sure"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_a_date_has_bounds_and_a_precision(
    edtf: str, lo: str | None, hi: str | None, precision: str, flags: str, sure: str
) -> None:
    date = parse(edtf)
    assert str(date) == edtf
    assert (iso(date.lo), iso(date.hi)) == (lo, hi)
    assert date.precision == precision
    assert (date.extent, date.uncertain, date.approximate) == ("E" in flags, "?" in flags, "~" in flags)
    assert ("" if date.sure is None else "/".join(iso(day) or ".." for day in date.sure)) == sure


@pytest.mark.parametrize(("edtf", "text", "label", "heading", "under"), WORDS, ids=[row[0] for row in WORDS])
def test_a_date_is_worded_in_english(edtf: str, text: str, label: str, heading: str, under: str) -> None:
    date = parse(edtf)
    assert date.text == text
    assert date.label() == label
    assert date.label(heading) == under


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=[row[0][:24] or "empty" for row in REFUSED])
def test_what_is_not_a_date_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(DateError) as refusal:
        parse(text)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("code", range(21, 42))
def test_every_grouping_of_months_is_as_long_as_its_name_says(code: int) -> None:
    date = parse(f"2022-{code}")
    assert date.lo is not None and date.hi is not None
    first, last = civil(date.lo), civil(date.hi)
    assert first[2] == 1 and last[2] == days_in_month(last[0], last[1])
    assert (last[0] - first[0]) * 12 + last[1] - first[1] + 1 == (4 if 37 <= code <= 39 else 6 if code >= 40 else 3)


def test_sorting_is_by_earliest_possible_day_then_latest() -> None:
    in_order = [
        "../2020",
        "../2021",
        "[..2020,2022..]",
        "Y-170000",
        "-0044-03-15",
        "0000",
        "0001",
        "2021-12-31",
        "2022-01-01",
        "[2022-01-01..2022-01-05]",
        "2022-01",
        "2022-XX-XX",
        "2022/2023",
        "2022/..",
        "2022-01-02",
        "Y12000",
    ]
    assert [str(date) for date in sorted(map(parse, reversed(in_order)), key=lambda date: date.sort_key)] == in_order


def test_dates_written_the_same_are_equal_and_others_are_not() -> None:
    assert parse("2022-01-01/2022-12-31") == parse("2022-01-01/2022-12-31")
    assert parse("2022") != parse("2022?")
    assert len({parse("2022"), parse("2022"), parse("2022~")}) == 2


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (1, "0001-01-01"),
        (0, "0000-12-31"),
        (-366, "-0001-12-31"),
        (3_652_059, "9999-12-31"),
        (3_652_060, "+10000-01-01"),
        (None, None),
    ],
)
def test_a_day_is_written_in_iso_with_a_sign_beyond_four_digits(day: int | None, written: str | None) -> None:
    assert iso(day) == written


@pytest.mark.parametrize(("year", "words"), [(2022, "2022"), (1, "1"), (0, "1 BC"), (-44, "45 BC")])
def test_the_year_before_1_is_1_bc(year: int, words: str) -> None:
    assert year_words(year) == words


@given(st.integers(day_number(-YEAR_LIMIT, 1, 1), day_number(YEAR_LIMIT + 1, 12, 31)))
@example(day_number(0, 2, 29))
@example(day_number(-400, 2, 29))
@example(day_number(-1, 12, 31))
def test_a_day_number_and_its_civil_date_are_inverse(number: int) -> None:
    year, month, day = civil(number)
    assert 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    assert day_number(year, month, day) == number


@given(st.integers(day_number(-YEAR_LIMIT, 1, 1), day_number(YEAR_LIMIT, 12, 31)))
def test_the_next_day_number_is_the_next_day(number: int) -> None:
    year, month, day = civil(number)
    following = (year, month, day + 1)
    if day == days_in_month(year, month):
        following = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert civil(number + 1) == following


@given(st.dates())
@example(datetime.date.min)
@example(datetime.date.max)
def test_day_numbers_are_pythons_ordinals(date: datetime.date) -> None:
    assert day_number(date.year, date.month, date.day) == date.toordinal()
    assert civil(date.toordinal()) == (date.year, date.month, date.day)
    assert days_in_month(date.year, date.month) == calendar.monthrange(date.year, date.month)[1]


def test_every_day_of_a_cycle_of_400_years_is_pythons() -> None:
    first = datetime.date(1799, 3, 1).toordinal()
    for number in range(first, first + 146_097):
        date = datetime.date.fromordinal(number)
        assert civil(number) == (date.year, date.month, date.day)
        year, month, day = civil(number - 10 * 146_097)
        assert (year, month, day) == (date.year - 4000, date.month, date.day)
        assert day_number(year, month, day) == number - 10 * 146_097


@pytest.mark.parametrize(
    ("days", "precision", "wider"),
    [
        (1, "day", "month"),
        (31, "month", "quarter"),
        (92, "quarter", "half"),
        (184, "half", "year"),
        (366, "year", "decade"),
        (3653, "decade", "century"),
    ],
)
def test_one_day_of_a_range_is_as_exact_as_the_narrowest_unit_that_is_as_wide(
    days: int, precision: str, wider: str
) -> None:
    first = datetime.date(2022, 1, 1)
    last, next_last = (first + datetime.timedelta(days=n) for n in (days - 1, days))
    assert parse(f"[{first}..{last}]").precision == precision
    assert parse(f"[{first}..{next_last}]").precision == wider


QUALIFIERS = st.sampled_from(["", "", "?", "~", "%"])


@st.composite
def points(draw: st.DrawFn) -> tuple[str, int]:
    """A valid date that is no interval and no set, of any level, and one day that it must allow."""
    year = draw(st.one_of(st.integers(1, 9999), st.integers(-9999, 9999), st.integers(-YEAR_LIMIT, YEAR_LIMIT)))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in_month(year, month)))
    number = day_number(year, month, day)
    mark = draw(QUALIFIERS)
    if abs(year) > 9999:
        return f"Y{year}{mark}", number
    sign, digits = "-" if year < 0 else "", f"{abs(year):04d}"
    written = f"{sign}{digits}"
    masked_day = draw(st.sampled_from([f"{day:02d}", "XX", f"{day // 10}X", f"X{day % 10}"]))
    masked_month = draw(st.sampled_from([f"{month:02d}", "XX", f"{month // 10}X"]))
    seasons = [c + 4 * i for i in (0, 1) for c, first in ((21, 3), (22, 6), (23, 9)) if first <= month < first + 3]
    forms = [
        f"{written}{mark}",
        f"{written}-{month:02d}{mark}",
        f"{written}-{month:02d}-{day:02d}{mark}",
        f"{written}-{month:02d}-{masked_day}{mark}",
        f"{written}-{masked_month}-{masked_day}{mark}",
        f"{written}-{masked_month}{mark}",
        f"{written}-{(month - 1) // 3 + 33}{mark}",
        f"{written}-{(month - 1) // 4 + 37}{mark}",
        f"{written}-{(month - 1) // 6 + 40}{mark}",
        f"{mark}{written}-{draw(QUALIFIERS)}{month:02d}-{draw(QUALIFIERS)}{day:02d}",
        f"{written}{mark}-{month:02d}{draw(QUALIFIERS)}-{day:02d}",
        *(f"{written}-{code}{mark}" for code in seasons),
        *(f"{sign}{digits[:-n]}{'X' * n}{mark}" for n in (1, 2, 3, 4)),
        *(f"{sign}{digits[:-n]}{'X' * n}-{month:02d}-{masked_day}{mark}" for n in (1, 2)),
        *(f"{written}S{n}{mark}" for n in (1, 2, 3, 4, 5)),
    ]
    return draw(st.sampled_from(forms)), number


@st.composite
def written_dates(draw: st.DrawFn) -> tuple[str, int, int]:
    """A valid date of any shape, and the first and last of the days that it must allow."""
    (first, early), (second, late) = sorted((draw(points()), draw(points())), key=lambda point: point[1])
    third, between = draw(points())
    a, b, c = min(early, between), max(late, between), between
    space = draw(st.sampled_from(["", " "]))
    shapes = [
        (first, early, early),
        (f"{first}/{second}", early, late),
        (f"{first}/..", early, early),
        (f"{first}/", early, early),
        (f"../{second}", late, late),
        (f"/{second}", late, late),
    ]
    for left, right in ("[]", "{}"):
        shapes += [
            (f"{left}{first}{right}", early, early),
            (f"{left}{first}..{second}{right}", early, late),
            (f"{left}{first}..{right}", early, early),
            (f"{left}..{first}{right}", early, early),
            (f"{left}{first},{space}{third}{right}", min(early, c), max(early, c)),
            (f"{left}{third},{first}..{second}{right}", a, b),
            (f"{left}..{third},{first},{second}..{right}", a, b),
        ]
    return draw(st.sampled_from(shapes))


@given(written_dates())
def test_every_valid_date_parses_prints_as_written_and_contains_its_days(case: tuple[str, int, int]) -> None:
    text, first, last = case
    date = parse(text)
    assert str(date) == text
    assert date.lo is None or date.lo <= first
    assert date.hi is None or last <= date.hi
    assert date.precision in PRECISIONS
    assert date.text and date.label() and date.label(year_words(civil(first)[0]))


@given(written_dates())
def test_an_end_without_bound_is_one_that_is_written_open_or_unknown(case: tuple[str, int, int]) -> None:
    inner = case[0].strip("[]{}")
    date = parse(case[0])
    assert (date.lo is None) == inner.startswith(("..", "/"))
    assert (date.hi is None) == inner.endswith(("..", "/"))


@given(written_dates())
def test_qualifiers_are_never_dropped(case: tuple[str, int, int]) -> None:
    date = parse(case[0])
    assert date.uncertain == bool(re.search(r"[?%]", date.edtf))
    assert date.approximate == bool(re.search(r"[~%]", date.edtf))
    assert ("uncertain" in date.text) == date.uncertain
    assert date.approximate <= ("about" in date.text or "approximate" in date.text)


@given(written_dates())
def test_sure_days_are_possible_days_and_a_qualified_end_is_none_of_them(case: tuple[str, int, int]) -> None:
    date = parse(case[0])
    if date.uncertain or date.approximate:
        ends = {point.lo for point in date.points if point and not (point.uncertain or point.approximate)}
        assert date.sure is None or (date.shape == "interval" and date.sure[0] == date.sure[1] in ends)
    if date.sure is not None:
        first, last = date.sure
        low, high = date.sort_key
        assert (low if first is None else first) <= (high if last is None else last)
        assert low <= (low if first is None else first) and (high if last is None else last) <= high


@given(st.lists(written_dates(), min_size=2, max_size=6))
def test_any_dates_sort_by_earliest_then_latest(cases: list[tuple[str, int, int]]) -> None:
    def comes_first(a: Edtf, b: Edtf) -> bool:
        if a.lo != b.lo:
            return a.lo is None or (b.lo is not None and a.lo < b.lo)
        return b.hi is None or (a.hi is not None and a.hi <= b.hi)

    dates = sorted((parse(text) for text, _, _ in cases), key=lambda date: date.sort_key)
    assert all(comes_first(a, b) for a, b in itertools.pairwise(dates))


@given(st.integers(32, 9999), st.integers(1, 12), QUALIFIERS, st.sampled_from(["", "-XX"]))
def test_a_month_is_never_worded_as_a_day(year: int, month: int, mark: str, rest: str) -> None:
    date = parse(f"{year:04d}-{month:02d}{rest}{mark}")
    assert date.precision == "month"
    for words in (date.text, date.label()):
        assert re.findall(r"\d+", words) == [str(year)]
        assert MONTHS[month - 1] in words
    assert not re.search(r"\d", date.label(str(year)))


@given(st.integers(32, 9999), st.integers(21, 41), QUALIFIERS)
def test_a_season_quarter_or_half_is_never_worded_as_a_month_or_day(year: int, code: int, mark: str) -> None:
    date = parse(f"{year:04d}-{code}{mark}")
    assert date.precision in ("season", "quarter", "half")
    assert re.findall(r"\b\d+\b", date.text) == [str(year)]
    assert not any(re.search(rf"\b{month}\b", date.text) for month in MONTHS)


@given(st.integers(1, 9999), QUALIFIERS, st.sampled_from(["", "-XX", "-XX-XX"]))
def test_a_year_is_never_worded_as_a_month_or_day(year: int, mark: str, rest: str) -> None:
    date = parse(f"{year:04d}{rest}{mark}")
    assert date.precision == "year"
    for words in (date.text, date.label()):
        assert re.findall(r"\d+", words) == [str(year)]
        assert not any(month in words for month in MONTHS)


NEAR_EDTF = st.one_of(
    st.text(),
    st.text(alphabet="0123456789XYSETZ?~%-/.,[]{} :", max_size=24),
    st.from_regex(r"\A[\[{]?[?~%]?-?[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?(/|\.\.|,|/\.\.)?([0-9]{4}-[0-9]{2})?[\]}]?\Z"),
    st.tuples(written_dates(), st.integers(0, 40), st.characters()).map(
        lambda drawn: drawn[0][0][: drawn[1]] + drawn[2] + drawn[0][0][drawn[1] :]
    ),
)


@given(NEAR_EDTF)
def test_any_text_is_a_date_with_ordered_bounds_or_a_date_error(text: str) -> None:
    try:
        date = parse(text)
    except DateError as refusal:
        assert str(refusal)
        return
    assert str(date) == text
    assert date.lo is None or date.hi is None or date.lo <= date.hi
    assert date.text and date.label("2022")

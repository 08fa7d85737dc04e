"""Hostile text is shown and not obeyed; spellings of one name meet."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline import words as words_module
from dateline.text import clean, fold
from dateline.words import words

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
ACUTE = "\u0301"

CLEANED: list[tuple[str, str, str]] = [
    ("plain text", "Union Resolve 2022", "Union Resolve 2022"),
    ("other scripts", "Учения «Щит Союза» – Asipovičy, 演習", "Учения «Щит Союза» – Asipovičy, 演習"),
    ("markup is only text", "[bold]x[/] [@click=quit]", "[bold]x[/] [@click=quit]"),
    ("colour", "\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
    ("OSC 52 clipboard, BEL", "\x1b]52;c;cHduZWQ=\x07", "␛]52;c;cHduZWQ=␇"),
    ("OSC 8 link, ST", "\x1b]8;;http://x/\x1b\\here\x1b]8;;\x1b\\", "␛]8;;http://x/␛\\here␛]8;;␛\\"),
    ("window title", "\x1b]0;pwned\x07", "␛]0;pwned␇"),
    ("device query", "\x1b[5n\x1bP+q544e\x1b\\", "␛[5n␛P+q544e␛\\"),
    ("C1 CSI, OSC, NEL", "\x9b31m \x9d52;c;x\x9c \x85", "<009B>31m <009D>52;c;x<009C> <0085>"),
    ("NUL, BEL, BS, SO", "\x00\x07\x08\x0e", "␀␇␈␎"),
    ("vertical tab, form feed", "\x0b\x0c", "␋␌"),
    ("DEL", "a\x7fb", "a␡b"),
    ("newline, return, tab", "one\ntwo\r\nthree\tfour", "one two  three four"),
    ("line and paragraph separators", "a\u2028b\u2029c", "a<2028>b<2029>c"),
    ("bidi override", "S-400\u202egnp.exe\u202c", "S-400<202E>gnp.exe<202C>"),
    ("bidi isolates and marks", "\u2066\u2069\u200e\u200f\u061c", "<2066><2069><200E><200F><061C>"),
    ("zero-width", "S\u200b-\u200c4\ufeff00\u2060", "S<200B>-<200C>4<FEFF>00<2060>"),
    ("soft hyphen", "Su\u00ad30", "Su<00AD>30"),
    ("blank letters", "\u115f\u1160\u3164\uffa0", "<115F><1160><3164><FFA0>"),
    ("tag characters", "a\U000e0041\U000e007f", "a<E0041><E007F>"),
    ("supplementary variation selectors", "a\U000e0100", "a<E0100>"),
    ("lone surrogates", "a\ud800b\udfff", "a\ufffdb\ufffd"),
    ("three marks stay", "e" + ACUTE * 3 + "x", "e" + ACUTE * 3 + "x"),
    ("stacked marks are cut", "e" + ACUTE * 40 + "x" + ACUTE, "e" + ACUTE * 3 + "x" + ACUTE),
    ("stacked marks of another script", "ก" + "\u0e49" * 40 + "ก", "ก" + "\u0e49" * 3 + "ก"),
    ("marks stacked through joiners", "e" + (ACUTE + "\u200d") * 40, "e" + ACUTE + "\u200d" + ACUTE),
    ("marks on punctuation", "—" + "\u0336" * 9 + "—", "—" + "\u0336" * 3 + "—"),
    ("emoji made with joiners", FAMILY, FAMILY),
    (
        "emoji with a selector",
        "\u2764\ufe0f\u200d\U0001f525 1\ufe0f\u20e3",
        "\u2764\ufe0f\u200d\U0001f525 1\ufe0f\u20e3",
    ),
    ("a row of emoji", FAMILY * 5, FAMILY * 5),
    ("accents, composed and not", "ě e\u030c й и\u0306", "ě e\u030c й и\u0306"),
    ("empty", "", ""),
]

# Every control, separator and surrogate; every mark that turns the direction of writing.
OBEYED_CATEGORIES = frozenset({"Cc", "Zl", "Zp", "Cs"})
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = frozenset("\u00ad\u200b\u200c\u2060\ufeff\u180e\u3164\uffa0") | frozenset(map(chr, range(0xE0000, 0xE0080)))
HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet=st.one_of(st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Mn", "Me")), st.just("a"))),
    st.lists(st.sampled_from([raw for _, raw, _ in CLEANED])).map("".join),
)


def obeyed(character: str) -> bool:
    return unicodedata.category(character) in OBEYED_CATEGORIES or character in BIDI or character in UNSEEN


@pytest.mark.parametrize(("raw", "shown"), [row[1:] for row in CLEANED], ids=[row[0] for row in CLEANED])
def test_what_a_terminal_would_obey_is_shown(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_no_character_of_unicode_that_a_terminal_obeys_comes_through() -> None:
    every = "".join(map(chr, range(0x110000)))
    assert [f"{ord(c):04X}" for c in clean(every, limit=len(every)) if obeyed(c)] == []


@given(HOSTILE)
def test_the_output_is_one_line_that_no_terminal_obeys(text: str) -> None:
    assert [c for c in clean(text) if obeyed(c)] == []


@given(HOSTILE)
def test_no_more_than_three_marks_stand_on_one_another(text: str) -> None:
    marks = 0
    for character in clean(text):
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        assert marks <= 3


@given(HOSTILE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(
    st.text(
        alphabet=st.characters(categories=("L", "N", "P", "S"), exclude_characters="".join(UNSEEN) + "\u115f\u1160")
    )
)
def test_harmless_text_is_not_touched(text: str) -> None:
    assert clean(text) == text


@given(HOSTILE)
def test_clean_text_can_be_encoded(text: str) -> None:
    assert clean(text).encode().decode() == clean(text)


@pytest.mark.parametrize(
    ("length", "shown"), [(9, "x" * 9), (10, "x" * 10), (11, "x" * 9 + "…"), (1_000_000, "x" * 9 + "…")]
)
def test_what_is_longer_than_the_limit_ends_in_an_ellipsis(length: int, shown: str) -> None:
    assert clean("x" * length, limit=10) == shown


def test_a_cut_text_is_cleaned_too() -> None:
    assert clean("\x1b" * 50, limit=4) == "␛␛␛…"


def test_a_megabyte_is_cut_by_default() -> None:
    assert len(clean("ж" * 1_000_000)) == 20_000


SPELLINGS: list[tuple[str, ...]] = [
    ("su30sm", "Су-30СМ", "су 30см", "su 30sm", "Su-30SM", "SU–30SM", "Su\u00a030SM", "Ｓｕ－３０ＳＭ"),
    ("s400", "С-400", "S-400", "s400", "S 400", "с 400"),
    ("mig31k", "МиГ-31К", "MiG-31K", "mig 31k"),
    ("lukashenko", "Лукашенко", "Lukashenko", "LUKASHENKO"),
    ("asipovicy", "Asipovičy", "asipovicy", "Asipovic\u030cy", "ASIPOVIČY"),
    ("luninets", "Лунинец", "Luninets", "Łuninets"),
    ("shchitsoyuza", "Щит Союза", "Shchit Soyuza", "«Щит Союза»"),
    ("barysau", "Барысаў", "Barysau", "Барысау\u0306"),
    ("kiyiv", "Київ", "Киі\u0308в"),
    ("strasse", "Straße", "STRASSE"),
    ("no5", "№ 5", "No 5", "no. 5"),
    ("e", "ѐ", "Ѐ", "è", "Е"),
    ("演習", "演習", "「演習」"),
    ("", "", "-", " — ", "«»"),
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=[row[0] or "nothing" for row in SPELLINGS])
def test_all_spellings_of_a_name_fold_to_one_key(spellings: tuple[str, ...]) -> None:
    key, *names = spellings
    assert [fold(name) for name in names] == [key] * len(names)


@pytest.mark.parametrize(
    ("one", "other"), [("S-300", "S-400"), ("Су-30", "Су-30СМ"), ("Брест", "Борисов"), ("Mi-8", "MiG-8")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
@example("№")
@example("ѐ")
@example("ᴬ")
@example("İ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="latin-1") | st.characters(min_codepoint=0x400, max_codepoint=0x45F)))
def test_case_and_unicode_form_make_no_difference(text: str) -> None:
    assert fold(text.swapcase()) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(st.text())
def test_a_key_has_letters_and_digits_only(text: str) -> None:
    assert all(character.isalnum() for character in fold(text))


WORDS: list[tuple[str, list[str]]] = [
    ("Joint patrol, 20 Feb.", ["joint", "patrol", "20", "feb"]),
    ("Су-30СМ", ["su", "30", "sm"]),
    ("Su-30SM", ["su", "30", "sm"]),
    ("su30sm", ["su", "30", "sm"]),
    ("patroller_2x4", ["patroller", "2", "x", "4"]),
    ("Asipovičy Асіповічы Łuninets Straße İzmir", ["asipovicy", "asipovichy", "luninets", "strasse", "izmir"]),
    ("Άμυνα ΆΜΥΝΑ", ["αμυνα", "αμυνα"]),
    ("الْجَيْش الجيش", ["الجيش", "الجيش"]),
    ("S-٤٠٠ Ｓ－４００ ½ № 5", ["s", "400", "s", "400", "1", "2", "no", "5"]),
    ("1,150.5 km²", ["1", "150", "5", "km", "2"]),
    ("Russia's Russia’s 1990's forces' 'single'", ["russia", "russia", "1990", "forces", "single"]),
    ("Luk'yanov Лук’янов Лук\u02bcянов rock'n'roll", ["lukyanov", "lukyanov", "lukyanov", "rockn", "roll"]),
    ("l'armée d’Ivoire O'Brien 5'10", ["l", "armee", "d", "ivoire", "o", "brien", "5", "10"]),
    ("co\u00adop \ufeffjoi\u200dned می\u200cخواهم", ["coop", "joined", "میخواهم"]),
    ("合同演習 S-400が", ["合", "同", "演", "習", "s", "400", "か"]),
    ("ไทย\u200bไป joint\u200bpatrol", ["ไ", "ท", "ย", "ไ", "ป", "joint", "patrol"]),
    ("a\0b\ud800c\u202ed\x1b[31m", ["a", "b", "cd", "31", "m"]),
    ("— … « »", []),
    ("ь", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "found"), WORDS, ids=[ascii(row[0]) for row in WORDS])
def test_a_text_is_parted_into_folded_words(text: str, found: list[str]) -> None:
    assert words(text) == found


SEVERAL = st.lists(st.one_of(HOSTILE, st.sampled_from([row[0] for row in WORDS])), max_size=4).map(" ".join)


@given(SEVERAL)
def test_the_words_of_words_are_the_same(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(SEVERAL, SEVERAL)
def test_a_space_parts_words(one: str, other: str) -> None:
    assert words(f"{one} . {other}") == words(one) + words(other)


@given(SEVERAL)
def test_a_word_is_letters_or_digits(text: str) -> None:
    assert all(word.isdecimal() or not any(c.isdecimal() or not c.isalnum() for c in word) for word in words(text))


@given(st.text(alphabet=st.characters(codec="latin-1") | st.characters(min_codepoint=0x400, max_codepoint=0x45F)))
def test_words_are_folded_as_names_are(text: str) -> None:
    said = text.replace("'", "")
    assert "".join(words(said)) == fold(said)


@given(st.lists(st.sampled_from([*"aAб'’Σςσ 1٤\u00a0\u0301\u0e01演-\n"]), max_size=30).map("".join))
def test_words_that_are_remembered_are_those_of_the_whole_text(drawn: str) -> None:
    whole = words_module._spaced(drawn)
    assert words(drawn) == words_module._WORDS(whole)
    with patch.object(words_module, "_PIECES_KEPT", 1):
        assert words(drawn) == words_module._WORDS(whole)


@given(st.lists(SEVERAL, max_size=5))
def test_the_words_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    *found, end = words_module.spelled_lines(texts).split("\n")
    assert [line.split() for line in found] == [words(text) for text in texts]
    assert all(line[:1] == line[-1:] == " " for line in (*found, end))


JOINING = "aAß1'Σςİıéьийカｶﾞ゙가각´＇\u0301\u0345\u0340\u09be\u09c7\u200b\u200d\u0e33演－½Ⅳﬁ\0\ud800"


@given(st.text(st.one_of(st.sampled_from(JOINING), st.characters()), max_size=6))
@example("カ\uff9e")
@example("\u1100\u1161\u11a8")
def test_characters_are_folded_one_by_one_only_where_they_stand_alone(piece: str) -> None:
    found = words(piece)
    together = defaultdict(lambda: words_module._TOGETHER)
    with patch.object(words_module, "_ALONE", together), patch.object(words_module, "_PARTED", words_module._Parted()):
        assert words(piece) == found

"""Text from data: made harmless for a terminal, folded for comparing, and parted into the words of a search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

# C0, DEL, C1; line and paragraph separators; bidi controls; invisible format characters and fillers; tags and the
# variation selectors beside them; surrogates. The joiner and the selectors that emoji are made of stay.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff]"
)
# Where marks may be stacked: no letter, digit or ASCII character is a combining mark.
_STACKED = re.compile(r"[^\w\x00-\x7f]{4,}")
_MARKS_ON_ONE = 3


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code in (0x09, 0x0A, 0x0D):
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"<{code:04X}>"


def _unstacked(match: re.Match[str]) -> str:
    """Without the marks, of any script, that follow three on the same character."""
    kept, marks = [], 0
    for character in match.group():
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") or character == "\u200d" else 0
        if marks <= _MARKS_ON_ONE:
            kept.append(character)
    return "".join(kept)


def clean(text: str, limit: int = 20_000) -> str:
    """`text` as one line that no terminal acts upon: controls, escapes and bidi marks are shown, not sent.

    `limit` is in characters; what is longer is cut and ends in an ellipsis.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return _STACKED.sub(_unstacked, _UNSAFE.sub(_visible, text))


_ASCII = str.maketrans(
    {
        "·": "-",
        "–": "-",
        "—": "-",
        "…": "~",
        "≤": "<=",
        "≥": ">=",
        "×": "x",
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
        "↑": "Up",
        "↓": "Down",
        "¶": "par.",
        "›": ">",
    }
)


def to_ascii(text: str) -> str:
    """`text` for a terminal that has ASCII alone; what has no likeness there is a question mark."""
    return text.translate(_ASCII).encode("ascii", "replace").decode()


# ISO 9-like romanisation, the way that weapon designations and names are romanised in the press.
_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ye", "ж": "zh",
        "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
        "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
        "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
        "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe",
        "\u02b9": "", "\u02bb": "", "\u02bc": "", "\u02be": "", "\u02bf": "",  # signs for a soft sign, hamza and ayn
    }
)  # fmt: skip


def _folded(text: str) -> str:
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_LATIN)
    # Only taking the marks off can bring out a letter to romanise (ѐ) or a capital (in №): once more.
    return unicodedata.normalize("NFKD", lowered).casefold().translate(_LATIN)


def fold(text: str) -> str:
    """A key under which all spellings of a name meet: case, accents, script, hyphens and spaces are dropped.

    `Су-30СМ`, `su 30sm` and `Su-30SM` all give `su30sm`.
    """
    return "".join(c for c in _folded(text) if c.isalnum())


# The words of a search.

_ASCII_WORDS: Final = re.compile("[a-z]+|[0-9]+").findall
_WORDS: Final = re.compile(r"[^\W\d_]+|\d+").findall
# What may hang together with a character beyond ASCII: everything up to an ASCII separator.
_BEYOND_ASCII: Final = re.compile(r"[0-9A-Za-z']*[^\x00-\x7f][0-9A-Za-z'\x80-\U0010ffff]*")
_POSSESSIVE: Final = re.compile(r"(?<=[^\W_])'s(?![^\W_])|(?<=[^\W\d_]{2})'(?=[^\W\d_])")
# Lao, Thai; Burmese; Khmer; kana and ideographs: written without spaces.
_UNSPACED: Final = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00016ff0-\U00018cff\U0001aff0-\U0001b16f\U00020000-\U0003ffff])"
)
_LONGEST_KEPT: Final = 40


def words(text: str) -> list[str]:
    """The words of a text, in order, folded as names are (`fold`), so that they meet in every script.

    - A word is a run of letters or a run of digits: `Су-30СМ`, `Su-30SM` and `su30sm` are all su, 30, sm.
    - Case, accents, vowel points and other combining marks, soft hyphens and joiners are dropped; Cyrillic is
      romanised; digits of any script are 0 to 9.
    - An English `'s` is left out (`Russia's` is russia). Any other apostrophe is dropped after two letters (`Luk'yanov`
      is lukyanov), and parts words after one (`l'armée` is l, armee).
    - Ideographs, kana, Thai, Lao, Khmer and Burmese letters are a word each, so that a row of them is a phrase.
    - All other characters part words: punctuation, symbols, controls, lone surrogates.
    """
    spaced = _spaced(text)
    return _ASCII_WORDS(spaced) if spaced.isascii() else _WORDS(spaced)


def standing(phrase: Sequence[str], *, prefix: bool = False) -> Callable[[str], bool]:
    """Whether these words (see `words`; at least one) stand in a text, adjacent and in this order.

    With `prefix` the last one may go on.
    """
    pattern = ""
    for before, word in zip(("", *phrase), phrase, strict=False):
        if before:
            # Digits and letters part each other; others must be parted by something.
            pattern += rf"[\W_]{'+' if before[-1].isdecimal() == word[0].isdecimal() else '*'}"
        # Looking back from the end of the first word lets the search start from a literal.
        pattern += re.escape(word) if before else f"{re.escape(word)}(?<!{_like(word)}{re.escape(word)})"
    if not prefix:
        pattern += f"(?!{_like(phrase[-1])})"
    search = re.compile(pattern).search
    return lambda text: search(_spaced(text)) is not None


def _like(word: str) -> str:
    return r"\d" if word[0].isdecimal() else r"[^\W\d_]"


def _spaced(text: str) -> str:
    """The folded text: its words are the runs of letters and the runs of digits that are left."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_piece, text)
    text = text.lower()
    return _POSSESSIVE.sub("", text) if "'" in text else text


def _piece(match: re.Match[str]) -> str:
    piece = match.group()
    return _spaced_piece(piece) if len(piece) > _LONGEST_KEPT else _kept_piece(piece)


def _spaced_piece(piece: str) -> str:
    return _UNSPACED.sub(r" \1 ", "".join(map(_letter, _folded(piece))))


_kept_piece: Final = lru_cache(maxsize=16_384)(_spaced_piece)  # most words of a text have been met before


def _letter(character: str) -> str:
    if character.isascii():
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character in "’‘":
        return "'"
    category = unicodedata.category(character)
    # The zero-width space is where a word ends in Thai or Khmer.
    return "" if category[0] == "M" or (category == "Cf" and character != "\u200b") else character

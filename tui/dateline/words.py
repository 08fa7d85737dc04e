"""The words of a search, in texts of every script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from dateline.text import folded

_ASCII_WORDS: Final = re.compile("[a-z]+|[0-9]+").findall
_WORDS: Final = re.compile(r"[^\W\d_]+|\d+").findall
_LINES: Final = re.compile(r"[^\W\d_]+|\d+|\n").findall
# What may hang together with a character beyond ASCII: everything up to an ASCII separator. (A class that
# names a million characters takes a millisecond to make.) It is looked for where a run begins, not in each place of it.
_BEYOND_ASCII: Final = re.compile(r"(?<![0-9A-Za-z'])[0-9A-Za-z']*[^\x00-\x7f][^\x00-&(-/:-@\[-`{-\x7f]*")
# From the apostrophe on: a pattern that begins with a look at what is before is tried at every character.
_POSSESSIVE: Final = re.compile(r"'(?:(?<=[^\W_]')s(?![^\W_])|(?<=[^\W\d_]{2}')(?=[^\W\d_]))")
# Lao, Thai; Burmese; Khmer; kana and ideographs: written without spaces.
_UNSPACED: Final = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00016ff0-\U00018cff\U0001aff0-\U0001b16f\U00020000-\U0003ffff])"
)
_LONGEST_KEPT: Final = 40
_PIECES_KEPT: Final = 32_768
_PLAIN_KEPT: Final = 8_192
"""Of all that is kept, so many may be words that only need to be put in small letters."""


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
    return spelled(text).split()


def spelled(text: str) -> str:
    """The words of a text with a blank between them."""
    # Nothing reaches over a blank: what stands between two of them has mostly been met before.
    found = " ".join(map(_PARTED.__getitem__, text.split(" ")))
    return " ".join(found.split()) if "  " in f" {found} " else found


def spelled_lines(texts: Iterable[str]) -> str:
    """The words of many texts that have few in common: each stands between blanks, and a line break after each text."""
    spaced = _spaced("".join([text.replace("\n", " ") + "\n" for text in texts]))
    return f" {' '.join(_LINES(spaced))} "


class _Parted(dict[str, str]):
    """The words, with blanks between them, of what stands between two blanks. The first are kept: the common ones.

    Once very many others were met they are forgotten, as the texts are of something else now.
    """

    _others = 0

    def __missing__(self, piece: str) -> str:
        plain = piece.isascii() and piece.isalpha()
        if plain:
            found = piece.lower()
        else:
            spaced = _spaced(piece)
            found = " ".join(_ASCII_WORDS(spaced) if spaced.isascii() else _WORDS(spaced))
        if len(self) < (_PLAIN_KEPT if plain else _PIECES_KEPT):
            if len(piece) <= _LONGEST_KEPT:
                self[piece] = piece if found == piece else found
        elif not plain:
            self._others += 1
            if self._others > 4 * _PIECES_KEPT:
                self._others = 0
                self.clear()
        return found


_PARTED: Final = _Parted()


def _beyond_ascii(match: re.Match[str]) -> str:
    alone = match.group().translate(_ALONE)
    return _folded(match.group()) if _TOGETHER in alone else alone


def _folded(text: str) -> str:
    spaced = folded(text).translate(_LETTERS)
    return spaced if spaced.isascii() else _UNSPACED.sub(r" \1 ", spaced)


def _spaced(text: str) -> str:
    """The folded text: its words are the runs of letters and the runs of digits that are left."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_beyond_ascii, text)
    text = text.lower()
    return _POSSESSIVE.sub("", text) if "'" in text else text


class _Letters(dict[int, str]):
    """What is left of a folded character, by its code point."""

    def __missing__(self, code: int) -> str:
        self[code] = left = _letter(chr(code))
        return left


_LETTERS: Final = _Letters()


class _Alone(dict[int, str]):
    """What is left of a character whatever it stands beside, by its code point; _TOGETHER where that matters."""

    def __missing__(self, code: int) -> str:
        first = unicodedata.normalize("NFKD", chr(code))[0]
        joins = unicodedata.category(first)[0] == "M" or "\u1160" <= first <= "\u11ff"  # vowels and finals of Hangul
        self[code] = left = _TOGETHER if joins else _folded(chr(code))
        return left


_TOGETHER: Final = "\0"
_ALONE: Final = _Alone()


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

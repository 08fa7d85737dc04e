"""Text from data: made harmless for a terminal, and folded for comparing."""

from __future__ import annotations

import re
import unicodedata

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


def folded(text: str) -> str:
    """In lower case, romanised, with its accents apart."""
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_LATIN)
    # Only taking the marks off can bring out a letter to romanise (ѐ) or a capital (in №): once more.
    return unicodedata.normalize("NFKD", lowered).casefold().translate(_LATIN)


def fold(text: str) -> str:
    """A key under which all spellings of a name meet: case, accents, script, hyphens and spaces are dropped.

    `Су-30СМ`, `su 30sm` and `Su-30SM` all give `su30sm`.
    """
    return "".join(c for c in folded(text) if c.isalnum())

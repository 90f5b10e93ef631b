"""What patients type, in ordinary characters: every reader of their words reads them through this."""

from __future__ import annotations

import unicodedata

import regex  # knows Unicode's properties: \p{Dash}, \p{Quotation_Mark}

# What stands for an apostrophe on some keyboard or in some font; Unicode has no property for these.
_APOSTROPHES = (
    "'`´‘’‚‛‹›′‵❛❜❟＇｀"
    "ʹʻʼʽʾʿˈˊˋ˴"  # letters of phonetics
    "՚ՙ՝׳ߴߵꞋꞌ"  # of other scripts; of Greek:
    "\u0384\u1fbd\u1fbf\u1fef\u1ffd\u1ffe"
)
_MORE_QUOTATION_MARKS = "″‶〃ʺˮ˝˵˶״❝❞❠❮❯🙶🙷🙸"
_MORE_DASHES = "˗⁃⹃➖─━"
_LONG_DASHES = "—―⸺⸻︱﹘"
_MORE_BLANKS = "\u2800\u3164\uffa0"  # of Braille and Hangul

_PLAINLY = [
    (regex.compile(pattern, regex.V1), plainly)
    for pattern, plainly in (
        (r"\R", "\n"),
        (rf"[\p{{White_Space}}{_MORE_BLANKS}--\n]", " "),
        (r"[\p{C}\p{Default_Ignorable_Code_Point}--\n]", ""),
        (f"[{_APOSTROPHES}]", "'"),
        (rf"[\p{{Quotation_Mark}}\p{{Pi}}\p{{Pf}}{_MORE_QUOTATION_MARKS}--']", '"'),
        (rf"(?<=\d)[{_LONG_DASHES}](?=\d)", "-"),
        (rf"[{_LONG_DASHES}]+", " - "),  # parts clauses also where no blanks stand around it
        (rf"[\p{{Dash}}\p{{Pd}}{_MORE_DASHES}]", "-"),
    )
]
_ORDINARY = regex.compile(r"[\n -_a-~]*")  # ASCII, but for its backtick
_BLANKS = regex.compile(" {2,}")
_STARTS_FRACTION = regex.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_FRACTION = regex.compile(r"(?<![\d⁄])(?:(?P<whole>\d{1,3}) )?(?P<over>\d{1,3})⁄(?P<under>0*[1-9]\d?)(?![\d⁄])")
_SLASH = regex.compile("[⁄∕]")
_DRAWN_OUT = regex.compile(r"(\p{L})\1{2,}")


def plain(text: str) -> str:
    """The text with one kind of apostrophe ('), quotation mark ("), dash (-), blank and line end (\\n).

    Nothing invisible is left, full-width and other compatible forms are ordinary ones (NFKC), fractions are decimals:
    "1½" is "1.5". A long dash between words has blanks around it, as it parts clauses. What is plain stays as it is.
    """
    # Before NFKC, which takes an acute accent for a blank with an accent; after it, as it brings others forth.
    text = unicodedata.normalize("NFKC", _STARTS_FRACTION.sub(" ", _without_typography(text)))
    text = _SLASH.sub("/", _FRACTION.sub(_as_decimal, _without_typography(text)))
    return str(_BLANKS.sub(" ", text)).strip()


def bare(text: str) -> str:
    """The plain text in small letters without accents: "éye" is "eye"."""
    letters = unicodedata.normalize("NFKD", plain(text).casefold())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def drawn_in(text: str, times: int) -> str:
    """Letters that stand there three times or more, only so many times: twice, "soooo" is "soo"."""
    return str(_DRAWN_OUT.sub(r"\1" * times, text))


def _without_typography(text: str) -> str:
    if not _ORDINARY.fullmatch(text):
        for pattern, plainly in _PLAINLY:
            text = pattern.sub(plainly, text)
    return text


def _as_decimal(fraction: regex.Match[str]) -> str:
    value = int(fraction["whole"] or 0) + int(fraction["over"]) / int(fraction["under"])
    return f"{round(value, 2):g}"

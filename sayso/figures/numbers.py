"""Numbers in a text: where one stands and what it is worth, in digits, in words or in both ("2.5 million")."""

import re
from dataclasses import dataclass

from sayso.article import Span

Quantity = float | tuple[float, float]
"""One number, or the two ends of a range or of a vote."""

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

_UNITS = "|".join(sorted({*_SMALL, *_TENS}, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SPELLED = rf"(?:{_UNITS}|(?:a|an|several)(?=[ -](?:{_SCALE})\b))(?:(?:[ -]|(?:\sand\s))(?:{_UNITS}|{_SCALE}))*"
_FRACTION = (
    rf"(?:(?:{_UNITS})[ -](?:{'|'.join(_PARTS)})s?|an?[ -](?:{'|'.join(_PARTS)})(?=\sof\b|[.,;:)]|\s(?:more|less|as)\b)"
    "|half(?!-)|halves)"
)
_SPAN_OF_TIME = r"an?(?=\s(?:decade|century|year|month|week|day|hour|mile)\b)"
_ONE = (
    rf"(?:(?:US|C|A|NZ)?[$£€]\s?)?{_DIGITS}(?:[ -](?:{_SCALE})\b|(?:{'|'.join(_LETTERS)})\b)?(?:\s?%)?"
    rf"|\b{_SPAN_OF_TIME}|\b{_FRACTION}(?!\w)(?:\s(?:a|an)\s(?:{_SCALE})\b)?|\b{_SPELLED}\b"
)
_NUMBER = re.compile(rf"(?<![\w.,/:$£€])(?<![A-Za-z]-)(?:{_ONE})(?![\w]|/\d|[.,:]\d)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s?(?:-|–|—|to|and|or|in|out of)\s?", re.IGNORECASE)
_NUMBERED = re.compile(_DIGITS)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text: its characters with currency sign, scale and percent sign, and its value."""

    at: Span
    quantity: Quantity
    currency: str | None = None
    percent: bool = False


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text in reading order; two that make a range ("10 to 20", "51-49") are one."""
    out: list[Number] = []
    for match in _NUMBER.finditer(text):
        one = _number(match)
        if one is None:
            continue
        whole = _range(text, out[-1], one) if out else None
        if whole is None:
            out.append(one)
        else:
            out[-1] = whole
    return out


def _number(match: re.Match[str]) -> Number | None:
    written = match[0]
    found = _NUMBERED.search(written)
    value = _in_digits(written, found) if found else _in_words(written)
    if value is None:
        return None
    sign = re.match(r"(?:US|C|A|NZ)?[$£€]", written, re.IGNORECASE)
    return Number(Span(*match.span()), value, sign[0] if sign else None, written.endswith("%"))


def _in_digits(written: str, found: re.Match[str]) -> float:
    value = float(found[0].replace(",", ""))
    rest = written[found.end() :].strip(" -%").casefold()
    return value * (_SCALES.get(rest) or _LETTERS.get(rest) or 1)


def _in_words(written: str) -> float | None:
    """Return what number words are worth: "one hundred thousand", "twenty-five", "two-thirds", "half a million"."""
    words = re.split(r"[\s-]+", written.casefold())
    part = _PARTS.get(words[-1].removesuffix("s").replace("halve", "half")) if len(words) > 1 else None
    if part:
        return round(_SMALL.get(words[0], 1) / part, 3)
    if words[0] in ("half", "halves"):
        return 0.5 * _SCALES.get(words[-1], 1)
    if words[0] == "several":
        return None
    total = current = 0.0
    for word in words:
        if word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1) * scale
            if scale >= 1e3:
                total, current = total + current, 0.0
        elif word in _SMALL or word in _TENS:
            current += _SMALL.get(word, 0) or _TENS.get(word, 0)
        elif word in ("a", "an"):
            current = 1.0
    return total + current


def _range(text: str, first: Number, second: Number) -> Number | None:
    """Return two numbers as one where what stands between them makes a range of them."""
    between = text[first.at.end : second.at.start]
    low, high = first.quantity, second.quantity
    if isinstance(low, tuple) or isinstance(high, tuple) or not _BETWEEN.fullmatch(between):
        return None
    word = between.strip().casefold()
    if word in ("in", "out of"):
        # "six in ten", "one out of four": a share.
        fits = 0 < low < high <= 100 and high == int(high) and not (first.currency or second.percent)
        return Number(Span(first.at.start, second.at.end), round(low / high, 3)) if fits else None
    before = text[max(0, first.at.start - 10) : first.at.start].casefold().rstrip()
    if word == "and" and not before.endswith("between"):
        return None
    # "$2 to $3 million", "20 to 30 percent", "2-3 million": the scale of the second is that of both.
    if second.currency and not first.currency:
        return None
    if word not in ("-", "–", "—") and low >= high:
        return None
    scale = _scale(text[slice(*second.at)])
    if scale > 1 and _scale(text[slice(*first.at)]) == 1 and low < high / scale * 10 and low < scale:
        low *= scale
    return Number(Span(first.at.start, second.at.end), (low, high), first.currency or second.currency, second.percent)


def _scale(written: str) -> float:
    last = re.split(r"[\s-]+", written.casefold())[-1]
    return _SCALES.get(last, 1.0)

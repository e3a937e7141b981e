"""What a number counts: its unit, what it is a figure of, the word that hedges it. And which numbers count nothing."""

import re
from dataclasses import dataclass

from sayso.article import Span
from sayso.figures.numbers import Number

_MONEY = {"$": "dollars", "us$": "dollars", "c$": "Canadian dollars", "a$": "Australian dollars",
          "nz$": "New Zealand dollars", "£": "pounds", "€": "euros"}  # fmt: skip

_MONTHS = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
_AFTER_MONTH = re.compile(rf"\b(?:{_MONTHS})\s(?:\d{{1,2}}\s?(?:-|–|to|and)\s?)?$")
_BEFORE_MONTH = re.compile(rf"\s(?:of\s)?(?:{_MONTHS})\b")
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|noon|midnight)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b")
_STREET = re.compile(
    r"\s(?:[NSEW]\.? )?(?:[A-Z]\w+ ){1,3}(?:St|Street|Ave|Avenue|Road|Rd|Boulevard|Blvd|Drive|Lane|Square)\b"
)
_LABELLED = re.compile(
    r"(?:\b(?:Caption(?: \d+ of)?|section|article|chapter|page|channel|room|flight|phase|No|Nos"
    r"|Article|Section|Chapter|Title|Proposition|Prop|Amendment|District|Route|Interstate|Highway|Channel"
    r"|Apollo|Boeing|Airbus|Flight|Room|Level|Phase|Tier|Part|Page|Act|Rule|Question|Measure|Bill|Resolution|Area"
    r"|Precinct|Local|Class|Super Bowl|Generation|Windows|Fortune|Nasdaq|Group of|Big|Formula|Catch|Pier|Unit|Number"
    r"|H\.R|S|World War|grade|verse|Exhibit|Count|Day|Week|Game|Season|Episode|Volume)\.?|[@#&])\s?$"
)
_NAMED = re.compile(r"(?:^|[\w,'’)] )(?!(?:And|But|The|About|Some|Over|Only|At|In|Of|For|With|By|From|To)\b)"
                    r"[A-Z][\w'’]*[a-z]\s$")  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_TWO_DIGIT_YEAR = re.compile(r"['’]$")
_WORD = re.compile(r" ((?:[A-Z]\.)+(?=\s)|[A-Za-z][\w'’-]*)")
_POINTS = re.compile(r" points?\b")
_MORE = re.compile(r"^(?:more|other|additional) ")
_NEXT_WORD = re.compile(r"[ -]?([A-Za-z][\w'’-]*)")

_HEDGES = re.compile(
    r"\b(?:more than|fewer than|less than|no more than|no less than|no fewer than|not more than|as many as|as much as"
    r"|as few as|as little as|at least|at most|up to|close to|nearly|almost|about|around|roughly|approximately|over"
    r"|under|above|below|some|an estimated|an average of|only|just over|just under|well over|upwards? of"
    r"|estimated|exactly|barely|just|a record|a total of|approaching)"
    r"\s(?:the\s|a\s)?$",
    re.IGNORECASE,
)
_HEDGE_AFTER = re.compile(r"\s(?:or (?:more|so|fewer|less)|-?plus)\b")
_SIGN_BEFORE = re.compile(r"[~<>±]\s?$")

_STOP = frozenset(
    "what last next once during "
    "a an the and or but nor so yet of in on at by for to from with without within into onto over under about "
    "after before during since until through across against between among as than that which who whom whose when "
    "where while if because is are was were be been being has have had do does did will would can could may might "
    "must shall should not no he she it they we i you him her them us his its their our my your this these those "
    "there here said says say told ago later earlier away apart each per more less other others also now then "
    "already still just even only both all just including like such s up down out off back against vs versus "
    "voted went came made took got".split()
)
_IRREGULAR = frozenset(
    "people men women children police troops staff cattle sheep feet teeth media personnel percent percentage "
    "point mph folks clergy offspring data crew aircraft "
    "yuan yen won baht rand others injured wounded dead killed missing arrested km kg mi lb lbs "
    "ft mm cm kph hp mw gw kw gb tb".split()
)
_SINGULAR = frozenset(
    "percent percentage point person man woman child year month week day hour minute second decade century mile "
    "kilometer kilometre meter metre foot inch acre pound ounce ton tonne gallon barrel degree dollar euro cent "
    "vote seat member lawmaker senator judge worker time page state country officer soldier "
    "student voter job home".split()
)
_GROUP = re.compile(
    r" of (?:the |his |her |their |its |our |my )?"
    r"((?:them|us|you|those|these)\b|(?:[\w'’-]+ ){0,3}?(?:people|men|women|children|[\w-]+s)\b(?!['’]))"
)
_HYPHENATED = re.compile(r"-([a-z]+)(?:-(?:old|long|high|wide|tall|deep))?\b")
_OLD = re.compile(r"[- ]years?[- ]old\b|-year-old")
_AGE = re.compile(r"\b[Aa]ged?\s$|[A-Z][\w'’.-]+,\s$")
_AGE_END = re.compile(r"\s?(?:,|\.|\)|;|(?:and|but|or|to|when)\b)")
_OF = re.compile(r"\s(?:of|in|for|worth of)(?:\s(?:the|all|its|his|her|their|our|your))*(?=\s[A-Za-z“\"])")
_OF_WORD = re.compile(r"\s[“\"]?([A-Za-z][\w'’.-]*[\w])")
_NOT_OF = frozenset(
    "favour favor "
    "total all particular addition part general return recent january february march april may june july august "
    "september october november december being".split()
)
_RULING = re.compile(
    r"\b(?:vot|rul|decision|decid|split|majority|margin|advantage|edge|uphe|pass|reject)", re.IGNORECASE
)
_COUNTS = re.compile(
    r"\b((?!was|has|his|its|this|as)[a-z]{2,}s)\b[^.!?]{0,50}\s(?:totall?ed|reached|rose|fell|jumped|grew|climbed|dropped"
    r"|increased|decreased|numbered|stood|surged|was|were)(?:\s(?:to|at|by|from))?\s$"
)
"""The noun whose number is told by a verb: "bodies recovered had jumped to 65"."""
_PRONOUNS = ("them", "these", "those")
_BARE = re.compile(r"\d{2,3}|\d{1,3}(?:,\d{3})+|\d+\.\d+")
_ACRONYMS = re.compile(r"[A-Z]{2,}s")
_CLOSES = re.compile(
    r"(?=[.,;)—–](?:\s|$))|\s(?:have|has|had|were|was|are|in|at|per|by|this|last|and|to|from|a|on|for)\b"
)
_FEWER = (
    "sided",
    "time",
    "off",
    "sum",
    "baked",
    "hearted",
    "star",
    "way",
    "to",
    "on",
    "plus",
    "eyed",
    "step",
    "fold",
    "up",
    "in",
)
"""What a hyphen may join to a number without being counted by it: "2-to-1", "one-on-one"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its unit as the article writes it, what it is a figure of, its hedge, and all their characters."""

    number: Number
    unit: str
    of: str | None
    hedge: str | None
    at: Span


def counted(text: str, number: Number, last: str | None = None) -> Counted | None:
    """Return what a number counts; None where it counts nothing: dates, times, names with numbers, bare "one".

    `last` is the unit of the figure before it in its paragraph: "384 delegates, and Cruz is not far behind at 300".
    """
    start, end = number.at
    before, after = text[max(0, start - 80) : start].rpartition("\n")[2], text[end : end + 120].partition("\n")[0]
    if not number.currency and not number.percent and _is_label(text[start:end], before, after):
        return None
    unit, stop = _unit(text[start:end], before, after, number)
    if unit in _PRONOUNS and last:
        unit = last
    counts = _COUNTS.search(before)
    if unit is None and counts and _BARE.fullmatch(text[start:end]) and _CLOSES.match(after):
        unit = counts[1]
    if unit is None and last and _BARE.fullmatch(text[start:end]) and _CLOSES.match(after):
        unit = last
    if unit is None:
        return None
    hedge, at = _hedge(before, after, start)
    if hedge is None and text[start:end].casefold() in ("a", "an"):
        return None
    of = _of(after[stop:])
    return Counted(number, unit, of, hedge, Span(at, end + stop))


def _is_label(written: str, before: str, after: str) -> bool:
    """Say whether a bare number is a date, a time, an address, or part of a name."""
    if _AFTER_MONTH.search(before) or _CLOCK.match(after) or _ORDINAL.match(after) or _LABELLED.search(before):
        return True
    if (
        _TWO_DIGIT_YEAR.search(before)
        or _STREET.match(after)
        or after[:1] == "°"
        or (after[:1] == "/" and not after[1:2].isalpha())
    ):
        return True
    digits = written.isdigit()
    if digits and int(written) <= 31 and _BEFORE_MONTH.match(after):
        return True
    if _YEAR.fullmatch(written) or re.fullmatch(r"(?:1[5-9]|20)\d\d\s?(?:-|–|to|and|or)\s?(?:\d\d)?\d\d", written):
        return True
    if re.fullmatch(r"\d{3}-\d{4}", written) or (digits and len(written) > 4):
        return True
    named = digits and _NAMED.search(before) and not _plural(_next(after))
    return bool(named)


def _next(after: str) -> str:
    found = _NEXT_WORD.match(after)
    return found[1] if found else ""


def _plural(word: str) -> bool:
    low = word.casefold()
    if low in _IRREGULAR or _ACRONYMS.fullmatch(word):
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "'s", "’s", "us", "is"))


def _unit(written: str, before: str, after: str, number: Number) -> tuple[str | None, int]:
    """Return the unit, and how many characters after the number belong to the figure."""
    if number.currency:
        return _MONEY[number.currency.casefold()], 0
    if number.percent:
        return "percent", 0
    old = _OLD.match(after)
    if old:
        return "years", old.end()
    hyphened = _HYPHENATED.match(after)
    if hyphened and hyphened[1] in _FEWER:
        return None, 0
    if hyphened:
        return hyphened[1], hyphened.end()
    if _AGE.search(before) and _AGE_END.match(after) and written.isdigit() and 0 < int(written) < 116:
        return "years", 0
    bare = written.casefold()
    unit, stop = _noun(after, one=bare in ("one", "a", "an"))
    if unit is None and isinstance(number.quantity, tuple) and _RULING.search(before + after[:40]):
        return "votes", 0
    group = _GROUP.match(after)
    if unit is None and group and bare != "one":
        return group[1], group.end()
    if unit is None and isinstance(number.quantity, float) and 0 < number.quantity < 1:
        return "share", 0
    return unit, stop


def _noun(after: str, *, one: bool) -> tuple[str | None, int]:
    """Return the noun phrase that follows a number, up to the first plural noun; of "one", a measure alone."""
    so = _HEDGE_AFTER.match(after)
    at = so.end() if so else 0
    for place in range(5):
        found = _WORD.match(after, at)
        if found is None:
            break
        word = found[1].rstrip("'’")
        low = word.casefold()
        if low == "per" and after[found.end() : found.end() + 5] == " cent":
            return "percent", found.end() + 5
        if place == 0 and low in ("more", "other", "additional"):
            at = found.end()
            continue
        if low in _STOP:
            break
        at = found.start() + 1 + len(word)
        if (low in _SINGULAR and (one or low in ("percent", "percentage"))) or (_plural(word) and not one):
            points = _POINTS.match(after, at) if low == "percentage" else None
            end = points.end() if points else at
            return _MORE.sub("", after[so.end() if so else 0 : end].strip()), end
    return None, 0


def _hedge(before: str, after: str, start: int) -> tuple[str | None, int]:
    found = _HEDGES.search(before)
    if found:
        return found[0].strip(), start - (len(before) - found.start())
    later = _HEDGE_AFTER.match(after)
    if later:
        return later[0].strip(), start
    return None, start


def _of(after: str) -> str | None:
    """Return up to four words after "of", "in" or "for": to the first plural, or to where the phrase ends."""
    found = _OF.match(after)
    words: list[str] = []
    while found and len(words) < 4:
        found = _OF_WORD.match(after, found.end())
        if not found or found[1].casefold() in _STOP | _NOT_OF:
            break
        words.append(found[1])
        if _plural(found[1]) or after[found.end() : found.end() + 1] in ("'", "’", ","):
            break
    return " ".join(words) or None

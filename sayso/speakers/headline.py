"""The headline check: whether a headline states as fact what the text gives only as what somebody says.

Precision comes first. A headline is called a claim only where nearly all its words stand in what one speaker says,
where the article's own narration bears clearly less of it, and where it does not name its source itself.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.article import Article, HeadlineCheck, Passage, PassageKind, Span, Speaker, Statement
from sayso.speakers.names import folded
from sayso.speakers.roles import office_of

_WORD = re.compile(r"[^\W_](?:[\w’'.-]*\w)?")
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]+)*[.!?]?")
_PLAIN = frozenset(
    "a an the and or but of to in on at for from by with as is are was were be been being has have had do does did will"
    " would could should may might can it its his her their he she they them this that these those not no n't after"
    " before over under into out up down about than more most new says say said who what when where why how if".split()
)
_TEASER = re.compile(
    r"\A(?:why|how|what|who|when|where|is|are|can|should|will|does|do|did|opinion|analysis|watch)\b|\?\s*\Z", re.I
)
_BORNE, _MARGIN, _NARRATED, _FEWEST = 0.6, 0.4, 0.45, 4
"""Share of a headline that one speaker's words must bear; by how much more than the narration, and what that may bear
at most; its fewest words."""
_ALIKE = 0.5
"""The share that further statements of the same speaker bear which are shown with the first."""
_LEAD, _FIRST = 0.15, 400
"""Share of the text, and least characters, in which a report says what its headline says."""
_UNBORNE, _LONG = 0.12, 6
"""Share of a headline that a single word in common makes; the fewest words of which none can be a matter of chance."""
_SIGNED = re.compile(r"\A(?:[\w.’'-]+\s){0,2}[\w.’'-]+:\s|(?::\s|\s[–—-]\s)(?:[\w.’'-]+\s){0,2}[\w.’'-]+\s*\Z")
_IN_MARKS = re.compile(r"[\"“‘'](?:[^\"”’]+\s){3,}[^\"”’]+[\"”’']")
_VERB = re.compile(
    r"\s(?:to|is|are|was|were|has|had|have|will|would|may|might|can|could|should|must|not|set|gets?|\w{3,}(?:ed|ing)"
    r"|\w{3,}[^s\W]s)\b",
    re.I,
)
_INFINITIVE = re.compile(r"to\b", re.I)
_OWN_REPORTING = re.compile(r"\b(?:has|have) (?:learned|confirmed|obtained)\b", re.I)
_NOT = re.compile(r"\b(?:not|no|never|without|nor)\b|n[’']t\b", re.I)


@dataclass(frozen=True, slots=True)
class _Borne:
    share: float
    statement: Statement | None = None


def headline_checks(article: Article) -> tuple[HeadlineCheck, ...]:
    """Return what is to be said of the headline and of each standfirst, in reading order."""
    return tuple(
        check
        for passage in article.passages
        if passage.kind in ("headline", "standfirst") and (check := _check(article, passage)) is not None
    )


def _check(article: Article, passage: Passage) -> HeadlineCheck | None:
    text, span = article.text, passage.span
    within = [s for s in article.statements if _inside(s, span)]
    body = [s for s in article.statements if s.content[0].start >= span.end]
    speakers = {speaker.id: speaker for speaker in article.speakers}
    written = text[slice(*span)].strip()
    words = _stems(written)
    told = _told(text, words)
    borne = max((_Borne(told.borne_by(s), s) for s in body), key=lambda b: b.share, default=_Borne(0.0))
    narrated = _narrated(text, span, told, body)
    if borne.share == 0 and narrated <= _UNBORNE and len(set(words)) >= _LONG and len(text) - span.end > 1000:
        message = f"Nothing in the text bears the {_noun(passage.kind).lower()}."
        return HeadlineCheck(span, passage.kind, "unsupported", (), None, 0.5, message)
    if within:
        return _attributed(text, span, passage.kind, within, body, speakers)
    if _SIGNED.search(written) or _IN_MARKS.search(written):
        return HeadlineCheck(span, passage.kind, "attributed", (), None, 0.6, _says_itself(passage.kind))
    who = borne.statement
    if (
        who is None or who.speaker is None or who.speaker.id is None or len(set(words)) < _FEWEST
        or borne.share < _BORNE or borne.share - narrated < _MARGIN or narrated > _NARRATED
        or _TEASER.search(written) or not _VERB.search(written) or not _is_told(article, span, written, who)
    ):  # fmt: skip
        return _own(span, passage.kind, 0.8)
    speaker = speakers[who.speaker.id]
    if speaker.kind in ("author", "outlet") or _names(words, speaker):
        return _own(span, passage.kind, 0.8)
    same = tuple(s.id for s in body if s.speaker and s.speaker.id == speaker.id
                 and told.borne_by(s) >= _ALIKE)  # fmt: skip
    sure = round(min(0.95, 0.6 + (borne.share - narrated) / 2) * who.speaker.confidence, 2)
    message = f"{_noun(passage.kind)} states as fact what the text gives as the words of {speaker.name}."
    return HeadlineCheck(span, passage.kind, "claim", same or (who.id,), speaker.id, sure, message)


def _is_told(article: Article, span: Span, written: str, statement: Statement) -> bool:
    """Say whether a statement tells what the headline tells: early, as a fact, with as many a "not".

    What somebody decided "to do" is an act, and what a paper "has learned" is its own word.
    """
    text = article.text
    said = " ".join(text[slice(*piece)] for piece in statement.content)
    cue = " ".join(text[slice(*piece)] for piece in statement.cue)
    early = statement.content[0].start - span.end <= max(_LEAD * (len(text) - span.end), _FIRST)
    negated = len(_NOT.findall(said.split(",")[0])) % 2 != len(_NOT.findall(written.split(",")[0])) % 2
    return early and not negated and not _INFINITIVE.match(said) and not _OWN_REPORTING.search(cue)


def _own(span: Span, kind: PassageKind, confidence: float) -> HeadlineCheck:
    message = f"{_noun(kind)} is the outlet's own statement."
    return HeadlineCheck(span, kind, "own", (), None, confidence, message)


def _attributed(
    text: str, span: Span, kind: PassageKind, within: Sequence[Statement], body: Sequence[Statement],
    speakers: dict[str, Speaker],
) -> HeadlineCheck:  # fmt: skip
    """Say whether a headline that attributes names the one whom the body names."""
    first = within[0]
    said = first.speaker.id if first.speaker else None
    ids = tuple(s.id for s in within)
    if said is None:
        return HeadlineCheck(span, kind, "attributed", ids, None, 0.6, _says_itself(kind))
    words = [w for s in first.content for w in _stems(text[slice(*s)])]
    told = _told(text, words, even=True)
    best = max((_Borne(told.borne_by(s), s) for s in body), key=lambda b: b.share, default=_Borne(0.0))
    other = best.statement.speaker if best.statement else None
    own = max((told.borne_by(s) for s in body if s.speaker and s.speaker.id == said), default=0.0)
    if (
        len(set(words)) >= _FEWEST and best.share >= 0.9 and own < 0.3 and other and other.id and other.id != said
        and speakers[said].kind == speakers[other.id].kind == "person" and other.confidence >= 0.9
    ):  # fmt: skip
        theirs = f"what the text gives as the words of {speakers[other.id].name}"
        message = f"{_noun(kind)} gives to {speakers[said].name} {theirs}."
        return HeadlineCheck(span, kind, "misattributed", ids, other.id, 0.6, message)
    return HeadlineCheck(
        span, kind, "attributed", ids, said, 0.85, f"{_noun(kind)} attributes it to {speakers[said].name}."
    )


def _says_itself(kind: PassageKind) -> str:
    return f"{_noun(kind)} says itself that it is a claim."


def _noun(kind: PassageKind) -> str:
    return "Headline" if kind == "headline" else "Standfirst"


def _inside(statement: Statement, span: Span) -> bool:
    return all(span.start <= piece.start and piece.end <= span.end for piece in statement.content)


def _names(words: list[str], speaker: Speaker) -> bool:
    """Say whether a headline names the speaker or an office of theirs, so that readers can tell whose word it is."""
    offices = {office for role in speaker.roles if (office := office_of(role.name))}
    return bool(set(words) & {*_stems(speaker.name), *(_stem(office) for office in offices)})


def _stems(text: str) -> list[str]:
    words = [folded(match[0]) for match in _WORD.finditer(text)]
    return [_stem(word) for word in words if word not in _PLAIN]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for end in ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            return word[: -len(end)].rstrip("e")
    return word.rstrip("e") if len(word) > 3 else word


@dataclass(frozen=True, slots=True)
class _Told:
    """Where an article has the stems that a headline has, in order; how much each tells: the rarer, the more."""

    weight: dict[str, float]
    starts: list[int]
    stems: list[str]

    def between(self, start: int, end: int) -> range:
        """Return the numbers of those in `text[start:end]`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def share(self, numbers: Iterable[int]) -> float:
        """Return the share of the headline that some of them make."""
        there = {self.stems[number] for number in numbers}
        total = sum(self.weight.values())
        # In order: sums of floats must not depend on how a set is laid out.
        return sum(value for stem, value in self.weight.items() if stem in there) / total if total else 0.0

    def borne_by(self, statement: Statement) -> float:
        """Return the share of the headline that a statement bears."""
        return self.share(number for piece in statement.content for number in self.between(*piece))


def _told(text: str, words: Sequence[str], *, even: bool = False) -> _Told:
    """Return where a text has `words`, stems of a headline; with `even`, each tells as much."""
    counts = dict.fromkeys(words, 0)
    starts, stems = [], []
    for match in _WORD.finditer(text):
        word = folded(match[0])
        if word not in _PLAIN and (stem := _stem(word)) in counts:
            counts[stem] += 1
            starts.append(match.start())
            stems.append(stem)
    return _Told({s: 1.0 if even else 1 / math.log2(1 + max(1, n)) for s, n in counts.items()}, starts, stems)


def _narrated(text: str, span: Span, told: _Told, body: Sequence[Statement]) -> float:
    """Return the greatest share of the headline that one sentence bears outside of what is said in it."""
    said = {number for s in body for piece in s.content for number in told.between(*piece)}
    return max(
        (
            told.share(number for number in told.between(*match.span()) if number not in said)
            for match in _SENTENCE.finditer(text, span.end)
        ),
        default=0.0,
    )

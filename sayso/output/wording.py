"""How an article's facts are put into words for a reader: names, dates, what was not read."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.article import READ, Act, Article, Figure, Manner, Relation, Span, Statement

LOW_CONFIDENCE = 0.5
"""Below this a statement is more likely wrong than right, and is shown as doubtful."""

NO_SOURCE = "no named source"
"""What stands where a statement has no source."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])")
_WORD = re.compile(r"\w")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PLURALS = {"biography": "biographies", "byline": "bylines", "share bar": "share bars", "short code": "short codes"}

# Nouns, since a verb ("accuses") would say that it was done where the manner says that it was not.
_ACTS: dict[Act, str] = {
    "accuse": "accusation",
    "criticise": "criticism",
    "oppose": "opposition",
    "threaten": "threat",
    "demand": "demand",
    "appeal": "appeal",
    "support": "support",
    "defend": "defence",
    "cooperate": "cooperation",
    "promise": "promise",
    "investigate": "inquiry or legal action",
    "force": "use of force",
}
_MANNERS: dict[Manner, str] = {
    "actual": "",
    "negated": "told as not done",
    "hypothetical": "told as possible",
    "future": "told as to come",
    "past": "told as past",
}


def listed(names: Sequence[str]) -> str:
    """Join names as English does: `A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def day(iso: str) -> str:
    """Return an ISO 8601 date as `3 March 2025`, as precise as it is; anything else comes back as it is."""
    match = _DATE.match(iso)
    if match is None or not 1 <= int(match[2] or 1) <= 12:
        return iso
    year, month, date = match.groups()
    return " ".join(filter(None, (date and str(int(date)), month and _MONTHS[int(month) - 1], year)))


def dates(article: Article) -> str:
    """Return when the article was published and, where it was another day, changed; empty where unknown."""
    published = day(article.published) if article.published else ""
    modified = day(article.modified) if article.modified else ""
    changed = f"changed {modified}" if modified and modified != published else ""
    return ", ".join(filter(None, (published, changed)))


def counted(count: int, noun: str) -> str:
    """Return `1 word`, `2,000 words`."""
    return f"{count:,} {noun if count == 1 else _PLURALS.get(noun, noun + 's')}"


def unread(article: Article) -> str:
    """Name the passages that were not read for statements: `2 captions and 1 notice`; empty where there are none."""
    kinds = Counter(passage.kind for passage in article.passages if passage.kind not in READ)
    return listed([counted(count, kind) for kind, count in kinds.items()])


def number(statement: Statement) -> str:
    """Return what a statement is called beside its words: `3` for the statement `s3`."""
    return statement.id.removeprefix("s") or statement.id


def source(text: str, statement: Statement) -> str:
    """Return the words that name the source, on one line; empty where there is no source."""
    return joined(text, statement.source).strip(" ,;:")


def shortened(said: str, most: int) -> str:
    """Return what is said in at most `most` characters, cut between words, and `…`."""
    return said if len(said) <= most else said[:most].rsplit(" ", 1)[0] + " …"


def possessive(name: str) -> str:
    """Return `Ada Reed’s`, `Marle & Sons’`."""
    return name + ("’" if name.endswith("s") else "’s")


def leaves_out(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]`, between two pieces, holds words, so that an ellipsis is due."""
    return _WORD.search(text, start, end) is not None


def joined(text: str, pieces: Iterable[Span]) -> str:
    """Return the pieces of a role as one line, `…` between those that stand apart in the article."""
    out = ""
    last = None
    for start, end in sorted(pieces):
        if last is not None:
            out += " … " if leaves_out(text, last, start) else " "
        out += text[start:end]
        last = end
    return " ".join(out.split())


def amount(text: str, figure: Figure) -> str:
    """Return a figure's words on one line; after them, in brackets, a unit that stands elsewhere in the text."""
    words = " ".join(joined(text, figure.at).split())
    last = figure.unit.split()[-1:]
    apart = last and not re.search(r"[%$£€]", words) and last[0].casefold() not in words.casefold()
    return f"{words} [{figure.unit}]" if apart and figure.unit != "share" else words


def side(sign: int) -> str:
    """Return `for` or `against`."""
    return "for" if sign > 0 else "against"


def deed(relation: Relation) -> str:
    """Return what is done or said and, unless it is told as done, how it is told: `support (told as possible)`."""
    manner = _MANNERS[relation.manner]
    return f"{_ACTS[relation.act]} ({manner})" if manner else _ACTS[relation.act]

"""The user's own list of names and offices: who of it a speaker is. Never a guess across people of one name."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.article import Article, Speaker
from sayso.errors import InputError
from sayso.speakers.names import PersonName, may_be_same, parsed
from sayso.speakers.roles import office_of, party_of

_NEEDED = ("id", "name")
_MAY = ("other_names", "party", "office", "from", "to")


@dataclass(frozen=True, slots=True)
class Known:
    """One person of the list in one office. `names` are parsed; `since` and `until` are ISO dates, or empty."""

    id: str
    names: tuple[PersonName, ...]
    party: str | None
    office: str | None
    since: str
    until: str


def read_register(path: Path) -> tuple[Known, ...]:
    """Read a list of names: a CSV file with columns id, name and, if wanted, other_names, party, office, from, to.

    Several `other_names` are separated by semicolons; a person of several offices has a row for each. Raises
    `InputError`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), "the list of names cannot be read", "give a CSV file in UTF-8") from error
    rows = csv.DictReader(text.splitlines())
    columns = rows.fieldnames or []
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        has = f"has no column {' and no column '.join(missing)}"
        raise InputError(str(path), has, f"begin it with a line such as {','.join(_NEEDED + _MAY)}")
    out = []
    for number, row in enumerate(rows, 2):
        if not row["id"] or not row["name"]:
            raise InputError(str(path), f"line {number} lacks an id or a name", "give both or leave the line out")
        others = [other for other in (row.get("other_names") or "").split(";") if other.strip()]
        out.append(Known(
            row["id"], tuple(parsed(name) for name in (row["name"], *others)), party_of(row.get("party") or ""),
            office_of(row.get("office") or ""), row.get("from") or "", row.get("to") or "",
        ))  # fmt: skip
    return tuple(out)


def with_known(article: Article, register: tuple[Known, ...]) -> Article:
    """Return the article with `known` set for each person who is one of the list, and only one."""
    day = (article.published or "")[:10]
    return replace(article, speakers=tuple(_with_id(speaker, register, day) for speaker in article.speakers))


def _with_id(speaker: Speaker, register: tuple[Known, ...], day: str) -> Speaker:
    if speaker.kind != "person":
        return speaker
    name = parsed(speaker.name)
    fitting = [known for known in register if _fits(name, known) and not _speaks_against(speaker, known, day)]
    if len(name.words) < 2:  # a surname alone says too little: the office must say the same
        fitting = [known for known in fitting if known.office in _offices(speaker)]
    ids = {known.id for known in fitting}
    return replace(speaker, known=ids.pop()) if len(ids) == 1 else speaker


def _fits(name: PersonName, known: Known) -> bool:
    return any(name.surname[-1] == own.surname[-1] and may_be_same(name, own) for own in known.names)


def _offices(speaker: Speaker) -> set[str | None]:
    return {office for role in speaker.roles if (office := office_of(role.name))}


def _speaks_against(speaker: Speaker, known: Known, day: str) -> bool:
    """Say whether the party that the article names, or the day of an office that it names, is another's."""
    parties = {party for tie in speaker.affiliations if (party := party_of(tie.name))}
    if known.party and parties and known.party not in parties:
        return True
    in_office = (not known.since or known.since <= day) and (not known.until or day <= known.until)
    current = {office_of(role.name) for role in speaker.roles if role.tense == "now"}
    return bool(day and known.office in current and not in_office)

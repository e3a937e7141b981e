"""What an article says of a speaker by which to know them again in another: office, party, state, sex, company."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.project.people.forms import Form, plain
from sayso.speakers.names import folded
from sayso.speakers.vocabulary import MEN_TITLES, PARTIES, PREPOSITIONS, PRONOUNS, SAME_OFFICE, WOMEN_TITLES

_STATE = re.compile(r"\b([RDI])[-‐‑–., ]{1,3}([A-Z][\w.]{1,5}(?: [A-Z]\w+)?)")
_ABBREVIATED = {
    "al": "alabama", "ala": "alabama", "ak": "alaska", "az": "arizona", "ariz": "arizona", "ar": "arkansas",
    "ark": "arkansas", "ca": "california", "calif": "california", "co": "colorado", "colo": "colorado",
    "ct": "connecticut", "conn": "connecticut", "de": "delaware", "del": "delaware", "fl": "florida", "fla": "florida",
    "ga": "georgia", "hi": "hawaii", "id": "idaho", "il": "illinois", "ill": "illinois", "ind": "indiana",
    "ia": "iowa", "ks": "kansas", "kan": "kansas", "ky": "kentucky", "la": "louisiana", "me": "maine",
    "md": "maryland", "ma": "massachusetts", "mass": "massachusetts", "mi": "michigan", "mich": "michigan",
    "mn": "minnesota", "minn": "minnesota", "ms": "mississippi", "miss": "mississippi", "mo": "missouri",
    "mt": "montana", "mont": "montana", "ne": "nebraska", "neb": "nebraska", "nv": "nevada", "nev": "nevada",
    "nh": "new hampshire", "nj": "new jersey", "nm": "new mexico", "ny": "new york", "nc": "north carolina",
    "nd": "north dakota", "oh": "ohio", "ok": "oklahoma", "okla": "oklahoma", "or": "oregon", "ore": "oregon",
    "pa": "pennsylvania", "ri": "rhode island", "sc": "south carolina", "sd": "south dakota", "tn": "tennessee",
    "tenn": "tennessee", "tx": "texas", "texas": "texas", "tex": "texas", "ut": "utah", "vt": "vermont",
    "va": "virginia", "wa": "washington", "wash": "washington", "wv": "west virginia", "wva": "west virginia",
    "wi": "wisconsin", "wis": "wisconsin", "wisc": "wisconsin", "wy": "wyoming", "wyo": "wyoming",
}  # fmt: skip
_STATES = frozenset(_ABBREVIATED.values())
_NAMED_STATE = re.compile(rf"\b(?:{'|'.join(sorted(_STATES, key=len, reverse=True))})\b")
_SMALL = PREPOSITIONS | frozenset("the a an and of to who whose his her its that which is was s he she u".split())
_REIGN = re.compile(r"[\s-](?:administration|era|presidency|White House|years)\b")
_COMPANY = 16
"""How many of those who are named beside a speaker are kept: the most named."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one article says of one speaker.

    `role` are the words of offices and affiliations, `company` the surnames and bodies named beside them most, `day`
    and `outlet` those of the article. `sex` is m, f or nothing.
    """

    role: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    sex: str = ""
    company: frozenset[str] = frozenset()
    day: str = ""
    outlet: str = ""


def packed_evidence(found: Evidence) -> str:
    """Return evidence as a JSON list."""
    parts: list[object] = [sorted(one) for one in (found.role, found.parties, found.states)]
    return json.dumps([*parts, found.sex, sorted(found.company), found.day, found.outlet], ensure_ascii=False)


def evidence_from(text: str) -> Evidence:
    """Return the evidence that `packed_evidence` wrote."""
    role, parties, states, sex, company, day, outlet = json.loads(text)
    return Evidence(frozenset(role), frozenset(parties), frozenset(states), sex, frozenset(company), day, outlet)


def company_of(forms: Sequence[tuple[Form, int]]) -> list[str]:
    """Return who is named in an article, the most named first; `forms` are with their number of mentions."""
    count = Counter[str]()
    for form, mentions in forms:
        count[form.surname or form.key] += mentions
    return [name for name, _ in sorted(count.items(), key=lambda one: (-one[1], one[0]))]


def evidence_of(
    form: Form,
    phrases: Sequence[str],
    sex: str,
    company: Sequence[str],
    place: tuple[str | None, str | None],
) -> Evidence:
    """Return the evidence on a speaker: phrases of roles and affiliations, who else is named, day and outlet."""
    words, parties, states = set[str](), set[str](), set[str]()
    for phrase in phrases:
        for party, state in _STATE.findall(phrase):
            parties.add(party.lower())
            states.add(_ABBREVIATED.get(state.lower().replace(".", "").replace(" ", ""), state.lower()))
        bare = plain(re.sub(_STATE, " ", phrase)).casefold().replace(".", "")
        states.update(_NAMED_STATE.findall(bare))
        parts = [folded(word) for word in re.findall(r"[\w']+", bare)]
        parties.update(PARTIES[word] for word in parts if word in PARTIES)
        words.update(SAME_OFFICE.get(word, word) for word in parts if word not in _SMALL and len(word) > 1)
    own = form.surname or form.key
    others = frozenset([name for name in company if name != own][:_COMPANY])
    day, outlet = place
    return Evidence(
        frozenset(words), frozenset(parties), frozenset(states & _STATES), sex, others,
        (day or "")[:10], outlet or "",
    )  # fmt: skip


def reigns(text: str, mentions: Sequence[Sequence[int]]) -> list[str]:
    """Return "president" where a name stands for a presidency: "the Hale administration"."""
    return ["president"] if any(_REIGN.match(text, end) for _, end in mentions) else []


def sex_of(text: str, mentions: Sequence[Sequence[int]], given: Sequence[str], women: Mapping[str, float]) -> str:
    """Return m or f by titles and pronouns of an article, or else by the first name; nothing where it is not told."""
    she = he = 0
    for start, end in mentions:
        word = PRONOUNS.get(text[start:end].lower())
        title = folded(text[max(0, start - 9) : start].split()[-1]) if text[max(0, start - 9) : start].split() else ""
        she += word == "she" or title in WOMEN_TITLES - {"queen"}
        he += word == "he" or title in MEN_TITLES - {"king"}
    if max(she, he) > 2 * min(she, he):
        return "f" if she > he else "m"
    share = women.get(given[0]) if given else None
    return "" if share is None or 0.03 < share < 0.97 else "f" if share > 0.5 else "m"

"""The part of the page that lists the speakers: what the article says of each, and where it speaks of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.article import Article, Role, Speaker
from sayso.output.markup import badge, folded
from sayso.output.shown import Shown
from sayso.output.wording import counted, joined, listed, number


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker, how they are shown, and the name they have in the page: the id of what is said of them."""

    speaker: Speaker
    shown: Shown
    name: str

    def mention(self, place: int) -> str:
        """Return the id, in the page, of the mention at `place` in the speaker's mentions."""
        return f"{self.name}m{place + 1}"


def speakers(article: Article, people: Sequence[Person], statements: Sequence[str], level: int) -> str:
    """Return the list under a heading of the given level; `statements` are the ids of their marks in the page."""
    entries = "".join(_card(article, one, statements, level + 1) for one in people)
    return f'<h{level}>{counted(len(people), "speaker")}</h{level}>\n<ul class="cards">\n{entries}</ul>\n'


def _card(article: Article, one: Person, statements: Sequence[str], level: int) -> str:
    speaker = one.speaker
    affiliations = listed(list(dict.fromkeys(each.name for each in speaker.affiliations)))
    facts = (
        listed(list(dict.fromkeys(map(_role, speaker.roles)))),
        f"of {affiliations}" if affiliations else "",
        f"also {listed([f'“{name}”' for name in speaker.names])}" if speaker.names else "",
        f"in the list of names: {speaker.known}" if speaker.known else "",
    )
    told = "".join(f"<p>{folded(fact)}</p>" for fact in facts if fact)
    count = f"{counted(speaker.words, 'word')} in {counted(speaker.statements, 'statement')}"
    kind = f'<span class="kind">{speaker.kind}</span>'
    return f"""<li id="{one.name}"><h{level}>{badge(one.shown)} <span>{folded(speaker.name)} {kind}</span></h{level}>
{told}<p>{count}{_said(article, one, statements)}</p>
{_mentions(article.text, one)}</li>
"""


def _role(role: Role) -> str:
    plain = role.tense == "now" or role.tense in role.name.casefold()
    return role.name if plain else f"{role.name} ({role.tense})"


def _said(article: Article, one: Person, names: Sequence[str]) -> str:
    links = [
        f'<a href="#{name}">{folded(number(statement))}</a>'
        for statement, name in zip(article.statements, names, strict=True)
        if statement.speaker and statement.speaker.id == one.speaker.id
    ]
    return ": " + " ".join(links) if links else ""


def _mentions(text: str, one: Person) -> str:
    mentions = one.speaker.mentions
    if not mentions:
        return ""
    links = " · ".join(
        f'<a href="#{one.mention(i)}">{folded(joined(text, [span])) or "…"}</a>' for i, span in enumerate(mentions)
    )
    return f"<details><summary>{counted(len(mentions), 'mention')}</summary><p>{links}</p></details>\n"

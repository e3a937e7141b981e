"""Whose words an article is made of: quoted, paraphrased, or the article's own."""

import re
from dataclasses import dataclass

from sayso.article import READ, Article, Passage, Span
from sayso.statements.quotation import OUTSIDE, states
from sayso.statements.stream import paragraphs

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """How many words of an article's headline, body and block quotes are whose.

    `quoted` words stand in the content of a direct statement or inside quotation marks in another's, `paraphrased`
    ones in content outside the marks, `own` ones are all others.
    """

    quoted: int
    paraphrased: int
    own: int

    @property
    def total(self) -> int:
        """Return the number of words that were read."""
        return self.quoted + self.paraphrased + self.own

    def percent(self, count: int) -> int:
        """Return the share of `count` in the total, in whole percent."""
        return round(100 * count / self.total) if self.total else 0


def passages(article: Article) -> tuple[Passage, ...]:
    """Return the article's passages; one that has none is all body."""
    return article.passages or (Passage(Span(0, len(article.text)), "body"),)


def words(article: Article) -> Words:
    """Count the words (runs of letters, digits and underscores) of the passages that are read."""
    content = bytearray(len(article.text))
    for statement in article.statements:
        for start, end in statement.content:
            content[start:end] = (b"\2" if statement.kind == "direct" else b"\1") * (end - start)
    quotation = states(article.text, paragraphs(article.text))
    counts = [0, 0, 0]
    for passage in passages(article):
        if passage.kind in READ:
            for word in _WORD.finditer(article.text, *passage.span):
                at = word.start()
                counts[2 if not content[at] else int(content[at] == 1 and quotation[at] == OUTSIDE)] += 1
    return Words(*counts)

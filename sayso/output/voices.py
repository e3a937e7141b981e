"""Whose words an article is made of, by the voices found in it: one line for each chain of say-so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.article import Article, Voice
from sayso.output.shown import UNKNOWN, Shown


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one voice: `chain` from the outermost speaker in, without the author or outlet that tells it all.

    For the author's or outlet's own voice the chain is that one alone, and `own` is true. `speaker` is the id of the
    innermost.
    """

    chain: tuple[Shown, ...]
    speaker: str
    words: int
    quoted: int
    own: bool

    @property
    def paraphrased(self) -> int:
        """Return how many of the words are not quoted."""
        return self.words - self.quoted


@dataclass(frozen=True, slots=True)
class Words:
    """How many words of an article are quoted from somebody, how many paraphrased, how many its own."""

    quoted: int
    paraphrased: int
    own: int

    @property
    def total(self) -> int:
        """Return the number of words."""
        return self.quoted + self.paraphrased + self.own


def voice_lines(article: Article, shown: Mapping[str, Shown]) -> list[Line]:
    """Return a line for each voice, the one with most words first.

    What two tell of the same speaker (the author in the text, the outlet in the headline) is one line.
    """
    alike: dict[tuple[bool, tuple[str, ...]], list[Voice]] = {}
    for voice in article.voices:
        alike.setdefault((len(voice.chain) == 1, voice.chain[1:] or voice.chain), []).append(voice)
    lines = [
        Line(
            chain=tuple(shown.get(one, UNKNOWN) for one in chain),
            speaker=chain[-1],
            words=sum(voice.words for voice in voices),
            quoted=sum(voice.quoted for voice in voices),
            own=own,
        )
        for (own, chain), voices in alike.items()
    ]
    return sorted(lines, key=lambda line: -line.words)


def counted_words(lines: Sequence[Line]) -> Words:
    """Count the words of all voices. What stands in quotation marks in an article's own voice is its own."""
    others = [line for line in lines if not line.own]
    return Words(
        quoted=sum(line.quoted for line in others),
        paraphrased=sum(line.paraphrased for line in others),
        own=sum(line.words for line in lines if line.own),
    )


def percent(part: int, total: int) -> str:
    """Return a share in whole percent: `31%`, and `<1%` for what is not nothing."""
    share = 100 * part / total if total else 0.0
    return "<1%" if 0 < share < 1 else f"{round(share)}%"

"""Where words that a person gives stand in an article."""

from sayso.article import Article, Span, Statement
from sayso.errors import InputError


def placed(article: Article, beside: Statement, words: str) -> Span:
    """Return where the words stand: exactly these characters, and of several places the one nearest to a statement.

    Raises `InputError` where they do not stand in the article.
    """
    places = []
    at = article.text.find(words) if words else -1
    while at >= 0:
        places.append(Span(at, at + len(words)))
        at = article.text.find(words, at + 1)
    if not places:
        raise InputError(article.id, f"{words!r} does not stand in its text", "copy the words as they stand there")
    pieces = (*beside.source, *beside.cue, *beside.content)
    first, last = min(piece.start for piece in pieces), max(piece.end for piece in pieces)
    return min(places, key=lambda place: max(first - place.end, place.start - last, -1))

"""Articles in the format that was asked for, in pieces that are written as soon as they are ready."""

from collections.abc import Callable, Iterable, Iterator

from sayso.article import Article


def text_pieces(articles: Iterable[Article], *, to_file: bool) -> Iterator[str]:
    """Yield each article as text, a line between two: as wide as the terminal, in colour where that is wanted."""
    from sayso.output.terminal import paper
    from sayso.output.text import WIDEST, text

    width, colour = paper(to_file=to_file)
    for i, article in enumerate(articles):
        between = "\n" + "─" * min(width, WIDEST) + "\n\n" if i else ""
        yield between + text(article, width=width, colour=colour)


def json_pieces(articles: Iterable[Article], *, several: bool) -> Iterator[str]:
    """Yield one object, or an array of objects when several sources were given; nothing when nothing was read."""
    from sayso.output.json import article_object, dumps

    begin = "[\n" if several else ""
    for article in articles:
        yield begin + dumps(article_object(article), indent=True)
        begin = ",\n"
    if begin == ",\n":
        yield "\n]\n" if several else "\n"


def jsonl_pieces(articles: Iterable[Article]) -> Iterator[str]:
    """Yield one object and a line end for each article."""
    from sayso.output.json import article_object, dumps

    return (dumps(article_object(article)) + "\n" for article in articles)


def html_pieces(articles: Iterable[Article]) -> Iterator[str]:
    """Yield one page with all the articles; nothing when nothing was read."""
    from sayso.output.html import page

    read = list(articles)
    if read:
        yield page(read)


def pieces(form: str, articles: Iterable[Article], *, several: bool, to_file: bool) -> Iterator[str]:
    """Yield the articles in a format: "text", "json", "jsonl" or "html"."""
    forms: dict[str, Callable[[], Iterator[str]]] = {
        "text": lambda: text_pieces(articles, to_file=to_file),
        "json": lambda: json_pieces(articles, several=several),
        "jsonl": lambda: jsonl_pieces(articles),
        "html": lambda: html_pieces(articles),
    }
    return forms[form]()

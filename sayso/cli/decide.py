"""`sayso decide`: a person's verdict on a statement of a project."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.article import Span
    from sayso.project.coding.coder import Coder
    from sayso.project.decisions import Verdict
    from sayso.project.project import Project

_VERDICTS: "tuple[Verdict, ...]" = ("accepted", "rejected", "corrected")


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.argument("article", type=int, metavar="ARTICLE")
@click.argument("statement", metavar="STATEMENT")
@click.argument("verdict", type=click.Choice((*_VERDICTS, "none")), metavar="VERDICT")
@click.option("--speaker", metavar="NAME", help="Corrected: who speaks.")
@click.option("--role", metavar="WORDS", help="Corrected: in what role.")
@click.option("--affiliation", metavar="NAME", help="Corrected: of what party, state or organization.")
@click.option("--kind", type=click.Choice(("direct", "mixed", "indirect")), help="Corrected: how it is quoted.")
@click.option("--source", multiple=True, metavar="WORDS", help="Corrected: the source, exactly as the article has it.")
@click.option("--cue", multiple=True, metavar="WORDS", help="Corrected: the cue.")
@click.option("--content", multiple=True, metavar="WORDS", help="Corrected: the content.")
@click.option("--note", metavar="WORDS", help="Why.")
@click.option("--coder", metavar="NAME", help="As this coder, on an article assigned to them; see `sayso code`.")
@click.pass_context
def decide(
    ctx: click.Context,
    /,
    project: str,
    article: int,
    statement: str,
    verdict: str,
    note: str | None,
    coder: str | None,
    **right: str,
) -> None:
    """Decide about a STATEMENT (s3) of an ARTICLE (its number; `sayso find` shows both) of PROJECT, or a relation (r2).

    VERDICT is accepted, rejected, corrected or, to take a decision back, none. A corrected statement needs at least one
    option that says what is right. --source, --cue and --content may be given several times, for words that stand
    apart; "" is for a source or cue that is not there. Rejected statements are not found and not counted any more. The
    machine's own words are kept; `sayso undo` takes the decision back.
    """
    from sayso.cli.command import told
    from sayso.project.decisions import Correction
    from sayso.project.project import open_project

    with told(ctx), open_project(project, read_only=False, create=False) as opened:
        at = opened.coder(coder) if coder else opened
        pieces = {part: _placed(at, article, statement, right.pop(part)) for part in ("source", "cue", "content")}
        given = next((one for one in _VERDICTS if one == verdict), None)
        at.decide(article, statement, given, Correction(**right, **pieces), note=note)  # type: ignore[arg-type]
        what = f"{verdict}." if given else "the decision is taken back."
        click.echo(f"Article {article}, {statement}: {what}")


def _placed(
    project: "Project | Coder", article: int, statement: str, words: Iterable[str]
) -> "tuple[Span, ...] | None":
    """Return where the words of a corrected part stand, those nearest to the statement; None: as they are."""
    return tuple(sorted(project.placed(article, statement, one) for one in words if one)) if words else None

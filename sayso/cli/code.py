"""`sayso code`: coders of a project, what each codes apart from the others, how far they agree, what becomes of it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.project.coding.agreement import Agreement
    from sayso.project.project import Project

_FORM = click.Choice(("text", "jsonl", "csv"))


@click.group(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.pass_context
def code(ctx: click.Context, project: str) -> None:
    """Let several coders code the articles of PROJECT, apart from each other, compare them, and settle what stands.

    What a coder decides on an article assigned blind is theirs alone: it becomes the project's decision when somebody
    takes it in adjudication.
    """
    ctx.obj = project


@code.command()
@click.argument("coders", nargs=-1, required=True, metavar="CODER...")
@click.option("--article", "articles", type=int, multiple=True, metavar="N", help="Only article N; again for more.")
@click.option("--share", type=float, default=1.0, show_default=True, help="Draw this share of the articles.")
@click.option("--double", type=float, help="Of those, the share that two coders get; the rest go to one each.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed draws other articles.")
@click.option(
    "--open", "not_blind", is_flag=True, help="Not blind: what they decide is the project's decision at once."
)
@click.option("--from-nothing", is_flag=True, help="Do not show them what the machine found.")
@click.pass_context
def assign(
    ctx: click.Context,
    /,
    coders: tuple[str, ...],
    articles: tuple[int, ...],
    share: float,
    double: float | None,
    seed: int,
    not_blind: bool,
    from_nothing: bool,
) -> None:
    """Assign articles to CODERs: all to each, unless options say otherwise."""
    from sayso.cli.command import told

    with told(ctx), _opened(ctx) as opened:
        new = opened.coding.assign(
            coders,
            articles or None,
            share=share,
            double=double,
            seed=seed,
            blind=not not_blind,
            proposals=not from_nothing,
        )
        click.echo(f"{new} new assignments; `sayso undo` takes them back.")


@code.command()
@click.argument("coder", metavar="CODER")
@click.option("--article", "articles", type=int, multiple=True, metavar="N", help="Only article N; again for more.")
@click.pass_context
def withdraw(ctx: click.Context, coder: str, articles: tuple[int, ...]) -> None:
    """Take back the assignments of CODER that have not been begun."""
    from sayso.cli.command import told

    with told(ctx), _opened(ctx) as opened:
        click.echo(f"{opened.coding.withdraw(coder, articles or None)} assignments withdrawn.")


@code.command()
@click.argument("coder", required=False, metavar="[CODER]")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_context
def status(ctx: click.Context, coder: str | None, form: str) -> None:
    """Show how far coders and articles are, or what one CODER has done and has still to do."""
    from sayso.cli.command import told
    from sayso.cli.destination import destination
    from sayso.output import coding as shown
    from sayso.output.json import dumps

    with told(ctx), _opened(ctx, read_only=True) as opened, destination(None) as write:
        if form == "json":
            write(dumps(shown.status_object(opened.coding.coders(), opened.coding.articles()), indent=True) + "\n")
            return
        pieces: Iterable[str]
        if coder is not None:
            pieces = shown.assignments_text(opened.coder(coder).assignments())
        else:
            pieces = (*shown.coders_text(opened.coding.coders()), *shown.articles_text(opened.coding.articles()))
        for piece in pieces:
            write(piece)


@code.command()
@click.argument("coder", metavar="CODER")
@click.argument("article", type=int, metavar="ARTICLE")
@click.pass_context
def show(ctx: click.Context, coder: str, article: int) -> None:
    """Show what CODER has of an ARTICLE and what they have still to decide about."""
    from sayso.cli.command import told
    from sayso.cli.destination import destination
    from sayso.output.coding import stands_text
    from sayso.output.visible import visible

    with told(ctx), _opened(ctx, read_only=True) as opened, destination(None) as write:
        at = opened.coder(coder)
        text = at.article(article).text
        for one in at.coding(article):
            write(visible(f"{one.stands.id} {one.verdict} · {stands_text(text, one.stands)}").replace("\n", " ") + "\n")
        left = at.undecided(article)
        write(f"to decide: {', '.join(left) or 'nothing'}\n")


@code.command()
@click.argument("coder", metavar="CODER")
@click.argument("article", type=int, metavar="ARTICLE")
@click.option("--rest", type=click.Choice(("accepted", "rejected")), help="The verdict on what is not decided yet.")
@click.option("--reopen", is_flag=True, help="Go on with it instead.")
@click.pass_context
def done(ctx: click.Context, coder: str, article: int, rest: str | None, reopen: bool) -> None:
    """Say that CODER is done with an ARTICLE; only then is it compared and adjudicated."""
    from sayso.cli.command import told

    with told(ctx), _opened(ctx) as opened:
        if reopen:
            opened.coder(coder).reopen(article)
        else:
            opened.coder(coder).done(article, rest=rest)  # type: ignore[arg-type]
        click.echo(f"Article {article}, {coder}: {'to do' if reopen else 'done'}.")


@code.command()
@click.argument("coders", nargs=-1, metavar="[CODER...]")
@click.option("--format", "form", type=_FORM, default="text", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears when it is whole.")
@click.pass_context
def agreement(ctx: click.Context, coders: tuple[str, ...], form: str, output: str | None) -> None:
    """Show how far CODERs agree about the articles that all of them are done with; without names, each two.

    `machine` is what the machine found, `adjudicated` what the project has of adjudicated articles.
    """
    from sayso.cli.command import told
    from sayso.cli.destination import destination, refuse_to_overwrite

    with told(ctx), _opened(ctx, read_only=True) as opened:
        refuse_to_overwrite(output, [ctx.obj])
        with destination(output) as write:
            for piece in _agreement(opened.coding.agreement(coders), form):
                write(piece)


def _agreement(found: "list[Agreement]", form: str) -> Iterator[str]:
    from sayso.output.coding import AGREEMENT_COLUMNS, agreement_object, agreement_rows, agreement_text
    from sayso.output.json import dumps
    from sayso.project.export.csv import csv_line

    if form == "jsonl":
        yield from (dumps(agreement_object(one)) + "\n" for one in found)
    elif form == "csv":
        yield csv_line(AGREEMENT_COLUMNS)
        yield from map(csv_line, agreement_rows(found))
    elif not found:
        yield "No article is done by two coders, or by one and read by the machine.\n"
    else:
        yield from agreement_text(found)


@code.command()
@click.argument("article", type=int, metavar="ARTICLE")
@click.option("--take", "taken", type=(str, str), multiple=True, metavar="CODER ID", help="Take CODER's version of ID.")
@click.option("--take-all", metavar="CODER", help="Take everything that CODER has of it.")
@click.option("--agreed", is_flag=True, help="Take everything in which all coders agree.")
@click.option("--close", is_flag=True, help="It is adjudicated: reject what the machine found and nobody has taken.")
@click.option("--reopen", is_flag=True, help="Open its adjudication again.")
@click.option("--who", metavar="NAME", help="Who adjudicates; otherwise the user's name.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_context
def adjudicate(
    ctx: click.Context,
    /,
    article: int,
    taken: tuple[tuple[str, str], ...],
    take_all: str | None,
    agreed: bool,
    close: bool,
    reopen: bool,
    who: str | None,
    form: str,
) -> None:
    """Show the codings of an ARTICLE side by side; with options, make of some the project's decision.

    What is right in no coding is corrected with `sayso decide`.
    """
    from sayso.cli.command import told
    from sayso.cli.destination import destination
    from sayso.output.coding import side_by_side_object, side_by_side_text
    from sayso.output.json import dumps

    changing = bool(taken or take_all or agreed or close or reopen)
    with told(ctx), _opened(ctx, read_only=not changing) as opened, destination(None) as write:
        if changing:
            with opened.step(f"article {article} adjudicated in part"):
                _adjudicate(opened, article, taken, take_all, who, agreed=agreed, close=close, reopen=reopen)
        seen = opened.coding.side_by_side(article, who=who)
        if form == "json":
            write(dumps(side_by_side_object(seen), indent=True) + "\n")
        else:
            for piece in side_by_side_text(seen):
                write(piece)


def _adjudicate(
    opened: "Project",
    article: int,
    taken: tuple[tuple[str, str], ...],
    take_all: str | None,
    who: str | None,
    *,
    agreed: bool,
    close: bool,
    reopen: bool,
) -> None:
    if reopen:
        opened.coding.reopen(article, who=who)
    if agreed:
        opened.coding.adjudicate_agreed(article, who=who)
    if take_all:
        opened.coding.adjudicate_all(article, take_all, who=who)
    for coder, local_id in taken:
        opened.coding.adjudicate(article, coder, local_id, who=who)
    if close:
        opened.coding.close(article, who=who)


def _opened(ctx: click.Context, *, read_only: bool = False) -> "Project":
    from sayso.project.project import open_project

    return open_project(ctx.obj, read_only=read_only, create=False)

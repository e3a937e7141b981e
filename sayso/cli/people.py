"""`sayso people`: who speaks in a project, across its articles; merged, split and renamed with a look before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.project.people.person import Person
    from sayso.project.people.regroup import Regrouped
    from sayso.project.project import Project


@dataclass(frozen=True, slots=True)
class _Asked:
    words: str | None
    limit: int | None
    show: int | None
    form: str
    to_file: bool


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.argument("words", required=False, metavar="[WORDS]")
@click.option("--show", type=int, metavar="N", help="Show person N: names, dated roles, articles, and why.")
@click.option("--merge", type=(int, int), metavar="N M", help="Make one person of N and M.")
@click.option("--split", type=int, metavar="N", help="Take --article and --name out of N as a person of their own.")
@click.option("--article", "articles", type=int, multiple=True, metavar="A", help="With --split: those in article A.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="With --split: those who have NAME there.")
@click.option("--rename", type=(int, str), metavar="N NAME", help="Call person N NAME.")
@click.option("--yes", is_flag=True, help="Merge, split or rename without asking.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N people.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "jsonl", "csv")), default="text", show_default=True
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears when it is whole.")
@click.pass_context
def people(
    ctx: click.Context,
    /,
    project: str,
    words: str | None,
    show: int | None,
    merge: tuple[int, int] | None,
    split: int | None,
    articles: tuple[int, ...],
    names: tuple[str, ...],
    rename: tuple[int, str] | None,
    yes: bool,
    limit: int | None,
    form: str,
    output: str | None,
) -> None:
    """List who speaks in PROJECT across its articles: people, organizations and groups, who say most first.

    WORDS leaves those with all of them in one of their names. Speakers are linked where that is near certain; a person
    who knows better merges, splits or renames, which adding more articles leaves as it is, and `undo` takes back.
    """
    from sayso.cli.command import told
    from sayso.cli.destination import destination, refuse_to_overwrite

    asked = _Asked(words, limit, show, form, output not in (None, "-"))
    with told(ctx):
        edit = _edit(merge, split, articles, names, rename)
        if edit is not None:
            _do(project, edit, yes=yes)
            return
        refuse_to_overwrite(output, [project])
        with _opened(project) as opened, destination(output) as write:
            for piece in _pieces(opened, asked):
                write(piece)


def _edit(
    merge: tuple[int, int] | None,
    split: int | None,
    articles: tuple[int, ...],
    names: tuple[str, ...],
    rename: tuple[int, str] | None,
) -> "Callable[[Project, bool], Regrouped] | None":
    """Return the one thing that is to be done to people; it is only tried where its last argument says so."""
    from sayso.errors import InputError

    if sum(one is not None for one in (merge, split, rename)) > 1:
        raise InputError("sayso people", "--merge, --split and --rename are one at a time", "give one of them")
    if split is None and (articles or names):
        raise InputError("sayso people", "--article and --name go with --split", "give --split N too")
    if merge is not None:
        return lambda opened, rehearse: opened.merge_people(merge, rehearse=rehearse)
    if split is not None:
        return lambda opened, rehearse: opened.split_person(split, articles=articles, names=names, rehearse=rehearse)
    if rename is not None:
        return lambda opened, rehearse: opened.rename_person(*rename, rehearse=rehearse)
    return None


def _do(name: str, edit: "Callable[[Project, bool], Regrouped]", *, yes: bool) -> None:
    from sayso.output.people import regrouped_text
    from sayso.project.project import open_project

    with open_project(name, create=False) as opened:
        click.echo(regrouped_text(edit(opened, True)), nl=False)
        if yes or click.confirm("Do this?"):
            edit(opened, False)
            click.echo("Done; `undo` takes it back.")


def _opened(name: str) -> "Project":
    """Open a project to read, or to write where speakers wait to be linked."""
    from sayso.project.project import open_project

    opened = open_project(name, read_only=True)
    if opened.people_are_linked():
        return opened
    opened.close()
    return open_project(name)


def _pieces(opened: "Project", asked: _Asked) -> Iterator[str]:
    from sayso.output.json import dumps
    from sayso.output.people import people_text, record_object, record_text
    from sayso.output.terminal import paper

    if asked.show is None:
        found = opened.people(asked.words, limit=asked.limit)
        yield from people_text(found) if asked.form == "text" else _formatted(found, asked.form)
        return
    record = opened.person(asked.show)
    if asked.form == "text":
        width, colour = paper(to_file=asked.to_file)
        yield record_text(record, width=width, colour=colour)
    elif asked.form == "csv":
        yield from _formatted(iter([record.person]), "csv")
    else:
        yield dumps(record_object(record), indent=asked.form == "json") + "\n"


def _formatted(found: "Iterator[Person]", form: str) -> Iterator[str]:
    from sayso.output.json import dumps
    from sayso.output.people import PERSON_COLUMNS, person_object, person_row
    from sayso.project.export.csv import csv_line

    if form == "csv":
        yield csv_line(PERSON_COLUMNS)
        yield from (csv_line(person_row(one)) for one in found)
    elif form == "jsonl":
        yield from (dumps(person_object(one)) + "\n" for one in found)
    else:
        yield dumps([person_object(one) for one in found], indent=True) + "\n"

"""`sayso export`: a project in formats of other programs."""

import sys

import click

_BAD_INPUT, _BROKEN_PIPE = 2, 141


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "csv")),
    default="jsonl",
    show_default=True,
    help="jsonl, all that is known of an article a line, which `sayso add` takes back; csv, a row for each statement.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears when it is whole.")
@click.pass_context
def export(ctx: click.Context, project: str, form: str, output: str | None) -> None:
    """Write the articles of PROJECT, or its statements, to standard output or a file.

    In CSV a cell that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a carriage return)
    begins with an apostrophe.
    """
    from sayso.cli.destination import destination, refuse_to_overwrite
    from sayso.cli.progress import Progress
    from sayso.errors import InputError
    from sayso.project.export import FORMATS
    from sayso.project.project import open_project

    try:
        refuse_to_overwrite(output, [project])
        with open_project(project, read_only=True) as opened, destination(output) as write:
            for piece in opened.exporting(next(one for one in FORMATS if one == form)):
                write(piece)
    except InputError as error:
        Progress(1, sys.stderr).tell(error)
        ctx.exit(_BAD_INPUT)
    except BrokenPipeError:
        ctx.exit(_BROKEN_PIPE)

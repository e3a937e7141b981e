"""`sayso export`: a project in formats of other programs."""

import sys

import click

from sayso.project.export.columns import TABLE_NAMES, TableName
from sayso.project.export.formats import FORMATS, TEXT_FORMATS, Format


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="jsonl",
    show_default=True,
    help="jsonl, all that is known of an article a line, which `sayso add` takes back; csv and parquet, a table.",
)
@click.option("--table", type=click.Choice(TABLE_NAMES), help="The table of csv and parquet.  [default: statements]")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears when it is whole.")
@click.pass_context
def export(ctx: click.Context, project: str, form: Format, table: TableName | None, output: str | None) -> None:
    """Write PROJECT in a format of another program, to standard output or a file.

    Statements are written as they stand after people's decisions. What a format does not hold is said at the end.

    xlsx is an Excel workbook of all tables; web-annotation (W3C) and quotation (schema.org with PROV) are JSON-LD;
    brat, inception and label-studio are a zip of files for these programs; spacy is a DocBin.
    """
    from sayso.cli.command import told
    from sayso.cli.destination import binary_destination, refuse_to_overwrite
    from sayso.errors import InputError
    from sayso.project.project import open_project

    with told(ctx):
        refuse_to_overwrite(output, [project])
        if output in (None, "-") and form not in TEXT_FORMATS and sys.stdout.isatty():
            raise InputError(form, "it is no text that a terminal can show", "name a file with -o")
        with open_project(project, read_only=True) as opened, binary_destination(output) as file:
            lacks = opened.write(file, form, table)
        if lacks:
            click.echo(f"{form}: {'; '.join(lacks)}.", err=True)

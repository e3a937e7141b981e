"""Projects to be exported: made of articles that are given, and articles with the characters that go wrong."""

import hashlib
import io
import zipfile

from hypothesis import strategies as st

import sayso
from sayso.article import Article, Attribution, Model, Passage, Span, Speaker, Statement
from sayso.project import appearances, records

READ_AT = "2026-03-01T10:00:00Z"
MODEL = Model("fake", "1.2", "ab" * 32)

# One UTF-16 unit and two, marks that join what is before them, right to left, line ends of every kind, what XML cannot
# hold, what a spreadsheet takes for a formula.
_HARD = [
    "a",
    "b ",
    "é",
    "e\u0301",
    "😀",
    "👩‍🚀",
    "🇺🇦",
    "𝔊",
    "שלום",
    "مرحبا",
    "\u200f",
    "\u202e",
    "\n",
    "\r\n",
    "\r",
    "\u2028",
]
_HARD += [
    "\x85",
    "\x0b",
    "\x1c",
    "\x01",
    "\ufffe",
    "\t",
    " ",
    "  ",
    "=1+1",
    "“",
    "”",
    "<&>",
    "]]>",
    '"',
    "\\",
    "_x0041_",
    "'",
]


def article(name, text, statements=(), speakers=(), **more):
    """Return an article as a reading gives it."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    passages = (Passage(Span(0, len(text)), "body"),)
    known = {"passages": passages, "statements": tuple(statements), "speakers": tuple(speakers), "model": MODEL}
    return Article(name, text, digest, **(known | more))


def statement(number, source, cue, content, name="Ada Reed", **more):
    """Return a statement of Ada Reed's, or of nobody known where the name is None."""
    said = None
    if name:
        said = Attribution("p1", name, "person", "mayor", "Harbour Party", "name", 0.9)
    pieces = [tuple(Span(*piece) for piece in pieces) for pieces in (source, cue, content)]
    return Statement(f"s{number}", "mixed", *pieces, 0.75, said, **more)


def project_of(path, articles):
    """Make a project of articles, in one transaction."""
    project = sayso.open_project(path)
    with project._file.transaction() as connection:
        for one in articles:
            number = records.add(connection, one, READ_AT)
            place = appearances.appearance_of(one, f"{one.id}.txt", None, READ_AT)
            appearances.add(connection, number, place)
    return project


def written(project, form, table=None):
    """Return the bytes of an export."""
    file = io.BytesIO()
    project.write(file, form, table)
    return file.getvalue()


def unzipped(data):
    """Return what is in a zip by name, as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name).decode("utf-8") for name in opened.namelist()}


@st.composite
def hard_articles(draw):
    """Draw articles whose texts differ, with statements of several pieces anywhere in them."""
    texts = draw(
        st.lists(st.lists(st.sampled_from(_HARD), min_size=4, max_size=40).map("".join), min_size=1, max_size=6)
    )
    return [_hard_article(draw, number, f"{number} {text}") for number, text in enumerate(texts)]


def _hard_article(draw, number, text):
    statements = []
    for at in range(1, draw(st.integers(1, 3)) + 1):
        offsets = st.lists(st.integers(0, len(text)), min_size=2, max_size=8, unique=True).map(sorted)
        cut = draw(offsets)
        pieces = [pair for pair in zip(cut[::2], cut[1::2], strict=False) if not text[pair[0] : pair[1]].isspace()] or [
            (0, 1)
        ]
        source, cue = [[pieces[0]], [pieces[-1]]] if draw(st.booleans()) else [[], []]
        statements.append(statement(at, source, cue, pieces))
    return article(f"hard {number}", text, statements, [Speaker("p1", "Ada Reed", "person")])

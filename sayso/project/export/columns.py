"""The tables that CSV, Parquet and Excel hold: what each column is called, holds and means, and where it comes from."""

from dataclasses import dataclass
from typing import Literal

from sayso.project.pieces import pieces

TableName = Literal["statements", "speakers", "people", "relations", "articles"]
Holds = Literal["text", "whole", "number", "date", "time", "texts", "spans"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, what it means, and the SQL that gives it.

    "texts" and "spans" are lists, in SQL as JSON; a span is a start and an end in code points of the article's text.
    """

    name: str
    holds: Holds
    means: str
    sql: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and the SQL that says which rows it has, in which order."""

    columns: tuple[Column, ...]
    rows: str

    def query(self, *, without: str | None = None) -> str:
        """Return the SQL that gives every row, `without` a column that a format has no place for."""
        values = (f"{column.sql} AS {column.name}" for column in self.columns if column.name != without)
        return f"SELECT {', '.join(values)} {self.rows}"


def _day(of: str) -> str:
    day = f"substr({of}, 1, 10)"
    return f"CASE WHEN date({day}) = {day} AND {day} >= '0001' THEN {day} END"


def _as_decided(name: str, means: str) -> Column:
    return Column(name, "text", means, f"coalesce(d.{name}, s.{name})")


def _machine(name: str) -> Column:
    means = f"what stood as {name} before a person corrected it"
    return Column(f"machine_{name}", "text", means, f"CASE WHEN d.{name} IS NOT NULL THEN s.{name} END")


def _names(of: str) -> str:
    return f"(SELECT json_group_array(json_extract(value, '$.name')) FROM json_each({of}))"


_OUTLET = Column("outlet", "text", "the outlet of the article", "a.outlet")
_PUBLISHED = Column("published", "text", "when the article was published, as precise as it said", "a.published")
_PUBLISHED_DATE = Column("published_date", "date", "the same as a date, where the day is known", _day("a.published"))
_HEADLINE = Column("headline", "text", "the headline of the article", "a.headline")
_URL = Column("url", "text", "the address of the article", "a.url")

_PERSON_ID = Column("person_id", "whole", "the person across articles", "who.id")
_PERSON = Column("person", "text", "the person's name across articles; empty: the speaker is not named", "who.name")


_STATEMENTS = Table(
    (
        Column("article_id", "whole", "the number of the article in the project", "s.article_id"),
        Column("local_id", "text", "the id of the statement in its article", "s.local_id"),
        _OUTLET,
        _PUBLISHED,
        _HEADLINE,
        _URL,
        _as_decided("speaker", "who speaks, as the article names them; empty: not known"),
        _as_decided("role", "what the speaker is, in the article's words"),
        _as_decided("affiliation", "the party, state or body of the speaker, in the article's words"),
        _as_decided("kind", "direct, mixed or indirect: how much of it stands in quotation marks"),
        _as_decided("source", "the words for who speaks, … between pieces"),
        _as_decided("cue", "the words that attribute"),
        _as_decided("content", "what is said"),
        Column("confidence", "number", "the machine's probability that source and content are right", "s.confidence"),
        Column(
            "speaker_confidence", "number", "the machine's probability that it is this speaker", "s.speaker_confidence"
        ),
        Column("within", "text", "the statement that this one is part of", "s.within"),
        Column("decision", "text", "accepted, rejected or corrected; empty: nobody has decided", "d.verdict"),
        Column("decided_by", "text", "who decided", "d.who"),
        Column("decided_at", "time", "when it was decided, UTC", "d.at"),
        Column("note", "text", "why", "d.note"),
        Column("added_by", "text", "the person who added it; empty: the machine found it", "s.added_by"),
        Column("added_at", "time", "when it was added, UTC", "s.added_at"),
        _PUBLISHED_DATE,
        _PERSON_ID,
        _PERSON,
        Column("speaker_id", "text", "the speaker in the article, as the machine has it", "s.speaker_id"),
        Column("speaker_kind", "text", "person, organization, group, ...; as the machine has it", "s.speaker_kind"),
        Column("how", "text", "how the machine knows the speaker: name, pronoun, ...", "s.how"),
        Column("source_spans", "spans", "where the source stands in the text", pieces("source")),
        Column("cue_spans", "spans", "where the cue stands", pieces("cue")),
        Column("content_spans", "spans", "where the content stands", pieces("content")),
        *map(_machine, ("speaker", "role", "affiliation", "kind", "source", "cue", "content")),
    ),
    """FROM statements AS s JOIN articles AS a ON a.id = s.article_id
    LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor
    JOIN statement_list AS l ON l.id = s.id LEFT JOIN people AS who ON who.id = l.person_id ORDER BY s.id""",
)

_SPEAKERS = Table(
    (
        Column("article_id", "whole", "the number of the article in the project", "p.article_id"),
        Column("local_id", "text", "the id of the speaker in the article", "p.local_id"),
        _OUTLET,
        _PUBLISHED,
        Column("name", "text", "the fullest name that the article gives", "p.name"),
        Column("names", "texts", "its other names there", "p.names"),
        Column("kind", "text", "person, organization, group, document, unnamed, author or outlet", "p.kind"),
        Column("speaks", "whole", "1; 0 for one who is only at an end of a relation", "p.speaks"),
        Column("roles", "texts", "what it is, in the article's words", _names("p.roles")),
        Column("affiliations", "texts", "its party, state, body or outlet", _names("p.affiliations")),
        Column("statements", "whole", "how many statements are its own, as the machine has it", "p.statements"),
        Column("words", "whole", "how many words are its own", "p.words"),
        Column("known", "text", "the id in your own list of names", "p.known"),
        _PUBLISHED_DATE,
        _PERSON_ID,
        _PERSON,
        Column("mentions", "spans", "where it is mentioned", "p.mentions"),
    ),
    """FROM speakers AS p JOIN articles AS a ON a.id = p.article_id
    LEFT JOIN person_speakers AS stands ON stands.article_id = p.article_id AND stands.local_id = p.local_id
    LEFT JOIN people AS who ON who.id = stands.person_id
    ORDER BY p.article_id, p.speaks DESC, p.position""",
)

_PEOPLE = Table(
    (
        Column("id", "whole", "the person's number in the project", "id"),
        Column("name", "text", "the name across articles", "name"),
        Column("kind", "text", "person, organization or group", "kind"),
        Column("names", "texts", "every name that articles give, the most frequent first", _names("names")),
        Column("articles", "whole", "in how many articles they are named as a speaker", "articles"),
        Column("statements", "whole", "how many statements are their own, as the machine has it", "statements"),
        Column("words", "whole", "how many words are their own", "words"),
        Column("first_published", "text", "the date of the first article", "first_published"),
        Column("last_published", "text", "the date of the last article", "last_published"),
        Column("renamed", "whole", "1: the name was given by a person", "renamed"),
    ),
    "FROM people ORDER BY id",
)

_RELATIONS = Table(
    (
        Column("article_id", "whole", "the number of the article in the project", "r.article_id"),
        Column("local_id", "text", "the id of the relation in its article", "r.local_id"),
        _OUTLET,
        _PUBLISHED,
        Column("from_id", "text", "who does it: the local_id of a speaker of the article", "r.from_id"),
        Column("from_name", "text", "its name", "r.from_name"),
        Column("to_id", "text", "to whom", "r.to_id"),
        Column("to_name", "text", "its name", "r.to_name"),
        Column("sign", "whole", "1 for, -1 against", "r.sign"),
        Column("act", "text", "what is done: accuse, support, ...", "r.act"),
        Column("plover", "text", "its PLOVER code", "r.plover"),
        Column("manner", "text", "actual, negated, hypothetical, future or past", "r.manner"),
        Column("words", "text", "the words that carry it", "r.words"),
        Column("statement", "text", "the innermost statement that it stands in", "r.statement"),
        Column("confidence", "number", "the machine's probability that it holds", "r.confidence"),
        Column("decision", "text", "accepted or rejected; empty: nobody has decided", "d.verdict"),
        Column("decided_by", "text", "who decided", "d.who"),
        Column("decided_at", "time", "when it was decided, UTC", "d.at"),
        Column("note", "text", "why", "d.note"),
        Column("added_by", "text", "the person who added it; empty: the machine found it", "r.added_by"),
        Column("added_at", "time", "when it was added, UTC", "r.added_at"),
        _PUBLISHED_DATE,
        Column("voice", "texts", "on whose say-so: speakers from the outermost in", "r.voice"),
        Column("spans", "spans", "where the words stand", "r.spans"),
    ),
    """FROM relations AS r JOIN articles AS a ON a.id = r.article_id
    LEFT JOIN decisions AS d ON d.article_id = r.article_id AND d.anchor = r.anchor
    ORDER BY r.article_id, r.position""",
)

_ARTICLES = Table(
    (
        Column("id", "whole", "the number of the article in the project", "a.id"),
        Column("name", "text", "the article's id: the name of its file, its address, your own id", "a.name"),
        _OUTLET,
        _PUBLISHED,
        _HEADLINE,
        _URL,
        Column("byline", "texts", "its authors", "a.byline"),
        Column("modified", "text", "when it was changed last, as it said", "a.modified"),
        Column("language", "text", "its language", "a.language"),
        Column(
            "statements",
            "whole",
            "how many statements it has, rejected ones too",
            "(SELECT count(*) FROM statements AS s WHERE s.article_id = a.id)",
        ),
        Column(
            "appearances",
            "whole",
            "in how many sources it was found",
            "(SELECT count(*) FROM appearances AS p WHERE p.article_id = a.id)",
        ),
        Column("warnings", "texts", "what is to be known of it", "a.warnings"),
        Column("model", "text", "the model that read it", "a.model"),
        Column("model_version", "text", "the version of Sayso", "a.model_version"),
        Column("model_hash", "text", "the SHA-256 of the model", "a.model_hash"),
        Column("read_at", "time", "when it was read, UTC", "a.read_at"),
        _PUBLISHED_DATE,
        Column("sha256", "text", "the SHA-256 of the text", "a.sha256"),
        Column("text", "text", "the text", "a.text"),
    ),
    "FROM articles AS a ORDER BY a.id",
)

TABLES: dict[TableName, Table] = {
    "statements": _STATEMENTS,
    "speakers": _SPEAKERS,
    "people": _PEOPLE,
    "relations": _RELATIONS,
    "articles": _ARTICLES,
}
TABLE_NAMES: tuple[TableName, ...] = tuple(TABLES)

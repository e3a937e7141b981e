"""Who is for or against whom, end to end: `python -m benchmarks.relations DATA [--errors]`.

Needs articles.jsonl.gz in DATA. A relation is right where sentence and sign are as labelled and both ends are the
actors the label names: the words labelled are those of the relation or, where these are a pronoun or nothing, the
actor bears the name that the label gives. Articles of our own labelling; those of `trained` and `more` may be looked
into.
"""

import argparse
import gzip
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.speakers import LABELS, whole
from sayso import Reader
from sayso.article import Article, Relation, Span, Speaker
from sayso.speakers.names import folded
from sayso.speakers.vocabulary import FIRST_PERSON, PRONOUNS, RELATIVE

Gold = Mapping[str, Any]


def labels_of(name: str) -> dict[str, list[dict[str, Any]]]:
    """Return the labelled relations of each article."""
    rows = (LABELS / f"relations-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["article"]: row["relations"] for row in map(json.loads, rows)}


def texts(name: str, data: Path) -> dict[str, str]:
    """Return the texts of the articles whose relations are labelled."""
    wanted = labels_of(name)
    with gzip.open(data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = (row for row in map(json.loads, lines) if row["id"] in wanted)
        return {row["id"]: whole(row) for row in rows}


def same(article: Article, relation: Relation, gold: Gold) -> bool:
    """Say whether a relation is the labelled one."""
    if relation.sign != gold["sign"] or not gold["sentence"][0] <= relation.to_at.start < gold["sentence"][1]:
        return False
    return _is(article, relation.from_, relation.from_at, gold["from"], gold["from_name"], gold) and _is(
        article, relation.to, relation.to_at, gold["to"], gold["to_name"], gold
    )


def _is(
    article: Article, id_: str, at: Span | None, mention: Sequence[int] | None, name: Sequence[int] | None, gold: Gold
) -> bool:
    actor = next(one for one in (*article.speakers, *article.actors) if one.id == id_)
    text = article.text
    if mention and at and at.start < mention[1] and mention[0] < at.end:
        word = folded(text[slice(*mention)])
        if word not in PRONOUNS and word not in FIRST_PERSON | RELATIVE:
            return True
    if name is None:
        return gold["voice"] == "author" and actor.kind in ("author", "outlet")
    return _bears(actor, text[slice(*name)], Span(*name))


def _bears(actor: Speaker, name: str, at: Span) -> bool:
    """Say whether an actor bears a name, or is mentioned where it stands."""
    plain = _plain(name)
    if any(_plain(one) == plain for one in (actor.name, *actor.names)):
        return True
    if actor.kind == "person" and actor.name.split()[-1:] == name.split()[-1:]:
        return True
    return any(span.start < at.end and at.start < span.end for span in actor.mentions)


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", name.casefold())


def measure(articles: Mapping[str, Article], labels: Mapping[str, Sequence[Gold]]) -> dict[str, float]:
    """Return counts and shares (0 to 1) of the relations found, labelled and found rightly.

    Of the right ones: whose act and manner is as labelled, whose words share characters with those labelled, and that
    stand on the say-so of the narrator, or of somebody, as labelled.
    """
    found = wanted = right = act = manner = words = told = 0
    for id_, golds in labels.items():
        article, left = articles[id_], list(golds)
        found, wanted = found + len(article.relations), wanted + len(golds)
        for relation in article.relations:
            gold = next((one for one in left if same(article, relation, one)), None)
            if gold is None:
                continue
            left.remove(gold)
            right += 1
            act += relation.act == gold["act"]
            manner += (relation.manner if relation.manner != "past" else "actual") == gold["how"]
            start, end = gold["evidence"]
            words += any(span.start < end and start < span.end for span in relation.evidence)
            told += (len(relation.voice) > 1) == (gold["voice"] not in (None, "author"))
    hits = max(1, right)
    return {
        "relations": found, "labelled": wanted, "right": right,
        "precision": right / max(1, found), "recall": right / max(1, wanted),
        "act": act / hits, "manner": manner / hits, "words": words / hits, "say-so": told / hits,
    }  # fmt: skip


def read(name: str, data: Path) -> dict[str, Article]:
    """Read the articles of a set of labels."""
    reader = Reader()
    return {id_: reader.read_text(text, id_) for id_, text in texts(name, data).items()}


def errors(articles: Mapping[str, Article], labels: Mapping[str, Sequence[Gold]]) -> str:
    """Return a line for each relation that is wrong or missed."""
    lines = []
    for id_, golds in labels.items():
        article, text = articles[id_], articles[id_].text
        for gold in golds:
            if not any(same(article, one, gold) for one in article.relations):
                holder = text[slice(*gold["from"])] if gold["from"] else "(speaker)"
                lines.append(
                    f"missed {holder} > {text[slice(*gold['to'])]} {gold['sign']} | {_around(text, gold['evidence'])}"
                )
        names = {one.id: one.name for one in (*article.speakers, *article.actors)}
        for one in article.relations:
            if not any(same(article, one, gold) for gold in golds):
                sure = f"{one.confidence:.2f} {names[one.from_]} > {names[one.to]} {one.sign} {one.act}"
                lines.append(f"extra  {sure} | {_around(text, one.evidence[0])}")
    return "\n".join(lines)


def _around(text: str, at: Sequence[int]) -> str:
    return " ".join(
        (text[max(0, at[0] - 50) : at[0]] + "[" + text[at[0] : at[1]] + "]" + text[at[1] : at[1] + 50]).split()
    )


def main() -> None:
    """Print what was measured; with --errors what is wrong in the articles that may be looked into."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="list errors of the articles that may be looked into")
    args = parser.parse_args()
    for name in ("trained",) if args.errors else ("measured", "trained"):
        labels, articles = labels_of(name), read(name, args.data)
        print(name, {key: round(value, 3) for key, value in measure(articles, labels).items()})
        if args.errors:
            print(errors(articles, labels))


if __name__ == "__main__":
    main()

"""The whole of who is speaking, in order: speakers, speech within speech, voices, the headline."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sayso.article import Article, Statement
from sayso.speakers.cast import with_cast
from sayso.speakers.headline import headline_checks
from sayso.speakers.nesting import with_nesting
from sayso.speakers.resolve import Resolved, resolve
from sayso.speakers.voices import with_voices
from sayso.statements.decode import Found
from sayso.statements.model import WEIGHTS, StatementModel, Who


def with_speakers(
    article: Article, found: Found, statements: Sequence[Statement], model: StatementModel, who: Who
) -> tuple[Article, Resolved]:
    """Return the article with its statements and who speaks in each, and how that was found.

    `found` is what `statements` were made of, `who` what the model says of its tokens as mentions.
    """
    resolved = resolve(article, found.tokens, who, statements, model.constants, women())
    cast = with_cast(article, statements, resolved)
    voiced = with_voices(replace(cast, statements=with_nesting(cast.statements)))
    return replace(voiced, headline_checks=headline_checks(voiced)), resolved


@cache
def women() -> dict[str, float]:
    """Return for first names, folded, the share of women among their bearers (US census of 1990)."""
    shares: dict[str, float] = json.loads((WEIGHTS / "first_names.json").read_text(encoding="utf-8"))
    return shares

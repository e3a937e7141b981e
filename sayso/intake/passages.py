"""What each paragraph of an article is: its body, or one of the things that stand around a body.

Nothing is taken out of the text; a paragraph is only labelled. A label other than body costs every statement in the
paragraph, so each rule asks for wording, length and place that real sentences of an article hardly have together.
Newsletter prompts, disclaimers, corrections and notes on who contributed are notices; share bars, "Read more" and lists
of related links are share bars.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.article import PassageKind
from sayso.intake.dates import written


class Paragraph(NamedTuple):
    """A paragraph of an article, and what its place in the page says it is (None: nothing)."""

    text: str
    hint: PassageKind | None = None


_SHORT_CODE = re.compile(
    r"\s*(?:\[/?(?:box|caption|embed|gallery|video|audio|playlist|youtube|tweet|twitter|instagram|facebook|quote|pullquote|"
    r"blockquote|button|column|columns|row|vc_\w+|et_pb_\w+|ad|ads|adsense|newsletter\w*|related\w*|sidebar|infobox|map|"
    r"poll|quiz|form|contact-form\w*|wpforms|iframe|shortcode|raw|html|img|image|photo|slideshow|sc|dropcap|toggle|tabs?|"
    r"accordion|divider|spacer|recent\w*|readmore|more|nextpage|protected-iframe|getty|scribd|soundcloud|vimeo|wp\w+|"
    r"\w+_\w+|\w+-\w+)(?:[\s:=][^\[\]\n]{0,600})?/?\]|\{\{[^{}\n]{0,300}\}\}|\{%[^%\n]{0,300}%\}|<!--[^>\n]{0,300}-->)",
    re.I,
)
_CLOSING = re.compile(r"\[/([\w-]+)\]")

_SHARE = re.compile(
    r"(?:(?:share|tweet|email|e-mail|print|pin|save|copy|link|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|"
    r"flipboard|tumblr|messenger|instagram|youtube|comments?|reprints|bookmark|close|icon|this|article|story|on|via|the|"
    r"copy|to|clipboard|a|friend|gift|by|with|\d+|[|,/·•+:&-])\W*){1,20}",
    re.I,
)
_SHARE_WORD = re.compile(r"\b(?:share|tweet|e-?mail|print|pin it|facebook|twitter|whatsapp|linkedin|reddit|close|reprints)\b", re.I)
_POINTER = re.compile(
    r"(?:(?:read|see|watch|hear|learn|find out|click here for)\s+(?:more|also|next|the full (?:story|article|interview|report|text|letter)|"
    r"the rest (?:here|of the (?:story|article)))\b"
    r"|(?:related|also read|also see|must read|must-read|more (?:on|from|stories)\b.{0,60}|related (?:stories|articles|coverage|"
    r"content|links|topics|news)|recommended(?: for you)?|trending(?: now)?|most (?:read|popular|viewed)(?: in \w+)?|(?:article|story) content|recommended videos?|top stories|"
    r"(?:story|article|advertisement) continues (?:below|after).{0,40}|continue reading.{0,60}|skip (?:to|past) .{0,60}|"
    r"you (?:may|might) also (?:like|be interested in)|up next|don['’]t miss|jump to .{0,30}|back to top|view (?:all )?comments|"
    r"comments|leave a comment|advertisement|advert|sponsored(?: content)?|tags)\s*(?:[:|›»>.]|$))",
    re.I,
)
_POINTER_COLON = re.compile(
    r"(?:READ(?: MORE| ALSO| NEXT)?|MORE(?: ON| FROM| COVERAGE)?\b.{0,40}|RELATED(?: STORIES| STORY| ARTICLES?)?|WATCH(?: NOW| ALSO)?|LISTEN|SEE ALSO|ALSO READ|"
    r"Read(?: [Mm]ore| [Aa]lso| [Nn]ext)|Related(?: [Ss]tor(?:y|ies)| [Aa]rticles?| [Cc]overage| [Ll]inks?)?|More from [^:.]{2,50}|See [Aa]lso|Watch [Nn]ow)\s*[:|»>]"
)
_NEWSLETTER = re.compile(
    r"\b(?:sign up (?:for|to|here|now|today)|subscribe (?:to|here|now|today|for)|newsletters?\b|in your inbox|to your inbox|"
    r"follow (?:us|him|her|me|them|\w+(?: \w+)?) on (?:twitter|facebook|instagram|google|x\b|linkedin|telegram|tiktok|whatsapp)|"
    r"like us on facebook|download (?:our|the) app|support our journalism|become a (?:member|subscriber|supporter)|"
    r"join (?:the conversation|our (?:commenting forum|whatsapp|telegram|mailing list))|click here to (?:sign|subscribe|join|"
    r"read|watch|listen|get|donate)|make a (?:donation|contribution)|free trial|create a free account|already a subscriber|"
    r"log in to|logout and then|public display name|get (?:the )?(?:latest|breaking|top) (?:news|stories|headlines))",
    re.I,
)
_PROMPT = re.compile(
    r"^\W*(?:sign up|subscribe|get |join|follow|like us|download|support|become|want |click here|you must|please (?:logout|log in|"
    r"sign|consider|support)|enter your|by (?:signing|clicking|subscribing|submitting)|already |for more |never miss|stay |our |"
    r"this (?:article|story|piece|column|essay|post) (?:is |was |first |originally )?(?:appeared|published|from|adapted|part)|"
    r"if you (?:enjoy|like|want)|to (?:receive|get|read|sign|subscribe)|receive |newsletter|ground game|the .{2,40} newsletter|"
    r"not (?:yet )?a (?:subscriber|member)|start (?:your|the) |don['’]t miss|we (?:want to hear|value|may)|help us)",
    re.I,
)
_NOTICE = re.compile(
    r"^\W*(?:(?:editor['’]?s?['’]? note|correction|corrections|clarification|update|author['’]s note|disclaimer|disclosure|note to readers)s?"
    r"(?:\s*\([^)]{0,40}\))?\s*[:—–-]|disclaimer\b|\W*(?:©|copyright\b|\(c\)\s)|all rights reserved|"
    r"(?:this|the) (?:article|story|report|post|column|item|version|piece|transcript) (?:has been|was|is|will be) (?:updated|corrected|edited|amended|"
    r"originally|first|published|developing|being updated|part of|adapted|reprinted|republished|excerpted)|this is a (?:breaking|developing)(?: news?)? (?:news )?story|"
    r"(?:this )?(?:material|content) may not be (?:published|reproduced)|the (?:views|opinions) (?:and opinions )?expressed|(?:any )?views expressed|opinions expressed|"
    r"(?:reporting|additional reporting|written|edited|compiled|writing|editing) by [A-Z]|with (?:files|reporting|additional reporting) (?:from|by)|"
    r"_{3,}\s*$|-{3,}\s*$|\*{3,}\s*$|the associated press contributed|reuters contributed|our standards: |do you have an opinion|"
    r"send (?:us )?(?:your )?(?:tips|letters)|get in touch|contact (?:us|the (?:author|writer|reporter)))",
    re.I,
)
_CONTRIBUTED = re.compile(r"\b(?:contributed to this|contributed reporting|contributed from)\b|\breported from [A-Z].{0,120}\.$")
_CAPTION = re.compile(
    r"^\W*(?:(?:photo|image|picture|photograph|video|graphic|credit|caption|file photo|illustration|source)s?\s*(?:by|credits?|courtesy|caption|source)?\s*[:/|]"
    r"|(?:photo|image|picture|video|graphic|illustration)s?\s+(?:by|courtesy(?: of)?|credit)\s+[A-Z].{0,80}$"
    r"|(?:pictured|seen|shown)\W{1,2}(?:right|left|above|here|at (?:the )?(?:right|left|back|front|cent(?:er|re)))\b|"
    r"pictured(?:,| (?:from|is|are|with)\b)|from (?:left|right)(?: to (?:right|left))?[,:]|(?:above|below|left|right|top|bottom):"
    r"|(?:play video|image caption|media caption|view (?:image|gallery|photos)|hide caption|toggle caption|enlarge this image)\b)",
    re.I,
)
_CREDIT = re.compile(
    r"(?:[(\[](?:photo|image|picture|ap photo|file photo|credit|video|reuters|getty|afp)\b[^()\[\]]{0,90}[)\]]|"
    r"(?:/|via |\| ?|– |— |- |\()(?:AP(?: Photo)?|Getty(?: Images)?|Reuters|REUTERS|AFP|EPA|PA(?: Wire| Media)?|Shutterstock|Bloomberg|UPI|Alamy|Associated Press|iStock|Flickr)"
    r"(?:[ /,][^().\n]{0,60})?\)?)\s*$"
)
_BIOGRAPHY = re.compile(
    r"^\W*(?:about the authors?\b|(?:the (?:author|writer) is |(?P<name>(?:[A-Z][\w.'’-]*\s+){1,4})(?:is|was|are|covers|writes|reports|has (?:covered|written|been (?:a |an |the )?(?:reporter|writer|editor|correspondent))|joined|can be reached)\b))"
)
_BIOGRAPHY_WORDS = re.compile(
    r"\b(?:(?:is|was|as|are) (?:an?|the|our)\b.{0,60}\b(?:reporter|writer|columnist|correspondent|editor|journalist|contributor|"
    r"producer|intern|fellow|author|blogger|host|professor|commentator|strategist|analyst)s?\b|covers .{2,80} (?:for|at)\b|(?:reach|contact|email|follow|"
    r"e-mail) (?:him|her|them|\w+ \w+) (?:at|on|@)|can be reached|on twitter|@\w{3,}|author of|syndicated)",
    re.I,
)
_BIOGRAPHY_STRONG = re.compile(
    r"(?:^|\W)(?:follow (?:him|her|them|\w+(?: \w+)?) (?:on|@|at)|can be reached|(?:reach|contact|e-?mail) (?:him|her|them|the author|[A-Z]\w+(?: [A-Z]\w+)?) at|"
    r"is (?:the )?(?:an? )?(?:author of|(?:staff|senior|freelance|contributing|nationally syndicated|syndicated) (?:writer|editor|reporter|columnist|correspondent))|"
    r"on twitter\b|\S+@\S+\.\w{2,4}\b|@\w{3,})",
    re.I,
)
_BYLINE = re.compile(
    r"^\W*(?:by|written by|posted by|story by|from)\s*:?\s+(?:[A-Z][\w.'’-]+|(?:van|de|der|den|von|la|and|the|of|for|&))(?:[\s,|/&·•–—-]+(?:[A-Z][\w.'’-]*|\d[\d:,./-]*|"
    r"and|of|the|van|de|der|den|von|la|for|in|at|am|pm|with|editor|reporter|correspondent|writer|staff|political|senior|special to))*\W*$"
)
_DATE_LINE = re.compile(
    r"^\W*(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|date)\b[^.!?]{0,80}|.{0,60})$", re.I
)
_SENTENCE = re.compile(r"[.!?][\"”’')]*\s")
_TOP, _END = 6, 8


def label(paragraphs: Sequence[Paragraph]) -> list[PassageKind]:
    """Return the kind of each paragraph of an article, in order. A hint of the page is followed where it has one."""
    kinds: list[PassageKind] = []
    closing: str | None = None
    total = len(paragraphs)
    for at, (text, hint) in enumerate(paragraphs):
        closing, inside = _short_code(text, closing, [p.text for p in paragraphs[at + 1 : at + 6]])
        if inside:
            kinds.append("short code")
        elif hint is not None and hint != "body":
            kinds.append(hint)
        else:
            kinds.append(_kind(text, at, total))
    return kinds


def _short_code(text: str, closing: str | None, following: list[str]) -> tuple[str | None, bool]:
    """Say which short code is open after a paragraph, and whether the paragraph belongs to one.

    A code that opens and is closed within five paragraphs owns what lies between (`[box]`, a paragraph, `[/box]`).
    """
    if closing is not None:
        return (None if f"[/{closing}]" in text.lower() else closing), True
    found = _SHORT_CODE.match(text)
    if found is None:
        return None, False
    code = found.group().strip().lower()
    if code.startswith("["):
        name = re.match(r"\[/?([\w-]+)", code)
        assert name is not None
        end = f"[/{name[1]}]"
        if end in text.lower():
            return None, not text[text.lower().rindex(end) + len(end) :].strip()
        if any(end in later.lower() for later in following):
            return name[1], True
    rest = _SHORT_CODE.sub("", text)
    return None, not re.search(r"\w", rest)


def _kind(text: str, at: int, total: int) -> PassageKind:
    size = len(text)
    if size > 900:
        return "body"
    near_end = total - at <= _END
    if at < _TOP and size < 160 and is_byline(text):
        return "byline"
    if _is_share(text, size):
        return "share bar"
    if _is_notice(text, size, near_end):
        return "notice"
    if _is_biography(text, size, near_end):
        return "biography"
    if size < 400 and (_CAPTION.search(text) or (_CREDIT.search(text) and '"' not in text and "“" not in text)):
        return "caption"
    return "body"


def is_byline(text: str) -> bool:
    """Say whether a line near the top names who wrote the article, or when and where it appeared."""
    if _SENTENCE.search(text):
        return False
    if _BYLINE.match(text):
        return True
    return bool(_DATE_LINE.match(text)) and written(text) is not None and len(text.split()) <= 14 and not text.endswith(".")


def _is_share(text: str, size: int) -> bool:
    if size < 120 and _SHARE_WORD.search(text) and _SHARE.fullmatch(text.strip()):
        return True
    if _POINTER_COLON.match(text) and size < 250:
        return True
    return size < 120 and _POINTER.match(text) is not None and not _SENTENCE.search(text)


def _is_notice(text: str, size: int, near_end: bool) -> bool:
    if _NOTICE.match(text):
        return True
    if _NEWSLETTER.search(text) and size < 400 and (_PROMPT.match(text) or size < 60):
        return not _quoted(text)
    return near_end and size < 500 and _CONTRIBUTED.search(text) is not None and not _quoted(text)


def _is_biography(text: str, size: int, near_end: bool) -> bool:
    if not near_end or _quoted(text) or _BIOGRAPHY.match(text) is None:
        return False
    return _BIOGRAPHY_STRONG.search(text) is not None or (size < 400 and text.lower().lstrip().startswith("about the author"))


def _quoted(text: str) -> bool:
    return any(mark in text for mark in "\"“”")

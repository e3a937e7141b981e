"""The wording by which things around an article's body are known: patterns for `passages`, each for one paragraph."""

import re


def _any(*parts: str, before: str = "", after: str = "", flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(parts)}){after}", flags)


_START = r"^[\s(\[*•·>–—-]*"

SHORT_CODE = _any(
    r"\[/?(?:box|caption|embed|gallery|video|audio|playlist|youtube|tweet|twitter|instagram|facebook|quote|pullquote"
    r"|blockquote|button|columns?|row|ads?|adsense|newsletter\w*|related\w*|sidebar|infobox|map|poll|quiz|form|iframe"
    r"|shortcode|raw|html|img|image|photo|slideshow|sc|dropcap|toggle|tabs?|accordion|divider|spacer|recent\w*"
    r"|readmore"
    r"|more|nextpage|getty|scribd|soundcloud|vimeo|wp\w+|\w+_\w+|\w+-\w+)(?:[\s:=][^\[\]\n]{0,600})?/?\]",
    r"\{\{[^{}\n]{0,300}\}\}",
    r"\{%[^%\n]{0,300}%\}",
    r"<!--[^>\n]{0,300}-->",
    before=r"\s*",
)
"""A code that a publishing system should have replaced, at the start of a paragraph."""

SHARE_WORD = re.compile(
    r"\b(?:share|tweet|e-?mail|print|pin it|facebook|twitter|whatsapp|linkedin|reddit|close|reprints)\b", re.IGNORECASE
)
ONLY_SHARE_WORDS = _any(
    "share|tweet|email|e-mail|print|pin|save|copy|link|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest"
    "|telegram",
    "flipboard|tumblr|messenger|instagram|youtube|comments?|reprints|bookmark|close|icon|this|article|story|on|via"
    "|the",
    r"to|clipboard|a|friend|post|gift|by|with|it|\d+",
    before="(?:", after=r"\W+){1,20}",
)  # fmt: skip
"""To be matched against a whole paragraph with a blank added."""

POINTER = _any(
    r"(?:read|see|watch|hear|learn|find out|click(?: here)? for)\s+(?:more|also|next|the full (?:story|article"
    r"|interview|report|text"
    r"|letter)|the rest (?:here|of the (?:story|article)))\b",
    r"click(?: here)? (?:for|to read|to watch) more\b",
    r"(?:related|also read|also see|must[ -]read|more (?:on|from|stories)\b.{0,60}|related (?:stories|articles"
    r"|coverage|content"
    r"|links|topics|news)|recommended(?: for you)?|trending(?: now)?|most (?:read|popular|viewed)(?: in \w+)?"
    r"|top stories"
    r"|(?:article|story) content|recommended videos?|(?:story|article|advertisement) continues (?:below|after).{0,40}"
    r"|continue reading.{0,60}|skip (?:to|past) .{0,60}|you (?:may|might) also (?:like|be interested in)|up next"
    r"|don['’]t miss"
    r"|jump to .{0,30}|back to top|view (?:all )?comments|comments|leave a comment|advertisement|advert"
    r"|sponsored(?: content)?|tags)\s*(?:[:|›»>.]|$)",
    before=_START,
)
"""A pointer to something else, or a mark where something else stood."""

POINTER_BEFORE_COLON = _any(
    r"READ(?: MORE| ALSO| NEXT)?|MORE(?: ON| FROM| COVERAGE)?\b.{0,40}|RELATED(?: STORIES| STORY| ARTICLES?)?",
    "WATCH(?: NOW| ALSO)?|LISTEN|SEE ALSO|ALSO READ|Read (?:[Mm]ore|[Aa]lso|[Nn]ext)|See [Aa]lso|Watch [Nn]ow",
    "Related(?: [Ss]tor(?:y|ies)| [Aa]rticles?| [Cc]overage| [Ll]inks?)?|More from [^:.]{2,50}",
    before=_START, after=r"\s*[:|»>]", flags=0,
)  # fmt: skip

NEWSLETTER = _any(
    r"(?:sign up|subscribe) (?:for|to|here|now|today|with)|newsletters?\b|(?:in|to) your inbox"
    r"|support our journalism",
    r"follow (?:us|him|her|me|them|\w+(?: \w+)?) on (?:twitter|facebook|instagram|google|x\b|linkedin|telegram"
    r"|tiktok|whatsapp)",
    r"like us on facebook|download (?:our|the) app|become a (?:member|subscriber|supporter)|create a free account"
    r"|free trial",
    r"join (?:the conversation|our (?:commenting forum|whatsapp|telegram|mailing list))|make a (?:donation"
    r"|contribution)",
    r"click here to (?:sign|subscribe|join|read|watch|listen|get|donate)|already a subscriber|log in to"
    r"|logout and then",
    r"public display name|get (?:the )?(?:latest|breaking|top) (?:news|stories|headlines)|reprint permission",
    before=r"\b",
)
"""What asks the reader to sign up, give or join."""

PROMPT = _any(
    "sign up|subscribe|get |join|follow|like us|download|support|become|want |click here|you must|enter your"
    "|already |for more",
    "for the latest|never miss|stay |our |receive |newsletter|the .{2,40} newsletter|don['’]t miss|help us|copyright",
    "please (?:logout|log in|sign|consider|support)|by (?:signing|clicking|subscribing|submitting)|if you (?:enjoy"
    "|like|want)",
    "to (?:receive|get|read|sign|subscribe)|not (?:yet )?a (?:subscriber|member)|start (?:your|the) "
    "|we (?:want to hear|value|may)",
    before=r"^\W*",
)
"""How such a request begins."""

_THIS = "(?:this|the) (?:article|story|report|post|column|item|version|piece|transcript|essay)"
NOTICE = _any(
    "(?:editor['’]?s?['’]? note|corrections?|clarification|update|author['’]s note|disclaimer|disclosure"
    "|note to readers)s?"
    r"(?:\s*\([^)]{0,40}\))?\s*[:—–-]",
    r"disclaimer\b|(?:©|copyright\s+(?:©|\d{4}|\(c\))|\(c\)\s+\d{4})|all rights reserved|our standards: ",
    rf"{_THIS} (?:has been|was|is|will be) (?:updated|corrected|edited for|amended|originally|first published"
    rf"|first appeared"
    "|developing|being updated|part of|adapted|reprinted|republished|excerpted)",
    rf"{_THIS} (?:originally |first )?appeared (?:in|on|at)",
    rf"an? (?:earlier |longer |shorter |previous )?version of {_THIS} (?:appear|was|ran|misstated|first|incorrectly)",
    "this is a (?:breaking|developing)(?: news?)? (?:news )?story",
    r"(?:this )?(?:material|content) may not be (?:published|reproduced)",
    "(?:the )?(?:any )?(?:views|opinions) (?:and opinions )?expressed",
    "(?:reporting|additional reporting|written|edited|compiled|writing|editing) by (?-i:[A-Z])",
    r"with (?:files|reporting|additional reporting) (?:from|by)|contributing:",
    r"_{3,}\s*$|-{3,}\s*$|\*{3,}\s*$|get in touch\b|contact (?:us|the (?:author|writer|reporter))\b",
    "the associated press contributed|reuters contributed|do you have an opinion|send (?:us )?(?:your )?(?:tips"
    "|letters)",
    before=_START,
)
CONTRIBUTED = _any(
    r"\b(?:contributed to this|contributed to the|contributed reporting|contributed from)\b",
    r"\breported from (?-i:[A-Z]).{0,120}\.$",
)

_PICTURE = "photo|image|picture|photograph|video|graphic|credit|caption|file photo|illustration"
CAPTION = _any(
    rf"(?:{_PICTURE}|source)s?\s*(?:by|credits?|courtesy|caption|source)?\s*[:/|]",
    rf"(?:{_PICTURE})s?\s+(?:by|courtesy(?: of)?|credit)\s+(?-i:[A-Z]).{{0,80}}$",
    r"(?:pictured|seen|shown)\W{1,2}(?:right|left|above|here|at (?:the )?(?:right|left|back|front|cent(?:er|re)))\b",
    r"pictured(?:,| (?:from|is|are|with)\b)|from (?:left|right)(?: to (?:right|left))?[,:]|(?:above|below|left"
    r"|right|top|bottom):",
    r"(?:play video|image (?:caption|copyright)|media (?:caption|playback)|view (?:image|gallery|photos)|hide caption"
    r"|toggle caption|enlarge this image)\b",
    before=_START,
)
CREDIT = _any(
    r"[(\[](?:[Pp]hoto|[Ii]mage|[Pp]icture|AP|AP [Pp]hoto|[Ff]ile photo|[Cc]redit|[Vv]ideo|Reuters|REUTERS|Getty"
    r"|AFP)\b[^()\[\]]{0,90}[)\]]",
    r"(?:/|via |\| ?|– |— |- |\()(?:AP(?: Photo)?|Getty(?: Images)?|Reuters|REUTERS|AFP|EPA|PA(?: Wire| Media)?"
    r"|Shutterstock|Bloomberg"
    r"|UPI|Alamy|Associated Press|iStock|Flickr)(?:[ /,][^().\n]{0,60})?\)?",
    after=r"\s*$", flags=0,
)  # fmt: skip
"""A picture credit at the end of a paragraph."""

_ROLE = "(?:reporter|writer|editor|columnist|correspondent|contributor|journalist|fellow|professor|producer|host|coach)"
BIOGRAPHY = _any(
    r"[Aa]bout the authors?\b",
    r"(?:the )?(?:author|writer) is ",
    r"(?!(?:This|That|These|Those|There|Here|It|We|They|He|She|You|The|What|Who|If|And"
    r"|But)\s)(?:[A-Z][\w.'’-]*\s+){1,4}"
    r"(?:is|was|are|covers|writes|reports|tweets|joined|can be reached|has (?:covered|written|been (?:an? "
    r"|the )?" + _ROLE + r"))\b",
    before=r"^\W*", flags=0,
)  # fmt: skip
"""How a note on the author begins."""

CONTACT = _any(
    r"follow (?:him|her|them|\w+(?: \w+)?) (?:on|@|at)|can be reached|on twitter\b|he tweets|she tweets|they tweet"
    r"|\S+@\S+\.\w{2,4}\b",
    r"(?:reach|contact|e-?mail) (?:him|her|them|the author|[A-Z]\w+(?: [A-Z]\w+)?) (?:at|on)\b|\[email protected\]"
    r"|(?<!\()@\w{3,}",
    rf"(?:is|was|as) (?:the author of\b|(?:an? |the )?(?:\w+ ){{0,3}}(?:staff|senior|freelance|contributing|syndicated"
    rf"|digital|political)"
    rf" {_ROLE}|{_ROLE} (?:for|at|and contributor))",
    before=r"(?:^|\W)",
)
"""What such a note says: where the author writes, and how to reach them."""

TWEET = re.compile(r"t\.co/|pic\.twitter\.com|\(@\w+\)")

STAMP = re.compile(
    r"^\W*(?:by|(?:first |last )?(?:updated|published|posted|modified)\b(?: on| at)?"
    r"[^.!?]{0,60}(?:\d|[ap]\.?m\.?)[^!?]{0,20})\W*$",
    re.I,
)
"""A lone "By", or when the article appeared or changed."""
BYLINE = re.compile(
    r"^\W*(?:by|By|BY|(?:Written|Posted|Story|Reported) by)\s*:?\s+"
    r"(?:[A-Z][\w.'’-]+|van|de|der|den|von|la|the|of|for|&)"
    r"(?:[\s,|/&·•–—-]+(?:[A-Z][\w.'’-]*|\d[\d:,./-]*|and|of|the|van|de|der|den|von|la|for|in|at|am|pm|with|editor"
    r"|reporter"
    r"|correspondent|writer|staff|political|senior|special to))*\W*$"
)

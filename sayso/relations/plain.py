"""Ties that are said plainly: holder, verb, target in a row, in the active or the passive voice, or as a noun."""

import re

from sayso.article import Span

_AGAINST = (
    r"accus\w+|blam(?:e|es|ed|ing)|critici[sz]\w+|slamm?\w*|blast(?:s|ed|ing)|ripp(?:ed|ing)|"
    r"mock(?:s|ed|ing)|ridicul(?:ed|es|ing)|denounc(?:e|es|ed|ing)|condemn(?:s|ed|ing)?|"
    r"lambast(?:ed|es|ing)|rebuk(?:ed|es|ing)|scold(?:ed|s|ing)|derid(?:ed|es|ing)|disparag(?:ed|es|ing)|"
    r"insult(?:s|ed|ing)|assail(?:s|ed|ing)|attack(?:s|ed|ing)|lash(?:ed|es|ing) out at|bash(?:ed|es|ing)|"
    r"excoriat\w+|berat(?:ed|es|ing)|smear(?:ed|s|ing)|taunt(?:ed|s|ing)|dismiss(?:ed|es|ing)|"
    r"betray(?:ed|s|ing)|oppos(?:e|es|ed|ing)|reject(?:s|ed|ing)|defied|defies|challeng(?:ed|es|ing)|"
    r"rebuff(?:ed|s)|oust(?:ed|s|ing)|impeach(?:ed|ing)|censur(?:ed|es|ing)|fired|expelled|"
    r"boycott(?:ed|s|ing)|threaten(?:s|ed|ing)?|warn(?:s|ed|ing)?|demand(?:s|ed)? that|pressur(?:ed|es|ing)|"
    r"sue[sd]?|suing|charg(?:ed|es|ing)|indict(?:ed|s|ing)|subpoena(?:ed|s|ing)|prosecut(?:ed|es|ing)|"
    r"sanction(?:ed|s|ing)|investigat(?:e|es|ed|ing)|convict(?:ed|s|ing)|sentenced|jail(?:ed|s|ing)|"
    r"detain(?:ed|s|ing)|deport(?:ed|s|ing)|kill(?:ed|s|ing)|shot|arrest(?:ed|s|ing)|bomb(?:ed|s|ing)|"
    r"invad(?:ed|es|ing)|raid(?:ed|s|ing)|murder(?:ed|s|ing)|assault(?:ed|s|ing)|stabb(?:ed|ing)|fought|"
    r"fighting|hit back at|take[sn]? aim at|took aim at|went after|going after|broke with|breaks? with|"
    r"clash(?:ed|es|ing) with|feud(?:ed|s|ing) with|(?:calls?|called|calling) (?:on|for|upon)|"
    r"vot(?:ed|es|ing) against|complain(?:ed|s|ing) about"
)
_FOR = (
    r"support(?:s|ed|ing)?|back(?:s|ed|ing)|endors(?:e|es|ed|ing)|prais(?:e|es|ed|ing)|applaud(?:s|ed|ing)?|"
    r"thank(?:s|ed|ing)?|laud(?:s|ed|ing)|hail(?:s|ed|ing)|congratulat(?:ed|es|ing)|commend(?:s|ed|ing)|"
    r"salut(?:ed|es|ing)|admir(?:es|ed|ing)|embrac(?:ed|es|ing)|defend(?:s|ed|ing)?|protect(?:s|ed|ing)?|"
    r"help(?:s|ed|ing)|nominat(?:ed|es|ing)|cooperat(?:ed|es|ing) with|"
    r"st(?:ands?|ood|anding) (?:by|with|behind)|vot(?:ed|es|ing) for|campaign(?:ed|ing) for|"
    r"urg(?:e|es|ed|ing)|agree[sd]? with|welcom(?:ed|es|ing)|honou?r(?:ed|s|ing)|"
    r"all(?:ied|ies) (?:himself |herself )?with|appoint(?:ed|s|ing)"
)
_NOUN_AGAINST = (
    r"(?:criticism|condemnation|denunciation|attacks?|lawsuit|charges?|accusations?|allegations?|opposition|threats?)"
)
_NOUN_FOR = r"(?:support|endorsement|praise|defen[cs]e|backing)"
_BEFORE = (
    r"(?:,[^,.;“”\"]{0,60},)? *(?:(?:has|have|had|is|are|was|were|also|then|later|again|often|repeatedly|sharply"
    r"|publicly|strongly|openly|even|still|just|now|already|recently|once|quickly|who|and|to|be|been|\w+ly) )*"
)
_AFTER = (
    r"(?: (?:the|a|an|his|her|their|its|both|all|fellow|former|then|new|other|many|against|at|for|President|Sen\."
    r"|Senator|Rep\.|Gov\.|Mr\.|Mrs\.|Ms\.|Dr\.|Judge|Secretary|Republican|Democratic|U\.S\.|Vice|Attorney|General|House|Speaker"
    r"|[A-Z][\w.]+))*"
)
_WAS = r"(?:,[^,.;]{0,60},)? *(?:has|have|had)? ?(?:was|were|is|are|been|being|be|got)(?: \w+ly)?"
_ACTIVE = {sign: re.compile(f'{_BEFORE}(?:{verbs}){_AFTER} ?[“"]?') for sign, verbs in ((-1, _AGAINST), (1, _FOR))}
_PASSIVE = {sign: re.compile(rf"{_WAS} (?:{verbs}) by{_AFTER} ?") for sign, verbs in ((-1, _AGAINST), (1, _FOR))}
_AS_NOUN = {
    sign: re.compile(rf"['’]s? (?:\w+ )?{nouns} (?:of|on|against|for|to|from){_AFTER} ?")
    for sign, nouns in ((-1, _NOUN_AGAINST), (1, _NOUN_FOR))
}  # fmt: skip


def plainly(text: str, holder: Span, target: Span, sign: int) -> bool:
    """Say whether the text says in so many words that the holder is for (1) or against (-1) the target."""
    if holder.end <= target.start:
        between = text[holder.end : target.start]
        return bool(_ACTIVE[sign].fullmatch(between) or _AS_NOUN[sign].fullmatch(between))
    return bool(_PASSIVE[sign].fullmatch(text, target.end, holder.start))

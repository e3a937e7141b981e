"""The words by which one takes a stance towards another or acts on him, by act. Verbs in all their forms, and nouns."""

import re

from sayso.article import Act

_STEMS: dict[Act, str] = {
    "accuse": r"accus\w+|blam(?:e|ed|es|ing)|alleg\w+|fault(?:s|ed|ing)?",
    "criticise": r"critici\w+|critiqu\w+|critics?|slam(?:s|med|ming)?|blast(?:s|ed|ing)?|ripp?(?:s|ed|ing)?|mock\w*|"
    r"ridicul\w+|denounc\w+|condemn\w*|lambast\w+|rebuk\w+|scold\w*|derid\w+|decr(?:y|ied|ies)|disparag\w+|"
    r"insult\w*|assail\w*|lash\w* out|(?:tore|tear\w*) into|bash(?:es|ed|ing)?|castigat\w+|excoriat\w+|berat\w+|"
    r"belittl\w+|smear\w*|vilif\w+|taunt\w*|(?:takes?|took|taking) aim|trash(?:es|ed|ing)?|scorn\w*|dismiss\w*|"
    r"(?:went|go(?:es|ing)?) after|betray\w*|misle(?:a?d)\w*|lied|lying|disgrac\w+|sham(?:ed?|eful|ing)|corrupt|"
    r"incompeten\w+|hypocri\w+|disappoint\w+|outrag\w+|fail(?:s|ed|ing|ure)?|complain\w*|hit (?:back|out)|"
    r"hammer(?:s|ed|ing)?|liars?|racist|snub\w*|needl(?:ed|ing)",
    "oppose": r"oppos\w+|reject\w*|resist\w*|against|disagre\w+|veto\w*|refus\w+|object(?:s|ed|ing|ion|ions)|"
    r"block(?:s|ed|ing)?|def(?:y|ied|ies|ying|iance)|rebel\w*|protest\w*|boycott\w*|challeng\w+|feud\w*|clash\w*|"
    r"sparr?(?:s|ed|ing)|rebuff\w*|spurn\w*|oust\w*|impeach\w*|censur\w+|fired|firing|sack(?:ed|ing)|expel\w*|"
    r"bann?(?:s|ed|ing)|br(?:ea|o)k\w* with|distanc\w+|undermin\w+|thwart\w*|disput\w+|rivals?|foes?|"
    r"enem(?:y|ies)|opponents?|fight\w*|fought|battl\w+",
    "threaten": r"threat\w*|warn\w*",
    "demand": r"demand\w*|call(?:s|ed|ing)? (?:on|for|upon)|insist\w*|order(?:s|ed|ing)?|pressur\w+|press(?:es|ed|ing)|"
    r"push(?:es|ed|ing)?|forc(?:ed|es|ing)",
    "appeal": r"urg(?:e|ed|es|ing)|appeal\w*|plead\w*|ask(?:s|ed|ing)?|beg(?:s|ged|ging)|implor\w+|petition\w*|"
    r"exhort\w*|encourag\w+",
    "support": r"support\w*|back(?:s|ed|ing|ers?)|endors\w+|prais\w+|applaud\w*|thank\w*|laud\w*|"
    r"hail(?:s|ed|ing)|welcom\w+|congratulat\w+|commend\w*|credit(?:s|ed|ing)|salut\w+|honou?r(?:s|ed|ing)|admir\w+|lov(?:e|es|ed)|"
    r"embrac\w+|champion(?:s|ed|ing)|trust(?:s|ed|ing)?|respect(?:s|ed|ing)|"
    r"rall(?:y|ied)\w* (?:behind|around|to)|st(?:and|ands|anding|ood) (?:with|by|behind)|vot(?:e|ed|es|ing) for|"
    r"favou?r(?:s|ed|ing)|nominat\w+|appoint\w*|donat\w+|fund(?:s|ed|ing)|all(?:y|ies|ied)|grateful|proud|"
    r"celebrat\w+|cheer\w*|loyal\w*|fans?|campaign(?:ed|ing)? for",
    "defend": r"defend\w*|defen[cs]e of|protect\w*|shield\w*",
    "cooperate": r"agre(?:e|ed|es|eing|ement|ements)|join(?:s|ed|ing)|cooperat\w+|collaborat\w+|"
    r"work(?:s|ed|ing)? (?:closely )?(?:with|together|alongside)|help(?:s|ed|ing)?|negotiat\w+|partner\w*|"
    r"team(?:s|ed|ing)? up|assist\w*|aid(?:s|ed|ing)|unit(?:ed?|ing)|coordinat\w+|deal with",
    "promise": r"promis\w+|pledg\w+|vow(?:s|ed|ing)?|guarante\w+|offer(?:s|ed|ing)?",
    "investigate": r"su(?:e|ed|es|ing)|lawsuits?|investigat\w+|charg(?:e|ed|es|ing)|indict\w*|subpoena\w*|prosecut\w+|"
    r"sanction\w*|prob(?:e|ed|es|ing)|convict\w*|sentenc(?:ed|ing)|fin(?:ed|ing)|penali\w+|scrutin\w+|jail\w*|"
    r"imprison\w*|detain\w*|deport\w*",
    "force": r"kill\w*|shot|shoot\w*|arrest\w*|bomb\w*|invad\w+|invasion|raid\w*|murder\w*|assault\w*|attack\w*|"
    r"stab(?:s|bed|bing)|beat(?:s|en|ing)?|captur\w+|str(?:ike|ikes|iking|uck)|destroy\w*|hack(?:s|ed|ing)|"
    r"rap(?:ed|ing)|abus\w+|tortur\w+|seiz\w+|defeat\w*",
}  # fmt: skip
STANCES = {act: re.compile(rf"\b(?:{stems})\b", re.IGNORECASE) for act, stems in _STEMS.items()}
AGAINST = frozenset(("accuse", "criticise", "oppose", "threaten", "demand", "investigate", "force"))
"""Acts that are against somebody; "appeal" may be either, the others are for somebody."""
EITHER = "appeal"


def stance(said: str) -> tuple[bool, bool]:
    """Return whether words are for somebody, and whether they are against somebody."""
    found = {act for act, words in STANCES.items() if words.search(said)}
    return bool(found - AGAINST), bool(found & AGAINST or EITHER in found)

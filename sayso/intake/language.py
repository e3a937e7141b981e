"""Which language a text seems to be in, by its function words."""

import re

_WORDS = {
    "en": "the of and to in is was that for it with as his her on be at by this had not are but from or have an "
    "they which who will said has were their been would about after",
    "fr": "le la les des et en un une du que est pour qui dans par plus pas au sur ne se ce il elle sont avec "
    "mais nous ont cette ses aux été",
    "de": "der die und das den von zu mit ist des im für auf dem nicht eine ein sich auch als es an werden aus "
    "er hat dass sie nach wird bei einer um am sind noch",
    "es": "el la los las de que y en un una por con del se para no es al lo como más su pero sus le ha este "
    "sobre entre cuando muy también fue",
    "it": "il la di che e un una per non con sono del della le si dei da nel è alla anche più ha gli come lo al "
    "delle ma questo nella stato",
    "pt": "o a os as de que e um uma por com do da não em para se é no na dos das mais ao como mas foi pelo "
    "pela são também",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als maar door bij naar uit werd "
    "wordt heeft nog deze hij",
    "sv": "och att det som en på är av för med den till inte har de om ett men var jag från han vid så kan när också",
    "da": "og at det er en på af for med den til ikke har de som et men var jeg fra han ved så kan når også blev",
    "no": "og å det er en på av for med den til ikke har de som et men var jeg fra han ved så kan når også ble",
    "fi": "ja on ei se että hän oli mutta ovat myös kun niin tai joka jos ole mukaan sekä vain kuin",
    "pl": "i w na z nie że się do jest to o jak po co ale za od przez dla był tak są może tym jego",
    "cs": "a v na se je že s z do o i jako za pro ale který by po podle jsou nebo byl od také při",
    "ro": "și în de la a cu că pe nu din care este un o mai pentru fi să ale au sunt prin după acest",
    "hu": "a az és hogy nem is egy ez meg csak volt van de már mint el még vagy szerint azt",
    "tr": "ve bir bu da de için ile çok olarak daha gibi sonra kadar olan var ne ancak ise en göre",
    "id": "yang dan di dari untuk dengan ini itu pada tidak dalam akan ke adalah juga oleh kepada ada bisa mereka",
    "ca": "el la els les de que i en un una per amb del no és al més seva va ha com però aquest també són",
}
NAMES = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "sv": "Swedish", "da": "Danish", "no": "Norwegian", "fi": "Finnish", "pl": "Polish", "cs": "Czech",
    "ro": "Romanian", "hu": "Hungarian", "tr": "Turkish", "id": "Indonesian", "ca": "Catalan", "ru": "Russian",
    "uk": "Ukrainian", "bg": "Bulgarian", "el": "Greek", "ar": "Arabic", "fa": "Persian", "he": "Hebrew",
    "hi": "Hindi", "th": "Thai", "ko": "Korean", "ja": "Japanese", "zh": "Chinese",
}  # fmt: skip
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),  # kana first: Japanese holds Chinese characters too
    ("ko", "\uac00", "\ud7af"),
    ("zh", "\u4e00", "\u9fff"),
    ("ru", "\u0400", "\u04ff"),
    ("el", "\u0370", "\u03ff"),
    ("ar", "\u0600", "\u06ff"),
    ("he", "\u0590", "\u05ff"),
    ("hi", "\u0900", "\u097f"),
    ("th", "\u0e00", "\u0e7f"),
)
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[a-z]")
_SAMPLE = 10_000
_ENOUGH_WORDS = 20


def identify(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text seems to be in, None where too little speaks for any."""
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if letters == 0:
        return None
    for code, first, last in () if sample.isascii() or len(_LATIN.findall(sample)) > 0.6 * letters else _SCRIPTS:
        share = sum(1 for character in sample if first <= character <= last) / letters
        if share > (0.1 if code == "ja" else 0.4):
            return _by_letters(code, sample)
    if len(words) < _ENOUGH_WORDS:
        return None
    counts = {code: sum(1 for word in words if word in known) for code, known in _SETS.items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    return best if counts[best] >= 0.12 * len(words) else None


def _by_letters(code: str, sample: str) -> str:
    """Tell languages of one script apart by the letters only one of them has."""
    if code == "ru" and any(letter in sample for letter in "іїєґ"):
        return "uk"
    if code == "ar" and any(letter in sample for letter in "پچژگ"):
        return "fa"
    if code == "ru" and "ъ" in sample and "ы" not in sample and "э" not in sample:
        return "bg"
    return code


def warning(code: str | None) -> str | None:
    """Return the sentence that says a text is not in the language Sayso reads, None where it is or may be."""
    if code is None or code == "en":
        return None
    name = NAMES.get(code, f"in the language “{code}”")
    return f"The text seems to be {name}; Sayso reads English, so its statements are not to be trusted."

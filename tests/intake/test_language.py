import pytest

from sayso.intake.language import identify, warning

SAMPLES = {
    "en": "The mayor said that the bridge was safe and that it will be open to the people of the town on Monday "
    "morning.",
    "fr": "Le maire a dit que le pont est sûr et que les habitants de la ville pourront le traverser dès lundi "
    "avec leurs enfants, mais pas les camions.",
    "de": "Der Bürgermeister sagte, dass die Brücke sicher ist und dass sie am Montag für die Bewohner der "
    "Stadt wieder geöffnet wird, aber nicht für Lastwagen.",
    "es": "El alcalde dijo que el puente es seguro y que los vecinos de la ciudad podrán cruzar por él el lunes "
    "con sus hijos, pero no los camiones.",
    "it": "Il sindaco ha detto che il ponte è sicuro e che gli abitanti della città potranno attraversarlo "
    "lunedì con i figli, ma non i camion.",
    "nl": "De burgemeester zei dat de brug veilig is en dat zij op maandag voor de bewoners van de stad weer "
    "open gaat, maar niet voor vrachtwagens.",
    "pl": "Burmistrz powiedział, że most jest bezpieczny i że w poniedziałek mieszkańcy miasta będą mogli nim "
    "przejść, ale nie z dziećmi i nie po zmroku.",
    "ru": "Мэр сказал, что мост безопасен и что в понедельник его снова откроют для жителей города, но не для "
    "грузовиков.",
    "zh": "市长说桥是安全的，星期一将重新向市民开放。",
    "ja": "市長は、橋は安全で月曜日に再び開通すると述べた。",
}


@pytest.mark.parametrize(("code", "text"), SAMPLES.items())
def test_common_languages_are_told_apart(code, text):
    assert identify(text) == code


@pytest.mark.parametrize("text", ["", "123 456", "Yes.", "Zqx vbn " * 40])
def test_too_little_evidence_is_no_language(text):
    assert identify(text) is None


def test_quotations_in_another_language_leave_an_article_english():
    assert identify(SAMPLES["en"] * 3 + "“" + SAMPLES["fr"] + "”") == "en"


def test_the_warning_names_the_language_and_english_has_none():
    assert warning("fr") == (
        "The text seems to be French; Sayso reads English, so its statements are not to be trusted."
    )
    assert warning("en") is None
    assert warning(None) is None


def test_a_declared_language_that_is_not_in_the_list_is_named_by_its_code():
    assert "“sw”" in warning("sw")

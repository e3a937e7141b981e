import pytest

from sayso import Reader
from sayso.errors import InputError

TEXT = (
    "Governor Ada Reed (R-Norrick) said on Monday that the old bridge would close in May.\n\n“It is time,” she said.\n"
)


def known(tmp_path, *rows):
    path = tmp_path / "people.csv"
    path.write_text("\n".join(("id,name,party,office", *rows)) + "\n", encoding="utf-8")
    return {s.name: s.known for s in Reader(names=path).read_text(TEXT).speakers}["Ada Reed"]


def test_a_person_of_the_list_carries_its_id(tmp_path):
    assert known(tmp_path, "Q7,Ada Reed,,governor") == "Q7"


def test_of_two_people_of_one_name_neither_is_guessed(tmp_path):
    assert known(tmp_path, "Q7,Ada Reed,,", "Q8,Ada Reed,,") is None


def test_the_party_tells_two_people_of_one_name_apart(tmp_path):
    assert known(tmp_path, "Q7,Ada Reed,Republican,", "Q8,Ada Reed,Democratic,") == "Q7"


def test_a_list_without_ids_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("name\nAda Reed\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no column id"):
        Reader(names=path)


def test_a_list_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        Reader(names=tmp_path / "none.csv")

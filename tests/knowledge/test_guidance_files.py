"""Every mistake in a guidance file is named with the file, the line and the reason."""

from __future__ import annotations

import datetime
import pathlib

import pytest

from assistant.knowledge.guidance_files import GuidanceError, clinic_on_file
from tests.knowledge.shared import SMALL, TREATMENT_FILE, Folder

VOCABULARY, CLINIC = "vocabulary.yml", "clinic.yml"


def problems(folder: Folder) -> list[str]:
    with pytest.raises(GuidanceError) as error:
        folder.read()
    assert str(error.value) == "\n".join(error.value.problems)
    return error.value.problems


def test_reads_a_folder_without_mistakes(small: Folder) -> None:
    guidance = small.read()
    assert [fact.id for fact in guidance.facts] == ["aftercare.makeup", "recovery.redness"]
    assert [(term.category, term.id) for term in guidance.terms] == [
        ("treatments", "microneedling"),
        ("products", "makeup"),
        ("products", "sunscreen"),
    ]
    assert guidance.clinic.name == "HerSpace MedSpa"
    assert guidance.reviews == {TREATMENT_FILE: ("HerSpace MedSpa", "2020-07-05")}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param("amount: 48, unit: hours}", "amount: 48, unit: hours", "line 16: not valid YAML: ", id="bad YAML"),
        pytest.param("    section: I", "\t section: I", "line 10: not valid YAML: ", id="tab"),
        pytest.param("review_by: 2020-07-05", "reviewed_by: me", "line 7: 'reviewed_by' stands twice; keep one", id="a key twice"),
        pytest.param("unit: hours", "unit: fortnights", "line 15: facts.0.value.unit: unknown unit 'fortnights'; use one of minutes, hours, ", id="unknown unit"),
        pytest.param("amount: 48", "amount: -48", "line 15: facts.0.value.amount: ensure this value is greater than 0", id="negative"),
        pytest.param("amount: 48", "amount: two", "line 15: facts.0.value.amount: value is not a valid integer", id="no number"),
        pytest.param("amount: 48", "bound: around, amount: 48", "line 15: facts.0.value.bound: unexpected value", id="unknown bound"),
        pytest.param("amount: 48, ", "", "line 15: facts.0.value: give `amount`, or `low` and `high`, or `every`", id="no figure"),
        pytest.param("low: 1, high: 3", "low: 1", "line 25: facts.1.value: give `amount`", id="half a range"),
        pytest.param("low: 1, high: 3", "low: 3, high: 1", "line 25: facts.1.value: the range is upside down: low 3, high 1", id="range upside down"),
        pytest.param("low: 1,", "bound: up_to, low: 1,", "line 25: facts.1.value: a bound goes with `amount` only", id="bound of a range"),
        pytest.param("    section: Results\n", "", "line 20: facts.1.section: field required", id="missing section"),
        pytest.param("section: Results", 'section: " "', "line 21: facts.1.section: ensure this value has at least 1 char", id="empty section"),
        pytest.param("stage: after\n    terms", "stage: later\n    terms", "line 12: facts.0.stage: unexpected value", id="unknown stage"),
        pytest.param("- id: recovery.redness", "- id: aftercare.makeup", "line 20: the fact id aftercare.makeup stands twice; give it another", id="fact id twice"),
        pytest.param("- id: recovery.redness", "- id: Redness!", "line 20: facts.1.id: string does not match regex", id="odd fact id"),
        pytest.param("terms: [makeup]", "terms: [makeup, lotion]", "line 13: aftercare.makeup names the term lotion, which the vocabulary lacks; add it or correct the name", id="unknown term"),
        pytest.param("    section: Results", "    section: Results\n    note: new", "line 22: facts.1.note: extra fields not permitted", id="unknown key"),
        pytest.param("document: Is Microneedling Permanent?\n", "", "line 1: document: field required", id="missing document"),
        pytest.param("reviewed_on: 2020-01-05", "reviewed_on: 2999-01-05", "line 6: reviewed_on: the review date 2999-01-05 lies in the future", id="review in the future"),
        pytest.param("review_by: 2020-07-05", "review_by: 2020-01-05", "line 7: review_by: the next review, 2020-01-05, must come after the last", id="next review first"),
        pytest.param("aspects: [recovery]", "aspects: [recovering]", "line 22: facts.1.aspects: unknown aspect 'recovering'; use one of definition, ", id="unknown aspect"),
        pytest.param("    effect: window", "    effect: window\n    near: [painful]", "line 25: facts.1.near: unknown aspect 'painful'; use one of ", id="near an unknown aspect"),
        pytest.param("effect: window", "effect: forbid", "line 24: facts.1.effect: unknown effect 'forbid'; use one of avoid_until, ", id="unknown effect"),
        pytest.param("unit: hours", "unit: sessions", "line 9: facts.0: the effect avoid_until needs a `value` that is a length of time", id="effect without a length of time"),
        pytest.param("        step: redness\n", "", "line 20: facts.1: the effect window needs `step`: the words for it in a plan", id="effect without a step"),
        pytest.param("fades in {value}.", "fades soon.", "line 20: facts.1: the words `say` (en) have no {value}, the figure of the fact", id="figure that is not said"),
        pytest.param("    effect: window\n    value: {low: 1, high: 3, unit: days}\n", "", "line 20: facts.1: the words `say` (en) say {value}, but the fact has no `value`", id="value that is not given"),
        pytest.param("step: redness", 'step: "redness {when}"', "line 20: facts.1: the words `step` (en) hold {when}; known are {clinic.", id="unknown placeholder"),
        pytest.param("      en:\n        say: \"Redness", "      de:\n        say: \"Redness", "line 26: facts.1.words: the words in English are missing: give `en`", id="no English"),
        pytest.param("    stage: after\n    terms: [makeup]", "    stage: after\n    subject: prp\n    terms: [makeup]", "line 13: aftercare.makeup is about prp, which is neither this treatment nor one of its add-ons; use one of microneedling", id="unknown subject"),
        pytest.param("aspects: [recovery]", "aspects: [recovery]\n    brings: [results]", "line 23: recovery.redness brings results, which is no fact", id="brings nothing"),
        pytest.param("aspects: [recovery]", "aspects: {recovery: named}", "line 22: no question reaches recovery.redness: it answers only when a term is named, and it has no `terms`; give some, or `always`", id="a fact that no question reaches"),
    ],
)  # fmt: skip
def test_names_file_line_and_reason(small: Folder, old: str, new: str, problem: str) -> None:
    small.change(old, new)
    (said,) = problems(small)
    assert said.startswith(f"microneedling.yml, {problem}")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param("- id: sunscreen", "- id: makeup", "line 6: the term makeup stands twice (also in vocabulary.yml, products); keep one", id="term id twice"),
        pytest.param("[sunblock]", "[sunblock]\n  medicines:\n    - id: makeup\n      name: paint", "line 10: the term makeup stands twice (also in vocabulary.yml, products); keep one", id="term in two categories"),
        pytest.param("[sunblock]", "[mascara]", "line 8: the words 'mascara' stand under makeup and sunscreen; leave them with one", id="words twice"),
        pytest.param("name: sunscreen", "name: sunscreen\n      broader: lotion", "line 8: sunscreen is a kind of lotion, which the vocabulary lacks; add it or correct the name", id="unknown broader term"),
        pytest.param("name: sunscreen", "name: sunscreen\n      broader: sunscreen", "line 8: sunscreen is a kind of itself by way of sunscreen; cut the circle", id="its own broader term"),
        pytest.param("  products:", "  shoes:", "line 1: vocabulary.__key__: unexpected value", id="unknown category"),
    ],
)  # fmt: skip
def test_names_what_is_wrong_in_the_vocabulary(small: Folder, old: str, new: str, problem: str) -> None:
    small.change(old, new, VOCABULARY)
    (said,) = problems(small)
    assert said.startswith(f"vocabulary.yml, {problem}")


def test_a_circle_of_broader_terms_is_named_at_each_of_them(small: Folder) -> None:
    small.change("name: Makeup", "name: Makeup\n      broader: sunscreen", VOCABULARY)
    small.change("name: sunscreen", "name: sunscreen\n      broader: makeup", VOCABULARY)
    assert problems(small) == [
        "vocabulary.yml, line 5: makeup is a kind of itself by way of sunscreen; cut the circle",
        "vocabulary.yml, line 9: sunscreen is a kind of itself by way of makeup; cut the circle",
    ]


SECOND = SMALL.replace("microneedling", "peels").replace("aftercare.", "after.").replace("recovery.", "healing.")


def test_a_second_file_is_a_second_treatment(small: Folder) -> None:
    (small.path / "peels.yml").write_text(SECOND)
    guidance = small.read()
    assert [treatment.id for treatment in guidance.treatments] == ["microneedling", "peels"]
    assert [fact.subject for fact in guidance.facts] == ["microneedling"] * 2 + ["peels"] * 2


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: peels\n", "id: microneedling\n", "peels.yml, line 2: the term microneedling stands twice (also in microneedling.yml, treatments); keep one"),
        ("name: peels", "name: Microneedling", "peels.yml, line 3: the words 'microneedling' stand under microneedling and peels; leave them with one"),
        ("id: after.makeup", "id: aftercare.makeup", "peels.yml, line 9: the fact id aftercare.makeup stands twice (also in microneedling.yml); give it another"),
        ("id: peels\n", "id: makeup\n", "vocabulary.yml, line 3: the term makeup stands twice (also in peels.yml, treatments); keep one"),
    ],
    ids=["treatment id", "treatment name", "fact id", "id of a term"],
)  # fmt: skip
def test_what_stands_in_two_files_is_named(small: Folder, old: str, new: str, problem: str) -> None:
    (small.path / "peels.yml").write_text(SECOND)
    small.change(old, new, "peels.yml")
    assert problem in problems(small)


@pytest.mark.parametrize(
    ("silence", "problem"),
    [
        ("aspects: [painful]", "line 31: unknown aspect 'painful'"),
        ("aspects: [pain]\n    near: [pain.relief]", "line 32: there is no fact pain.relief"),
        (
            "aspects: [pain]\n    terms: [lotion]",
            "line 32: the silence names the term lotion, which the vocabulary lacks",
        ),
        ("aspects: [pain]\n    subject: prp", "line 32: the silence is about prp, which is neither this treatment nor"),
    ],
)
def test_names_what_is_wrong_in_a_silence(small: Folder, silence: str, problem: str) -> None:
    text = f"{SMALL}silences:\n  - {silence}\n    words:\n      en:\n        say: It does not say.\n"
    small.treatment.write_text(text)
    (said,) = problems(small)
    assert said.startswith(f"microneedling.yml, {problem}")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("name: HerSpace MedSpa", "name: HerSpace #1 MedSpa", "line 1: YAML leaves out what follows the # behind 'HerSpace'; put the whole value into quotes"),
        ("name: HerSpace MedSpa", "name: HerSpace # MedSpa", "line 1: YAML leaves out what follows the # behind 'HerSpace'; put the whole value into quotes"),
        ('phone: ""', "phone: #555 0100", "line 2: YAML leaves out what follows the # behind ''; put the whole value into quotes"),
        ('phone: ""', "phone: 12:30", "line 2: YAML does not read '12:30' as text; put it in quotes"),
        ('phone: ""', "phone: 0555", "line 2: YAML does not read '0555' as text; put it in quotes"),
        ("name: HerSpace MedSpa", "name: HerSpace: MedSpa", "line 1: not valid YAML: mapping values are not allowed in this context; put a value with a colon into quotes"),
    ],
)  # fmt: skip
def test_what_yaml_would_eat_is_not_lost_silently(small: Folder, old: str, new: str, problem: str) -> None:
    small.change(old, new, CLINIC)
    assert problems(small) == [f"clinic.yml, {problem}"]


def test_a_comment_is_a_comment(small: Folder) -> None:
    small.change('phone: ""', 'phone: "" # to be given', CLINIC)
    small.change("unit: hours}", "unit: hours} # two days", TREATMENT_FILE)
    assert small.read().clinic.phone == ""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("name: HerSpace MedSpa", 'name: ""', "line 1: name: ensure this value has at least 1 characters"),
        ('phone: ""', "booking_link: http://example.org", "line 2: booking_link: a booking link starts with https://"),
        ('phone: ""', "time_zone: Mars/Base", "line 2: time_zone: unknown time zone 'Mars/Base'; use an IANA name"),
        ('"911"', '"call us"', "line 3: emergency_number: string does not match regex"),
        ('phone: ""', "fax: none", "line 2: fax: extra fields not permitted"),
    ],
)
def test_names_what_is_wrong_in_the_clinic_profile(small: Folder, old: str, new: str, problem: str) -> None:
    small.change(old, new, "clinic.yml")
    (said,) = problems(small)
    assert said.startswith(f"clinic.yml, {problem}")
    assert clinic_on_file(small.path) is None


def test_a_review_today_is_not_in_the_future(small: Folder) -> None:
    today = datetime.date.today()
    small.change("reviewed_on: 2020-01-05", f"reviewed_on: {today}")
    small.change("review_by: 2020-07-05", f"review_by: {today + datetime.timedelta(days=1)}")
    assert small.read().reviews[TREATMENT_FILE] == ("HerSpace MedSpa", str(today + datetime.timedelta(days=1)))


def test_names_missing_files(tmp_path: pathlib.Path) -> None:
    folder = Folder(tmp_path)
    folder.clinic.unlink()
    (folder.path / VOCABULARY).unlink()
    assert problems(folder) == ["clinic.yml: the file is missing", "vocabulary.yml: the file is missing"]


def test_names_a_folder_without_a_treatment(small: Folder) -> None:
    small.treatment.unlink()
    assert problems(small) == ["there is no file of a treatment, such as microneedling.yml"]


def test_names_a_file_that_is_not_utf_8(small: Folder) -> None:
    small.treatment.write_bytes(SMALL.replace("No makeup", "No \xe9makeup").encode("latin-1"))
    byte = SMALL.index("No makeup") + len("No ")
    reason = f"not UTF-8 text (invalid continuation byte at byte {byte}); save it as UTF-8"
    assert problems(small) == [f"microneedling.yml: {reason}"]


@pytest.mark.parametrize("text", ["", "- a list\n", "only words\n"])
def test_names_a_file_without_keys(small: Folder, text: str) -> None:
    small.treatment.write_text(text, encoding="utf-8")
    assert problems(small) == ["microneedling.yml, line 1: expected `name: value` lines"]


def test_names_several_problems_of_both_files_at_once(small: Folder) -> None:
    small.change("unit: hours", "unit: fortnights")
    small.change("    section: Results\n", "")
    small.change('"988"', "none", "clinic.yml")
    assert [problem.split(": ")[:2] for problem in problems(small)] == [
        ["clinic.yml, line 4", "crisis_number"],
        ["microneedling.yml, line 15", "facts.0.value.unit"],
        ["microneedling.yml, line 20", "facts.1.section"],
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("reviewed_on: 2020-01-05", "reviewed_on: 2020-02-30", id="no such day"),
        pytest.param("Redness fades", "Redness\x07 fades", id="control character"),
    ],
)
def test_names_what_the_yaml_reader_stumbles_over(small: Folder, old: str, new: str) -> None:
    small.change(old, new)
    (said,) = problems(small)
    assert said.startswith("microneedling.yml, line ")


def test_the_clinic_profile_can_be_had_without_the_treatment(small: Folder) -> None:
    small.treatment.unlink()
    clinic = clinic_on_file(small.path)
    assert clinic is not None
    assert clinic.emergency_number == "911"


def test_an_unreadable_clinic_profile_is_none(small: Folder) -> None:
    small.change('phone: ""', 'phone: "\x07"', "clinic.yml")
    assert clinic_on_file(small.path) is None

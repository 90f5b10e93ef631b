"""What the guidance says, asked for as typed objects."""

from __future__ import annotations

import pytest
import sqlalchemy
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from assistant.knowledge.guidance import Guidance
from assistant.knowledge.quantities import Quantity
from assistant.knowledge.store import Library, NoGuidance
from assistant.replies.wording import words_of
from assistant.storage.database import connect
from tests.knowledge.shared import Folder, put


@pytest.fixture
def said(engine: Engine, small: Folder) -> Guidance:
    put(engine, small.texts())
    return Library(engine).current()


def test_facts_are_typed(said: Guidance) -> None:
    fact = said.fact("recovery.redness")
    assert fact is not None
    assert (fact.subject, fact.stage, fact.section, fact.terms) == ("microneedling", "after", "Results", ())
    assert (fact.effect, fact.document) == ("window", "Is Microneedling Permanent?")
    assert words_of(fact, said) == "Redness fades in 1 to 3 days."
    assert fact.quantity == Quantity(1, 3, "days")
    assert said.fact("recovery.pain") is None


def test_terms_say_their_name_first_and_in_lower_case(said: Guidance) -> None:
    term = said.term("makeup")
    assert term is not None
    assert (term.name, term.category, term.words) == ("Makeup", "products", ("makeup", "foundation", "mascara"))
    assert said.term("lotion") is None


def test_a_fact_is_about_its_terms(said: Guidance) -> None:
    makeup, redness = said.facts
    assert said.is_about(makeup, "makeup")
    assert not said.is_about(makeup, "sunscreen")
    assert not said.is_about(redness, "makeup")


def test_names_leave_out_unknown_terms(said: Guidance) -> None:
    assert said.names(["sunscreen", "lotion", "makeup"]) == ["sunscreen", "Makeup"]


def test_the_clinic_profile_has_empty_strings_for_what_is_not_given(said: Guidance) -> None:
    assert (said.clinic.name, said.clinic.phone, said.clinic.address) == ("HerSpace MedSpa", "", "")


def test_a_library_sees_a_reload(engine: Engine, small: Folder) -> None:
    put(engine, small.texts())
    library = Library(engine)
    before = library.current()
    put(engine, small.changed("amount: 48", "amount: 60"))
    fact = library.current().fact("aftercare.makeup")
    assert fact is not None
    assert str(fact.quantity) == "60 hours"
    assert str(before.facts[0].quantity) == "48 hours"


def test_a_library_asks_one_query_when_nothing_has_changed(engine: Engine, small: Folder) -> None:
    put(engine, small.texts())
    library = Library(engine)
    guidance = library.current()
    statements: list[str] = []
    sqlalchemy.event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert library.current() is guidance
    assert len(statements) == 1
    put(engine, small.changed("amount: 48", "amount: 60"))
    statements.clear()
    library.current()
    assert len(statements) > 1


def test_a_library_without_guidance_says_so(engine: Engine) -> None:
    with pytest.raises(NoGuidance, match="make guidance"):
        Library(engine).current()


def test_a_library_without_tables_raises_the_databases_error(tmp_path: object) -> None:
    with pytest.raises(OperationalError):
        Library(connect(f"sqlite:///{tmp_path}/empty.db")).current()

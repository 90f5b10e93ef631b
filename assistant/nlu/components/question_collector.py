"""Rasa component, last of the pipeline: decides which questions the message asks and names its intent.

The parse data gets `questions`: one dict a question, in the order asked, with
    text        str, tidied
    intent      str
    confidence  float, 0 to 1, calibrated
    candidates  list of intents, likeliest first, where two readings are close; else empty
    form        "nothing", "too_long" or None: why a message could not be read at all
    terms       list of term ids of the guidance's vocabulary
    stage       "before", "after", "between" or None
    aspect      str or None: what it asks of the guidance (knowledge.aspects)
    subject     str or None: the treatment or add-on that its words name (nlu.subjects)
    meant       list of term ids that the question means where it names none
    near        list of term ids that it only comes close to
    stage_is_said   bool: whether the stage stands in the words, or is only gathered from them
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.frames import frame_of
from assistant.nlu.message_form import form_of
from assistant.nlu.message_keys import (
    FIGURELESS_TEXT,
    PART_OF,
    PLAIN_TEXT,
    PROBABILITIES,
    QUESTIONS,
    RED_FLAG,
    SUBJECT,
    TOPICS,
    URGENCY,
)
from assistant.nlu.questions import (
    MOST,
    asks,
    only_tells_of_a_visit,
    opens_as_question,
    points_back,
    repeats_hearsay,
    stands_alone,
    tells,
    tells_of_somebody,
)
from assistant.nlu.red_flags.gate import MOST_WORDS, red_flags
from assistant.nlu.stage import only_gathers_before
from assistant.nlu.subjects import UNKNOWN

SEVERAL = "ask_several"
OUT_OF_SCOPE = "out_of_scope"
UNCLEAR = "nlu_fallback"  # as Rasa names it
IN_DANGER = frozenset({"report_symptom", "report_self_harm"})
# Said beside a question, these are not answered on their own.
COURTESIES = frozenset({"greet", "goodbye", "thank", "react", "affirm", "deny", "insult", "ask_capabilities", "ask_why", "ask_sure", "ask_again"})  # fmt: skip
# A name alone is taken for one of these ("... and large pores"), which is no question of its own.
NAMED_ONLY = frozenset({"ask_concern", "ask_skin_changes", "ask_hydration", "medical_condition", "medical_diagnosis", "report_symptom", "report_self_harm", OUT_OF_SCOPE})  # fmt: skip
MOST_OF_A_NAME = 2  # words; so few are a name alone, with a question mark after it or not
# Said as a statement ("need to shift my 4pm"), these ask for something all the same.
REQUESTS = frozenset({"book_visit", "change_visit", "talk_to_person", "request_call_back", "complain", "ask_contact", "ask_my_data", "delete_my_data", "ask_plan", "ask_procedure"})  # fmt: skip
# Told in passing ("I'm pregnant. How long ..."), these still decide the reply when they are this sure.
WEIGHTY = {"report_symptom": 0.9, "report_self_harm": 0.6, "medical_condition": 0.75, "medical_medicine": 0.75}
# Rules for one side of a treatment: "when do I quit retinol and when is makeup allowed" asks of makeup after it.
# Where the other stage is said of one of them ("can I swim before it, and run?"), it is meant of all.
FOR_AFTER = frozenset({"ask_makeup", "ask_exercise", "ask_swimming", "ask_sauna", "ask_sun", "ask_antibiotic_cream", "ask_aftercare"})  # fmt: skip
FOR_BEFORE = frozenset({"ask_preparation", "ask_exfoliation", "ask_antibiotics_before", "ask_acne_medication"})
ELSEWHEN = {"before": (FOR_AFTER,), "after": (FOR_BEFORE,)}
OF_A_TREATMENT = "other"  # the aspect of what is asked of a treatment and no topic is seen of
NOT_TERMS = frozenset({"stage", "treatment", "addon"})  # entities that are no terms of a question
# A plan holds what these would answer: "what do I do and when, before and after".
PLAN, IN_A_PLAN = "ask_plan", frozenset({"ask_aftercare", "ask_preparation"})
_SAYS_TREATMENT = re.compile(r"\b(?:treatments?|appointment|microneedling)\b")
_DENIES = re.compile(r"(?<!\ba )\b(?:no|without|never had|not any)\b")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionCollector(GraphComponent):
    """Thresholds come from config.yml, where each stands with its reason."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._sure_part = float(config["sure_part"])
        self._sure_question = float(config["sure_question"])
        self._sure_alone = float(config["sure_alone"])
        self._trace = float(config["trace"])
        self._sure_piece = float(config["sure_piece"])
        self._sure_foreign = float(config["sure_foreign"])
        self._sure_foreign_concern = float(config["sure_foreign_concern"])
        self._sure_whole = float(config["sure_whole"])
        self._sure_rest = float(config["sure_rest"])
        self._sure_statement = float(config["sure_statement"])
        self._sure_request = float(config["sure_request"])
        self._unsure = float(config["unsure"])
        self._close = float(config["close"])
        self._sure_symptom = float(config["sure_symptom"])
        self._urgent_words = float(config["urgent_words"])
        self._red_flags = red_flags()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionCollector:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        message, *rest = messages
        parts = [each for each in rest if each.get(PART_OF) is None]
        pieces = [each for each in rest if each.get(PART_OF) is not None]
        for each in rest:  # "is it safe and what does RF cost": what is asked of which
            each.set(SUBJECT, each.get(SUBJECT) or message.get(SUBJECT))
        flag, (form, intent) = message.get(RED_FLAG), form_of(message.get(TEXT) or "")
        if flag or intent:
            questions = [{**_question(message, str(flag or intent), 1.0), "form": form}]
        else:
            questions = self._questions(message, parts, pieces)
        name = SEVERAL if len(questions) > 1 else questions[0]["intent"]
        message.set(INTENT, {"name": name, "confidence": questions[0]["confidence"]}, add_to_output=True)
        message.set(QUESTIONS, questions, add_to_output=True)
        return [message]

    def _questions(self, message: Message, parts: list[Message], pieces: list[Message]) -> list[dict[str, Any]]:
        parts = self._divided(parts, pieces)
        _carry_terms(parts)
        for part in parts:
            part.set(URGENCY, self._urgency_of(part, message))
        asked = [part for part in parts if self._stands_alone(part) and self._shows(message, part)]
        if len(asked) < 2 or self._is_one(message, asked):
            # what the rest of the message tells helps to understand the one question in it; greetings do not, nor does
            # the story of somebody's life, which has words of everything
            read = asked or [part for part in parts if _likeliest(part, part.get(PROBABILITIES))[0] not in COURTESIES]
            whole = [] if read and len(message.get(PLAIN_TEXT).split()) > MOST_WORDS else [message]
            together = [*whole, *read] if len(read) < len(parts) else [message]
            return [self._understood(message, np.mean([each.get(PROBABILITIES) for each in together], axis=0))]
        questions: list[dict[str, Any]] = []
        for part in asked[:MOST]:
            question = self._understood(part, part.get(PROBABILITIES))
            same = next((q for q in questions if _is_same(q, question)), None)
            if same:
                same["terms"] += [term for term in question["terms"] if term not in same["terms"]]
                same["text"] += f" {question['text']}"
            else:
                questions.append(question)
        if any(question["intent"] == PLAN for question in questions):
            questions = [question for question in questions if question["intent"] not in IN_A_PLAN]
        _share_stage(questions, message)
        urgent = [question for question in questions if question["intent"] in IN_DANGER]
        return urgent[:1] or questions

    def _urgency_of(self, part: Message, message: Message) -> float:
        """How urgent the words of a part are: those of its message, but in a long story its own."""
        if len(message.get(PLAIN_TEXT).split()) <= MOST_WORDS:
            return float(message.get(URGENCY))
        return self._red_flags.current.read(part.get(PLAIN_TEXT))[1]

    def _divided(self, parts: list[Message], pieces: list[Message]) -> list[Message]:
        """The parts, and in place of one that only "and" or a comma divides its pieces where these ask on their own."""
        divided: list[Message] = []
        for number, part in enumerate(parts):
            own = [piece for piece in pieces if piece.get(PART_OF) == number]
            divided += own if self._ask_on_their_own(own) else [part]
        return divided

    def _ask_on_their_own(self, pieces: list[Message]) -> bool:
        read = [_likeliest(piece, piece.get(PROBABILITIES)) for piece in pieces]
        return len({intent for intent, _ in read} - COURTESIES) > 1 and all(
            self._is_sure_piece(piece, *reading) for piece, reading in zip(pieces, read, strict=True)
        )

    def _is_sure_piece(self, piece: Message, intent: str, confidence: float) -> bool:
        if intent in COURTESIES or only_tells_of_a_visit(piece.get(FIGURELESS_TEXT)):
            return True
        text = piece.get(FIGURELESS_TEXT)
        if intent in NAMED_ONLY and len(text.split()) <= MOST_OF_A_NAME:
            return False  # "price for face and neck?"
        if asks(text):
            return confidence >= self._sure_piece and intent != OUT_OF_SCOPE
        return (
            confidence >= self._sure_statement
            and intent not in NAMED_ONLY
            and (not tells_of_somebody(text) or repeats_hearsay(text))
        )

    def _stands_alone(self, part: Message) -> bool:
        intent, confidence = _likeliest(part, part.get(PROBABILITIES))
        sure = self._sure_question if opens_as_question(part.get(FIGURELESS_TEXT)) else self._sure_part
        if intent in COURTESIES or confidence < sure or only_tells_of_a_visit(part.get(FIGURELESS_TEXT)):
            return False
        if intent in IN_DANGER and self._is_calm(part) and not asks(part.get(FIGURELESS_TEXT)):
            return False  # "my neck has gone like a turkey's": part of a story
        if intent in WEIGHTY and confidence >= WEIGHTY[intent] and not _DENIES.search(part.get(FIGURELESS_TEXT)):
            return True
        if intent == OUT_OF_SCOPE:  # chatter beside a question
            return asks(part.get(FIGURELESS_TEXT))
        if part.get(PART_OF) is not None:  # was sure enough to be taken from its part
            return True
        if intent in REQUESTS and confidence >= self._sure_request:
            return True
        return stands_alone(part.get(FIGURELESS_TEXT)) or (
            not tells(part.get(FIGURELESS_TEXT))
            and confidence >= (self._sure_statement if _terms(part) else self._sure_request)
        )

    def _shows(self, message: Message, part: Message) -> bool:
        """Whether the part is clear by itself, or the message as a whole is a little about its topic, too.

        Of "on methotrexate every Wednesday, does that rule me out?" the last words seem to ask who may be treated; the
        message does not.
        """
        intent, confidence = _likeliest(part, part.get(PROBABILITIES))
        in_whole = message.get(PROBABILITIES)[message.get(TOPICS).index(intent)]
        return confidence >= self._sure_alone or in_whole >= self._trace

    def _is_one(self, message: Message, asked: list[Message]) -> bool:
        """Whether the message is clear as a whole and its parts are not."""
        if len({_question(part, "", 0)["stage"] for part in asked} - {None}) > 1:
            return False  # "between treatments, and before the next one": asked twice
        whole, confidence = _likeliest(message, message.get(PROBABILITIES))
        return confidence >= self._sure_whole and not any(self._is_clear_beside(whole, part) for part in asked)

    def _is_clear_beside(self, whole: str, part: Message) -> bool:
        intent, confidence = _likeliest(part, part.get(PROBABILITIES))
        form = opens_as_question(part.get(FIGURELESS_TEXT))
        return intent != whole and confidence >= (self._sure_question if form else self._sure_rest)

    def _understood(self, message: Message, probabilities: NDArray[np.float64]) -> dict[str, Any]:
        intent, confidence = _likeliest(message, probabilities)
        if intent == OUT_OF_SCOPE and confidence < self._foreign_from(message):
            # it speaks of the clinic's things, so it is about something else of theirs
            probabilities = np.where(np.array(message.get(TOPICS)) == OUT_OF_SCOPE, 0.0, probabilities)
            intent, confidence = _likeliest(message, probabilities)
        if intent in IN_DANGER and self._is_calm(message):  # "I would rather die than wear that hair net again"
            if intent == "report_symptom":
                return _question(message, "medical_diagnosis", confidence)
            probabilities = np.where(np.isin(message.get(TOPICS), list(IN_DANGER)), 0.0, probabilities)
            intent, confidence = _likeliest(message, probabilities)
        if intent == "report_symptom" and confidence < self._sure_symptom:
            # the gate, which sees clear danger, found none: the provider looks at it
            return _question(message, "medical_diagnosis", confidence)
        if confidence >= self._unsure:
            return _question(message, intent, confidence)
        topics = message.get(TOPICS)
        first, second = np.argsort(probabilities)[-2:][::-1]
        if probabilities[second] >= self._close * probabilities[first]:
            return _question(message, UNCLEAR, confidence, [topics[first], topics[second]])
        return _question(message, intent, confidence)

    def _is_calm(self, message: Message) -> bool:
        """Whether neither the red-flag gate nor its words see danger in the message that this is, or is part of."""
        return bool(message.get(URGENCY) < self._urgent_words)

    def _foreign_from(self, message: Message) -> float:
        """The probability from which on a message is out of scope, by what it names."""
        named = {entity["entity"] for entity in message.get(ENTITIES) or []}
        if named & {"concern", "treatment", "addon"} or (
            named and _SAYS_TREATMENT.search(message.get(FIGURELESS_TEXT))
        ):
            return self._sure_foreign_concern
        return self._sure_foreign if named else 0.0


def _likeliest(message: Message, probabilities: NDArray[np.float64]) -> tuple[str, float]:
    best = int(np.argmax(probabilities))
    return message.get(TOPICS)[best], float(probabilities[best])


def _question(message: Message, intent: str, confidence: float, candidates: list[str] | None = None) -> dict[str, Any]:
    entities = message.get(ENTITIES) or []
    stage = next((entity["value"] for entity in entities if entity["entity"] == "stage"), None)
    is_said = stage != "before" or not only_gathers_before(message.get(FIGURELESS_TEXT))
    if not is_said and intent in FOR_AFTER:
        stage = None  # "do I have to skip the gym": what is stopped is mostly stopped before, but not this
    frame = frame_of(intent)
    subject = message.get(SUBJECT) or frame.subject
    return {
        "text": message.get(PLAIN_TEXT),
        "intent": intent,
        "confidence": round(confidence, 3),
        "candidates": candidates or [],
        "form": None,
        "terms": [term for term in dict.fromkeys(each["value"] for each in _terms(message)) if term != subject],
        "stage": stage or frame.stage,
        "aspect": frame.aspect
        or (OF_A_TREATMENT if subject not in (None, UNKNOWN) and intent in (OUT_OF_SCOPE, UNCLEAR) else None),
        "subject": subject,
        "meant": list(frame.meant),
        "near": list(frame.near),
        "stage_is_said": is_said,
    }


def _is_same(question: dict[str, Any], other: dict[str, Any]) -> bool:
    """Asked again, or of another concern; of another treatment, or before it and after it, it is two questions."""
    stages = {question["stage"], other["stage"]} - {None}
    subjects = {question["subject"], other["subject"]} - {None}
    return bool(question["intent"] == other["intent"] and len(stages) < 2 and len(subjects) < 2)


def _terms(message: Message) -> list[dict[str, Any]]:
    return [entity for entity in message.get(ENTITIES) or [] if entity["entity"] not in NOT_TERMS]


def _carry_terms(parts: list[Message]) -> None:
    """ "pores on my nose, do those shrink": what is named once holds for the words that point back to it."""
    named: list[dict[str, Any]] = []
    for part in parts:
        own = _terms(part)
        if not own and points_back(part.get(FIGURELESS_TEXT)):
            part.set(ENTITIES, [*(part.get(ENTITIES) or []), *named])
        named = own or named


def _share_stage(questions: list[dict[str, Any]], message: Message) -> None:
    """ "after my treatment can I swim and can I tan": the stage said once holds for all that it can hold for."""
    shared = _question(message, "", 0)["stage"]
    said_of = {question["intent"] for question in questions if question["stage"] == shared}
    for question in questions:
        if not any(question["intent"] in other and not said_of & other for other in ELSEWHEN.get(shared, ())):
            question["stage"] = question["stage"] or shared

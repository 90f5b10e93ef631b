"""How to prepare, exfoliation, and acne medicines."""

from __future__ import annotations

from actions.conversation import Conversation
from actions.question import Question
from actions.reply import Reply, answer, facts, say
from actions.reply_action import ReplyAction
from knowledge.guidance import Guidance

OWN_MEDICINE = (
    r"\b(?:i(?:'m| am|'ve been| have been| was| just)?|my (?:son|daughter|mom|mum|wife|husband|sister|friend|teen\w*)(?:'s| is)?) "
    r"(?:still |currently |already |just |now )?(?:on|take|taking|took|use|using|finished|stopped|started|prescribed|been on)\b"
    r"|\bmy (?:accutane|roaccutane|doxy\w*|mino\w*|spiro\w*|isotretinoin|pills?|meds?|medication|medicine|prescription|acne)\b|\bam i (?:ok|okay|safe|allowed)\b"
)


class ActionAnswerPreparation(ReplyAction):
    intents = ("ask_preparation", "ask_exfoliation", "ask_acne_medication")

    def reply(self, question: Question, guidance: Guidance, conversation: Conversation) -> Reply:
        if question.intent == "ask_exfoliation":
            if question.stage == "after":
                return say("not_covered", "utter_not_named_after")
            return answer("prep.exfoliate")
        if question.intent == "ask_acne_medication":
            return acne_medication(question)
        return answer("prep.exfoliate", "prep.retinoids", "prep.antibiotics", "prep.acne_medication", "prep.general")


def acne_medication(question: Question) -> Reply:
    """What the guidance says; asked about one's own medicine, without a verdict on it."""
    return Reply("medical" if question.matches(OWN_MEDICINE) else "answer", facts("prep.acne_medication"))

"""Names under which the pipeline's components leave what they found on a Rasa message."""

PLAIN_TEXT = "plain_text"  # str: cleaned, lower case, spelling mended
RED_FLAG = "red_flag"  # str or None: the rule that fired
FORM = "form"  # str or None: a form no topic model needs to judge, e.g. "too_long"
PROBABILITIES = "topic_probabilities"  # array, one for each of TOPICS
TOPICS = "topics"  # list of intents
QUESTIONS = "questions"  # list of dicts, see question_collector; part of the parse data that actions read

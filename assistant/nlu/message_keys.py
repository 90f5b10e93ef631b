"""Names under which the pipeline's components leave what they found on a Rasa message."""

PLAIN_TEXT = "plain_text"  # str: cleaned, lower case, spelling mended
FIGURELESS_TEXT = "figureless_text"  # str: the plain text with its figures made general
GENERIC_TEXT = "generic_text"  # str: the figureless text with the terms of the vocabulary made general, too
RED_FLAG = "red_flag"  # str or None: the rule that fired
URGENCY = "urgency"  # float: how urgent the words of the message are by the red-flag gate's weights
PROBABILITIES = "topic_probabilities"  # array, one for each of TOPICS
TOPICS = "topics"  # list of intents
QUESTIONS = "questions"  # list of dicts, see question_collector; part of the parse data that actions read
SUBJECT = "subject"  # str or None: the treatment or add-on that the words name, see nlu.subjects
PART_OF = "part_of"  # int: of a piece that may be no question of its own, the number of the part it is cut from

"""Components of the Rasa pipeline: from a patient's message to the questions in it."""

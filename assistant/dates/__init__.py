"""A patient's own dates: found in what they write, and set against the guidance's clocks. Knows nothing of Rasa."""

"""Text messages: what fits in them, what words in them are commands, and Twilio. Knows nothing of Rasa."""

"""The assistant: everything but Rasa's own files and the thin actions."""

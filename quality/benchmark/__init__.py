"""Measures the assistant beside the one that `rasa init` makes, trained and served the same way: `make bench`."""

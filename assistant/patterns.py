"""Patterns built from lists of words."""

from __future__ import annotations


def any_of(*lists: str) -> str:
    """Any of the words of the lists, each as "one, two words, three"; a word may be a pattern without a comma."""
    words = (word.strip() for words in lists for word in words.split(","))
    return f"(?:{'|'.join(words)})"

"""The assistant's custom actions, one user goal a file. They choose what is said; domain.yml says it."""

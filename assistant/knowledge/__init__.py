"""The clinic's guidance as a structured knowledge module. Knows nothing of conversations."""

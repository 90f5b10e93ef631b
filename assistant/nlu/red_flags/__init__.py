"""The gate in front of everything: danger in a patient's words."""

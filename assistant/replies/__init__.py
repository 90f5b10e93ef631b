"""How a reply is made: its contract, and its wording from domain.yml."""

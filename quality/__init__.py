"""How well and how fast it is: evaluation and benchmark."""

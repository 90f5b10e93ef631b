"""How well patients are understood, on questions that nothing was trained on: `make eval`."""

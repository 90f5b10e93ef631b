"""How well patients are understood, on questions that nothing was trained on: `make eval`."""

from assistant.commands.light_rasa import leave_out_tensorflow

leave_out_tensorflow()  # as the assistant is served

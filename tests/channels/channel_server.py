"""Rasa's web server with our channels and no model behind them: enough for all that a channel decides by itself."""

from __future__ import annotations

import os
import sys

import rasa.core.run

from channels.pages import PagesInput
from channels.rest import RestInput
from channels.web import WebInput


def main() -> None:
    origins = os.environ.get("WEB_ORIGINS", "").split(",")
    channels = [RestInput(), WebInput(), PagesInput()]
    app = rasa.core.run.configure_app(channels, cors=origins, enable_api=False)
    app.ctx.agent = None
    app.run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False, motd=False)


if __name__ == "__main__":
    main()

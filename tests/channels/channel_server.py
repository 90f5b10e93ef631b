"""Our channels as Rasa serves them, without Rasa's server and model: enough for all that a channel decides by itself."""

from __future__ import annotations

import sys

from rasa.core.channels.channel import register
from sanic import Sanic
from sanic_cors import CORS

from assistant.channels.health import HealthInput
from assistant.channels.metrics import MetricsInput
from assistant.channels.pages.channel import PagesInput
from assistant.channels.rest import RestInput
from assistant.channels.web.channel import WebInput
from assistant.settings import settings


def main() -> None:
    app = Sanic("channels", configure_logging=False)
    # as rasa.server.configure_cors does with the origins of `rasa run --cors`
    CORS(app, resources={r"/*": {"origins": settings().origins}}, automatic_options=True)
    app.ctx.agent = None
    register([RestInput(), WebInput(), PagesInput(), HealthInput(), MetricsInput()], app, route="/webhooks/")
    app.run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False, motd=False)


if __name__ == "__main__":
    main()

"""The clinic's website for tests: pages that embed the chat, at an origin of their own and under a strict CSP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PAGE = """<!doctype html>
<html lang="en" dir="{dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The clinic</title></head>
<body><header><h1>The clinic</h1></header>
<main><p><a href="/first" id="first">First page</a> <a href="/second" id="second">Second page</a></p>
<p>{filler}</p><p><a href="#last" id="last">A link at the end of the page, as wide as the page allows {wide}</a></p></main>
<script src="{assistant}/widget/widget.js" {attributes} async></script></body></html>"""

SPANISH = '{"launcher": "Preguntar", "title": "Asistente", "send": "Enviar", "close": "Cerrar"}'


@contextmanager
def serve(site: str, assistant: str) -> Iterator[None]:
    """Serve every path as a page. `?attributes=data-...` go to the script, `?dir=` to the page."""
    policy = f"default-src 'none'; script-src {assistant}; connect-src {assistant} 'self'; base-uri 'none'; form-action 'none'"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            if address.path == "/es.json":
                self._send(SPANISH, "application/json", policy)
                return
            filler = "Text about the clinic. " * 300 if "long" in query else ""
            page = PAGE.format(
                assistant=assistant,
                attributes=query.get("attributes", ""),
                dir=query.get("dir", "ltr"),
                filler=filler,
                wide="wide " * 60,
            )
            self._send(page, "text/html; charset=utf-8", policy)

        def _send(self, body: str, kind: str, policy: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", int(urlsplit(site).port or 0)), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()

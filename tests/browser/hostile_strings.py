"""Strings that try to run code, to break out of an attribute or to break the layout."""

from __future__ import annotations

import itertools

# Each runs `hit()` if it is ever taken for HTML, script or an address.
_PAYLOADS = [
    "<script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg><animate onbegin=hit() attributeName=x dur=1s>",
    "<body onload=hit()>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<iframe src=javascript:parent.hit()></iframe>",
    "<a href=javascript:hit()>press</a>",
    "<details open ontoggle=hit()>",
    "<input autofocus onfocus=hit()>",
    "<video><source onerror=hit()></video>",
    "<math><mtext><table><mglyph><style><img src onerror=hit()>",
    "<template shadowrootmode=open><script>hit()</script></template>",
    "<object data=javascript:hit()></object>",
    "<form action=javascript:hit()><button>go</button></form>",
    "<style>@import 'javascript:hit()';*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example>",
    "javascript:hit()",
    "JaVaScRiPt:hit()",
    "data:text/html,<script>hit()</script>",
    "https://evil.example/?<script>hit()</script>",
    "tel:911' onclick='hit()",
    "${hit()} {{hit()}} #{hit()} <%= hit() %>",
    "__proto__ constructor prototype",
]
_WRAPPINGS = [
    "{}",
    '">{}',
    "'>{}",
    "</textarea>{}",
    "</script>{}",
    "</style>{}",
    "<!--{}-->",
    "]]>{}",
    "when can I wear makeup {}",
    "\\u003c{}",
    "&lt;{}&gt;",
    "{}\n\n\n{}",
    "\u202e{}\u202c",
    "\u2066{}\u2069",
    "\u200f{}",
    "/{}",
    "call 911 {} 988",
    "%3C{}",
    "{}\x00\x07\x1b[31m",
    "\ud83d\ude00{}\u0301\u0301\u0301".encode("utf-16", "surrogatepass").decode("utf-16"),
]
_LAYOUT = [
    "a" * 10_000,
    "\u202e" + "abc " * 2_500,
    "\u202e\u202d\u2067\u2066" * 500,
    "W" * 5_000 + "\n" * 200,
    "\n" * 9_999 + "x",
    "Z\u0341\u030d\u0344\u0346" * 400,
    "\ufdfd" * 500,
    "\u200b" * 5_000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 500,
    "\t" * 3_000 + "x",
    "https://" + "a" * 5_000 + ".example",
    "ｆｕｌｌ　ｗｉｄｔｈ" * 500,
]


def hostile_strings(count: int = 1_000) -> list[str]:
    """Always the same `count` different strings."""
    made = itertools.chain(
        _LAYOUT,
        (wrapping.replace("{}", payload) for payload in _PAYLOADS for wrapping in _WRAPPINGS),
        (
            wrapping.replace("{}", f"{one} {other}")
            for one, other in itertools.permutations(_PAYLOADS, 2)
            for wrapping in _WRAPPINGS[:4]
        ),
    )
    return list(itertools.islice(dict.fromkeys(made), count))

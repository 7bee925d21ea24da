"""Headers on every answer: what a page may load, who may frame it, and no guessing of types."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types ustaz lit-html; frame-ancestors "
)
_NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
"""Data, scripts and styles load nothing themselves; on a weak line every header counts."""


class SecurityHeaders:
    """ASGI middleware; plain, so that it never touches the body of a stream."""

    def __init__(self, app: ASGIApp, frame_ancestors: str) -> None:
        self._app = app
        self._frame_ancestors = frame_ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        ancestors = self._frame_ancestors if scope["path"].startswith("/embed") else "'none'"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                headers.setdefault("Content-Security-Policy", _POLICY + ancestors if is_page else _NO_PAGE)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
                headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)

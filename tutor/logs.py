"""Structured logs with the turn's id on every line and never the text of a message."""

import logging

import structlog

ALLOWED_KEYS = frozenset(
    {
        "event", "level", "timestamp", "turn", "school", "person", "path", "method", "status", "milliseconds", "error",
        "where", "count", "topic", "job", "version", "address", "done", "total", "model",
    }
)  # fmt: skip


def configure(*, as_json: bool) -> None:
    """Sends every log line through one place that drops whatever is not on the list of allowed keys."""
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False) if as_json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_allowed,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    # Libraries may log what they were given; only their warnings' existence interests us.
    logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL)
    logging.getLogger("uvicorn.access").disabled = True


def log() -> structlog.stdlib.BoundLogger:
    return structlog.get_logger()


def where(error: BaseException) -> str:
    """File and line of an error, without its message or values, which may hold what a person wrote."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"


def _only_allowed(_logger: object, _method: str, line: structlog.types.EventDict) -> structlog.types.EventDict:
    return {key: value for key, value in line.items() if key in ALLOWED_KEYS}

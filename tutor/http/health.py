"""Whether the service lives, whether it is ready, and its counters."""

from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from tutor.http.access import TheService
from tutor.wiring import Service

router = APIRouter(tags=["health"])


@router.get("/healthz")
def is_alive() -> dict[str, str]:
    return {"status": "alive"}


@router.get("/readyz")
def is_ready(ustaz: TheService, response: Response) -> dict[str, Any]:
    """503 with the reasons while something that answers need is missing."""
    missing = reasons(ustaz)
    response.status_code = 503 if missing else 200
    return {"status": "not ready" if missing else "ready", "missing": missing}


@router.get("/metrics")
def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def reasons(ustaz: Service) -> list[str]:
    missing = []
    if not ustaz.database.is_usable():
        return ["database"]
    if not ustaz.is_warm:
        missing.append("models")
    missing += [f"index of {school.id}" for school in ustaz.people.schools() if not ustaz.retriever(school.id).is_ready]
    return missing

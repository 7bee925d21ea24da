"""The files of the browser's part and the headers around every answer."""

import json

import pytest
from starlette.testclient import TestClient

from tests.integration.http.conftest import APPROVED_VERSION
from tutor.http.app import STATIC

# No file and no header depends on the kind of database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_files_named_by_their_content_are_kept_for_a_year_and_others_asked_for_again(client: TestClient) -> None:
    built = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
    for name, cached in ((built["widget.js"], "public, max-age=31536000, immutable"), ("loader.js", "no-cache")):
        answer = client.get(f"/static/{name}")
        assert answer.headers["cache-control"] == cached
        again = client.get(f"/static/{name}", headers={"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304


def test_the_chats_page_names_files_that_are_there(client: TestClient) -> None:
    page = client.get("/")
    found = [part.split('"')[0] for part in page.text.split('"/static/')[1:]]
    assert len(found) >= 3
    assert [client.get(f"/static/{name}").status_code for name in found] == [200] * len(found)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/embed", 200), ("/sign-in", 200), ("/nothing", 404), ("/api/nothing", 404), ("/static/no.js", 404)],
)
def test_every_answer_says_what_a_page_may_load(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert ("script-src 'self'; style-src 'self';" in policy) is (answer.headers["content-type"][:9] == "text/html")
    assert f"frame-ancestors {chr(39)}{'self' if path == '/embed' else 'none'}{chr(39)}" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_what_is_personal_is_stored_in_no_cache(client: TestClient) -> None:
    assert client.get("/").headers["cache-control"] == "no-store"
    assert client.get("/api/conversations").headers["cache-control"] == "no-store"


def test_a_path_out_of_the_folder_leads_nowhere(client: TestClient) -> None:
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        f"/api/figures/x/{APPROVED_VERSION}/../../x",
    ):
        assert client.get(path).status_code == 404


def test_the_service_says_that_it_lives_and_what_it_waits_for(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready", "missing": []}
    assert "python_info" in client.get("/metrics").text

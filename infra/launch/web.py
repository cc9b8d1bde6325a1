"""A plain HTTP question to a server on this machine."""

import http.client

from infra.launch.ports import HOST


def ask(port: int, path: str, *, timeout: float, authorization: str = "") -> tuple[int, bytes]:
    """The status and body of a GET. Raises OSError or HTTPException when there is no answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=timeout)
    try:
        headers = {"Authorization": authorization} if authorization else {}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def answers_ok(port: int, path: str, *, timeout: float) -> bool:
    """Whether the server answers with status 200; a server that is still starting does not."""
    try:
        return ask(port, path, timeout=timeout)[0] == http.client.OK
    except (OSError, http.client.HTTPException):
        return False

"""The measure of pages: an empty static page of Next, from the packages of the storefront."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.launch.commands import CommandRunner
from infra.launch.console import Console
from infra.launch.places import STOREFRONT
from infra.launch.ports import HOST, find_free_ports
from infra.launch.storefront_steps import PACKAGES
from infra.launch.supervisor import Server

FILES = {
    "package.json": '{"name": "empty", "private": true}',
    "next.config.mjs": "export default { turbopack: { root: %r } }",
    "app/layout.jsx": "export default ({ children }) => <html><body>{children}</body></html>",
    "app/page.jsx": "export default () => null",
}


@contextmanager
def empty_page(console: Console) -> Iterator[Server]:
    """Build the page and give its server, which is not started yet."""
    # Next takes no packages from outside of its root, so the page is made beside the storefront.
    with TemporaryDirectory(prefix=".empty-", dir=STOREFRONT) as name:
        folder = Path(name)
        for path, text in FILES.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text % str(STOREFRONT) if "%r" in text else text)
        next_command: list[str | Path] = ["node", PACKAGES / "next" / "dist" / "bin" / "next"]
        with console.activity("Empty page") as activity:
            CommandRunner().run(
                [*next_command, "build"], log="empty-page", activity=activity, folder=folder
            )
        yield _server(next_command, folder)


def _server(next_command: list[str | Path], folder: Path) -> Server:
    (port,) = find_free_ports(1)
    return Server(
        name="empty-page",
        command=[*next_command, "start", folder, "--port", str(port), "--hostname", HOST],
        environment={"NODE_ENV": "production"},
        port=port,
        health_path="/",
    )

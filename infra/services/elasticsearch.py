"""A single Elasticsearch node, unpacked from Maven Central and bound to loopback."""

import os
import shutil
import subprocess
from pathlib import Path

from infra.services.accounts import Account
from infra.services.addresses import ELASTICSEARCH, HOST
from infra.services.errors import ServiceError
from infra.services.server import start_server, stop_server
from infra.services.state import log_file, service_folder, software_folder

VERSION = "8.19.13"
PACKAGES = ()
DESCRIPTION = Path(__file__).with_suffix(".xml")
# Memory of Elasticsearch.
HEAP = os.environ.get("HERON_ELASTICSEARCH_HEAP", "512m")
# `quick`, or `full` for a node that is measured or used for longer: the optimising compiler costs more
# in a short test run than it gains.
JIT = os.environ.get("HERON_ELASTICSEARCH_JIT", "quick")
JIT_OPTIONS = {"quick": "-XX:TieredStopAtLevel=1\n", "full": ""}
SERVER_OPTIONS = """\
-Xms{heap}
-Xmx{heap}
-XX:+UseSerialGC
-XX:+ExitOnOutOfMemoryError
-XX:-UsePerfData
-XX:-AlwaysPreTouch
-Djava.io.tmpdir={folder}/scratch
-XX:ErrorFile={folder}/logs/hs_err_%p.log
"""
CONFIGURATION = """\
cluster.name: heron
node.name: heron-1
path.data: {folder}/data
path.logs: {folder}/logs
path.repo: [{folder}/snapshots]
network.host: {host}
http.port: {port}
transport.port: {transport}
discovery.type: single-node
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""
LAUNCHER_OPTIONS = (
    "-Xms4m",
    "-Xmx64m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-Dcli.name=server",
    "-Dcli.script=elasticsearch",
    "-Dcli.libs=lib/tools/server-cli",
    "-Des.distribution.type=tar",
    "-Des.java.type=system",
)


def home() -> Path:
    """The unpacked server."""
    return software_folder() / "elasticsearch" / VERSION


def is_installed() -> bool:
    """Whether this version was unpacked already."""
    return (home() / "lib").is_dir()


def install() -> None:
    """Fetch the server with Maven, which verifies the checksum, and unpack it beside its place."""
    if shutil.which("mvn") is None or shutil.which("java") is None:
        raise ServiceError("Elasticsearch needs Java 17 and is fetched with Maven; install both.")
    draft = home().with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    _unpack(draft)
    _open_to_all(draft)
    draft.rename(home())


def _unpack(destination: Path) -> None:
    destination.mkdir(parents=True)
    log_path = log_file(ELASTICSEARCH.name)
    command = ["mvn", "-B", "-ntp", "-q", "-f", str(DESCRIPTION), f"-Ddestination={destination}"]
    with log_path.open("ab") as log:
        result = subprocess.run(
            [*command, "package"], stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
        )
    if result.returncode:
        raise ServiceError(f"Maven could not fetch Elasticsearch; see {log_path}.")


def _open_to_all(folder: Path) -> None:
    """Let the unprivileged user read what root unpacked; some files come without that right."""
    for parent, _, names in os.walk(folder):
        os.chmod(parent, 0o755)  # noqa: S103 an unpacked program, no secret in it
        for name in names:
            os.chmod(Path(parent, name), 0o644)


def start() -> None:
    """Write the node's configuration and start it."""
    account = Account.for_server("elasticsearch")
    folder = service_folder(ELASTICSEARCH.name)
    _write_configuration(folder)
    account.own(folder)
    start_server(
        ELASTICSEARCH.name,
        _command(folder),
        account=account,
        folder=home(),  # the launcher looks for its modules in the working directory
        environment={**os.environ, "ES_TMPDIR": f"{folder}/scratch"},
    )


def _write_configuration(folder: Path) -> None:
    for name in ("config", "data", "logs", "scratch", "snapshots"):
        (folder / name).mkdir(exist_ok=True)
    configuration = folder / "config"
    shutil.copyfile(home() / "config" / "log4j2.properties", configuration / "log4j2.properties")
    (configuration / "jvm.options").write_text(_server_options(folder))
    text = CONFIGURATION.format(
        folder=folder, host=HOST, port=ELASTICSEARCH.port, transport=ELASTICSEARCH.port + 100
    )
    (configuration / "elasticsearch.yml").write_text(text)


def _server_options(folder: Path) -> str:
    if JIT not in JIT_OPTIONS:
        raise ServiceError(f"HERON_ELASTICSEARCH_JIT is one of: {', '.join(JIT_OPTIONS)}.")
    return SERVER_OPTIONS.format(heap=HEAP, folder=folder) + JIT_OPTIONS[JIT]


def _command(folder: Path) -> list[str]:
    server = home()
    return [
        "java",
        *LAUNCHER_OPTIONS,
        f"-Djava.io.tmpdir={folder}/scratch",
        f"-Des.path.home={server}",
        f"-Des.path.conf={folder}/config",
        "-cp",
        f"{server}/lib/*:{server}/lib/cli-launcher/*",
        "org.elasticsearch.launcher.CliToolLauncher",
    ]


def stop() -> bool:
    """End the node if it was started here."""
    return stop_server(ELASTICSEARCH.name)

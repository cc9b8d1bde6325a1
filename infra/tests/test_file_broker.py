"""Messages in files arrive whole, in order and once, also while they are being written."""

import threading
from pathlib import Path

import pytest
from kombu import Connection, Queue

from infra.file_broker import register_scheme

MESSAGES = 300


@pytest.fixture
def connection(tmp_path: Path):
    register_scheme()
    folders = {
        name: str(tmp_path / name)
        for name in ("data_folder_in", "processed_folder", "control_folder")
    }
    for folder in folders.values():
        Path(folder).mkdir()
    options = folders | {"data_folder_out": folders["data_folder_in"], "polling_interval": 0.001}
    with Connection("files://", transport_options=options) as found:
        yield found


def test_a_reader_beside_a_writer_gets_every_message_whole_and_in_order(connection):
    queue = Queue("tasks")(connection.default_channel)
    queue.declare()
    text = "x" * 100_000

    def write() -> None:
        producer = connection.clone().Producer()
        for number in range(MESSAGES):
            producer.publish({"number": number, "text": text}, routing_key="tasks", exchange="")

    writer = threading.Thread(target=write)
    writer.start()
    received = []
    while writer.is_alive() or len(received) < MESSAGES:
        if message := queue.get(no_ack=True):
            received.append(message.payload)
    writer.join()

    assert [each["number"] for each in received] == list(range(MESSAGES))
    assert {each["text"] for each in received} == {text}

"""Logs of earlier starts are there to be read, and none of them fills the disk."""

from infra.launch import logs


def test_logs_of_earlier_starts_are_kept_up_to_a_number(tmp_path):
    log = tmp_path / "django.log"
    for number in range(8):
        logs.set_aside(log)
        log.write_text(f"start {number}")

    kept = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert kept == {
        "django.log": "start 7",
        **{f"django.log.{age}": f"start {7 - age}" for age in range(1, 6)},
    }


def test_an_empty_log_pushes_no_other_one_out(tmp_path):
    log = tmp_path / "django.log"
    log.touch()

    logs.set_aside(log)

    assert list(tmp_path.iterdir()) == [log]


def test_a_log_that_grows_is_cut_while_its_server_writes(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "LARGEST", 10)
    log = tmp_path / "django.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"much of it, more than allowed")
        logs.cut(log)
        writer.write(b"next")
        logs.cut(log)

    assert log.read_bytes() == b"next"
    assert (tmp_path / "django.log.1").read_bytes() == b"much of it, more than allowed"

"""Shows what runs, for how long, and the last line it wrote.

On a terminal one line is redrawn in place; into a file or a pipe a line is added now and then.
"""

import contextlib
import re
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

REDRAW_SECONDS = 0.2
REPORT_SECONDS = 15.0
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0b-\x1f]")


@dataclass
class Activity:
    """One step on the screen."""

    title: str
    began: float = field(default_factory=time.monotonic)
    last_line: str = ""
    reported: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> int:
        return round(time.monotonic() - self.began)

    def note(self, line: str) -> None:
        """Take over a line of the step's output."""
        self.last_line = ESCAPES.sub("", line).strip() or self.last_line


class Console:
    """The launcher's voice. Safe to use from several threads."""

    def __init__(self) -> None:
        self._is_terminal = sys.stdout.isatty()
        self._lock = threading.Lock()
        self._activities: list[Activity] = []
        self._ended = threading.Event()
        threading.Thread(target=self._tick, daemon=True).start()

    def say(self, text: str) -> None:
        """Print whole lines, above the running steps."""
        with self._lock:
            self._print(text)

    @contextlib.contextmanager
    def activity(self, title: str) -> Iterator[Activity]:
        """Show a step while the block runs, and its duration after it succeeded."""
        activity = Activity(title)
        with self._lock:
            self._activities.append(activity)
        try:
            yield activity
        except BaseException:
            self._remove(activity)
            raise
        self._remove(activity, f"  ✓ {title} ({activity.seconds} s)")

    def close(self) -> None:
        """Stop redrawing and leave the cursor on an empty line."""
        self._ended.set()
        with self._lock:
            self._activities.clear()
            self._print("")

    def _remove(self, activity: Activity, text: str = "") -> None:
        with self._lock:
            if activity in self._activities:
                self._activities.remove(activity)
            self._print(text)

    def _print(self, text: str) -> None:
        if self._is_terminal:
            sys.stdout.write("\r\x1b[K")
        if text:
            sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def _tick(self) -> None:
        while not self._ended.wait(REDRAW_SECONDS):
            with self._lock:
                if self._is_terminal:
                    self._redraw()
                else:
                    self._report()

    def _redraw(self) -> None:
        if not self._activities:
            return
        text = "  ".join(f"… {each.title} {each.seconds} s" for each in self._activities)
        detail = self._activities[-1].last_line
        width = shutil.get_terminal_size().columns - 1
        sys.stdout.write(f"\r\x1b[K  {text}  {detail}"[: width + 4])
        sys.stdout.flush()

    def _report(self) -> None:
        now = time.monotonic()
        for each in self._activities:
            if now - each.reported >= REPORT_SECONDS:
                each.reported = now
                self._print(f"  … {each.title}, {each.seconds} s: {each.last_line[:160]}")

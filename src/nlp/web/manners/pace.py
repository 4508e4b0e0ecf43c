"""When the next request may go out: a pause for each host, and longer ones where a host is busy."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["SYSTEM", "Clock", "Pace", "read_retry_after"]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is and how to wait; tests bring one of their own."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now


SYSTEM = Clock()


class Pace:
    """Keeps the requests to one host apart."""

    def __init__(self, delay: float, clock: Clock = SYSTEM) -> None:
        self._delay = delay
        self._clock = clock
        self._delays: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def slow_down(self, host: str, delay: float) -> None:
        """Leave at least so many seconds between requests to a host."""
        self._delays[host] = max(delay, self._delays.get(host, self._delay))

    def wait(self, host: str) -> None:
        """Wait until a request may go to the host, and count it as gone."""
        left = self._next.get(host, 0.0) - self._clock.monotonic()
        if host in self._next and left > 0:
            self._clock.sleep(left)
        self._next[host] = self._clock.monotonic() + self._delays.get(host, self._delay)


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` header asks to wait; None where it says nothing that can be read."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        when = parsedate_to_datetime(value.strip())
    except (ValueError, OverflowError):
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())

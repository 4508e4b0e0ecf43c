"""Connections to the very address that was checked, each with a deadline that no drip of bytes outlives."""

import ssl
import time
from collections.abc import Callable, Iterable

import httpcore

from nlp.web.addresses import AddressError, Resolve, find_addresses, resolve

__all__ = ["CheckedBackend", "Monotonic"]

Monotonic = Callable[[], float]


class CheckedBackend(httpcore.NetworkBackend):
    """Looks a host up once, checks what it finds, and connects to that.

    Between check and connection no name is looked up again, so that one which changes its address meanwhile
    (DNS rebinding) gains nothing. The name still counts for the `Host` header and the certificate.
    """

    def __init__(
        self,
        deadline: float,
        *,
        allow_private: bool,
        resolve: Resolve = resolve,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolve = resolve
        self._monotonic = monotonic
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that answers.

        Raises:
            AddressError: the name is not known, or leads to an address that is not public.
            httpcore.ConnectError: none of its addresses answers.
        """
        addresses = find_addresses(host, port, resolve=self._resolve, allow_private=self._allow_private)
        failure: Exception | None = None
        for address in addresses:
            left = _left(self._deadline, timeout, self._monotonic)
            try:
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _Stream(stream, self._deadline, self._monotonic)
        raise failure or AddressError(f"its host {host} has no address")


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float, monotonic: Monotonic) -> None:
        self._stream = stream
        self._deadline = deadline
        self._monotonic = monotonic

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes."""
        return self._stream.read(max_bytes, _left(self._deadline, timeout, self._monotonic))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._stream.write(buffer, _left(self._deadline, timeout, self._monotonic))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted, with the certificate checked against the name."""
        left = _left(self._deadline, timeout, self._monotonic)
        return _Stream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline, self._monotonic
        )

    def get_extra_info(self, info: str) -> object:
        """What is known about the socket."""
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None, monotonic: Monotonic) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for the whole answer is over")
    return left if timeout is None else min(left, timeout)

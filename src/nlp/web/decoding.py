"""Packed content unpacked piece by piece, so that a small answer cannot fill the memory."""

import zlib

__all__ = ["ENCODINGS", "BodyError", "Unpacker", "unpack"]

# What is asked for. Brotli and Zstandard are not: no library for them is among the dependencies.
ENCODINGS = ("gzip", "deflate")
_EITHER_HEADER = 32 + zlib.MAX_WBITS  # zlib recognises gzip and zlib by their first bytes


class BodyError(ValueError):
    """A content is too large, broken, or packed in a way that was not asked for; the message says which."""


class Unpacker:
    """Takes a content piece by piece; `content` is what came out. Sizes count before and after unpacking."""

    def __init__(self, encoding: str, *, limit: int) -> None:
        names = [
            name for name in encoding.lower().replace(" ", "").split(",") if name not in ("", "identity")
        ]
        self._packed = bool(names)
        self._limit = limit
        self._taken = 0
        self._content = bytearray()
        self._stream = zlib.decompressobj(_EITHER_HEADER)
        self._begun = False
        if len(names) > 1 or any(name.removeprefix("x-") not in ENCODINGS for name in names):
            raise BodyError(f"is packed in a way that was not asked for ({encoding[:40]})")

    def feed(self, data: bytes) -> None:
        """Take the next piece.

        Raises:
            BodyError: the content is larger than the limit, or cannot be unpacked.
        """
        self._taken += len(data)
        if self._taken > self._limit:
            raise self._too_large()
        if not self._packed:
            self._content += data
            return
        while data:
            data = self._unpack(data)

    def finish(self) -> bytes:
        """The whole content.

        Raises:
            BodyError: it ended too early.
        """
        if self._packed and self._begun and not self._stream.eof:
            raise BodyError("ended before its end")
        return bytes(self._content)

    def _unpack(self, data: bytes) -> bytes:
        """Unpack at most as much as may still come, and one byte more; what was not yet taken."""
        if self._stream.eof:
            if not data.startswith(b"\x1f\x8b"):
                return b""  # servers pad; browsers read over it
            self._stream = zlib.decompressobj(_EITHER_HEADER)
        try:
            self._content += self._stream.decompress(data, self._limit + 1 - len(self._content))
        except zlib.error as error:
            if self._begun:
                raise BodyError("cannot be unpacked") from error
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)  # some send deflate without its header
            self._begun = True
            return data
        self._begun = True
        if len(self._content) > self._limit:
            raise self._too_large()
        return self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def _too_large(self) -> BodyError:
        return BodyError(f"is larger than {self._limit / 1_000_000:.0f} MB")


def unpack(data: bytes, *, limit: int) -> bytes:
    """The content of a gzip file; anything else as it is.

    Raises:
        BodyError: it is larger than the limit, or broken.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacker = Unpacker("gzip", limit=limit)
    unpacker.feed(data)
    return unpacker.finish()

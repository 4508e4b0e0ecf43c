"""Which addresses may be connected to: those of the public internet, unless a setting allows others."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from nlp.errors import WebError

__all__ = ["AddressError", "Resolve", "find_addresses", "is_public", "resolve"]

# Looks up a name: host and port → its addresses as text, in the order to try them.
Resolve = Callable[[str, int], Sequence[str]]
# Networks whose addresses carry one of IPv4 in their last bits: what counts is where that one leads.
_TRANSLATED = IPv6Network("64:ff9b::/96")  # RFC 6052
# Set aside by IANA, but public for older releases of Python: protocol assignments, relays, documentation.
_SET_ASIDE_4 = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
_SET_ASIDE_6 = (IPv6Network("3fff::/20"), IPv6Network("5f00::/16"))


class AddressError(WebError):
    """A host may not be connected to, or has no address; the message goes on from the address of a page."""


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as the system knows them.

    Raises:
        OSError: the name is not known, or nothing answers for it.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def find_addresses(
    host: str, port: int, *, resolve: Resolve = resolve, allow_private: bool
) -> tuple[str, ...]:
    """The addresses of a host that may be connected to.

    One address among them that leads into a local network is enough to refuse the host: a public name has no
    reason to point there.

    Raises:
        AddressError: the name is not known, or one of its addresses is not public.
    """
    try:
        addresses = tuple(resolve(host, port))
    except (OSError, UnicodeError) as error:
        message = f"its host {host} is not known ({_reason(error)}); check the spelling and the connection"
        raise AddressError(message, lasting=False) from error
    if not addresses:
        raise AddressError(f"its host {host} has no address; check the spelling", lasting=False)
    refused = next((address for address in addresses if not allow_private and not is_public(address)), None)
    if refused is not None:
        raise AddressError(
            f"its host {host} leads to {refused}, which is no public address; save the page and add the "
            "file, or set `allow_private` under [web] in commentary.toml"
        )
    return addresses


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet: not private, loopback, link-local, shared, multicast.

    IPv6 addresses that carry one of IPv4 (mapped, 6to4, Teredo, NAT64) are judged by that one, too.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    inner = _carried(parsed)
    if any(not _is_global(one) for one in inner):
        return False
    return bool(inner) or _is_global(parsed)


def _carried(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The addresses of IPv4 that one of IPv6 stands for."""
    if isinstance(address, IPv4Address):
        return []
    found = [one for one in (address.ipv4_mapped, address.sixtofour) if one is not None]
    if address.teredo is not None:
        found += address.teredo
    if address in _TRANSLATED:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    local = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    if isinstance(address, IPv6Address):
        aside = address.is_site_local or any(address in network for network in _SET_ASIDE_6)
    else:
        aside = any(address in network for network in _SET_ASIDE_4)
    # `is_global` leaves out loopback, private networks and those that carriers share (100.64.0.0/10).
    return address.is_global and not local and not aside


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)

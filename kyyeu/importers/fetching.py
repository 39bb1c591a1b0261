"""Fetching a picture from the web, when an editor asks for it (reliability rule 15).

Only http and https, only public addresses: a page of somebody else must not make this
machine ask a machine inside the office. Names are resolved here, every answer is checked,
and the checked address is the one that is connected to; so again after each redirect.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from kyyeu.settings import Limits

_SECONDS = Limits().fetch_seconds
_HOPS = 5
_SILENCE = 10.0  #: seconds without a byte
_BLOCK = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_AGENT = "Kyyeu-import/1"
#: Ranges that carry another address inside, which may be a private one; then sites of old
#: (RFC 3879), which the library calls global. The last are relays of 6to4 (RFC 7526).
_WRAPPED = tuple(
    map(
        ipaddress.ip_network,
        ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "fec0::/10", "192.88.99.0/24"),
    )
)

Resolve = Callable[[str, int], list[str]]


class NotFetchedError(Exception):
    """A picture that is not fetched; the argument is a word for the reason."""


def fetch_picture(
    address: str,
    most: int,
    *,
    seconds: float = _SECONDS,
    resolve: Resolve | None = None,
    public: Callable[[str], bool] | None = None,
) -> bytes:
    """The bytes behind an address, at most ``most`` of them.

    Args:
        address: absolute, http or https.
        most: bytes; a larger answer is refused.
        seconds: until everything must be done.
        resolve: gives the addresses of a host; the system's when not given.
        public: whether an address may be asked; `is_public` when not given.

    Raises:
        NotFetchedError: another scheme, no public address, too large, too slow, no answer.
    """
    resolve, public = resolve or _resolved, public or is_public
    until = time.monotonic() + seconds
    for _ in range(_HOPS):
        try:
            parts = urlsplit(address)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as fault:
            raise NotFetchedError("address") from fault
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host or parts.username is not None:
            raise NotFetchedError("address")
        found = resolve(host, port)
        if not found or not all(map(public, found)):
            raise NotFetchedError("not public")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        secure = parts.scheme == "https"
        place, data = _ask(host, found[0], port, target, secure=secure, most=most, until=until)
        if not place:
            return data
        address = urljoin(address, place)
    raise NotFetchedError("redirects")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        return is_public(str(parsed.ipv4_mapped))
    if any(parsed in network for network in _WRAPPED):
        return False
    return parsed.is_global and not parsed.is_multicast


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(answer[4][0]) for answer in found]


def _ask(
    host: str, ip: str, port: int, target: str, *, secure: bool, most: int, until: float
) -> tuple[str, bytes]:
    """Ask once: where it is now, or what it is. ``until`` is a time of the monotonic clock."""
    left = until - time.monotonic()
    if left <= 0:
        raise NotFetchedError("too slow")
    connection = http.client.HTTPConnection(host, port)
    watch = None
    try:
        plain = socket.create_connection((ip, port), min(left, _SILENCE))
        watch = threading.Timer(left, _cut, (plain,))
        watch.daemon = True
        watch.start()
        connection.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            if secure
            else plain
        )
        connection.request("GET", target, headers={"User-Agent": _AGENT, "Accept": "image/*"})
        answer = connection.getresponse()
        if answer.status in _REDIRECTS:
            return answer.getheader("Location") or "", b""
        if answer.status != http.HTTPStatus.OK:
            raise NotFetchedError(str(answer.status))
        data = bytearray()
        while block := answer.read1(_BLOCK):
            data += block
            if len(data) > most:
                raise NotFetchedError("too large")
        if time.monotonic() >= until:
            raise NotFetchedError("too slow")
        if answer.length:  # fewer bytes came than were promised
            raise NotFetchedError("cut off")
        return "", bytes(data)
    except (OSError, ValueError, http.client.HTTPException) as fault:
        # Cut while it still said its headings, an answer looks like none.
        raise NotFetchedError("too slow" if time.monotonic() >= until else "no answer") from fault
    finally:
        if watch:
            watch.cancel()
        connection.close()


def _cut(plain: socket.socket) -> None:
    """End a conversation that takes too long, whatever is being waited for."""
    try:
        plain.shutdown(socket.SHUT_RDWR)
    except OSError:
        return

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from nlp.errors import WebError
from nlp.settings import WebSettings
from nlp.web.fetching import Fetcher
from nlp.web.transport import CheckedBackend
from tests.web.site import FakeClock, Page, Site


def certificate(folder: Path, name: str) -> Path:
    """A certificate for a name, signed by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / f"{name}.pem"
    file.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def secure_site(site: Site, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A port at which one answer is given over TLS as `secure.example`, and its certificate."""
    file = certificate(tmp_path, "secure.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                raw, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(raw, server_side=True) as connection:
                    connection.recv(65536)
                    connection.sendall(
                        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nsafe"
                    )
            except OSError:
                raw.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1], file
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(2)


def test_the_name_is_looked_up_once_and_what_was_checked_is_connected_to(
    site: Site, clock: FakeClock
) -> None:
    """A name that leads to a public address when it is checked and inside afterwards gains nothing."""
    site.pages["/"] = Page(b"inside")
    looked_up: list[str] = []

    def rebind(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["192.0.2.1"] if len(looked_up) == 1 else ["127.0.0.1"]

    connected: list[str] = []

    class Recorder(httpcore.SyncBackend):
        def connect_tcp(self, host: str, port: int, *_: object, **__: object) -> httpcore.NetworkStream:
            connected.append(host)
            raise httpcore.ConnectError("nobody")

    settings = WebSettings(allow_private=False, retries=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nlp.web.addresses.is_public", lambda address: address == "192.0.2.1")
        patch.setattr("httpcore.SyncBackend", Recorder)
        with pytest.raises(WebError, match="cannot be reached"):
            Fetcher(settings, clock=clock.clock, resolve=rebind).get(f"http://rebind.example:{site.port}/")
    assert (looked_up, connected) == (["rebind.example"], ["192.0.2.1"])
    # Looked up anew for the next request, it is checked anew.
    with pytest.raises(WebError, match=r"rebind\.example leads to 127\.0\.0\.1"):
        Fetcher(settings, clock=clock.clock, resolve=rebind).get(f"http://rebind.example:{site.port}/")
    assert site.asked == []


def test_the_host_is_still_called_by_its_name(site: Site, open_web: WebSettings, clock: FakeClock) -> None:
    site.pages["/"] = Page(b"x")
    one = Fetcher(open_web, clock=clock.clock, resolve=lambda *_: ["127.0.0.1"])
    one.get(f"http://BÜcher.example:{site.port}/")
    assert site.asked[0][1]["host"] == f"xn--bcher-kva.example:{site.port}"


def test_the_next_address_is_tried_where_one_does_not_answer(site: Site, clock: FakeClock) -> None:
    site.pages["/"] = Page(b"x")
    backend = CheckedBackend(
        clock.monotonic() + 5, allow_private=True, resolve=lambda *_: ["127.0.0.9", "127.0.0.1"]
    )
    stream = backend.connect_tcp("two.example", site.port, 1)
    assert stream.get_extra_info("server_addr")[0] in {"127.0.0.9", "127.0.0.1"}
    stream.close()


def test_no_step_begins_after_the_deadline(site: Site) -> None:
    backend = CheckedBackend(0.0, allow_private=True, resolve=lambda *_: ["127.0.0.1"])
    with pytest.raises(httpcore.ReadTimeout, match="time for the whole answer is over"):
        backend.connect_tcp("late.example", site.port, 1)


def test_a_certificate_must_fit_the_name(
    secure_site: tuple[int, Path], open_web: WebSettings, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, file = secure_site

    def fetcher() -> Fetcher:
        return Fetcher(open_web, clock=clock.clock, resolve=lambda *_: ["127.0.0.1"])

    with pytest.raises(WebError, match=r"its certificate is not valid \(self.signed certificate\)") as caught:
        fetcher().get(f"https://secure.example:{port}/")
    assert "\n" not in str(caught.value)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    assert fetcher().get(f"https://secure.example:{port}/").content == b"safe"
    with pytest.raises(WebError, match=r"its certificate is not valid \(Hostname mismatch"):
        fetcher().get(f"https://other.example:{port}/")

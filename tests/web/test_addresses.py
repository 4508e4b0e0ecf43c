import pytest

from nlp.errors import WebError
from nlp.web.addresses import find_addresses, is_public


@pytest.mark.parametrize(
    "address",
    """8.8.8.8 172.32.0.1 100.63.255.255 100.128.0.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808
    2002:808:808::1""".split(),
)
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.8 192.0.2.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
    239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:7f00:1
    ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001:db8::1
    2001:0:7f00:1::1 2002:7f00:1::1 2002:c0a8:101:: fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1
    nonsense""".split(),
)
def test_all_other_addresses(address: str) -> None:
    assert not is_public(address)


def test_one_private_address_among_others_refuses_the_host() -> None:
    with pytest.raises(WebError, match=r"mixed\.example leads to 10\.0\.0\.1, which is no public address"):
        find_addresses("mixed.example", 80, resolve=lambda *_: ["8.8.8.8", "10.0.0.1"], allow_private=False)
    addresses = find_addresses("h", 80, resolve=lambda *_: ["8.8.8.8", "10.0.0.1"], allow_private=True)
    assert addresses == ("8.8.8.8", "10.0.0.1")


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "[::1]".strip("[]")])
def test_other_spellings_of_loopback_are_refused(host: str) -> None:
    with pytest.raises(WebError, match="no public address"):
        find_addresses(host, 80, allow_private=False)


def test_a_name_that_is_not_known_may_be_known_later() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(
        WebError, match=r"its host nowhere\.example is not known \(Name or service not known\)"
    ) as caught:
        find_addresses("nowhere.example", 80, resolve=unknown, allow_private=False)
    assert not caught.value.lasting
    with pytest.raises(WebError, match="has no address"):
        find_addresses("nowhere.example", 80, resolve=lambda *_: [], allow_private=False)

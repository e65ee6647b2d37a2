"""Sealed bytes: what goes in comes out, and nothing else ever does."""

import hashlib
import hmac
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.round import vault

PRIVATE, PUBLIC = vault.new_key()
NAME = "bids/K01.xlsx"
SEALED = vault.sealed(b"prijs 1111,37", NAME, PUBLIC)


@given(st.binary(max_size=300), st.text(max_size=30))
def test_what_was_sealed_is_unsealed_to_the_byte(content: bytes, name: str) -> None:
    assert vault.unsealed(vault.sealed(content, name, PUBLIC), name, PRIVATE) == content


@given(st.binary(min_size=32, max_size=32))
def test_two_shares_make_the_key_they_were_split_from(private: bytes) -> None:
    one, other = vault.split(private)
    assert vault.joined(one, other) == vault.joined(other, one) == private


def test_a_key_is_split_differently_every_time_so_that_a_share_says_nothing() -> None:
    """Of one key every first share is possible: 200 draws show each bit both set and clear."""
    drawn = [int.from_bytes(share) for _ in range(200) for share in vault.split(PRIVATE)]
    every = (1 << 256) - 1
    seen_set, seen_clear = 0, 0
    for share in drawn:
        seen_set, seen_clear = seen_set | share, seen_clear | (share ^ every)
    assert (seen_set, seen_clear) == (every, every)


def test_no_share_alone_and_no_other_key_unseals() -> None:
    one, other = vault.split(PRIVATE)
    wrong = (one, other, vault.joined(one, one), vault.new_key()[0])
    assert [vault.unsealed(SEALED, NAME, key) for key in wrong] == [None] * 4


def test_every_change_of_a_single_byte_is_caught() -> None:
    caught = 0
    for place in range(len(SEALED)):
        for change in range(1, 256, 2 if place >= len(vault.MAGIC) else 50):
            spoiled = bytearray(SEALED)
            spoiled[place] ^= change
            caught += vault.unsealed(bytes(spoiled), NAME, PRIVATE) is None
    assert caught == len(vault.MAGIC) * 6 + (len(SEALED) - len(vault.MAGIC)) * 128


def test_the_highest_bit_of_the_fresh_key_which_x25519_ignores_is_caught() -> None:
    """RFC 7748, 5: implementations MUST mask that bit, so the shared secret stays the same."""
    spoiled = bytearray(SEALED)
    spoiled[len(vault.MAGIC) + 31] ^= 0x80
    assert vault.unsealed(bytes(spoiled), NAME, PRIVATE) is None


def test_every_shorter_file_and_a_longer_one_are_caught() -> None:
    assert {vault.unsealed(SEALED[:end], NAME, PRIVATE) for end in range(len(SEALED))} == {None}
    assert vault.unsealed(SEALED + b"\0", NAME, PRIVATE) is None


def test_a_fresh_key_with_which_nothing_can_be_shared_is_caught() -> None:
    start = len(vault.MAGIC)
    spoiled = SEALED[:start] + bytes(vault.SIZE) + SEALED[start + vault.SIZE :]
    assert vault.unsealed(spoiled, NAME, PRIVATE) is None


@pytest.mark.parametrize("name", ["bids/K02.xlsx", "K01.xlsx", "bids/k01.xlsx", ""])
def test_under_another_name_a_file_does_not_open(name: str) -> None:
    assert vault.unsealed(SEALED, name, PRIVATE) is None


def test_a_name_spelt_with_a_loose_accent_is_the_same_name() -> None:
    content = vault.sealed(b"x", "bids/Caf\u00e9.xlsx", PUBLIC)
    assert vault.unsealed(content, "bids/Cafe\u0301.xlsx", PRIVATE) == b"x"


def test_the_same_file_is_sealed_to_other_bytes_each_time() -> None:
    assert len({vault.sealed(b"x", NAME, PUBLIC) for _ in range(20)}) == 20


def test_the_page_says_enough_to_unseal_without_this_package() -> None:
    """Written from docs/decisions/sealing.md, with HKDF out of RFC 5869 and nothing of ours."""
    magic, fresh, body = SEALED[:22], SEALED[22:54], SEALED[54:]
    assert magic == b"aanbesteding sealed 1\n"
    key = X25519PrivateKey.from_private_bytes(PRIVATE)
    shared = key.exchange(X25519PublicKey.from_public_bytes(fresh))
    drawn = hmac.digest(bytes(32), shared, hashlib.sha256)
    info = magic + fresh + key.public_key().public_bytes_raw()
    file_key = hmac.digest(drawn, info + b"\x01", hashlib.sha256)
    bound = magic + b"bids/K01.xlsx"
    assert ChaCha20Poly1305(file_key).decrypt(bytes(12), body, bound) == b"prijs 1111,37"


def test_without_the_package_with_ciphers_it_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert vault.is_installed()
    for name in [name for name in sys.modules if name.split(".")[0] == "cryptography"]:
        monkeypatch.setitem(sys.modules, name, None)
    assert not vault.is_installed()

"""Bid files sealed for two people at once: bytes in, bytes out, and the two halves of a key.

A sealed file is ``MAGIC``, a fresh X25519 public key of 32 bytes, and the content under
ChaCha20-Poly1305. The cipher's key comes out of HKDF-SHA256 over the shared secret, with ``MAGIC``,
that fresh key and the round's public key as info; so it is used once, and its nonce is zero. The
name of the file is bound to it: under another name it does not open.

The private key is kept nowhere. Its two shares are a random text and that text XOR the key, so one
share says nothing about it. Everything here is random: sealed twice, a file gives other bytes.
"""

import secrets
import unicodedata

MAGIC = b"aanbesteding sealed 1\n"
SIZE = 32
_NONCE = bytes(12)


def is_installed() -> bool:
    """Return whether the optional package with the ciphers can be used."""
    try:
        from cryptography.hazmat.primitives.asymmetric import x25519  # noqa: F401
        from cryptography.hazmat.primitives.ciphers import aead  # noqa: F401
    except ImportError:
        return False
    return True


def new_key() -> tuple[bytes, bytes]:
    """Return a private key and its public key, of 32 bytes each."""
    private = secrets.token_bytes(SIZE)
    return private, public_of(private)


def public_of(private: bytes) -> bytes:
    """Return the public key of a private key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def split(private: bytes) -> tuple[bytes, bytes]:
    """Return two shares of a private key; each of them alone is random."""
    first = secrets.token_bytes(len(private))
    return first, joined(first, private)


def joined(one: bytes, other: bytes) -> bytes:
    """Return the private key of two shares; raises ValueError when their lengths differ.

    >>> joined(bytes([1, 2, 3]), bytes([1, 0, 2]))
    b'\\x00\\x02\\x01'
    """
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def sealed(content: bytes, name: str, public: bytes) -> bytes:
    """Return a file sealed under its name for the holders of the key."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    private, fresh = new_key()
    key = _cipher_key(private, public, fresh, public)
    return MAGIC + fresh + ChaCha20Poly1305(key).encrypt(_NONCE, content, _bound(name))


def unsealed(content: bytes, name: str, private: bytes) -> bytes | None:
    """Return what was sealed under that name; None when it is not, to the byte, what was sealed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    start = len(MAGIC) + SIZE
    fresh, body = content[len(MAGIC) : start], content[start:]
    if not content.startswith(MAGIC) or len(fresh) < SIZE:
        return None
    try:
        key = _cipher_key(private, fresh, fresh, public_of(private))
        return ChaCha20Poly1305(key).decrypt(_NONCE, body, _bound(name))
    except (InvalidTag, ValueError):  # ValueError: a fresh key with which nothing can be shared
        return None


def _cipher_key(private: bytes, other: bytes, fresh: bytes, public: bytes) -> bytes:
    """The key of one file: both public keys take part, so no byte of the fresh one can change."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    mine = X25519PrivateKey.from_private_bytes(private)
    secret = mine.exchange(X25519PublicKey.from_public_bytes(other))
    return HKDF(SHA256(), SIZE, salt=None, info=MAGIC + fresh + public).derive(secret)


def _bound(name: str) -> bytes:
    """The name as bytes; some drives spell an accent as a sign of its own."""
    return MAGIC + unicodedata.normalize("NFC", name).encode("utf-8", "surrogateescape")

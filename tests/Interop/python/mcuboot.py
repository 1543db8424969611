"""MCUboot images made of struct, hashlib and python3-ecdsa alone: what is to be in one as a JSON object a line in, the image in hexadecimal a line out.

The format is MCUboot's design document, "Image format" and "Protected TLVs"; the signature's nonce that of RFC 6979.
"""

import hashlib
import json
import struct
import sys

from ecdsa import NIST256p, SigningKey
from ecdsa.util import sigencode_der

PROTECTED, PLAIN = 0x6908, 0x6907
KEYHASH, SHA256, ECDSA_SIG, DEPENDENCY, SEC_CNT, BOARD = 0x01, 0x10, 0x22, 0x40, 0x50, 0xA0


def area(magic, records):
    body = b"".join(struct.pack("<HH", kind, len(value)) + value for kind, value in records)
    return struct.pack("<HH", magic, len(body) + 4) + body if records else b""


def image(wish):
    payload = bytes.fromhex(wish["payload"])
    protected = []
    if wish["counter"] is not None:
        protected.append((SEC_CNT, struct.pack("<I", wish["counter"])))
    for number, version in wish["dependencies"]:
        protected.append((DEPENDENCY, struct.pack("<B3xBBHI", number, *version)))
    if wish["board"] is not None:
        protected.append((BOARD, wish["board"].encode()))
    behind = area(PROTECTED, protected)
    header = struct.pack("<IIHHIIBBHII", 0x96F3B83D, 0, wish["header"], len(behind), len(payload), 0, *wish["version"], 0)
    covered = header.ljust(wish["header"], b"\xff") + payload + behind

    key = SigningKey.from_string(bytes.fromhex(wish["key"]), curve=NIST256p, hashfunc=hashlib.sha256)
    digest = hashlib.sha256(covered).digest()
    signature = key.sign_digest_deterministic(digest, hashfunc=hashlib.sha256, sigencode=sigencode_der)
    public = hashlib.sha256(key.get_verifying_key().to_der()).digest()
    return covered + area(PLAIN, [(SHA256, digest), (KEYHASH, public), (ECDSA_SIG, signature)])


for line in sys.stdin:
    print(image(json.loads(line)).hex(), flush=True)

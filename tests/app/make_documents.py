# SPDX-License-Identifier: Apache-2.0
"""Small PDFs, written by hand so that nothing is in them but what a test put there."""

import hashlib

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key, data):
    state, j, out, i = list(range(256)), 0, bytearray(), 0
    for k in range(256):
        j = (j + state[k] + key[k % len(key)]) % 256
        state[k], state[j] = state[j], state[k]
    j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def pdf(pages, size=(300, 200), password=None, info="", crop=None):
    """One page a text, in 24 points of Helvetica; with a password by the standard handler, revision 2 (ISO 32000-1 7.6.3)."""
    box = crop or (0, 0, *size)
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>", 3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", 4: f"<< {info} >>"}
    kids, streams = [], {}
    for number, text in enumerate(pages):
        page = 10 + 2 * number
        kids.append(f"{page} 0 R")
        objects[page] = (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /CropBox [{box[0]} {box[1]} {box[2]} {box[3]}] "
                         f"/Resources << /Font << /F 3 0 R >> >> /Contents {page + 1} 0 R >>")
        streams[page + 1] = f"BT /F 24 Tf 20 {size[1] // 2} Td ({text}) Tj ET".encode("latin-1")
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    trailer, key = "", None
    if password is not None:
        owner = rc4(hashlib.md5((password.encode() + PADDING)[:32]).digest()[:5], (password.encode() + PADDING)[:32])
        name = b"0123456789ABCDEF"
        key = hashlib.md5((password.encode() + PADDING)[:32] + owner + (2**32 - 4).to_bytes(4, "little") + name).digest()[:5]
        objects[5] = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{rc4(key, PADDING).hex()}> /P -4 >>"
        trailer = f"/Encrypt 5 0 R /ID [<{name.hex()}> <{name.hex()}>] "
    out, places = bytearray(b"%PDF-1.4\n"), {}
    for number in sorted(objects | streams):
        places[number] = len(out)
        if number in streams:
            content = streams[number]
            if key:
                content = rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], content)
            body = f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
        else:
            body = objects[number].encode()
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    last = max(places)
    start = len(out)
    out += f"xref\n0 {last + 1}\n0000000000 65535 f \n".encode()
    for number in range(1, last + 1):
        out += f"{places[number]:010} 00000 n \n".encode() if number in places else b"0000000000 65535 f \n"
    out += f"trailer << /Size {last + 1} /Root 1 0 R /Info 4 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)

"""Records of web archives, written by hand."""

import gzip


def record(body=b"", url="https://courier.example/bridge", kind="text/html; charset=utf-8", **other):
    """Return a response record; `status`, `length`, `head` (of the HTTP answer) and `type` can be given."""
    answer = f"HTTP/1.1 {other.get('status', '200 OK')}\r\nContent-Type: {kind}\r\n{other.get('head', '')}\r\n"
    block = answer.encode() + body
    header = (
        f"WARC/1.0\r\nWARC-Type: {other.get('type', 'response')}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2017-03-02T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:7f3c0b1e-0000-4000-8000-000000000001>\r\n"
        "Content-Type: application/http;msgtype=response\r\n"
        f"Content-Length: {other.get('length', len(block))}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def packed(*records):
    """Return an archive in which each record is a gzip member."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)

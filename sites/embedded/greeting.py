"""Asks a PostgreSQL server over its socket whether it takes queries: the first words of the protocol and no more.

A real connection costs little more, but libpq hides the code of a refusal, and "too many clients" must not be taken for a
server that is down.
"""

import socket
import struct
from enum import Enum, auto
from pathlib import Path

PROTOCOL_3_0 = 196608
CANNOT_CONNECT_NOW = "57P03"
NO_SUCH_DATABASE = "3D000"
TIMEOUT = 3.0


class Answer(Enum):
    """What came back."""

    SILENT = auto()
    STARTING = auto()
    NO_DATABASE = auto()
    READY = auto()


def greet(path: Path, *, user: str, database: str) -> Answer:
    """Introduce ourselves as the user of the database, and leave once the server has made up its mind."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(TIMEOUT)
        try:
            connection.connect(str(path))
            connection.sendall(_startup(user, database))
            answer = _listen(connection)
            if answer is Answer.READY:
                connection.sendall(b"X\x00\x00\x00\x04")
            return answer
        except (OSError, EOFError):
            return Answer.SILENT


def _startup(user: str, database: str) -> bytes:
    words = f"user\0{user}\0database\0{database}\0\0".encode()
    return struct.pack("!ii", len(words) + 8, PROTOCOL_3_0) + words


def _listen(connection: socket.socket) -> Answer:
    with connection.makefile("rb") as stream:
        while True:
            kind, length = struct.unpack("!ci", _exactly(stream.read(5), 5))
            body = _exactly(stream.read(length - 4), length - 4)
            if kind == b"E":
                return _refusal(body)
            if kind == b"Z":
                return Answer.READY


def _refusal(body: bytes) -> Answer:
    """Any other refusal, such as too many clients, comes from a server that runs; the caller will meet it himself."""
    fields = {field[:1]: field[1:].decode() for field in body.split(b"\0") if field}
    meanings = {CANNOT_CONNECT_NOW: Answer.STARTING, NO_SUCH_DATABASE: Answer.NO_DATABASE}
    return meanings.get(fields.get(b"C", ""), Answer.READY)


def _exactly(received: bytes, length: int) -> bytes:
    if len(received) < length:
        raise EOFError
    return received

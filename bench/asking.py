"""Asking a server for pages: with `wrk`, or with threads where there is none."""

import http.client
import re
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlsplit

# Turns the addresses round; each thread of wrk has its own place.
SCRIPT = """
local paths = {%(paths)s}
local place = 0
request = function()
  place = place %% #paths + 1
  return wrk.format("GET", paths[place])
end
"""
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True)
class Asked:
    """So many answers; `rate` a second, p50 and p99 in milliseconds; `failed` were not 200, or never came."""

    requests: int
    rate: float
    p50: float
    p99: float
    failed: int


def ask_with_wrk(base: str, host: str, paths: list[str], *, connections: int, seconds: int) -> Asked:
    """One thread of wrk."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % {"paths": ", ".join(f'"{path}"' for path in paths)})
        script.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script.name]
        command += ["-H", f"Host: {host}", "-H", "Accept-Encoding: gzip", base]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Asked(
        requests=int(found(r"(\d+) requests in", said)),
        rate=float(found(r"Requests/sec:\s+([\d.]+)", said)),
        p50=milliseconds(said, "50"),
        p99=milliseconds(said, "99"),
        failed=sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
        + sum(int(number) for line in re.findall(r"Socket errors: (.+)", said) for number in re.findall(r"\d+", line)),
    )


def found(pattern: str, text: str) -> str:
    """The first group. Raises ValueError where wrk said something else."""
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"wrk did not say {pattern!r}: {text}")
    return match[1]


def milliseconds(said: str, share: str) -> float:
    """A line of the latency distribution."""
    match = re.search(rf"\n\s+{share}%\s+([\d.]+)(us|ms|s|m)\b", said)
    if match is None:
        raise ValueError(f"wrk did not say the {share} % of latency: {said}")
    return float(match[1]) * UNITS[match[2]]


def ask_with_threads(base: str, host: str, paths: list[str], *, connections: int, seconds: int) -> Asked:
    """So many threads, each with a connection that stays open; with `seconds=0` each address once."""
    took: list[float] = []
    failed: list[str] = []
    until = time.perf_counter() + seconds

    def work(own: list[str]) -> None:
        connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60)
        for path in cycle(own) if seconds else own:
            before = time.perf_counter()
            if seconds and before > until:
                break
            try:
                connection.request("GET", path, headers={"Host": host, "Accept-Encoding": "gzip"})
                response = connection.getresponse()
                response.read()
            except (OSError, http.client.HTTPException):
                failed.append(path)
                connection.close()
                if not seconds:
                    return
                continue
            took.append((time.perf_counter() - before) * 1000)
            if response.status != 200:
                failed.append(path)

    threads = [threading.Thread(target=work, args=(paths[number:] + paths[:number],)) for number in range(connections)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent, ranked = time.perf_counter() - started, sorted(took) or [0.0]
    return Asked(len(took), len(took) / spent, ranked[len(ranked) // 2], ranked[len(ranked) * 99 // 100], len(failed))

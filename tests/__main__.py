"""`python -m tests` (`make test`): the browser tests beside all others; what they say is printed when both have ended.

Two runs of pytest, because Playwright keeps an event loop in its process, in which Django refuses the database. At the same
time, because each waits much: for pages to draw, for databases to be written.
"""

import subprocess
import sys
import tempfile

PYTEST = [sys.executable, "-m", "pytest"]
# In two processes; the tests of a file in one of them, because they share what is made once.
BY_FILE = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def main() -> int:
    """Run both; 1 if either failed."""
    with tempfile.TemporaryFile() as said:
        browser = subprocess.Popen([*PYTEST, "tests/browser", "--color=yes"], stdout=said, stderr=subprocess.STDOUT)
        try:
            others = subprocess.call([*PYTEST, *BY_FILE, "--ignore", "tests/browser"])
            browsed = browser.wait()
        finally:
            browser.terminate()
        said.seek(0)
        sys.stdout.flush()
        sys.stdout.buffer.write(said.read())
    return 1 if others or browsed else 0


if __name__ == "__main__":
    sys.exit(main())

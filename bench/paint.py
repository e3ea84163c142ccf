"""How soon a phone sees something: first contentful paint and layout shift of cold loads in Chromium.

`python -m bench.paint http://connected-things.localhost:8000/products/ [runs]` asks a server that is running (`make run`). Each run
has a browser of its own with an empty cache, a screen of 390 x 844 and touch, on loopback. Printed: the median and the range,
once as fast as this machine is and once with its processor slowed four times, as a phone's would be.
"""

import os
import shutil
import statistics
import sys
from typing import Any

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
WATCH = """
window.shifted = 0;
new PerformanceObserver(list => { for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value; })
  .observe({type: "layout-shift", buffered: true});
"""
READ = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  first: performance.getEntriesByType("navigation")[0].responseStart,
  shift: window.shifted,
  pictures: [...document.images].filter(image => image.closest("main")).length,
})"""


def load(browser: Browser, url: str, *, slowed: int) -> dict[str, Any]:
    """One cold load, scrolled to its end so that all pictures come."""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        page.goto(url, wait_until="load")
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        found: dict[str, Any] = page.evaluate(READ)
        return found
    finally:
        context.close()


def main(arguments: list[str]) -> int:
    """Measure one address."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    url, runs = arguments[0], int(arguments[1]) if len(arguments) > 1 else 7
    with sync_playwright() as playwright:
        for slowed in (1, 4):
            found = []
            for _run in range(runs):
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                found.append(load(browser, url, slowed=slowed))
                browser.close()
            paints = [each["paint"] for each in found]
            first, shift = statistics.median(each["first"] for each in found), max(each["shift"] for each in found)
            print(
                f"{url} processor / {slowed}: first contentful paint median {statistics.median(paints):.0f} ms "
                f"({min(paints):.0f} to {max(paints):.0f}, n={runs}), first byte {first:.0f} ms, "
                f"layout shift at most {shift:.4f}, {found[0]['pictures']} pictures",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

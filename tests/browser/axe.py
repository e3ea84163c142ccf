"""What is wrong with the page that is open: rules of WCAG 2.1 AA that it breaks, as axe finds them, and what lies beside the screen."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
# Of what breaks no rule it need not tell, which takes longer than to look.
RUN = """async ([part, rules]) => {
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = await axe.run(part ?? document, options);
  return violations.map(rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 160))]);
}"""
SIDEWAYS = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"


def problems(page: Page, *, part: str | None = None) -> list[Any]:
    """Rules that are broken, each with the elements that break it, and whether the page can be scrolled sideways. `part` is the
    selector of what to look at.
    """
    broken = broken_rules(page, part=part, rules=RULES)
    if page.evaluate(SIDEWAYS):
        broken.append("scrolls sideways")
    return broken


def broken_rules(page: Page, *, part: str | None = None, rules: list[str] | None = None) -> list[Any]:
    """Rules that are broken; without `rules` all that axe knows, good practice too."""
    if not page.evaluate("window.axe !== undefined"):
        page.evaluate(AXE_SCRIPT)
    found: list[Any] = page.evaluate(RUN, [part, rules])
    return found

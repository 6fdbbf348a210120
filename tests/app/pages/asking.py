"""What is asked on the page without a browser, and what it shows."""

from __future__ import annotations

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

PAGE = Path(__file__).resolve().parents[3] / "app" / "chat.py"
NUTS = b"# Nuts\n\nNuts are hard.\n\n## 1 Shells\n\nShells crack."


def shown(page: AppTest, component: str = "footnote_exchange") -> list[dict[str, object]]:
    """Return the data of the components of this name, in order."""
    found = []
    for element in page.get("bidi_component"):
        proto = element.proto
        if proto.component_name == component:
            found.append(json.loads(proto.json or proto.mixed.json))
    return found


def ask(page: AppTest, question: str) -> AppTest:
    assert not page.exception
    page.chat_input[0].set_value(question)
    return page.run()

"""ribbon.js: what a press on a button in Excel's ribbon starts, from ribbon.toml."""

from __future__ import annotations

import json

from malkort_xl.ribbon import SERVER, Button, ribbon

CHOOSE = "choose_strategy_goal"  # opens the task pane; see manifest
_HEAD = "// Made from malkort_xl/ribbon.toml; malkort.js says what a press does.\n"


def pressed(button: Button) -> bool:
    """Return whether a press runs a script, rather than opening the task pane."""
    return button.action != CHOOSE


def ribbon_js() -> str:
    """Return the script that ties each button of the manifest to its function."""
    buttons = filter(pressed, ribbon().on(SERVER).buttons)
    return _HEAD + "".join(
        f"Office.actions.associate({json.dumps(b.id)}, (event) => "
        f"malkort.press({json.dumps(b.action)}, event));\n"
        for b in buttons
    )

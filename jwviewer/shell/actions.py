"""Every action of the window as data: what it is called, its menu, keys and icon.

Menus, toolbar, shortcuts and the help page are all made from this one table.
"""

from __future__ import annotations

from dataclasses import dataclass

from jwviewer.language import tr


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the person can ask for; ``slot`` is the window's method of that name."""

    slot: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    separator: bool = False


def actions() -> tuple[Action, ...]:
    """Return all actions, in the order of the menus."""
    return (
        Action(
            "open_dossier",
            "file",
            tr("&Open dossier…"),
            ("Ctrl+O",),
            "open",
            tr("Open a .dossier file"),
        ),
        Action("open_folder", "file", tr("Open dossier &folder…"), ("Ctrl+Shift+O",)),
        Action("open_seed", "file", tr("Open the &JAC–Weichai dossier")),
        Action("open_tutorial", "file", tr("Open the &tutorial dossier")),
        Action(
            "attach_article",
            "file",
            tr("&Attach your copy of the article…"),
            ("Ctrl+L",),
            "attach",
            tr("Lay your copy of the article beside its evidence"),
            separator=True,
        ),
        Action(
            "read_article",
            "file",
            tr("Read ar&ticle…"),
            ("Ctrl+R",),
            tip=tr("Read an article and review the facts in it"),
        ),
        Action("save", "file", tr("&Save"), ("Ctrl+S",), "save", separator=True),
        Action("save_as", "file", tr("Save &as…"), ("Ctrl+Shift+S",)),
        Action("states", "file", tr("&Earlier states…"), tip=tr("Return to a state kept before")),
        Action("toggle_reopen", "file", tr("&Reopen the last dossier at start"), checkable=True),
        Action(
            "toggle_remember",
            "file",
            tr("Re&member recent dossiers"),
            tip=tr("Off forgets them all, here and in the system's list"),
            checkable=True,
        ),
        Action(
            "empty_cache",
            "file",
            tr("Empty the &cache…"),
            tip=tr("Remove what is kept so that large dossiers open quickly"),
        ),
        Action("quit", "file", tr("&Quit"), ("Ctrl+Q",), separator=True),
        Action("undo", "edit", tr("&Undo"), ("Ctrl+Z",)),
        Action("redo", "edit", tr("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
        Action("new_fact", "edit", tr("&New…"), ("Ctrl+N", "Ins"), separator=True),
        Action("edit_fact", "edit", tr("Chan&ge the chosen fact…"), ("F2",)),
        Action("judge_fact", "edit", tr("&Judge the chosen fact…"), ("Ctrl+J",)),
        Action("merge_fact", "edit", tr("&Merge the chosen fact…")),
        Action("delete_fact", "edit", tr("&Delete the chosen fact…"), ("Del",)),
        Action(
            "contents",
            "edit",
            tr("C&ontents of the dossier…"),
            ("Ctrl+T",),
            tip=tr("Companies, metrics, sources, rates: everything in tables"),
            separator=True,
        ),
        Action("about_dossier", "edit", tr("&Title and description…")),
        Action(
            "copy_table",
            "edit",
            tr("&Copy pane as table"),
            ("Ctrl+Shift+T",),
            "table",
            separator=True,
        ),
        Action(
            "copy_picture",
            "edit",
            tr("Copy pane as &picture"),
            ("Ctrl+Shift+C",),
            "copy",
            tr("Copy the pane as a finished picture"),
        ),
        Action(
            "paste_article",
            "edit",
            tr("&Paste article"),
            ("Ctrl+Shift+V",),
            tip=tr("Read the text on the clipboard as an article"),
            separator=True,
        ),
        Action("learnt_names", "edit", tr("&Names learnt in reviews…")),
        Action("find", "edit", tr("&Find…"), ("Ctrl+K", "Ctrl+F"), "search", separator=True),
        Action(
            "clear_filters",
            "edit",
            tr("Show &everything"),
            ("Ctrl+Shift+E",),
            tip=tr("Clear all filters"),
        ),
        Action("theme_system", "view", tr("Theme of the &system"), checkable=True),
        Action("theme_light", "view", tr("&Light theme"), checkable=True),
        Action("theme_dark", "view", tr("&Dark theme"), checkable=True),
        Action(
            "toggle_table",
            "view",
            tr("Show pane as &table"),
            ("F6",),
            "table",
            checkable=True,
            separator=True,
        ),
        Action("enlarge_pane", "view", tr("&Enlarge pane"), ("F11",), "enlarge", checkable=True),
        Action("reset_layout", "view", tr("&Reset layout")),
        Action("show_problems", "view", tr("&Problems of this dossier…"), separator=True),
        Action("show_omissions", "view", tr("&What the source does not say…"), ("F7",)),
        Action(
            "back", "go", tr("&Back"), ("Alt+Left",), "back", tr("Back to the selection before")
        ),
        Action("forward", "go", tr("&Forward"), ("Alt+Right",), "forward", tr("Forward again")),
        Action("next_fact", "go", tr("&Next fact"), ("Ctrl+Down",), separator=True),
        Action("previous_fact", "go", tr("&Previous fact"), ("Ctrl+Up",)),
        Action("fit_all", "go", tr("Show the &whole time"), ("Ctrl+0",), "fit", separator=True),
        Action("fit_selection", "go", tr("Show the &chosen fact or period"), ("Ctrl+9",)),
        Action("previous_view", "go", tr("Pre&vious time range"), ("Alt+Up",)),
        Action("go_to_date", "go", tr("Go to &date…"), ("Ctrl+G",)),
        Action("choose_period", "go", tr("Choose p&eriod…"), ("Ctrl+P",), separator=True),
        Action("clear_period", "go", tr("C&lear period"), ("Ctrl+Shift+P",)),
        Action(
            "export",
            "export",
            tr("&Export pictures…"),
            ("Ctrl+E",),
            "export",
            tr("Export finished pictures"),
        ),
        Action("welcome", "help", tr("&Welcome")),
        Action("help_keys", "help", tr("&Keys"), ("F1",), separator=True),
        Action("help_marks", "help", tr("What the &marks mean"), ("Shift+F1",)),
        Action("about", "help", tr("&About jwviewer"), separator=True),
    )


def menus() -> tuple[tuple[str, str], ...]:
    """Return the menus' names and titles, from left to right."""
    return (
        ("file", tr("&File")),
        ("edit", tr("&Edit")),
        ("view", tr("&View")),
        ("go", tr("&Go")),
        ("export", tr("E&xport")),
        ("help", tr("&Help")),
    )

"""Qt's own widgets in the theme's colours."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from jwviewer.drawing.fonts import install_fonts
from jwviewer.drawing.theme import Theme
from jwviewer.places import resource

ICON_SIZES = (16, 18, 32, 36)
"""For menus and the toolbar, on plain and on dense screens."""
_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $window; width: 6px; height: 6px; }
QMainWindow::separator:hover { background: $strong; }
QDockWidget > QWidget { background: $pane; }
#paneTitleBar { background: $pane; border-bottom: 1px solid $line; }
#paneTitle { color: $dim; font-weight: bold; font-size: 12px; }
#paneTitleBar QWidget { color: $dim; font-size: 12px; }
QToolBar { background: $window; border: 0; spacing: 6px; padding: 4px 6px; }
QMenuBar, QStatusBar { background: $window; color: $text; }
QMenuBar::item { padding: 4px 8px; }
QMenuBar::item:selected, QMenu::item:selected { background: $checked; color: $text; }
QMenu { background: $raised; color: $text; border: 1px solid $strong; }
QMenu::item:disabled { color: $faint; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $dim; padding: 0 8px; }
QToolButton, QPushButton, QComboBox {
  background: $raised; color: $text; border: 1px solid $line;
  border-radius: 6px; padding: 4px 9px; }
QToolButton { padding: 4px 7px; }
QToolButton:hover, QPushButton:hover, QComboBox:hover { background: $hover; border-color: $strong; }
QToolButton:checked, QPushButton:checked { background: $checked; border-color: $focus; }
QToolButton:focus, QPushButton:focus, QComboBox:focus, QLineEdit:focus { border: 1px solid $focus; }
QToolButton:disabled, QPushButton:disabled { color: $faint; }
QToolButton::menu-indicator { width: 0; image: none; }
#paneTitleBar QToolButton, #paneTitleBar QComboBox {
  border: 1px solid transparent; padding: 1px 5px; background: transparent; }
#paneTitleBar QToolButton:hover, #paneTitleBar QComboBox:hover { background: $hover; }
#paneTitleBar QToolButton:focus, #paneTitleBar QComboBox:focus { border: 1px solid $focus; }
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QListView, QTableView, QTreeView {
  background: $field; color: $text; border: 1px solid $line; border-radius: 5px;
  selection-background-color: $selected; selection-color: $text; }
QLineEdit { padding: 4px 8px; }
QListView, QTableView, QTreeView {
  background: $pane; border: 0; gridline-color: $line; outline: 0; }
QHeaderView::section { background: $header; color: $dim; border: 0; border-right: 1px solid $line;
  border-bottom: 1px solid $line; padding: 4px 8px; }
#hits { border: 1px solid $strong; }
#choices { background: $raised; border: 1px solid $strong; border-radius: 6px; }
#choices QListView { background: $raised; }
#choices QListView::item { padding: 4px 6px; color: $text; }
#choices QListView::item:hover { background: $hover; }
#choices QListView::item:selected { background: $checked; color: $text; }
#choices QListView::item:disabled { color: $faint; }
#choices QListView::indicator { width: 14px; height: 14px; border: 1px solid $strong;
  border-radius: 3px; background: $field; }
#choices QListView::indicator:checked { image: url("$tick"); background: $checked;
  border-color: $focus; }
#choices QListView::indicator:disabled { border-color: $line; }
#hits::item { padding: 4px 8px; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {
  image: url("$down"); width: 9px; height: 9px; }
QAbstractSpinBox::up-arrow { image: url("$up"); width: 9px; height: 9px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 18px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $strong; border-radius: 3px;
  background: $field; }
QCheckBox::indicator:checked { image: url("$tick"); background: $checked; border-color: $focus; }
QCheckBox:focus { border: 1px solid $focus; }
QToolTip { background: $raised; color: $text; border: 1px solid $strong; padding: 4px; }
QProgressBar {
  border: 1px solid $line; border-radius: 4px; background: $tray;
  text-align: center; color: $text; }
QProgressBar::chunk { background: $checked; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
#headline { font-size: 22px; font-weight: 600; }
#dim { color: $dim; }
#path { background: transparent; border-color: transparent; padding: 0; margin-left: -3px; }
#path:focus { border-color: $focus; }
#choice { background: $window; border-radius: 8px; padding: 0; }
#choiceTitle { font-size: 14px; font-weight: 600; }
#link { background: transparent; border-color: transparent; color: $link; padding: 4px 6px; }
#link:hover { background: $hover; }
#link:focus { border-color: $focus; }
QToolButton#link { color: $dim; }
#problemNote { color: $warning; }
#readNote { color: $dim; }
#offerBar { background: $checked; border-bottom: 1px solid $strong; }
#messageBar { background: $warningSurface; border-bottom: 1px solid $strong; }
#messageBar QLabel { color: $warning; }
QToolBarExtension { padding: 0; border: 0; background: transparent; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: 0; background: $pane; }
QScrollArea > QWidget > QWidget { background: $pane; }
QSplitter::handle { background: $line; }
QTabBar::tab { background: $tray; color: $dim; padding: 5px 10px; border: 1px solid $line; }
QTabBar::tab:selected { background: $pane; color: $text; }
QGroupBox { border: 1px solid $line; border-radius: 6px; margin-top: 10px; padding-top: 6px; }
QGroupBox::title { subcontrol-origin: margin; left: 8px; color: $dim; }
""")


def dress_program() -> None:
    """Give the program its font and its icon."""
    font = QFont(install_fonts())
    font.setPixelSize(13)
    QApplication.setFont(font)
    QApplication.setWindowIcon(QIcon(str(resource("icons", "jwviewer.svg"))))


def dress(theme: Theme, *, follow_system: bool) -> None:
    """Give the whole program the theme's colours.

    A choice of the person's own is also told to the platform (title bars, native dialogs);
    when the system's is followed that would silence its changes.
    """
    if not follow_system:
        QGuiApplication.styleHints().setColorScheme(
            Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light
        )
    QApplication.setPalette(theme.palette())
    colours = {
        name: colour.name()
        for group in (theme.ink, theme.surface, theme.line)
        for name, colour in group.items()
    }
    for sign in ("down", "up", "tick"):
        # Style sheets take files only, and tint none: one file for each kind of ink.
        ink = "light" if theme.dark else "dark"
        colours[sign] = resource("controls", f"{sign}-{ink}.svg").as_posix()
    colours["warning"] = theme.ink["warning"].name()
    colours["warningSurface"] = theme.surface["warning"].name()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyleSheet(_SHEET.substitute(colours))


def icon(name: str, theme: Theme) -> QIcon:
    """Return one of our icons in the theme's ink, sharp at any scale; empty where there is none."""
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        return QIcon()
    found = QIcon()
    svg = path.read_bytes()
    for mode, ink in (
        (QIcon.Mode.Normal, theme.ink["text"]),
        (QIcon.Mode.Disabled, theme.ink["faint"]),
    ):
        renderer = QSvgRenderer(svg.replace(b"currentColor", ink.name().encode()))
        for size in ICON_SIZES:
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            found.addPixmap(pixmap, mode)
    return found

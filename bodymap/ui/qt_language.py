"""Qt's own texts and numbers (file dialogs, standard buttons, names of keys) in the language of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from bodymap import assets
from bodymap.core import language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def follow_desktop() -> None:
    """Speak the language that Qt has from the desktop; for systems that set no variable, such as macOS."""
    language.follow(assets.translations_root(), QLocale.system().uiLanguages())


def translate_qt(app: QApplication) -> None:
    """Have Qt say its own texts in the language in use; what it has no translation of stays English."""
    QLocale.setDefault(QLocale(language.code()))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language.code()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)

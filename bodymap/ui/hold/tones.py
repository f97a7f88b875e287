"""Soft tones through what the platform has. Nothing needs them: silence is a choice, and the rule without a device."""

from __future__ import annotations

import math
import os
import shutil
import struct
import sys
import tempfile
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QProcess

from bodymap.ui.settings import hold as hold_settings

if TYPE_CHECKING:
    from bodymap.core.hold.cue_words import Tone
    from bodymap.ui.settings.settings import Settings

_RATE: Final = 22050
_NOTES: Final[dict[Tone, tuple[tuple[float, float], ...]]] = {
    "phase": ((523.25, 0.35),),
    "guide": ((440.0, 0.2),),
    "warn": ((493.88, 0.18), (392.0, 0.3)),
    "stop": ((392.0, 0.2), (293.66, 0.45)),
}
"""For each tone its notes: frequency in hertz, length in seconds."""
_LOUDNESS: Final = 0.22
_PLAYERS: Final = ("pw-play", "paplay", "aplay", "afplay")


def sound_device() -> bool:
    """Return whether this computer seems able to sound a tone."""
    if sys.platform in ("win32", "darwin"):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"))
    served = any((runtime / each).exists() for each in ("pipewire-0", "pulse/native"))
    return _player() is not None and (served or Path("/dev/snd").is_dir())


def _player() -> str | None:
    return next((found for name in _PLAYERS if (found := shutil.which(name))), None)


class Tones(QObject):
    """Sounds the tone of a cue, when the user wants tones and there is a device."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._playing: QProcess | None = None

    @property
    def on(self) -> bool:
        """Whether tones are wanted and possible."""
        chosen = self._settings.get(hold_settings.SOUND)
        return bool(chosen != "off" and (chosen == "on" or sound_device()))

    def choose(self, on: bool) -> None:  # noqa: FBT001 - a plain property
        """Remember whether the user wants tones."""
        self._settings.put(hold_settings.SOUND, "on" if on else "off")

    def sound(self, tone: Tone) -> None:
        """Sound a tone, without waiting for it; a tone that still sounds is cut short by the next."""
        if not self.on:
            return
        path = self._file(tone)
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            return
        player = _player()
        if player is not None:
            self.hush()
            self._playing = QProcess(self)
            self._playing.start(player, [str(path)])

    def hush(self) -> None:
        """End what sounds."""
        playing, self._playing = self._playing, None
        if playing is not None:
            if playing.state() != QProcess.ProcessState.NotRunning:
                playing.kill()
                playing.waitForFinished(50)
            playing.deleteLater()

    def close(self) -> None:
        """End what sounds and remove the files."""
        self.hush()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _file(self, tone: Tone) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="bodymap-tones-")
        path = Path(self._folder.name) / f"{tone}.wav"
        if not path.exists():
            _write(path, _NOTES[tone])
        return path


def _write(path: Path, notes: tuple[tuple[float, float], ...]) -> None:
    frames = bytearray()
    for hertz, seconds in notes:
        count = int(seconds * _RATE)
        for n in range(count):
            swell = math.sin(math.pi * n / count) ** 0.7
            level = _LOUDNESS * swell * math.sin(math.tau * hertz * n / _RATE)
            frames += struct.pack("<h", int(level * 32767))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(bytes(frames))

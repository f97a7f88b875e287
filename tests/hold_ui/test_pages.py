"""Start, after, list, practice, pictures: what stands around the hold."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from bodymap.core.blocks import Dose
from bodymap.core.hold.journal import default_folder
from bodymap.core.hold.plan import plan_hold
from bodymap.core.hold.sessions import read_sessions
from bodymap.core.index import AtlasIndex
from bodymap.core.sections import SECTION
from bodymap.core.state import Spot
from bodymap.core.telling import telling
from bodymap.ui.hold import tones
from bodymap.ui.hold.why import WhyDialog
from bodymap.ui.settings import hold as hold_settings
from bodymap.ui.settings.settings import Settings
from tests.hold_ui.conftest import SPOT, Driven
from tests.hold_ui.test_stop import run_to

K = Qt.Key
ROOT = Path(__file__).resolve().parents[2]
HEAVY = "{'pyqtgraph', 'numpy', 'bodymap.ui.hold.view', 'bodymap.ui.hold.curve', 'bodymap.core.hold.journal'}"


def test_the_curve_is_not_loaded_before_the_first_hold():
    code = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from bodymap.ui.main_window import MainWindow\n"
        "from bodymap.ui.open_atlas import OpenAtlas\n"
        "from bodymap.ui.settings.settings import Settings\n"
        "app = QApplication([]); settings = Settings()\n"
        "window = MainWindow(OpenAtlas(settings), settings, 'infraspinatus-1'); window.show()\n"
        "seen = []\n"
        "window.furnished.connect(lambda: seen.append(1))\n"
        "while not seen: app.processEvents()\n"
        f"print(sorted({HEAVY} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def finish_static(driven: Driven) -> None:
    driven.open()
    driven.key(K.Key_Space)
    driven.key(K.Key_Space)
    driven.key(K.Key_6)
    driven.until("rest")
    driven.key(K.Key_3)
    driven.until("done")
    driven.see_after()


def test_the_page_before_is_filled_in_and_keeps_the_cautions(driven: Driven):
    view = driven.open()
    plan = view.setup.plan
    assert plan.own
    assert view.setup.cautions.isVisible()
    assert plan.cautions[0].structure in words_of(view.setup)
    driven.press(view.setup.ways["sustained-pressure"])
    assert not view.setup.plan.own
    assert "your choice" in view.setup.ways["sustained-pressure"].accessibleName()
    assert "you chose" in view.setup.dose.title.text()
    assert (view.setup.plan.hold, view.setup.plan.limit) == ((30, 60), 7)
    driven.press(view.setup.rounds.more)
    assert view.setup.plan.rounds == 2
    driven.press(view.setup.tools["knuckles"])
    driven.key(K.Key_Space)
    assert (view.run.tool, view.run.plan.rounds) == ("knuckles", 2)
    assert view.live.caution.isVisible()


def test_the_hold_has_the_band_and_the_limit_that_the_panel_shows(driven: Driven):
    index = driven.window.index
    assert index is not None
    for point in (p for p in index.points if p.unpressed is None):
        plan = plan_hold(index.muscle_of(point.id), point, index.protocol(point.pressure.protocol))
        blocks = SECTION["pressing"].blocks(telling(index, point, "clinician"))
        dose = next(block for block in blocks if isinstance(block, Dose))
        assert (plan.band, plan.limit) == (dose.target, dose.limit), point.id


def test_a_side_that_was_not_shown_is_shown_when_its_hold_opens(driven: Driven):
    assert driven.window.store.state.side == "right"
    driven.open(Spot("infraspinatus-1", "left"))
    assert driven.window.store.state.side == "left"
    assert driven.view.setup.side.text() == "left side"


def test_many_cautions_stay_in_sight_and_leave_room_for_the_curve(driven: Driven):
    view = driven.open(Spot("scalenes-1", "right"))
    assert "8–15 s at 3–5 of 10" in view.setup.ways["static-pressure"].accessibleDescription()
    driven.key(K.Key_Space)
    strip = view.live.caution
    for caution in view.run.plan.cautions:
        assert caution.structure in strip.words.text()
        assert caution.instead in strip.accessibleName()
    QApplication.processEvents()
    assert view.live.curve.height() >= 90
    driven.press(strip)
    assert strip.words.text() == strip.full
    driven.press(strip)
    assert view.run.plan.cautions[0].instead not in strip.words.text()


def test_a_long_name_is_whole_beside_the_buttons_of_a_small_window(driven: Driven):
    driven.window.resize(1024, 600)
    view = driven.open(Spot("sternocleidomastoid-1", "right"))
    QApplication.processEvents()
    title, metrics = view.setup.title, view.setup.title.fontMetrics()
    assert all(metrics.horizontalAdvance(word) <= title.width() for word in title.text().split())
    assert view.setup.when_not.accessibleName() or view.setup.when_not.text()


def words_of(widget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_both_voices_are_said_throughout(driven: Driven):
    view = driven.open()
    driven.window.store.speak("client")
    assert view.setup.start.text() == "We begin"
    assert view.setup.plan.client in words_of(view.setup)
    driven.key(K.Key_Space)
    assert view.live.sentence.text().startswith("I am looking for the place")
    assert "Infraspinatus" not in words_of(view.live)
    driven.window.store.speak("clinician")
    assert view.live.sentence.text().startswith("Feel for the place")
    driven.key(K.Key_Escape)
    view._show_after()
    assert "Leave this place alone today" in words_of(view.after)
    driven.window.store.speak("client")
    assert "I leave this place alone for today" in words_of(view.after)
    driven.host.leave()
    finish_static(driven)
    muscle = driven.window.index.muscle_of(SPOT.point_id)
    assert muscle.stretch_client.split(".")[0] in words_of(driven.view.after)
    driven.window.store.speak("clinician")
    assert muscle.stretch.split(",")[0] in words_of(driven.view.after)


def test_nothing_moves_when_the_words_change(driven: Driven):
    driven.window.resize(1024, 640)
    run_to(driven, "find")
    live = driven.view.live
    places = []
    for key in (K.Key_9, K.Key_3, K.Key_Space, K.Key_6, K.Key_L):
        driven.key(key)
        QApplication.processEvents()
        places.append((live.curve.geometry().getRect(), live.stop.geometry().getRect()))
    assert len(set(places)) == 1


def test_after_a_hold_there_is_a_summary_and_what_to_do(driven: Driven, tmp_path):
    finish_static(driven)
    after = driven.view.after
    said = words_of(after)
    for part in (
        "What to expect",
        "A gentle stretch",
        "Water",
        "Ice",
        "Heat",
        "When to come back",
        "When to seek help",
    ):
        assert part in said
    assert "20 s" in said
    driven.press(after.summary.copy_text)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Infraspinatus TrP1, right side, ")
    assert "Held 20 s." in text
    driven.press(after.summary.copy_picture)
    assert QGuiApplication.clipboard().image().width() == 2400
    after.summary.save_to(tmp_path / "hold.png")
    assert QImage(str(tmp_path / "hold.png")).width() == 2400
    after.summary.save_to(tmp_path / "nowhere" / "hold.png")
    driven.window._tell_all()
    assert "could not be saved" in driven.window.workspace.messages.messages[-1].summary
    driven.press(after.again_button)
    assert driven.view.page is driven.view.setup


def test_a_key_that_was_meant_for_the_hold_starts_no_other(driven: Driven):
    finish_static(driven)
    driven.key(K.Key_Space)
    assert driven.view.page is driven.view.after
    driven.see(lambda: driven.view.settled)
    driven.key(K.Key_Space)
    assert driven.view.page is driven.view.setup
    assert not driven.window.actions_by_id["hold.start"].autoRepeat()


def test_a_removed_hold_comes_back_by_undo_and_goes_for_good_on_leaving(driven: Driven):
    for _ in range(2):
        finish_static(driven)
        driven.key(K.Key_Escape)
    driven.key(K.Key_F7)
    page = driven.view.list
    assert driven.view.page is page
    first, second = page.shown
    driven.press(page.remove)
    assert page.shown == (second,)
    driven.press(page.undo)
    assert page.shown == (first, second)
    driven.press(page.remove)
    driven.key(K.Key_Escape)
    assert not driven.host.is_open
    driven.host.journal().flush()
    assert [each.id for each in read_sessions(default_folder()).sessions] == [second]


HOLDING = """
import os, sys
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer
from bodymap.ui.main_window import MainWindow
from bodymap.ui.open_atlas import OpenAtlas
from bodymap.ui.settings.settings import Settings
app = QApplication([])
settings = Settings()
window = MainWindow(OpenAtlas(settings), settings, "infraspinatus-1")
window.show()
def begin():
    host = window.hold_host()
    host.open()
    host.view.setup.begin()
    host.view.act("onward")
    host.view.act("6")
    says = QTimer(window)
    says.timeout.connect(lambda: (host.view.act("5"), host.view.act("6"),
        os.write(1, b"%d\\n" % len(host.view.run.state.samples))))
    says.start(20)
window.furnished.connect(begin)
app.exec()
"""


def test_the_list_opens_after_the_program_was_killed_and_says_so(driven: Driven, qtbot, tmp_path):
    home = {f"XDG_{kind}_HOME": os.environ[f"XDG_{kind}_HOME"] for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, "-c", HOLDING], cwd=ROOT, env=environment, stdout=subprocess.PIPE) as child:
        given = 0
        until = time.monotonic() + 30
        while given < 60 and time.monotonic() < until:
            given = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
    folder = Path(home["XDG_DATA_HOME"]) / "bodymap" / "sessions"
    kept = Path(default_folder())
    if folder != kept:  # the test's own folder has another depth
        kept.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(kept)
    driven.host.look_back()
    bar = driven.window.workspace.messages
    qtbot.waitUntil(lambda: bool(bar.messages), timeout=5000)
    assert "cut short" in bar.messages[0].summary
    driven.key(K.Key_F7)
    (session,) = driven.view.list._sessions
    assert len(session.samples) >= given - 50, "at most a second's samples"
    assert session.ended.reason == "cut-short"
    assert "cut short" in driven.view.list.rows[session.id].accessibleDescription()


def test_the_pacer_breathes_stands_still_and_goes_away(driven: Driven):
    view = driven.open()
    driven.press(view.setup.breath_in.more)
    driven.key(K.Key_Space)
    assert view.live.breath.pace.in_s == 5
    assert view.live.breath.isVisible()
    driven.window.presentation.keep_still(True)
    assert view.live.breath.still
    driven.key(K.Key_Escape)
    view.open_again()
    driven.press(view.setup.breath)
    driven.key(K.Key_Space)
    assert not view.live.breath.isVisible()


def test_tones_are_silent_without_a_device_and_by_choice(tmp_path, monkeypatch, qapp):
    settings = Settings(tmp_path / "a.ini")
    monkeypatch.setattr(tones, "sound_device", lambda: False)
    own = tones.Tones(settings)
    assert not own.on
    monkeypatch.setattr(tones, "sound_device", lambda: True)
    assert own.on
    own.choose(False)
    assert not own.on
    assert settings.get(hold_settings.SOUND) == "off"
    path = own._file("warn")
    assert path.read_bytes().startswith(b"RIFF")
    own.close()
    assert not path.exists()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_hold_goes_on_and_stops_without_words(driven: Driven):
    atlas = driven.window.index.atlas
    driven.window.atlas.index = AtlasIndex(
        msgspec.structs.replace(atlas, cues=(), endings=(), explanations=(), advice=())
    )
    view = driven.open()
    driven.window._tell_all()
    assert "cue-again" in driven.window.workspace.messages.messages[-1].details
    driven.key(K.Key_Space)
    assert view.live.headline.text() == "Find"
    driven.key(K.Key_Space)
    driven.key(K.Key_9)
    assert view.live.headline.text() == "Over limit"
    driven.key(K.Key_T)
    assert driven.state.phase == "stopped"
    assert view.live.headline.text() == "Tingling"
    view._show_after()
    assert view.after.headline.text() == "Tingling"
    assert "Sensation." in words_of(view.after.summary)
    assert not view.after.help.isVisible()
    driven.key(K.Key_F8)
    driven.window.findChild(WhyDialog).close()


def test_a_client_reads_the_summary_in_a_clients_words(driven: Driven):
    view = driven.open()
    driven.key(K.Key_Space)
    driven.key(K.Key_5)
    driven.key(K.Key_T)
    view._show_after()
    index, begun = driven.window.index, view.after.summary.session.begun
    muscle = index.muscle_of(begun.point_id)
    assert muscle.name in view.after.summary.title.text()
    driven.window.store.speak("client")
    QApplication.processEvents()
    said = view.after.summary.title.text()
    assert muscle.client_name.casefold() in said.casefold()
    assert muscle.name not in said
    assert f"your {begun.side} side" in said


def test_space_lights_the_point_in_focus_and_starts_on_one_that_is_lit(driven):
    store, stage = driven.window.store, driven.window.stage
    store.select(SPOT)
    stage.finish()
    stage.setFocus()
    for key in (K.Key_Right, K.Key_Right, K.Key_Space):
        driven.key(key)
    (lit,) = store.state.lit
    assert lit != SPOT
    assert not driven.host.is_open
    driven.key(K.Key_Space)
    assert driven.host.is_open
    assert driven.view.spot == lit


def test_the_voice_may_change_between_stop_and_the_page_after(driven: Driven):
    view = driven.open()
    view.setup.begin()
    driven.wait(1.0)
    view.act("stop")
    assert view.page is view.live
    driven.window.store.speak("client")
    view._show_after()
    assert view.after.headline.text() == "Stopped"

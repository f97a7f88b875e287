"""Every command of the window, in one table. Menu, toolbar, the overview of keys and the tests read it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bodymap.core.language import tr, trc
from bodymap.ui.area_commands import area_commands
from bodymap.ui.command import Command
from bodymap.ui.marking_commands import marking_commands
from bodymap.ui.paint_commands import paint_commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.presentation import Presentation, PresentationStore, Scheme
    from bodymap.core.state import Figure, Layer, SideChoice
    from bodymap.core.store import Store
    from bodymap.ui.receiver import CommandReceiver


def command_table(store: Store, presentation: PresentationStore, receiver: CommandReceiver) -> tuple[Command, ...]:
    """Return every command, in the order of menus and overview."""
    return (
        *_selection(store, receiver),
        *_body(store),
        *paint_commands(receiver),
        *_hold(store, receiver),
        *_take(receiver),
        *_layers(store),
        *marking_commands(store, receiver),
        *area_commands(receiver),
        *_view(store, presentation, receiver),
        *_room(presentation, receiver),
        *_collected(store, receiver),
        *_help(receiver),
    )


def _selection(store: Store, receiver: CommandReceiver) -> tuple[Command, ...]:
    return (
        Command(
            "finder.focus",
            tr("Search"),
            tr("Find a muscle, a place or a complaint"),
            "selection",
            receiver.focus_finder,
        ),
        Command(
            "selection.back",
            tr("Back"),
            tr("Back to what was lit before"),
            "selection",
            store.back,
            enabled=lambda: store.can_go_back,
        ),
        Command(
            "selection.forward",
            tr("Forward"),
            tr("Forward again"),
            "selection",
            store.forward,
            enabled=lambda: store.can_go_forward,
        ),
        Command(
            "selection.clear",
            tr("Put everything out"),
            tr("Clear what is lit or marked; in projector mode, leave it"),
            "selection",
            receiver.escape,
        ),
    )


def _body(store: Store) -> tuple[Command, ...]:
    figures: tuple[tuple[Figure, str], ...] = (("woman", tr("Woman")), ("man", tr("Man")))
    sides: tuple[tuple[SideChoice, str], ...] = (
        ("right", tr("Right side")),
        ("left", tr("Left side")),
        ("both", tr("Both sides")),
    )
    return (
        *(
            Command(
                f"figure.{figure}",
                title,
                tr("Show this figure"),
                "body",
                partial(store.show_figure, figure),
                checked=_is(store, "figure", figure),
                only_one=True,
            )
            for figure, title in figures
        ),
        Command(
            "figure.other",
            tr("Change figure"),
            tr("From woman to man and back"),
            "body",
            lambda: store.show_figure("man" if store.state.figure == "woman" else "woman"),
        ),
        *(
            Command(
                f"side.{side}",
                title,
                tr("Always the patient's side"),
                "body",
                partial(store.choose_side, side),
                checked=_is(store, "side", side),
                only_one=True,
            )
            for side, title in sides
        ),
    )


def _hold(store: Store, receiver: CommandReceiver) -> tuple[Command, ...]:
    return (
        Command(
            "hold.start",
            tr("Start a guided hold"),
            tr("Press this point together, with the client's word on screen"),
            "hold",
            receiver.hold,
            enabled=lambda: bool(store.state.lit),
        ),
        Command(
            "hold.practice",
            tr("Practise"),
            tr("A guided hold on a simulated client, or one whom the instructor plays"),
            "hold",
            receiver.practise,
        ),
        Command("hold.list", tr("List of holds"), tr("The holds that were kept"), "hold", receiver.show_sessions),
        Command(
            "hold.why",
            tr("Why it may help"),
            tr("One page of pictures for the client"),
            "hold",
            receiver.show_why,
        ),
    )


def _take(receiver: CommandReceiver) -> tuple[Command, ...]:
    return (
        Command(
            "take.client",
            tr("Page for the client"),
            tr("One sheet of paper in the client's words: what it is, what to do, when to seek help"),
            "take",
            receiver.client_page,
        ),
        Command(
            "take.copy",
            tr("Copy picture"),
            tr("Copy the picture of what is lit"),
            "take",
            receiver.copy_picture,
        ),
        Command(
            "take.save",
            tr("Save picture…"),
            tr("Save what is lit as a picture, a drawing or a page"),
            "take",
            receiver.save_picture,
        ),
        Command(
            "take.print",
            tr("Print picture…"),
            tr("See the picture of what is lit as it is printed, and print it"),
            "take",
            receiver.print_picture,
        ),
    )


def _layers(store: Store) -> tuple[Command, ...]:
    layers: tuple[tuple[Layer, str, str], ...] = (
        ("muscles", tr("Muscles"), tr("Show the muscles under the skin")),
        ("points", tr("Points"), tr("Show the trigger points as X marks")),
        ("zones", tr("Zones"), tr("Show where pain is commonly felt")),
        ("labels", tr("Labels"), tr("Show names and R and L")),
        ("bones", tr("Bones"), tr("Show bones and their landmarks")),
        ("sites", tr("Cautionary sites"), tr("Show the places that must not be pressed")),
    )
    return tuple(
        Command(
            f"layer.{layer}",
            title,
            tip,
            "layers",
            partial(store.toggle_layer, layer),
            checked=partial(_has_layer, store, layer),
        )
        for layer, title, tip in layers
    )


def _has_layer(store: Store, layer: Layer) -> bool:
    return layer in store.state.layers


def _is(watched: Store | PresentationStore, field: str, value: object) -> Callable[[], bool]:
    """Return a test of whether this field of a state has this value now."""
    return lambda: bool(getattr(watched.state, field) == value)


def _view(store: Store, presentation: PresentationStore, receiver: CommandReceiver) -> tuple[Command, ...]:
    return (
        Command(
            "view.voice",
            tr("Client's words"),
            tr("Turn the panel from clinician's to client's words and back"),
            "view",
            lambda: store.speak("clinician" if store.state.voice == "client" else "client"),
            checked=_is(store, "voice", "client"),
        ),
        Command(
            "pane.next",
            tr("Next part"),
            tr("Bring the keyboard to the next part of the window"),
            "view",
            receiver.go_on,
        ),
        Command(
            "pane.previous", tr("Part before"), tr("Bring the keyboard to the part before"), "view", receiver.go_back
        ),
        Command("view.fit", tr("Fit"), tr("Fit the body into the stage"), "view", receiver.fit),
        Command(
            "view.follows",
            tr("Drawing follows"),
            tr("Bring the sheets that show a lit point best; what was put on stage by hand stays"),
            "view",
            lambda: presentation.follow(not presentation.state.follows),
            checked=lambda: presentation.state.follows,
        ),
        Command("view.zoom_in", tr("Zoom in"), tr("Larger"), "view", lambda: receiver.zoom(1)),
        Command("view.zoom_out", tr("Zoom out"), tr("Smaller"), "view", lambda: receiver.zoom(-1)),
        Command(
            "view.finder",
            tr("Finder"),
            tr("Show or hide the finder"),
            "view",
            receiver.toggle_finder,
            checked=receiver.finder_shown,
        ),
        *_schemes(presentation),
        Command(
            "view.reduce_motion",
            tr("Reduce motion"),
            tr("Change the drawings at once, without movement"),
            "view",
            lambda: presentation.keep_still(not presentation.state.reduce_motion),
            checked=lambda: presentation.state.reduce_motion,
        ),
        Command(
            "view.projector",
            tr("Projector"),
            tr("Fill the screen with large type, for a room"),
            "view",
            lambda: presentation.for_room(not presentation.state.projector),
            checked=lambda: presentation.state.projector,
        ),
        Command("window.quit", tr("Quit"), tr("Close bodymap"), "view", receiver.close),
    )


def _room(presentation: PresentationStore, receiver: CommandReceiver) -> tuple[Command, ...]:
    """Return what a lecturer does; hiding and blanking only before a room."""
    switches = (
        (
            "room.hide",
            tr("Hide where it is felt"),
            tr("Let the room guess; the next step reveals it"),
            presentation.hide_zones,
            "hides",
        ),
        ("room.blank", tr("Blank"), tr("Let the room see nothing for a while"), presentation.blank, "blanked"),
        ("room.freeze", tr("Freeze"), tr("Let the room see on what it sees now"), presentation.freeze, "frozen"),
        (
            "room.panel",
            tr("Panel"),
            tr("Put the panel beside the drawings, or take it away"),
            presentation.place_panel,
            "with_panel",
        ),
        (
            "room.strip",
            tr("All sheets"),
            tr("Put all sheets under the drawings, or take them away"),
            presentation.place_strip,
            "with_strip",
        ),
    )
    return (
        Command(
            "room.begin",
            tr("Show from the beginning"),
            tr("To a room, from the first point"),
            "room",
            receiver.begin_in_room,
        ),
        Command(
            "step.onward",
            tr("Next point"),
            tr("The next of the muscle or of the candidates"),
            "room",
            receiver.step_onward,
        ),
        Command(
            "step.back",
            tr("Point before"),
            tr("The one before of the muscle or of the candidates"),
            "room",
            receiver.step_back,
        ),
        *(
            Command(
                name,
                title,
                tip,
                "room",
                partial(_toggle, presentation, field, turn),
                checked=_is(presentation, field, value=True),
                enabled=lambda: presentation.state.projector,
            )
            for name, title, tip, turn, field in switches
        ),
    )


def _collected(store: Store, receiver: CommandReceiver) -> tuple[Command, ...]:
    return (
        Command(
            "collect.toggle",
            tr("For the hour"),
            tr("Put what is lit into the list of points for the hour, or take it out"),
            "room",
            receiver.collect,
            checked=receiver.is_collected,
            enabled=lambda: bool(store.state.lit),
        ),
        Command(
            "collect.lists",
            tr("Points for the hour…"),
            tr("Name and order the lists of points that are stepped through"),
            "room",
            receiver.show_collected,
        ),
    )


def _toggle(presentation: PresentationStore, field: str, turn: Callable[[bool], None]) -> None:
    turn(not getattr(presentation.state, field))


def _schemes(presentation: PresentationStore) -> tuple[Command, ...]:
    schemes: tuple[tuple[Scheme, str], ...] = (
        ("light", trc("colours", "Light")),
        ("dark", trc("colours", "Dark")),
        ("system", tr("Light or dark as the desktop")),
    )
    return (
        Command(
            "scheme.other",
            tr("Light or dark"),
            tr("Change between light and dark"),
            "view",
            lambda: presentation.use_scheme(_other_scheme(presentation.state)),
        ),
        *(
            Command(
                f"scheme.{scheme}",
                title,
                tr("Use these colours"),
                "view",
                partial(presentation.use_scheme, scheme),
                checked=_is(presentation, "scheme", scheme),
                only_one=True,
            )
            for scheme, title in schemes
        ),
    )


def _other_scheme(presentation: Presentation) -> Scheme:
    from bodymap.ui import theme

    return "light" if theme.resolve(presentation.scheme).shade == "dark" else "dark"


def _help(receiver: CommandReceiver) -> tuple[Command, ...]:
    return (
        Command("help.menu", tr("Menu"), tr("Show every command"), "help", receiver.show_menu),
        Command("help.keys", tr("Keys"), tr("Show every key"), "help", receiver.show_keys),
        Command("help.about", tr("About bodymap"), tr("Credits, licence, limits"), "help", receiver.show_about),
    )

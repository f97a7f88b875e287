"""Every command of the window, in one table. Menu, toolbar, the overview of keys and the tests read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, Protocol

from bodymap.core.language import tr, trc

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.state import Figure, Layer, Scheme, SideChoice, State, Store

Group = Literal["selection", "body", "hold", "layers", "view", "help"]
GROUPS: Final[tuple[Group, ...]] = ("selection", "body", "hold", "layers", "view", "help")


class CommandReceiver(Protocol):
    """What commands need from the window beside the store."""

    def focus_finder(self) -> None:
        """Bring the keyboard to the search field."""

    def toggle_finder(self) -> None:
        """Show or hide the finder."""

    def finder_shown(self) -> bool:
        """Return whether the finder is in sight."""

    def fit(self) -> None:
        """Fit the sheets into the stage."""

    def zoom(self, steps: int) -> None:
        """Zoom the stage in (positive) or out by steps."""

    def escape(self) -> None:
        """Leave the projector mode, or put out what is lit."""

    def hold(self) -> None:
        """Start a guided hold on the point that was lit last."""

    def practise(self) -> None:
        """Practise a guided hold on a simulated client."""

    def show_sessions(self) -> None:
        """Show the list of holds."""

    def show_why(self) -> None:
        """Show why pressing may help, as a picture for the client."""

    def show_keys(self) -> None:
        """Show the overview of keys."""

    def show_menu(self) -> None:
        """Show every command in a menu."""

    def show_about(self) -> None:
        """Show what bodymap is, its credits and its limits."""

    def close(self) -> bool:
        """Close the window."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do. ``shortcuts`` are portable key sequences, the first one is shown."""

    id: str
    title: str
    tip: str
    group: Group
    shortcuts: tuple[str, ...]
    run: Callable[[], object]
    checked: Callable[[State], bool] | None = None
    enabled: Callable[[Store], bool] | None = None
    only_one: bool = False
    """Whether among the checked commands of the same family (``side.…``) exactly one is on."""


def group_title(group: Group) -> str:
    """Return the heading of a group of commands."""
    titles: dict[Group, str] = {
        "selection": tr("Find and select"),
        "body": tr("Body"),
        "hold": tr("Guided hold"),
        "layers": tr("Layers"),
        "view": tr("View"),
        "help": tr("Help"),
    }
    return titles[group]


def command_table(store: Store, receiver: CommandReceiver) -> tuple[Command, ...]:
    """Return every command, in the order of menus and overview."""
    return (
        *_selection(store, receiver),
        *_body(store),
        *_hold(receiver),
        *_layers(store),
        *_view(store, receiver),
        *_help(receiver),
    )


def _selection(store: Store, receiver: CommandReceiver) -> tuple[Command, ...]:
    return (
        Command(
            "finder.focus",
            tr("Search"),
            tr("Find a muscle, a place or a complaint"),
            "selection",
            ("Ctrl+F", "/"),
            receiver.focus_finder,
        ),
        Command(
            "selection.back",
            tr("Back"),
            tr("Back to what was lit before"),
            "selection",
            ("Alt+Left",),
            store.back,
            enabled=lambda s: s.can_go_back,
        ),
        Command(
            "selection.forward",
            tr("Forward"),
            tr("Forward again"),
            "selection",
            ("Alt+Right",),
            store.forward,
            enabled=lambda s: s.can_go_forward,
        ),
        Command(
            "selection.clear",
            tr("Put everything out"),
            tr("Clear what is lit or marked; in projector mode, leave it"),
            "selection",
            ("Esc",),
            receiver.escape,
        ),
    )


def _body(store: Store) -> tuple[Command, ...]:
    figures: tuple[tuple[Figure, str], ...] = (("woman", tr("Woman")), ("man", tr("Man")))
    sides: tuple[tuple[SideChoice, str, str], ...] = (
        ("right", tr("Right side"), "Ctrl+R"),
        ("left", tr("Left side"), "Ctrl+L"),
        ("both", tr("Both sides"), "Ctrl+B"),
    )
    return (
        *(
            Command(
                f"figure.{figure}",
                title,
                tr("Show this figure"),
                "body",
                (),
                partial(store.change, figure=figure),
                checked=_is("figure", figure),
                only_one=True,
            )
            for figure, title in figures
        ),
        Command(
            "figure.other",
            tr("Change figure"),
            tr("From woman to man and back"),
            "body",
            ("F2",),
            lambda: store.change(figure="man" if store.state.figure == "woman" else "woman"),
        ),
        *(
            Command(
                f"side.{side}",
                title,
                tr("Always the patient's side"),
                "body",
                (key,),
                partial(store.choose_side, side),
                checked=_is("side", side),
                only_one=True,
            )
            for side, title, key in sides
        ),
    )


def _hold(receiver: CommandReceiver) -> tuple[Command, ...]:
    return (
        Command(
            "hold.start",
            tr("Start a guided hold"),
            tr("Press this point together, with the client's word on screen"),
            "hold",
            ("Space",),
            receiver.hold,
            enabled=lambda s: bool(s.state.lit),
        ),
        Command(
            "hold.practice",
            tr("Practise"),
            tr("A guided hold on a simulated client, or one whom the instructor plays"),
            "hold",
            ("F5",),
            receiver.practise,
        ),
        Command(
            "hold.list", tr("List of holds"), tr("The holds that were kept"), "hold", ("F7",), receiver.show_sessions
        ),
        Command(
            "hold.why",
            tr("Why it may help"),
            tr("One page of pictures for the client"),
            "hold",
            ("F8",),
            receiver.show_why,
        ),
    )


def _layers(store: Store) -> tuple[Command, ...]:
    layers: tuple[tuple[Layer, str, str], ...] = (
        ("muscles", tr("Muscles"), tr("Show the muscles under the skin")),
        ("points", tr("Points"), tr("Show the trigger points as X marks")),
        ("zones", tr("Zones"), tr("Show where pain is commonly felt")),
        ("labels", tr("Labels"), tr("Show names and R and L")),
    )
    return tuple(
        Command(
            f"layer.{layer}",
            title,
            tip,
            "layers",
            (f"Ctrl+{n}",),
            partial(_toggle_layer, store, layer),
            checked=partial(_has_layer, layer),
        )
        for n, (layer, title, tip) in enumerate(layers, 1)
    )


def _toggle_layer(store: Store, layer: Layer) -> None:
    store.change(layers=store.state.layers ^ {layer})


def _has_layer(layer: Layer, state: State) -> bool:
    return layer in state.layers


def _is(field: str, value: str) -> Callable[[State], bool]:
    """Return a test of whether this field of a state has this value."""
    return lambda state: bool(getattr(state, field) == value)


def _view(store: Store, receiver: CommandReceiver) -> tuple[Command, ...]:
    return (
        Command(
            "view.voice",
            tr("Client's words"),
            tr("Turn the panel from clinician's to client's words and back"),
            "view",
            ("F4",),
            lambda: store.change(voice="clinician" if store.state.voice == "client" else "client"),
            checked=lambda s: s.voice == "client",
        ),
        Command("view.fit", tr("Fit"), tr("Fit the body into the stage"), "view", ("Ctrl+0", "F"), receiver.fit),
        Command("view.zoom_in", tr("Zoom in"), tr("Larger"), "view", ("Ctrl++", "Ctrl+="), lambda: receiver.zoom(1)),
        Command("view.zoom_out", tr("Zoom out"), tr("Smaller"), "view", ("Ctrl+-",), lambda: receiver.zoom(-1)),
        Command(
            "view.finder",
            tr("Finder"),
            tr("Show or hide the finder"),
            "view",
            ("F9",),
            receiver.toggle_finder,
            checked=lambda _: receiver.finder_shown(),
        ),
        *_schemes(store),
        Command(
            "view.reduce_motion",
            tr("Reduce motion"),
            tr("Change the drawings at once, without movement"),
            "view",
            (),
            lambda: store.change(reduce_motion=not store.state.reduce_motion),
            checked=lambda s: s.reduce_motion,
        ),
        Command(
            "view.projector",
            tr("Projector"),
            tr("Fill the screen with large type, for a room"),
            "view",
            ("F11",),
            lambda: store.change(projector=not store.state.projector),
            checked=lambda s: s.projector,
        ),
        Command("window.quit", tr("Quit"), tr("Close bodymap"), "view", ("Ctrl+Q",), receiver.close),
    )


def _schemes(store: Store) -> tuple[Command, ...]:
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
            ("F6",),
            lambda: store.change(scheme=_other_scheme(store.state)),
        ),
        *(
            Command(
                f"scheme.{scheme}",
                title,
                tr("Use these colours"),
                "view",
                (),
                partial(store.change, scheme=scheme),
                checked=_is("scheme", scheme),
                only_one=True,
            )
            for scheme, title in schemes
        ),
    )


def _other_scheme(state: State) -> Scheme:
    from bodymap.ui import theme

    return "light" if theme.resolve(state.scheme).shade == "dark" else "dark"


def _help(receiver: CommandReceiver) -> tuple[Command, ...]:
    return (
        Command("help.menu", tr("Menu"), tr("Show every command"), "help", ("F10",), receiver.show_menu),
        Command("help.keys", tr("Keys"), tr("Show every key"), "help", ("F1",), receiver.show_keys),
        Command("help.about", tr("About bodymap"), tr("Credits, licence, limits"), "help", (), receiver.show_about),
    )

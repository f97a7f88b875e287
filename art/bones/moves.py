"""Ways of carrying points from one skeleton's place to another: best-fitting similarity, smooth warp, shaft."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RBFInterpolator

from art.body import rotation_between

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Similarity:
    """A turn, one scale and a shift: ``scale * turn @ p + shift``."""

    turn: Floats
    scale: float
    shift: Floats

    def __call__(self, points: Floats) -> Floats:
        """Points (n, 3) carried."""
        return np.asarray(self.scale * points @ self.turn.T + self.shift)


def similarity(start: Floats, goal: Floats) -> Similarity:
    """The similarity that takes points (n, 3) nearest to others in the least squares (Umeyama 1991)."""
    a, b = start - start.mean(axis=0), goal - goal.mean(axis=0)
    u, d, vt = np.linalg.svd(b.T @ a)
    sign = np.array([1.0, 1.0, np.sign(np.linalg.det(u @ vt))])
    turn = (u * sign) @ vt
    scale = float((d * sign).sum() / (a * a).sum())
    return Similarity(turn, scale, goal.mean(axis=0) - scale * turn @ start.mean(axis=0))


class Warp:
    """A similarity, and what it leaves over spread smoothly through space (biharmonic); ``stiff``: how little of it."""

    def __init__(self, start: Floats, goal: Floats, stiff: float) -> None:
        self.first = similarity(start, goal)
        laid = self.first(start)
        self._rest = RBFInterpolator(laid, goal - laid, kernel="linear", smoothing=stiff, degree=1)

    def __call__(self, points: Floats) -> Floats:
        """Points (n, 3) carried."""
        laid = self.first(points)
        return np.asarray(laid + self._rest(laid))


@dataclass(frozen=True)
class Shaft:
    """A long bone's move: end to end, its length as needed and each end as thick as its joint asks.

    ``start`` and ``goal``: both ends (2, 3); ``turn``: where the skeleton's axes point before the bone is swung into
    its goal's direction; ``thick``: scale across at both ends.
    """

    start: Floats
    goal: Floats
    turn: Floats
    thick: tuple[float, float]

    def __call__(self, points: Floats) -> Floats:
        """Points (n, 3) carried."""
        way = self.start[1] - self.start[0]
        along = way / np.linalg.norm(way)
        rest = points - self.start[0]
        share = rest @ along / np.linalg.norm(way)
        across = rest - (rest @ along)[:, None] * along
        aim = self.goal[1] - self.goal[0]
        swung = self.turn @ along
        turn = rotation_between(swung, aim / np.linalg.norm(aim)) @ self.turn
        scale = np.interp(share, (0.0, 1.0), self.thick)[:, None]
        # Beyond its ends a bone keeps the proportions of that end.
        inner = np.clip(share, 0, 1)
        beyond = (share - inner)[:, None] * np.linalg.norm(way) * scale
        laid = self.goal[0] + inner[:, None] * aim + beyond * (turn @ along)
        return np.asarray(laid + scale * across @ turn.T)


def frame(along: Floats, aside: Floats) -> Floats:
    """Orthonormal columns: the first direction, the second made square to it, and the third."""
    a = along / np.linalg.norm(along)
    b = aside - (aside @ a) * a
    b /= np.linalg.norm(b)
    return np.stack([a, b, np.cross(a, b)], axis=1)


def sphere(points: Floats) -> Floats:
    """The centre (3,) of the ball that fits points on its surface."""
    solved, *_ = np.linalg.lstsq(np.column_stack([2 * points, np.ones(len(points))]), (points**2).sum(1), rcond=None)
    return np.asarray(solved[:3])

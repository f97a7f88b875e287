"""No clinical sentence stands in Python: there it has no source and escapes the rules."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import bodymap

ROOT = Path(bodymap.__file__).parent
# Words of what is told about a body, its pressing and its care, as opposed to what is told about a window or a file.
CLINICAL = re.compile(
    r"\b(?:aches?|aching|tissues?|breath\w*|bruis\w*|blood|oxygen|opiates?|fibres?|nerves?|arter\w+|veins?|lungs?|bones?"
    r"|numb(?:ness)?|tingl\w*|doctor|hands|warm\w*|painkillers?|injur\w+|circulation|tight\w*|sore\w*|fevers?|swell\w*|dizz\w*"
    r"|emergenc\w+|stud(?:y|ies)|trials?|inflam\w+|relie\w+|sink|heal\w*|ice|heat|pregnan\w+|cancer|clots?|fractures?)\b",
    re.IGNORECASE,
)
SENTENCE = 6
"""So many words are more than a name of a button, a heading or a key."""


def sentences(source: str) -> list[str]:
    """Return the literals of a module that are sentences, but for docstrings, patterns and lists of words."""
    tree = ast.parse(source)
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            aside |= {id(part) for part in ast.walk(node)}
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in aside)
    return [text for text in texts if isinstance(text, str) and len(text.split()) >= SENTENCE and text[0].isupper()]


def test_no_clinical_sentence_stands_in_python() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in sorted(ROOT.rglob("*.py"))
        if not path.stem.startswith("rules")  # they tell authors what is wrong with what stands in the atlas
        for text in sentences(path.read_text(encoding="utf-8"))
        if CLINICAL.search(text)
    ]
    assert found == []


def test_what_once_stood_there_would_be_found() -> None:
    once = '''"""Docstrings may speak of skin and nerves and of whatever else they like."""
SAID = ("Sink in slowly with the out-breath. Let the tissue open; do not push through it.", "Hold")
'''
    (sentence,) = sentences(once)
    assert CLINICAL.search(sentence)

"""A second, slow and simple-minded evaluator of the same content, written straight from the language's description.

It shares no code with the program: it reads the TOML files and splits each predicate as text.
"""

import re
import tomllib
from functools import cache
from typing import Any

from clinic_app.resources import resource_path

Logic = bool | None  # None: unknown


@cache
def entries(name: str, kind: str) -> dict[str, dict[str, Any]]:
    path = resource_path("clinical", name)
    return {entry["id"]: entry for entry in tomllib.loads(path.read_text("utf-8"))[kind]}


def kleene_and(values: list[Logic]) -> Logic:
    if False in values:
        return False
    return None if None in values else True


def kleene_not(value: Logic) -> Logic:
    return None if value is None else not value


def kleene_or(values: list[Logic]) -> Logic:
    return kleene_not(kleene_and([kleene_not(value) for value in values]))


class Naive:
    """Evaluates blocks on known values; every value that is not known is absent."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known
        self.derived = entries("derived_facts.toml", "derived")

    def block(self, entry: dict[str, Any]) -> Logic:
        parts: list[Logic] = [self.predicate(text) for text in entry.get("all", [])]
        groups = [entry[key] for key in ("any", "any_b") if key in entry]
        parts += [kleene_or([self.predicate(text) for text in group]) for group in groups]
        parts += [kleene_not(self.predicate(text)) for text in entry.get("none", [])]
        if any(self.predicate(text) is True for text in entry.get("unless", [])):
            parts.append(False)
        return kleene_and(parts)

    def predicate(self, text: str) -> Logic:
        if " and " in text:
            return kleene_and([self.predicate(part) for part in text.split(" and ")])
        left, symbol, right = re.fullmatch(r"(.+?) (==|!=|<=|>=|<|>|has_any|has_none|has|in) (.+)", text).groups()
        if left.startswith("d_"):
            value = self.block(self.derived[left])
            return value if right == "yes" else kleene_not(value)
        if symbol in {"has", "has_any", "has_none"}:
            return self.multi(left, symbol, right.strip("[]").split(", "))
        if symbol == "in":
            return kleene_or([self.equal(left, code) for code in right.strip("[]").split(", ")])
        if re.fullmatch(r"[a-z_]+", right) and right not in {"ex_hine_p10"}:
            return self.equal(left, right)
        return self.number(left, symbol, right)

    def equal(self, left: str, code: str) -> Logic:
        return self.known[left] == code if left in self.known else None

    def multi(self, left: str, symbol: str, codes: list[str]) -> Logic:
        if left not in self.known:
            return None
        held = set(self.known[left])
        hit = any(code in held for code in codes)
        real = held - {"not_seen", "none_seen"}
        answer: Logic = True if hit else (False if real else None)
        return kleene_not(answer) if symbol == "has_none" else answer

    def number(self, left: str, symbol: str, right: str) -> Logic:
        one, two = self.value(left), self.value(right)
        if one is None or two is None:
            return None
        return {
            "==": one == two, "<": one < two, "<=": one <= two, ">": one > two, ">=": one >= two,
        }[symbol]  # fmt: skip

    def value(self, text: str) -> float | None:
        if match := re.fullmatch(r"abs\((.+)\)", text):
            inner = self.value(match.group(1))
            return None if inner is None else abs(inner)
        if " - " in text:
            one, two = (self.value(part) for part in text.split(" - "))
            return None if one is None or two is None else round(one - two, 9)
        return self.known.get(text) if re.match("[a-z]", text) else float(text)

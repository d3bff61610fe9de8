"""Faults, put one at a time into either witness of a rule, as systematically as its source allows.

A fault is one small change in the syntax tree of a function in ``rules/`` or ``planner/constraints/``: of the function
that judges or constrains a rule, or of one that it calls in the same file. What is only told, such as sentences and
amounts, is left as it is: the two witnesses are compared by rule and subject.

====================  ===========================================================
limit off by one      a whole number is one more, or one less
boundary moved        ``<`` becomes ``<=``, ``>`` becomes ``>=``, and back
comparison flipped    ``<`` becomes ``>=``, ``==`` becomes ``!=``, ``in`` ``not in``
condition negated     a condition, or a literal of the model, becomes its contrary
subject skipped       a loop leaves out every second one, from the first on
step left out         a constraint is not added, a finding is not told
always enforced       a constraint no longer hangs on the literal of its rule
====================  ===========================================================
"""

import ast
import copy
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from types import CodeType, FunctionType, MappingProxyType, ModuleType
from typing import Any, Literal, cast

from crossflight.planner import CONSTRAINTS
from crossflight.record import RULEBOOK
from crossflight.rules import WITNESSES

__all__ = ["JUDGED", "Face", "Fault", "faults", "in_place"]

Face = Literal["check", "model"]

ELSEWHERE = ("spacewalks.", "training.")
"""Rules that plans of Haven's flights say nothing about: they have a harness of their own."""

JUDGED: MappingProxyType[str, Callable[..., Any]] = MappingProxyType(
    {rule: face for rule, face in CONSTRAINTS.items() if not rule.startswith(ELSEWHERE)}
)
"""The constraint of each rule that is compared here."""

FACES: MappingProxyType[Face, Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {"check": WITNESSES, "model": JUDGED}
)
WORDS = frozenset({"amount", "limit", "unit", "unknown", "flights", "facts", "sentence", "because", "is_certain"})
"""Arguments that are told and not compared."""

NEGATED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
MOVED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
COUNTERS = ("_count_", "_groups", "_suits")
"""Functions that count a level of the policy and hold no rule: levels are compared by recounting them."""


@dataclass(frozen=True)
class Fault:
    """One change of one function."""

    face: Face
    rules: tuple[str, ...]
    """Rules whose witness is the function, or calls it."""
    function: FunctionType
    place: str
    """``rules/ports.py clearance``."""
    kind: str
    change: str
    """What stood there, and what stands there now."""
    line: int
    """Where it stands in its file."""
    tree: ast.FunctionDef
    """The function with the fault."""

    @property
    def name(self) -> str:
        """Return what tells the fault from all others."""
        return f"{self.place}: {self.kind}: {self.change}"


@contextmanager
def in_place(fault: Fault) -> Iterator[None]:
    """Let the function be as the fault has it."""
    sound = fault.function.__code__
    fault.function.__code__ = _code(fault.tree, sys.modules[fault.function.__module__])
    try:
        yield
    finally:
        fault.function.__code__ = sound


@cache
def faults() -> tuple[Fault, ...]:
    """Return every fault of every rule that both witnesses know, in the order of the sources."""
    found: list[Fault] = []
    for face, register in FACES.items():
        reached: dict[FunctionType, list[str]] = {}
        for rule, entry in RULEBOOK.items():
            if entry.planned and rule in JUDGED:
                for function in _reached(cast(FunctionType, register[rule])):
                    reached.setdefault(function, []).append(rule)
        ordered = sorted(reached, key=lambda function: (function.__module__, function.__code__.co_firstlineno))
        for function in ordered:
            found += _faults_of(face, function, tuple(reached[function]))
    return tuple(found)


def _reached(function: FunctionType) -> list[FunctionType]:
    """Return a function and those of its file that it calls, and these call."""
    module = sys.modules[function.__module__]
    waiting, seen = [function], [function]
    while waiting:
        for name in waiting.pop().__code__.co_names:
            called = getattr(module, name, None)
            if inspect.isfunction(called) and called.__module__ == module.__name__ and called not in seen:
                waiting.append(called)
                seen.append(called)
    return seen


def _faults_of(face: Face, function: FunctionType, rules: tuple[str, ...]) -> Iterator[Fault]:
    module = sys.modules[function.__module__]
    tree = _tree(module, function.__name__)
    place = f"{'/'.join(module.__name__.split('.')[1:])}.py {function.__name__}"
    told: dict[str, int] = {}
    if function.__name__.startswith(COUNTERS):
        return
    for kind, before, line, change in _changes(tree):
        changed = copy.deepcopy(tree)
        after = change(changed)
        words = f"{before} -> {after}"
        told[kind + words] = told.get(kind + words, 0) + 1
        if told[kind + words] > 1:
            words += f" ({told[kind + words]})"
        yield Fault(face, rules, function, place, kind, words, line, changed)


def _tree(module: ModuleType, name: str) -> ast.FunctionDef:
    tree = ast.parse(inspect.getsource(module))
    found = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    found.decorator_list = []
    return found


def _code(tree: ast.FunctionDef, module: ModuleType) -> CodeType:
    whole = ast.fix_missing_locations(ast.Module([tree], []))
    scratch: dict[str, Any] = dict(vars(module))
    exec(compile(whole, str(module.__file__), "exec"), scratch)
    return cast(FunctionType, scratch[tree.name]).__code__


# ------------------------------------------------------------------------------------------------------------ changes

Change = Callable[[ast.FunctionDef], str]
"""Changes a copy of the tree, and returns what stands there then."""


def _changes(tree: ast.FunctionDef) -> Iterator[tuple[str, str, int, Change]]:
    """Yield (kind, what stands there, its line, change) for each fault that the tree allows."""
    nodes = list(ast.walk(tree))
    spared = set(_spared(tree))
    for number, node in enumerate(nodes):
        if number in spared:
            continue
        for kind, edit in _edits(node):
            yield kind, _told(node), _line(node), _edited(number, edit)


Edit = Callable[[Any], ast.AST]
"""Returns what stands in the place of a node; it may change the node itself."""


def _edited(number: int, edit: Edit) -> Change:
    def change(tree: ast.FunctionDef) -> str:
        node = list(ast.walk(tree))[number]
        after = edit(node)
        if after is not node:
            _replace(tree, node, after)
        return _told(after)

    return change


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(entry is old for entry in value):
                value[:] = [new if entry is old else entry for entry in value]
                return


def _told(node: ast.AST) -> str:
    text = _loop(node) if isinstance(node, ast.comprehension) else ast.unparse(ast.fix_missing_locations(node))
    text = " ".join(text.split())
    return text if len(text) <= 70 else f"{text[:67]}..."


def _line(node: ast.AST) -> int:
    return getattr(node.target if isinstance(node, ast.comprehension) else node, "lineno", 0)


def _loop(node: ast.comprehension) -> str:
    return f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}"


def _spared(tree: ast.FunctionDef) -> Iterator[int]:
    """Yield the numbers of the nodes that are only told: texts, arguments for words, names of variables, types."""
    nodes = list(ast.walk(tree))
    number = {id(node): place for place, node in enumerate(nodes)}
    roots: list[ast.AST] = [tree.args, *([tree.returns] if tree.returns else [])]
    for node in nodes:
        match node:
            case ast.JoinedStr():
                roots.append(node)
            case ast.AnnAssign():
                roots.append(node.annotation)
            case ast.Expr() if _counts(node):
                roots.append(node)
            case ast.If() if all(_counts(step) for step in node.body):
                roots.append(node)
            case ast.IfExp() if _is_text(node.body) or _is_text(node.orelse):
                roots.append(node)
            case ast.Call():
                roots += _words(node)
    for root in roots:
        yield from (number[id(node)] for node in ast.walk(root))


def _words(call: ast.Call) -> Iterator[ast.AST]:
    """Yield what a call is given to tell."""
    yield from (entry for entry in call.keywords if entry.arg in WORDS)
    match call.func.attr if isinstance(call.func, ast.Attribute) else "":
        case "join":
            yield call
        case "finding":
            yield from (*call.args[1:3], *call.args[4:])
        case "rule":
            yield from call.args[2:]
        case "new_bool_var":
            yield from call.args
        case "new_int_var" | "new_interval_var" | "new_optional_interval_var":
            yield from call.args[-1:]


def _counts(step: ast.stmt) -> bool:
    """Say whether a step only counts a level."""
    text = ast.unparse(step)
    return "model.levels" in text or text.startswith("_count_")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _edits(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    """Yield (kind, edit) for each fault that a node allows; comparisons and junctions are changed themselves."""
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            if type(op) in MOVED:
                yield "boundary moved", partial(_with_operator, table=MOVED, place=place)
            yield "comparison flipped", partial(_with_operator, table=NEGATED, place=place)
    if isinstance(node, ast.If | ast.IfExp) and _is_plain(node.test):
        yield "condition negated", _with_test_negated
    if isinstance(node, ast.comprehension):
        for place, test in enumerate(node.ifs):
            if _is_plain(test):
                yield "condition negated", partial(_with_filter_negated, place=place)
    yield from _steps(node)


def _steps(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    match node:
        case ast.Constant(value=int() as value) if not isinstance(value, bool):
            yield "limit off by one", lambda found: ast.Constant(found.value + 1)
            yield "limit off by one", lambda found: ast.Constant(found.value - 1)
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            yield "condition negated", lambda found: found.operand
        case ast.Call(func=ast.Attribute(attr="only_enforce_if")):
            yield "always enforced", lambda found: found.func.value
        case ast.For() | ast.comprehension():
            yield "subject skipped", _every_second
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield "step left out", lambda _: ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield "step left out", lambda _: ast.Pass()


def _is_plain(test: ast.expr) -> bool:
    return not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp)


def _with_operator(node: Any, *, table: Mapping[type[ast.cmpop], type[ast.cmpop]], place: int) -> ast.AST:
    node.ops[place] = table[type(node.ops[place])]()
    return cast(ast.AST, node)


def _with_test_negated(node: Any) -> ast.AST:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return cast(ast.AST, node)


def _with_filter_negated(node: Any, *, place: int) -> ast.AST:
    node.ifs[place] = ast.UnaryOp(ast.Not(), node.ifs[place])
    return cast(ast.AST, node)


def _every_second(node: Any) -> ast.AST:
    every = ast.Call(ast.Name("tuple", ast.Load()), [node.iter], [])
    node.iter = ast.Subscript(every, ast.Slice(lower=ast.Constant(1), step=ast.Constant(2)), ast.Load())
    return cast(ast.AST, node)

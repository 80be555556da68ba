# SPDX-License-Identifier: Apache-2.0
"""Finds the functions of a C++ source by counting braces: how long, how deep, how many parameters.

No compiler, so a guess where macros open braces; `readability-function-size` of clang-tidy is the second opinion.
"""

import re
from dataclasses import dataclass

CONTROL = re.compile(r"\b(if|for|while|switch|do|try|catch|else)\b")
TYPE = re.compile(r"\b(class|struct|union|enum)\b[^()]*$")
NAMESPACE = re.compile(r'\bnamespace\b|\bextern\s*"\s*"\s*$')


@dataclass
class Function:
    name: str
    firstLine: int
    lines: int = 0       # from the opening to the closing brace, as clang-tidy counts
    nesting: int = 0     # of control structures with braces
    parameters: int = 0


@dataclass
class Scope:
    kind: str
    function: Function = None
    depth: int = 0
    head: int = 0  # where the statement began that opened it


def functionsOf(source):
    """The functions defined in `source`, without lambdas."""
    found, scopes = [], [Scope("namespace")]
    code = withoutPreprocessor(source.code)
    start, parens = 0, 0
    for offset, char in enumerate(code):
        if char in "()":
            parens += 1 if char == "(" else -1
        elif char == "{":
            scopes.append(openScope(code[start:offset], scopes[-1], parens, source.lineOf(offset)))
            scopes[-1].head, start = start, offset + 1
        elif char == "}":
            closed = scopes.pop() if len(scopes) > 1 else scopes[0]
            if closed.kind == "function":
                closed.function.lines = source.lineOf(offset) - closed.function.firstLine
                found.append(closed.function)
            start = closed.head if closed.kind == "value" else offset + 1
        elif char == ";" and parens == 0:
            start = offset + 1
    return found


def withoutPreprocessor(code):
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", lambda match: re.sub(r"[^\n]", " ", match.group(0)), code, flags=re.MULTILINE)


def openScope(before, parent, parens, line):
    """The scope that a brace opens, judged by the text since the last statement."""
    head = before.strip()
    if parent.kind in ("namespace", "type"):
        if NAMESPACE.search(head):
            return Scope("namespace")
        if TYPE.search(head) and "=" not in head.split("<")[0]:
            return Scope("type")
        isInitialiser = re.search(r"\)[\s\w]*:(?!:)[^;]*[\w>]$", before)
        if "(" in head and parens == 0 and not isInitialiser and not re.search(r"=[^=()]*$", head):
            return Scope("function", Function(nameOf(head), line, parameters=parametersOf(head)))
        return Scope("value")
    if parent.function is None:
        return Scope(parent.kind)
    isControl = parens == 0 and CONTROL.search(head) and not re.search(r"\]\s*(\([^()]*\))?[^()]*$", head)
    depth = parent.depth + (1 if isControl else 0)
    parent.function.nesting = max(parent.function.nesting, depth)
    return Scope("block" if isControl else "value", parent.function, depth)


def nameOf(head):
    match = re.search(r"([\w:~]+|operator\s*\S+?)\s*\(", head)
    return match.group(1) if match else "?"


def parametersOf(head):
    """Commas of the first parenthesis, plus one; those inside <>, (), {} do not count."""
    text, depth, commas, inside = head[head.index("("):], 0, 0, ""
    for char in re.sub(r"->|<<|>>=", "  ", text):
        depth += {"(": 1, "<": 1, "{": 1, "[": 1, ")": -1, ">": -1, "}": -1, "]": -1}.get(char, 0)
        if depth == 0:
            break
        inside += char
        commas += depth == 1 and char == ","
    return commas + 1 if inside.strip("( \n\t") not in ("", "void") else 0

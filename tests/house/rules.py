# SPDX-License-Identifier: Apache-2.0
"""The house rules that a program can check. Each is a generator `rule(tree)` of Fault; RULES at the end lists them.

Words that a rule forbids are put together from pieces here, so that this file does not break its own rules.
"""

import re
from dataclasses import dataclass

from functions import functionsOf

ORDER = ["base", "dicom", "pixels", "study", "photo", "crosswalk", "statistics", "review", "profile", "text", "face", "store", "pool",
         "release", "journey", "score", "serve"]
STRANGERS = {"profile", "text", "face"}  # do not know each other

# Which header of a library may be included by which engine module (and by that module's tests).
LIBRARIES = [
    (r"dcmtk/", {"dicom", "pixels", "serve"}),
    (r"opencv2/", {"text", "face"}),
    (r"vtk\w+\.h$", {"face"}),
    (r"EGL/|GL/", {"face"}),
    (r"dnnl", {"text"}),
    (r"tesseract/|leptonica/|allheaders\.h$", {"text"}),
    (r"zbar", {"text"}),
    (r"dlib/", {"face"}),
    (r"sqlite3\.h$", {"store", "score"}),
    (r"boost/", {"statistics"}),
    (r"sodium|openssl/", {"base"}),
    (r"nlohmann/", {"base"}),
    (r"openjpeg|tiff\w*\.h", {"pixels"}),
    (r"(jpeglib|jerror)\.h$", {"pixels", "photo"}),
    (r"png\.h$|webp/", {"photo"}),
    (r"archive(_entry)?\.h$", {"study"}),
    (r"yaml-cpp/|re2/", {"profile"}),
    (r"expat\.h$", {"profile", "study"}),
    (r"seccomp\.h$|linux/(seccomp|landlock|filter)\.h$", {"serve"}),
    (r"spawn\.h$", {"pool"}),
]

WORDS = ["Manager", "Helper", "Util", "Utils", "Data", "Info", "Impl", "Controller", "Handler"]
FOLDERS = {"utils", "util", "helpers", "helper", "common", "misc", "models", "dialogs", "managers", "controllers"}
TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "app", "widgets", "engine", "resources", "translations", "tests", "packaging",
             "README.md", "LICENSE", "NOTICE", "CHANGELOG.md", "docs"}
MARKS = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]


@dataclass(frozen=True)
class Fault:
    rule: str
    path: str
    line: int
    words: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.words} [{self.rule}]"


def cpp(tree):
    return [source for source in tree if source.isCpp]


def product(tree):
    return [source for source in cpp(tree) if not source.isTest]


def matches(source, pattern, text=None):
    for match in re.finditer(pattern, source.code if text is None else text):
        yield source.lineOf(match.start()), match


# --- what may include what -------------------------------------------------------------------------------------------


def arrows(tree):
    """Includes go down only: floors, then the order of the engine's modules."""
    for source in cpp(tree):
        for line, name, isQuoted in source.includes:
            fault = wrongArrow(source, name, isQuoted)
            if fault:
                yield Fault("arrows", source.path, line, fault)


def wrongArrow(source, name, isQuoted):
    floor, module = source.place
    if not isQuoted:
        return "the engine knows no Qt" if floor == "engine" and re.match(r"Q[A-Z]|Qt\w+/", name) else ""
    target = name.split("/")
    if target[0] not in ("engine", "widgets", "app", "tests"):
        return "" if name.endswith(".moc") else "includes start at the top of the tree"
    floors = ["engine", "widgets", "app"]
    if target[0] == "tests":
        return "" if source.isTest else "the product knows no tests"
    if floor in floors and floors.index(target[0]) > floors.index(floor):
        return f"{floor} may not know {target[0]}"
    if target[0] != "engine" or len(target) < 3:
        return ""
    return wrongModule(source, floor, module, target[1])


def wrongModule(source, floor, module, target):
    if target not in ORDER:
        return f"engine/{target} is no module of docs/architecture.md"
    if target == "serve" and not source.isTest and (floor, module) != ("engine", "serve"):
        return "serve is linked into workers only"
    if source.isTest or floor != "engine" or module == target:
        return ""
    if module not in ORDER:
        return f"engine/{module} is no module of docs/architecture.md"
    if {module, target} <= STRANGERS:
        return f"{module} and {target} do not know each other"
    return f"{module} may not know {target}" if ORDER.index(target) > ORDER.index(module) else ""


def linkedArrows(tree):
    """The same arrows between the static libraries."""
    for source in tree:
        match = re.fullmatch(r"(engine|widgets|app)(/\w+)?/CMakeLists.txt", source.path)
        if not match:
            continue
        floor, module = match.group(1), (match.group(2) or "/").strip("/")
        text = re.sub(r"#.*", "", source.text)
        for call in re.finditer(r"target_link_libraries\(\s*(\S+)([^)]*)\)", text):
            for target in re.findall(r"\bengine_(\w+)", call.group(2)):
                target = target if target in ORDER else target.split("_")[0]
                fault = wrongModule(source, floor, module, target)
                if fault:
                    yield Fault("linkedArrows", source.path, source.lineOf(call.start()), fault)


def libraries(tree):
    """A library is included behind the module named for it."""
    for source in cpp(tree):
        floor, module = source.place
        for line, name, _ in source.includes:
            for pattern, owners in LIBRARIES:
                if re.match(pattern, name) and not (floor == "engine" and module in owners):
                    yield Fault("libraries", source.path, line, f"<{name}> belongs behind engine/{', '.join(sorted(owners))}")


def banned(tree):
    """Libraries that are never linked: network parts of DCMTK, GPL, and those that drag in half a desktop."""
    pattern = (r"DCMTK::dcmnet|DCMTK_LIBRARIES|OpenCV_LIBS|opencv_highgui|opencv_imgcodecs|sqlcipher|Qt6::Charts|qcustomplot|"
               r"poppler-qt6|exiv2|libheif|avcodec|\bgdcm\w*")
    for source in tree:
        if not source.isTest and (source.name == "CMakeLists.txt" or source.path.endswith(".cmake")):
            for line, match in matches(source, pattern, re.sub(r"#.*", lambda m: " " * len(m.group(0)), source.text)):
                yield Fault("banned", source.path, line, f"{match.group(0)} is never linked")


def ownHeaderFirst(tree):
    """Shows that a header stands on its own. A private header that begins with it (what is inside a class) is as good."""
    first = {source.path: source.includes[0][1] for source in cpp(tree) if source.includes}
    paths = {source.path for source in tree}
    for source in product(tree):
        own = source.path[:-4] + ".h"
        begin = first.get(source.path)
        if source.path.endswith(".cpp") and own in paths and own not in (begin, first.get(begin)):
            yield Fault("ownHeaderFirst", source.path, 1, f"first include must be {own}")


# --- sizes -----------------------------------------------------------------------------------------------------------


def fileSizes(tree):
    for source in tree:
        limit = 200 if source.isHeader else 500
        limit = 400 if source.path == "app/window/main_window.cpp" else limit
        if (source.isCpp or source.path.endswith(".py")) and len(source.lines) > limit:
            yield Fault("fileSizes", source.path, limit + 1, f"{len(source.lines)} lines, at most {limit}")


def functionSizes(tree):
    """Length, nesting and parameters. Tests are stories: only their length counts."""
    for source in cpp(tree):
        for function in functionsOf(source):
            place = ("functionSizes", source.path, function.firstLine)
            if function.lines > 50:
                yield Fault(*place, f"{function.name} has {function.lines} lines, at most 50")
            if function.nesting > 3 and not source.isTest:
                yield Fault(*place, f"{function.name} nests {function.nesting} deep, at most 3")
            if function.parameters > 5 and not source.isTest:
                yield Fault(*place, f"{function.name} has {function.parameters} parameters, at most 5")


# --- names -----------------------------------------------------------------------------------------------------------


def typeNames(tree):
    for source in cpp(tree):
        pattern = r"\b(?:class|struct|enum(?:\s+class)?|using)\s+(?:\[\[\w+\]\]\s*)?(\w+)\s*(?=[:{=;]|final\b)"
        for line, match in matches(source, pattern):
            name = match.group(1)
            words = set(re.findall(r"[A-Z][a-z]*", re.sub("DataSet|PixelData", "", name)))
            if source.place == ("engine", "serve"):
                words -= {"Handler"}
            if words & set(WORDS):
                yield Fault("typeNames", source.path, line, f"{name}: say what it is, not {(words & set(WORDS)).pop()}")
            elif not re.match(r"[A-Z]|\w+_t$", name) and "using" not in match.group(0) and "namespace" not in match.group(0):
                yield Fault("typeNames", source.path, line, f"{name}: types are PascalCase")


def fileNames(tree):
    for source in tree:
        *folders, name = source.path.split("/")
        top = source.path.split("/")[0]
        if top not in TOP_LEVEL and not top.startswith("."):
            yield Fault("fileNames", source.path, 1, "the top level of the tree is fixed")
        if folders and folders[0] in ("engine", "widgets", "app", "tests") and FOLDERS & set(folders):
            yield Fault("fileNames", source.path, 1, f"no folder called {(FOLDERS & set(folders)).pop()}")
        if source.isCpp and not re.fullmatch(r"[a-z][a-z0-9_]*\.(h|cpp|inc)", name):
            yield Fault("fileNames", source.path, 1, "file names are lower_case")
        words = set(name.split(".")[0].split("_"))
        if source.isCpp and words & {"utils", "util", "helpers", "helper", "manager", "impl", "common", "misc"}:
            yield Fault("fileNames", source.path, 1, "say what it is")


# --- what must not be written ----------------------------------------------------------------------------------------


def licenceLine(tree):
    """The SPDX tag is line one, or two below a `#!`."""
    tag = "SPDX-License-Identifier: Apache-2.0"
    for source in tree:
        isScript = source.text.startswith("#!")
        if source.isCpp or isScript or source.path.endswith((".py", ".sh", ".cmake")) or source.name == "CMakeLists.txt":
            line = source.lines[1:2] if isScript else source.lines[:1]
            wanted = ("// " if source.isCpp else "# ") + tag
            if line != [wanted]:
                yield Fault("licenceLine", source.path, 1, f"the first line must be `{wanted}`")
        if source.isHeader and "#pragma once" not in source.lines[1:3]:
            yield Fault("licenceLine", source.path, 2, "the second line of a header is #pragma once")


def marks(tree):
    for source in tree:
        for line, match in matches(source, r"\b(" + "|".join(MARKS) + r")\b", source.text):
            yield Fault("marks", source.path, line, f"{match.group(0)}: do it or put it in an issue")


def places(tree):
    """No path of one machine and no registry's name: what is built here must build anywhere."""
    paths = r"(?<![\w.$}~/-])/(" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers", "m" + "nt"]) + r")/"
    hosts = "|".join([r"\bdeb\.deb" + r"ian\.org", r"\b(security|snapshot|ftp[\w.]*)\.deb" + r"ian\.org", "py" + r"pi\.org",
                      "files.python" + "hosted", "registry.np" + "mjs", "crates" + r"\.io", r"\w+\.pkg" + r"\.dev"])
    for source in tree:
        for line, match in matches(source, f"{paths}|{hosts}", source.text):
            yield Fault("places", source.path, line, f"{match.group(0)} exists on one machine or network only")


def writers(tree):
    """Files are written by engine/base alone (AtomicFile); widgets know neither files nor settings."""
    for source in product(tree):
        floor, module = source.place
        if (floor, module) != ("engine", "base"):
            pattern = r"\bQSaveFile\b|\bstd::(o|w?f)stream\b|\bstd::ofstream\b|\bfopen\s*\(|\bO_(WRONLY|RDWR|CREAT)\b|\bmkos?temps?\s*\("
            for line, match in matches(source, pattern):
                yield Fault("writers", source.path, line, f"{match.group(0)}: write through engine/base/atomic_file.h")
            if re.search(r"\bQFile\b", source.code):
                for line, match in matches(source, r"\b(WriteOnly|ReadWrite|Append|Truncate)\b"):
                    yield Fault("writers", source.path, line, f"QFile with {match.group(0)}: write through engine/base")
        if floor == "widgets":
            for line, match in matches(source, r"\bQ(Settings|FileDialog|Process|StandardPaths|NetworkAccess\w+)\b"):
                yield Fault("writers", source.path, line, f"{match.group(0)}: widgets know no file and no setting")


def colours(tree):
    """Colours and style sheets have one home each."""
    home = re.compile(r"widgets/(\w+/)*(theme|style|canvas)\w*(/|\.)")
    for source in product(tree):
        if source.place[0] != "engine" and not home.match(source.path):
            pattern = r'\bQColor\w*\s*\w*[{(]\s*"|\bQColor\w*\s*\w*[{(]\s*(0x|\d+\s*,)|\bqRgba?\s*\(\s*\d|\bsetStyleSheet\b|"\s*#[0-9a-fA-F]{6}'
            for line, match in matches(source, pattern):
                yield Fault("colours", source.path, line, f"{match.group(0).strip()}: colours come from the theme")


def defaults(tree):
    """A switch over an enum of ours lists its cases: the compiler then names what a new one touches."""
    enums = set()
    for source in product(tree):
        enums |= set(re.findall(r"\benum\s+class\s+(\w+)", source.code))
    for source in product(tree):
        for line, match in matches(source, r"\bswitch\s*\("):
            body = bodyAfter(source.code, match.end())
            ours = set(re.findall(r"\bcase\s+(?:\w+::)*?(\w+)::\w+\s*:(?!:)", body)) & enums
            if ours and re.search(r"\bdefault\s*:", body):
                yield Fault("defaults", source.path, line, f"switch over {ours.pop()} has a default")


def bodyAfter(code, offset):
    start = code.find("{", offset)
    depth = 0
    for position in range(start, len(code)):
        depth += {"{": 1, "}": -1}.get(code[position], 0)
        if depth == 0:
            return code[start:position]
    return code[start:]


def habits(tree):
    """Singletons, hidden threads, string-based connections, nested event loops."""
    everywhere = [(r"\bstatic\s+\w[\w:<>]*\s*[&*]\s*(instance|self|get)\s*\(\s*\)", "no singletons"),
                  (r"\b(SIGNAL|SLOT)\s*\(", "connect by function address"),
                  (r"\bsystem\s*\(\s*\"|\bpopen\s*\(", "no shell")]
    engine = [(r"\bstd::(jthread|thread|async)\b", "engine calls block and start no threads")]
    screen = [(r"(->|\.)exec\s*\(\s*\)", "open() and a signal, no nested event loop")]
    for source in product(tree):
        floor, module = source.place
        rules = list(everywhere)
        rules += engine if floor == "engine" and module != "pool" else []
        rules += screen if floor == "widgets" or (floor == "app" and source.name != "main.cpp") else []
        for pattern, words in rules:
            for line, match in matches(source, pattern):
                yield Fault("habits", source.path, line, f"{match.group(0)}: {words}")


RULES = [arrows, linkedArrows, libraries, banned, ownHeaderFirst, fileSizes, functionSizes, typeNames, fileNames, licenceLine,
         marks, places, writers, colours, defaults, habits]

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Plants each fault in a small clean tree: the rule must name it there, and must be silent before."""

import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
CPP = "// SPDX-License-Identifier: Apache-2.0\n"
HEADER = CPP + "#pragma once\n"
CMAKE = "# SPDX-License-Identifier: Apache-2.0\n"
ENUM = "namespace engine { enum class Colour { Red, Green }; }\n"

# Near misses: each breaks a rule only for a reader who does not look closely.
CLEAN = {
    "engine/base/result.h": HEADER + "#include <string>\nclass DataSet;\nstruct Datagram {};\n// SIGNAL( in a comment\n",
    "engine/base/key.cpp": CPP + "#include <sodium.h>\n",
    "engine/base/colour.h": HEADER + ENUM,
    "engine/base/colour.cpp": CPP + '#include "engine/base/colour.h"\nint f(int c) { switch (c) { case 1: return 2; default: return 3; } }\n',
    "engine/dicom/load.cpp": CPP + '#include "engine/base/result.h"\n#include <dcmtk/dcmdata/dctk.h>\n',
    "engine/release/write.cpp": CPP + '#include "engine/profile/requests.h"\n#include "engine/face/requests.h"\n',
    "engine/serve/handlers.h": HEADER + "using Handler = int;\n",
    "engine/serve/main.cpp": CPP + '#include "engine/serve/handlers.h"\n#include "engine/face/requests.h"\n#include <seccomp.h>\n',
    "engine/dicom/CMakeLists.txt": CMAKE + "target_link_libraries(engine_dicom PUBLIC engine_base PRIVATE DCMTK::dcmdata)\n",
    "engine/base/inside.h": HEADER + '#include "engine/base/shown.h"\n',
    "engine/base/shown.h": HEADER + "struct PixelDataForm {};\n",
    "engine/base/shown.cpp": CPP + '#include "engine/base/inside.h"\n',
    "widgets/look/theme.cpp": CPP + 'void t() { QColor{"#102030"}; }\n',
    "widgets/theme/theme.cpp": CPP + 'void t() { QColor{"#102030"}; setStyleSheet(""); }\n',
    "widgets/text/panel.cpp": CPP + '#include "engine/text/requests.h"\n#include "widgets/theme/theme.h"\n#include <QWidget>\n',
    "app/main.cpp": CPP + '#include "widgets/text/panel.h"\nint main() { return app.exec(); }\n',
    "tests/engine/pool/hostile_worker.cpp": CPP + '#include "engine/serve/handlers.h"\n',
    "tests/engine/store/store_test.cpp": CPP + '#include "engine/store/store.h"\n#include <fstream>\nstd::ofstream out{"x"};\n',
    "resources/models/README.md": "no folder called models, except here\n",
    "packaging/run": "#!/bin/bash\n# SPDX-License-Identifier: Apache-2.0\nls \"$root/work/x\"\n",
}

PLANTED = [
    ("arrows", "engine/dicom/a.cpp", CPP + '#include "engine/pixels/box.h"\n'),
    ("arrows", "engine/text/a.cpp", CPP + '#include "engine/face/requests.h"\n'),
    ("arrows", "engine/base/a.cpp", CPP + "#include <QString>\n"),
    ("arrows", "engine/base/a.cpp", CPP + "#include <QtCore/QString>\n"),
    ("arrows", "tests/engine/base/a_test.cpp", CPP + "#include <QString>\n"),
    ("arrows", "engine/base/a.cpp", CPP + '#include "widgets/theme/theme.h"\n'),
    ("arrows", "widgets/text/a.cpp", CPP + '#include "app/settings.h"\n'),
    ("arrows", "widgets/text/a.cpp", CPP + '#include "engine/serve/handlers.h"\n'),
    ("arrows", "engine/journey/a.cpp", CPP + '#include "engine/serve/handlers.h"\n'),
    ("arrows", "engine/journey/a.cpp", CPP + '#include "import.h"\n'),
    ("arrows", "engine/base/a.cpp", CPP + '#include "tests/engine/base/world.h"\n'),
    ("arrows", "engine/shiny/a.cpp", CPP + '#include "engine/base/result.h"\n'),
    ("linkedArrows", "engine/dicom/CMakeLists.txt", CMAKE + "target_link_libraries(engine_dicom PUBLIC\n  engine_store)\n"),
    ("linkedArrows", "app/CMakeLists.txt", CMAKE + "target_link_libraries(safelight PRIVATE engine_serve)\n"),
    ("libraries", "engine/release/a.cpp", CPP + "#include <dcmtk/dcmdata/dctk.h>\n"),
    ("libraries", "engine/pixels/a.cpp", CPP + "#include <opencv2/core.hpp>\n"),
    ("libraries", "engine/text/a.cpp", CPP + "#include <vtkImageData.h>\n"),
    ("libraries", "engine/face/a.cpp", CPP + "#include <tesseract/baseapi.h>\n"),
    ("libraries", "engine/journey/a.cpp", CPP + "#include <sqlite3.h>\n"),
    ("libraries", "engine/store/a.cpp", CPP + "#include <sodium.h>\n"),
    ("libraries", "engine/store/a.cpp", CPP + "#include <openssl/evp.h>\n"),
    ("libraries", "engine/dicom/a.cpp", CPP + "#include <openjpeg.h>\n"),
    ("libraries", "engine/dicom/a.cpp", CPP + "#include <jpeglib.h>\n"),
    ("libraries", "engine/pixels/a.cpp", CPP + "#include <archive_entry.h>\n"),
    ("libraries", "engine/pool/a.cpp", CPP + "#include <seccomp.h>\n"),
    ("libraries", "widgets/face/a.cpp", CPP + "#include <vtkRenderer.h>\n"),
    ("banned", "engine/dicom/CMakeLists.txt", CMAKE + "target_link_libraries(engine_dicom PRIVATE DCMTK::dcmnet)\n"),
    ("banned", "widgets/CMakeLists.txt", CMAKE + "target_link_libraries(widgets PUBLIC Qt6::Charts)\n"),
    ("ownHeaderFirst", "engine/base/colour.cpp", CPP + '#include <string>\n#include "engine/base/colour.h"\n'),
    ("fileSizes", "engine/base/a.h", HEADER + "int a;\n" * 199),
    ("fileSizes", "engine/base/a.cpp", CPP + "int a;\n" * 500),
    ("fileSizes", "app/window/main_window.cpp", CPP + "int a;\n" * 400),
    ("functionSizes", "engine/base/a.cpp", CPP + "namespace engine {\nint f(int a)\n{\n" + "    ++a;\n" * 50 + "}\n}\n"),
    ("functionSizes", "engine/base/a.cpp", CPP + "struct S {\n    S() : m{1}\n    {\n" + "    ++a;\n" * 50 + "    }\n};\n"),
    ("functionSizes", "engine/base/a.cpp", CPP + "void f(int a, std::map<int, int> b, int c, int d, int e, int g)\n{\n}\n"),
    ("functionSizes", "engine/base/a.cpp", CPP + "void f()\n{\n" + "if (a) {\n" * 4 + "}\n" * 4 + "}\n"),
    ("functionSizes", "tests/engine/base/a_test.cpp", CPP + "TEST(A, b)\n{\n" + "    ++a;\n" * 50 + "}\n"),
    ("typeNames", "engine/base/a.h", HEADER + "class FileManager {};\n"),
    ("typeNames", "engine/base/a.h", HEADER + "struct ImageInfo;\n"),
    ("typeNames", "engine/base/a.h", HEADER + "using PatientData = int;\n"),
    ("typeNames", "engine/pool/a.h", HEADER + "enum class RequestHandler { A };\n"),
    ("typeNames", "engine/pool/a.h", HEADER + "struct lowerCase {};\n"),
    ("fileNames", "widgets/dialogs/a.cpp", CPP),
    ("fileNames", "failed.png", "a picture"),
    ("fileNames", "scripts/a.py", CMAKE),
    ("fileNames", "widgets/text/TextPanel.cpp", CPP),
    ("fileNames", "widgets/text/text_utils.cpp", CPP),
    ("licenceLine", "engine/base/a.cpp", "\n" + CPP),
    ("licenceLine", "engine/base/a.h", CPP + "\nint a;\n"),
    ("licenceLine", "packaging/other", "#!/bin/sh\nls\n"),
    ("licenceLine", "engine/base/CMakeLists.txt", "add_library(a)\n"),
    ("marks", "engine/base/a.cpp", CPP + "// TO" + "DO later\n"),
    ("marks", "docs/status.md", "FIX" + "ME\n"),
    ("places", "packaging/run", "#!/bin/bash\n" + CMAKE + "ls /wo" + "rk/shared\n"),
    ("places", "docs/status.md", "from http://deb.deb" + "ian.org/debian\n"),
    ("writers", "app/a.cpp", CPP + "QSaveFile file;\n"),
    ("writers", "engine/release/a.cpp", CPP + 'std::ofstream out{"x"};\n'),
    ("writers", "engine/release/a.cpp", CPP + 'open("x", O_WRONLY);\n'),
    ("writers", "app/a.cpp", CPP + "QFile file; file.open(QIODevice::WriteOnly);\n"),
    ("writers", "widgets/text/a.cpp", CPP + "QSettings settings;\n"),
    ("writers", "widgets/text/a.cpp", CPP + "QFileDialog::getOpenFileName();\n"),
    ("colours", "widgets/text/a.cpp", CPP + 'const QColor red{"#ff0000"};\n'),
    ("colours", "widgets/text/a.cpp", CPP + "auto c = QColor(255, 0, 0);\n"),
    ("colours", "app/a.cpp", CPP + 'window.setStyleSheet("x");\n'),
    ("defaults", "engine/review/a.cpp", CPP + "int f(Colour c) {\nswitch (c) {\ncase Colour::Red: return 1;\ndefault: return 2;\n}\n}\n"),
    ("habits", "engine/review/a.h", HEADER + "struct S { static S& instance(); };\n"),
    ("habits", "widgets/text/a.cpp", CPP + "connect(a, SIGNAL(clicked()), b, SLOT(go()));\n"),
    ("habits", "engine/text/a.cpp", CPP + "std::thread worker{run};\n"),
    ("habits", "widgets/text/a.cpp", CPP + "dialog->exec();\n"),
]


def check(files):
    """(exit code, output) of the house test over a tree of `files`."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            os.makedirs(os.path.join(root, os.path.dirname(path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        run = subprocess.run([sys.executable, os.path.join(HERE, "house_test.py"), root], capture_output=True, text=True, check=False)
        return run.returncode, run.stdout + run.stderr


class HouseTest(unittest.TestCase):
    def test_is_silent_about_near_misses(self):
        code, output = check(CLEAN)
        self.assertEqual(code, 0, output)

    def test_names_every_planted_fault(self):
        for rule, path, text in PLANTED:
            with self.subTest(rule=rule, text=text[-60:]):
                code, output = check({**CLEAN, path: text})
                faults = [line for line in output.splitlines() if line.startswith(path + ":") and line.endswith(f"[{rule}]")]
                self.assertEqual((code, len(faults) > 0), (1, True), output)

    def test_every_rule_is_shown_failing(self):
        sys.path.insert(0, HERE)
        from rules import RULES
        self.assertEqual({rule.__name__ for rule in RULES}, {rule for rule, _, _ in PLANTED})

    def test_names_a_library_that_must_not_be_loaded(self):
        run = [sys.executable, os.path.join(HERE, "linkage_test.py"), sys.executable]
        self.assertEqual(subprocess.run(run + ["libnone"], stdout=subprocess.DEVNULL, check=False).returncode, 0)
        self.assertEqual(subprocess.run(run + ["libc.so"], stdout=subprocess.DEVNULL, check=False).returncode, 1)

    def test_names_a_source_of_another_form(self):
        with tempfile.TemporaryDirectory() as root:
            os.mkdir(os.path.join(root, "engine"))
            run = [sys.executable, os.path.join(HERE, "format_test.py"), "clang-format", root]
            for text, code in (("int a;\n", 0), ("int   a ;\n", 1)):
                with open(os.path.join(root, "engine", "a.cpp"), "w", encoding="utf-8") as file:
                    file.write(text)
                self.assertEqual(subprocess.run(run, stdout=subprocess.DEVNULL, check=False).returncode, code)

    def test_a_breach_needs_a_reason(self):
        fault = "namespace engine {\n{}int f(int a)\n{{\n" .replace("{\n{}", "{{\n{}", 1)
        body = "    ++a;\n" * 50 + "}\n}\n"
        excused = CPP + fault.format("// breaks functionSizes: one case each.\n") + body
        bare = CPP + fault.format("// breaks functionSizes:\n") + body
        self.assertEqual(check({"engine/base/a.cpp": excused})[0], 0)
        self.assertEqual(check({"engine/base/a.cpp": bare})[0], 1)


if __name__ == "__main__":
    unittest.main()

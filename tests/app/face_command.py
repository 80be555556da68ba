# SPDX-License-Identifier: Apache-2.0
"""The command `face`, without a display."""

import json
import subprocess


def face(program, result, *arguments):
    """(exit code, JSON, standard error); `result` is a file that may be written."""
    result.unlink(missing_ok=True)
    run = subprocess.run([program, "face", *map(str, arguments), "--json", result], capture_output=True, text=True, timeout=1800,
                         env={"PATH": "/usr/bin:/bin"}, check=False)
    return run.returncode, json.loads(result.read_text("utf-8")), run.stderr

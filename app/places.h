// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/pool.h"

#include <string>
#include <vector>

namespace app {

/// The folder of the running program: the worker programs lie beside it.
std::string programFolder();
/// Tables, models, help: ../share/safelight beside an installed program, else the source tree's resources.
std::string resourceFolder();
/// What the second reader of burned-in text can read here, by Tesseract's names in their order: the data that are
/// installed in TESSDATA_PREFIX, or else where Debian's packages tesseract-ocr-* put them.
std::vector<std::string> installedLanguages();
/// Workers from those places; `jobs` of each kind, 0 for one a core.
engine::pool::Settings poolSettings(int jobs);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/base/result.h"

#include <string>
#include <vector>

namespace engine::study {

/// One thing found among the inputs. Nothing is opened here; what a file is, a worker says.
struct FoundFile {
    std::string path;      ///< absolute
    std::string shownPath; ///< the path given, or the folder given and the rest (`cli.md`)
    std::string root;      ///< absolute: the input that led here
    std::string reason;    ///< why it cannot be read at all ("a link", "no regular file", ...); empty when it can
};

/// Everything below the inputs, hidden files too, each once, sorted by path within an input. Links given as inputs are
/// followed; links found below a folder are listed and not followed, so that no loop and nothing from elsewhere comes
/// in. NotFound for an input that is not there; NotReadable for an input folder that may not be read. Folders further
/// down that may not be read are rows with a reason.
Result<std::vector<FoundFile>> scan(const std::vector<std::string>& inputs, const Progress& progress);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/score/requests.h"

namespace engine::score {

/// For the file worker: answers the request for the open file. Damaged when it is no DICOM file or ends early.
Result<ReadResult::Answer> readResult(const ReadResult& request, int file);

}

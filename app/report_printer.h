// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

#include <string>

namespace app {

/// A4 pages of a report's HTML, as PDF. Makes an offscreen Qt application for the while when the program has none.
/// On the main thread. NotWritable when Qt cannot paint.
engine::Result<engine::Bytes> printPdf(const std::string& html);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/one_shot.h"

namespace engine::journey {

/// Writes uid_map.csv, patient_map.csv, date_shift.csv and file_map.csv (RFC 4180, sorted, 0600) into the folder (0700,
/// made when missing). Complete: also UIDs that are only referenced. Original values: private.
Done writeMaps(const std::string& folder, const OneShotResult& result);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"
#include "engine/profile/identity.h"
#include "engine/profile/standard.h"
#include "engine/release/residual_counts.h"

namespace engine::release {

/// The last look at a finished file: searches every decoded value of every element, and every byte outside native
/// samples and entropy-coded data, for the strings that were taken away. Words of the vocabulary that are somebody's
/// name here are not searched, and counted. What it finds is in `places`: the caller must not let the file out then.
/// NotReadable when the file cannot be looked at.
Result<Residual> searchFinished(int file, const dicom::DataSet& written, const dicom::Tree& tree,
                                const profile::Identity& identity, const profile::Standard& standard);

}

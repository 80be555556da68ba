// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"
#include "engine/profile/identity.h"

namespace engine::release {

/// The last look: searches every byte of the finished file outside its pixel data, decoded by nobody, for strings that
/// were taken away. Of a deflated file there is nothing to see here; the plan has searched its text.
/// OpenFindings, with the kind of string, never the string itself.
Done checkNothingLeft(int file, const dicom::DataSet& written, const profile::Identity& identity);

}

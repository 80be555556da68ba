// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/dissection.h"
#include "engine/study/instance.h"

namespace engine::photo {

/// Fills in what a list shows of a photograph. One that is damaged or of a kind that cannot be released gets the reason
/// in `damage`, and no `sopInstanceUid`. Never fails.
void describe(int fd, study::Instance& instance);

/// Puts into `damage` what a list tells of a video: how long, how large, whether there is sound, and which kinds of
/// metadata. Never fails.
void describeVideo(int fd, study::Instance& instance);

/// What the file holds beside its picture. Errors as `dissect`.
Result<Notes> notesOf(int fd);

/// 64 hexadecimal digits: of the size and of parts of the bytes, so that many can be told apart soon. Files that share
/// it are to be compared whole.
std::string fingerprintOf(ByteView file);

}

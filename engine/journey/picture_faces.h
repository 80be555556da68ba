// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/steps.h"

namespace engine::journey {

/// Counts the ways in which faces were searched in pictures: 1 looks at small ones in large pictures too.
constexpr int faceSearchNow = 1;
/// Sets `faceSearch` to this number where nothing is due. What stays below it was looked through by an earlier build,
/// which looked for no faces, or for fewer, and is to be searched for them.
void noteFaceSearch(const study::Instance& picture, Examined& text);

/// Whether a picture that shows people was looked through for text and not, or not in every frame, for faces: said to
/// whoever decides, and in the report. `text` may be null.
bool lacksFaceSearch(const study::Instance& picture, const Examined* text);

/// Proposes a box over each face that a detector sees in the frames of a picture (`showsPeople`), into the findings of
/// `answer`: photographs, and screen captures, visible light and ultrasound in DICOM alike. It sees faces from in front
/// and some in profile: eyes alone, tattoos and jewellery are for a person.
///
/// Every page of a photograph is looked at. Of a DICOM file of many frames only some are, evenly spread; identical ones
/// are looked at once. What is seen in one holds to the next one that is looked at, and a face that moves gets one box
/// over its way; where `answer` has a box already, none is added. What looked written under a face and could not be
/// read (review::isUnreadRegion) is taken out: a person looks at the face. `facesLooked` tells how many frames that
/// covers. A frame that cannot be looked at is said in `answer.reason`; fails with Cancelled only.
Done searchFaces(const study::Entry& picture, const Descriptor& file, pool::Pool& pool, const Progress& progress,
                 Examined& answer);

}

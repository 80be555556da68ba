// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/release/corrections.h"
#include "engine/release/manifest.h"
#include "engine/release/page.h"
#include "engine/release/policy.h"
#include "engine/release/review_charts.h"
#include "engine/release/risk.h"
#include "engine/review/sign_off.h"

#include <string>
#include <vector>

namespace engine::release {

/// A signature that was made, and perhaps taken back.
struct SignatureTold {
    review::Signer signer;
    std::string manifestSha256;
    std::string withdrawn; ///< time, ISO 8601 with offset; empty: it stands
    std::string reason;    ///< why it was taken back, as typed: never printed
};

/// What a release says about itself (MIDI best practice 18). No original value, UID or path in here, and
/// no typed reason but those of the policy and its searches, which are written to be printed.
struct ReportContent {
    Manifest manifest;
    std::string manifestSha256;
    review::Signer signer;         ///< of a draft (status of the manifest) the time alone
    std::vector<std::string> open; ///< of a draft: what keeps it from being signed, in words
    std::string fingerprint;
    std::vector<SignatureTold> withdrawn; ///< oldest first
    int patients = 0, studies = 0, series = 0;
    int photographs = 0, unlinked = 0;   ///< of those, and of them without a patient; in no study or series
    int boxesBlanked = 0, boxesKept = 0; ///< text boxes as decided, in released files
    int unreadKept = 0;                  ///< places that looked written, could not be read, and stay as they are, there
    int facesKept = 0, facesAbsent = 0, facesCut = 0; ///< series with files in the release
    int facesLeftOut = 0;                             ///< and of those imported, series that stayed behind for it
    int facesKeptBack = 0;                            ///< of a release for everybody: series for named people only
    int followersCut = 0;                             ///< contours, segments, doses that lost what a head lost
    std::vector<HeadTold> heads;                      ///< of those that were cut
    int picturesSearched = 0; ///< of those released, for faces: photographs, and images that show people as these do
    int picturesNotWhole = 0; ///< such where not every frame was searched
    int pictureFacesBlanked = 0, pictureFacesKept = 0,
        pictureFacesAbsent = 0; ///< boxes that a detector proposed, in them
    int decisions = 0;          ///< journal entries
    std::string journalHead;
    std::vector<PolicyTold> policies;           ///< oldest first
    std::vector<review::PublicSearch> searches; ///< for other public data on the same people
    Corrections corrections;
    std::optional<RiskTold> risk;   ///< of what is kept; nothing: not done
    std::vector<std::string> tools; ///< "DCMTK 3.6.7", ...
    std::string contact;            ///< empty: none was stated
};

/// Machine-readable twin, canonical.
std::string reportJson(const ReportContent& content);
/// One file, no script, nothing loaded from elsewhere. Every value is escaped.
std::string reportHtml(const ReportContent& content);
/// A page that a further signature brings: who signed what, in words.
std::string approvalText(const review::Signer& signer, const std::string& fingerprint,
                         const std::map<std::string, std::string>& documents);
/// Tells a stranger what the folder is and how to check it.
std::string readmeText(const ReportContent& content);
/// NOT-RELEASED.txt of parts and drafts.
std::string notReleasedText(const std::string& status);

}

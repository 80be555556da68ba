// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"

namespace app::cli {

using engine::ErrorCode;

std::string inWords(const engine::Error& error)
{
    const auto& place = error.where;
    switch (error.code) {
    case ErrorCode::Cancelled:
        return "Stopped. What was done so far is kept; the same command goes on from there.";
    case ErrorCode::BadArgument:
        return "Refused: " + place + ".";
    case ErrorCode::NotBuilt:
        return "Not in this version yet: " + place + ". Nothing was done.";
    case ErrorCode::NotFound:
        return "Not found: " + place + ".";
    case ErrorCode::NotReadable:
        return "Cannot be read: " + place + ". Check its permissions.";
    case ErrorCode::NotWritable:
        return "Cannot be written: " + place + ". Check permissions, or choose another place.";
    case ErrorCode::NoSpace:
        return "The disk is full: " + place + ". Nothing half-written was left; free some space and try again.";
    case ErrorCode::Exists:
        return "There is something already: " + place + ". Choose a place that is not there, or an empty folder.";
    case ErrorCode::Overlap:
        return "Inputs, output, keys and project may not lie inside one another: " + place + ". Choose another place.";
    case ErrorCode::Damaged:
        return "Damaged, or not what it should be: " + place + ".";
    case ErrorCode::Unsupported:
        return "Cannot be handled: " + place + ".";
    case ErrorCode::TooLarge:
        return "Beyond the limit that keeps the program alive: " + place + ".";
    case ErrorCode::OutsideImage:
        return "A box reaches outside the image: " + place + ". It was probably made for another image.";
    case ErrorCode::WorkerLost:
        return "The worker process died: " + place + ". `safelight-cli doctor` tells what is missing.";
    case ErrorCode::WorkerRefused:
        return "A worker process gave an answer that was refused: " + place + ".";
    case ErrorCode::TimedOut:
        return "It took longer than allowed: " + place + ".";
    case ErrorCode::OutOfMemory:
        return "It took more memory than allowed: " + place + ".";
    case ErrorCode::WrongPassphrase:
        return "The passphrase does not open it: " + place + ".";
    case ErrorCode::Tampered:
        return "Changed since it was recorded: " + place + ". It is not used; `run` builds candidates anew.";
    case ErrorCode::OpenFindings:
        return "Findings are still open: " + place + ". See `findings P --open`, then `decide`.";
    case ErrorCode::NotReviewed:
        return "Not everything was reviewed: " + place + ". See `status P`, then `decide`.";
    case ErrorCode::StaleCandidates:
        return "Candidate files are older than the decisions: " + place + ". `run P` builds them anew.";
    case ErrorCode::NotSigned:
        return "Nothing is signed yet. `sign` comes before `release`.";
    case ErrorCode::Frozen:
        return "The review is signed and cannot be changed (" + place + "). `reopen P --reason …` comes first.";
    case ErrorCode::Busy:
        return "Another program has this project open: " + place + ". Close it there first.";
    case ErrorCode::Internal:
        return "An error of Safelight itself: " + place + ".";
    }
    return place;
}

}

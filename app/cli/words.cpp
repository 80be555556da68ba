// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"

#include <map>

namespace app::cli {

namespace {

using engine::ErrorCode;

/// `%` stands for the place.
const std::map<ErrorCode, std::string>& sentences()
{
    static const std::map<ErrorCode, std::string> all{
        {ErrorCode::Cancelled, "Stopped. Nothing half-written was left."},
        {ErrorCode::BadArgument, "Refused: %."},
        {ErrorCode::NotFound, "Not found: %."},
        {ErrorCode::NotReadable, "Cannot be read: %. Check its permissions."},
        {ErrorCode::NotWritable, "Cannot be written: %. Check permissions, or choose another place."},
        {ErrorCode::NoSpace, "The disk is full: %. No file was left half-written; free some space and try again."},
        {ErrorCode::Exists, "There is something already: %. Choose a place that is not there, or an empty folder."},
        {ErrorCode::Overlap,
         "Inputs, output, keys and project may not lie inside one another: %. Choose another place."},
        {ErrorCode::Damaged, "Damaged, or not what it should be: %."},
        {ErrorCode::Unsupported, "Cannot be handled: %."},
        {ErrorCode::TooLarge, "Beyond the limit that keeps the program alive: %."},
        {ErrorCode::OutsideImage, "A box reaches outside the image: %. It was probably made for another image."},
        {ErrorCode::WorkerLost, "The worker process died: %. `safelight-cli doctor` tells what is missing."},
        {ErrorCode::WorkerRefused, "A worker process gave an answer that was refused: %."},
        {ErrorCode::TimedOut, "It took longer than allowed: %."},
        {ErrorCode::OutOfMemory, "It took more memory than allowed: %."},
        {ErrorCode::WrongPassphrase, "The passphrase does not open it: %."},
        {ErrorCode::Tampered, "Changed since it was recorded: %. It is not used; `run` builds candidates anew."},
        {ErrorCode::OpenFindings, "Findings are still open: %. See `findings P --open`, then `decide`."},
        {ErrorCode::NotReviewed, "Not everything was reviewed: %. See `status P`, then `decide`."},
        {ErrorCode::StaleCandidates, "Candidate files are older than the decisions: %. `run P` builds them anew."},
        {ErrorCode::SampleOutdated, "The sample is not one of what leaves: %. `sample P draw` draws another."},
        {ErrorCode::NotSigned, "Nothing is signed yet. `sign` comes before `release`."},
        {ErrorCode::Frozen, "The review is signed and cannot be changed (%). `reopen P --reason …` comes first."},
        {ErrorCode::Busy, "Another program has this project open: %. Close it there first."},
        {ErrorCode::Internal, "An error of Safelight itself: %."},
    };
    return all;
}

}

std::string inWords(const engine::Error& error)
{
    const auto found = sentences().find(error.code);
    auto words = found == sentences().end() ? std::string{"%"} : found->second;
    for (const std::string place : {": %", " (%)", "%"}) {
        const auto at = words.find(place);
        if (at == std::string::npos)
            continue;
        if (error.where.empty())
            words.erase(at, place.size());
        else
            words.replace(words.find('%'), 1, error.where);
        break;
    }
    return words;
}

}

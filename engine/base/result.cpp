// SPDX-License-Identifier: Apache-2.0
#include "engine/base/result.h"

namespace engine {

// breaks functionSizes: one line for each code is the plainest table there is.
std::string_view nameOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::BadArgument:
        return "bad-argument";
    case ErrorCode::NotFound:
        return "not-found";
    case ErrorCode::NotReadable:
        return "not-readable";
    case ErrorCode::NotWritable:
        return "not-writable";
    case ErrorCode::NoSpace:
        return "no-space";
    case ErrorCode::Exists:
        return "exists";
    case ErrorCode::Overlap:
        return "overlap";
    case ErrorCode::Damaged:
        return "damaged";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::TooLarge:
        return "too-large";
    case ErrorCode::OutsideImage:
        return "outside-image";
    case ErrorCode::WorkerLost:
        return "worker-lost";
    case ErrorCode::WorkerRefused:
        return "worker-refused";
    case ErrorCode::TimedOut:
        return "timed-out";
    case ErrorCode::OutOfMemory:
        return "out-of-memory";
    case ErrorCode::WrongPassphrase:
        return "wrong-passphrase";
    case ErrorCode::Tampered:
        return "tampered";
    case ErrorCode::OpenFindings:
        return "open-findings";
    case ErrorCode::NotReviewed:
        return "not-reviewed";
    case ErrorCode::StaleCandidates:
        return "stale-candidates";
    case ErrorCode::SampleOutdated:
        return "sample-outdated";
    case ErrorCode::NotSigned:
        return "not-signed";
    case ErrorCode::Frozen:
        return "frozen";
    case ErrorCode::Busy:
        return "busy";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
}

}

// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/steps.h"

#include "engine/base/atomic_file.h"
#include "engine/base/hash.h"
#include "engine/journey/file_stamp.h"

namespace engine::journey {

namespace {

/// Errors after which going on with the next file makes no sense.
bool stopsEverything(ErrorCode code)
{
    return code == ErrorCode::Cancelled || code == ErrorCode::NoSpace || code == ErrorCode::NotWritable;
}

/// What a worker says of its own file proves nothing: the bytes are measured here.
Done measure(const Descriptor& file, release::Write::Answer& written)
{
    const auto digest = sha256OfFile(file.get());
    const auto size = sizeOf(file);
    if (!digest || !size)
        return Error{ErrorCode::NotReadable, "candidate"};
    written.sha256 = toHex(*digest);
    written.size = *size;
    return done();
}

}

Result<release::Write::Answer> writeCleaned(const study::Source& source, const release::Write& request,
                                            const Descriptor& target, pool::Pool& pool, const Progress& progress)
{
    const auto original = openSource(source, pool, progress);
    if (!original)
        return original.error();
    const auto before = stampOf(*original);
    auto written = pool.call(pool::Kind::Files, request, {{original->get(), target.get()}, nullptr}, progress);
    if (!written)
        return written.error();
    if (stampOf(*original) != before)
        return Error{ErrorCode::Tampered, source.shownPath};
    if (auto measured = measure(target, *written); !measured)
        return measured.error();
    return written;
}

Result<Candidate> buildCandidate(const CandidateOrder& order, pool::Pool& pool, const Progress& progress)
{
    auto file = AtomicFile::create(order.path, true, 0600);
    if (!file)
        return file.error();
    auto written = writeCleaned(order.source, order.request, file->descriptor(), pool, progress);
    if (!written && stopsEverything(written.error().code)) // the worker knows no paths
        return Error{written.error().code,
                     written.error().code == ErrorCode::Cancelled ? written.error().where : order.path};
    if (!written)
        return Candidate{order.item, order.stamp, inWords(written.error()), {}};
    if (auto committed = file->commit(Durability::WithBatch); !committed)
        return committed.error();
    return Candidate{order.item, order.stamp, {}, std::move(*written)};
}

std::string inWords(const Error& error)
{
    const auto place = error.where.empty() ? std::string{} : " (" + error.where + ")";
    switch (error.code) {
    case ErrorCode::Damaged:
        return "the file is damaged" + place;
    case ErrorCode::Unsupported:
        return "this kind of file cannot be written safely yet" + place;
    case ErrorCode::TooLarge:
        return "larger than the limit that keeps the program alive";
    case ErrorCode::NotFound:
        return "the original is gone";
    case ErrorCode::NotReadable:
        return "the original cannot be read";
    case ErrorCode::Tampered:
        return "the original changed since it was imported";
    case ErrorCode::OutsideImage:
        return "a box reaches outside the image" + place;
    case ErrorCode::WorkerLost:
        return "the worker process died while reading it";
    case ErrorCode::WorkerRefused:
        return "the worker process gave an answer that was refused";
    case ErrorCode::TimedOut:
        return "reading it took longer than allowed";
    case ErrorCode::OutOfMemory:
        return "reading it took more memory than allowed";
    case ErrorCode::BadArgument:
        return "what was asked for does not fit this file" + place;
    case ErrorCode::OpenFindings:
        return "something that had to go is still there" + place;
    case ErrorCode::Cancelled:
    case ErrorCode::NotWritable:
    case ErrorCode::NoSpace:
    case ErrorCode::Exists:
    case ErrorCode::Overlap:
    case ErrorCode::WrongPassphrase:
    case ErrorCode::NotReviewed:
    case ErrorCode::StaleCandidates:
    case ErrorCode::SampleOutdated:
    case ErrorCode::NotSigned:
    case ErrorCode::Frozen:
    case ErrorCode::Busy:
    case ErrorCode::Internal:
        break;
    }
    return std::string{nameOf(error.code)} + place;
}

}

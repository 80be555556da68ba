// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/pack.h"

#include "engine/base/atomic_file.h"
#include "engine/base/hash.h"
#include "engine/journey/release_place.h"
#include "engine/release/verify.h"
#include "engine/study/requests.h"

#include <algorithm>
#include <filesystem>
#include <vector>

namespace engine::journey {

namespace {

namespace fs = std::filesystem;
using Step = study::PackFile::Step;

constexpr std::string_view top = "safelight-release/";
constexpr std::uint64_t bytesPerMillisecond = 5'000; ///< a slow disk's; a file that takes longer is given up

struct Member {
    std::string path; ///< in the release
    std::uint64_t size = 0;
};

/// All files, in the order of their paths' bytes.
Result<std::vector<Member>> membersOf(const std::string& folder)
{
    std::vector<Member> members;
    std::error_code error;
    for (auto at = fs::recursive_directory_iterator{folder, error}; !error && at != fs::end(at); at.increment(error)) {
        if (at->is_regular_file(error))
            members.push_back({at->path().lexically_relative(folder).generic_string(), at->file_size(error)});
    }
    if (error)
        return Error{ErrorCode::NotReadable, folder};
    std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return members;
}

Done checkRelease(const std::string& folder, const Progress& progress)
{
    const auto verified = release::verify({folder, {}, {}, false}, progress);
    if (!verified)
        return verified.error();
    if (verified->isFault() || verified->status != "released")
        return Error{ErrorCode::Tampered,
                     folder + " (" + (verified->isFault() ? verified->fault : verified->status) + ')'};
    return done();
}

bool isInside(const std::string& file, const std::string& folder)
{
    std::error_code error;
    const auto inner = fs::weakly_canonical(fs::absolute(file), error)
                           .lexically_relative(fs::weakly_canonical(fs::absolute(folder), error));
    return error || (!inner.empty() && *inner.begin() != "..");
}

/// What the worker packed is what lies there now.
Done compare(const std::string& folder, const Member& member, const std::string& packed)
{
    const auto file = openForReading(folder + '/' + member.path);
    const auto digest = file ? sha256OfFile(file->get()) : Result<Digest>{file.error()};
    if (!digest)
        return digest.error();
    return toHex(*digest) == packed ? done() : Done{Error{ErrorCode::Tampered, member.path}};
}

Done put(pool::Lease& worker, const Member& member, const std::string& folder, int archive)
{
    const auto file = openForReading(folder + '/' + member.path);
    if (!file)
        return Error{file.error().code, member.path};
    pool::Attachments with;
    with.files = {archive, file->get()};
    with.time = pool::Limits{}.time + std::chrono::milliseconds{member.size / bytesPerMillisecond};
    const auto packed =
        worker.call(study::PackFile{Step::Add, false, std::string{top} + member.path, member.size}, with, {});
    return packed ? compare(folder, member, packed->sha256) : Done{packed.error()};
}

/// The release to pack, and where to.
struct Task {
    std::string folder;
    std::vector<Member> members;
    bool isZip = false;
    int archive = -1;
};

Done putAll(pool::Lease& worker, const Task& task, const Progress& progress)
{
    const auto step = [&](Step which) -> Done {
        pool::Attachments with;
        with.files = {task.archive};
        const auto made = worker.call(study::PackFile{which, task.isZip, {}, 0}, with, {});
        return made ? done() : Done{made.error()};
    };
    if (auto begun = step(Step::Begin); !begun)
        return begun;
    for (std::size_t i = 0; i < task.members.size(); ++i) {
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, "pack"};
        if (auto added = put(worker, task.members[i], task.folder, task.archive); !added)
            return added;
        progress.report(i + 1, task.members.size());
    }
    return step(Step::Finish);
}

}

Result<Packed> packRelease(const std::string& folder, const std::string& file, pool::Pool& pool,
                           const Progress& progress)
{
    const bool isZip = file.ends_with(".zip");
    if (!isZip && !file.ends_with(".tar"))
        return Error{ErrorCode::BadArgument, file + ": a name that ends in .zip or .tar"};
    if (isInside(file, folder))
        return Error{ErrorCode::BadArgument, file + ": beside the release, not in it"};
    if (isInRelease(file))
        return Error{ErrorCode::Exists, "a release above " + file + ": it would hold more than was signed"};
    if (auto whole = checkRelease(folder, progress); !whole)
        return whole.error();
    auto members = membersOf(folder);
    if (!members)
        return members.error();
    auto out = AtomicFile::create(file, false, 0644);
    if (!out)
        return out.error();
    auto worker = pool.lease(pool::Kind::Files, progress);
    if (!worker)
        return worker.error();
    const Task task{folder, std::move(*members), isZip, out->descriptor().get()};
    if (auto filled = putAll(*worker, task, progress); !filled)
        return filled.error();
    if (auto whole = checkRelease(folder, progress); !whole) // what was packed is what is verified now
        return whole.error();
    const auto digest = sha256OfFile(out->descriptor().get());
    if (!digest)
        return digest.error();
    if (auto kept = out->commit(Durability::Now); !kept)
        return kept.error();
    return Packed{toHex(*digest), task.members.size()};
}

}

// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sign.h"

#include "engine/base/hash.h"
#include "engine/journey/overlap.h"
#include "engine/journey/pace.h"
#include "engine/journey/release_place.h"
#include "engine/journey/signing.h"
#include "engine/release/folder.h"
#include "engine/release/manifest.h"
#include "engine/release/signature_record.h"
#include "engine/release/verify.h"

#include <filesystem>

namespace engine::journey {

namespace {

std::map<std::string, const Candidate*> candidatesByDigest(const Project& project)
{
    std::map<std::string, const Candidate*> found;
    for (const auto& entry : project.collection().entries()) {
        if (const auto* candidate = project.candidate(entry.id))
            found[candidate->written.sha256] = candidate;
    }
    return found;
}

/// The manifest.json of a release folder that verifies.
Result<std::string> wholeManifest(const std::string& folder, const Progress& progress)
{
    const auto checked = release::verify({folder, {}, {}, false}, progress);
    if (!checked)
        return checked.error();
    const auto bytes = readFile(folder + "/manifest.json", 1U << 28U);
    if (checked->isFault() || !bytes)
        return Error{ErrorCode::Tampered, folder + ": " + (checked->isFault() ? checked->fault : "unreadable")};
    return std::string{textOf(*bytes)};
}

}

Done nameVersionBefore(const Project& project, const SigningWish& wish, release::Manifest& manifest)
{
    const auto& released = project.state().releasedManifests;
    const auto own = released.find(manifest.access);
    auto before = wish.after.empty() ? Result<std::string>{std::string{}} : wholeManifest(wish.after, {});
    if (!before)
        return before.error();
    // A release for everybody is followed by one for everybody; the other one goes on with its own.
    const auto old =
        before->empty() ? Result<release::Manifest>{release::Manifest{}} : release::manifestFromJson(*before);
    if (!old)
        return old.error();
    if (before->empty() || old->access != manifest.access)
        before = own == released.end() ? Result<std::string>{std::string{}} : project.signedManifest(own->second);
    if (!before)
        return before.error();
    if (before->empty())
        return done();
    auto follows = release::succeed(manifest, *before);
    if (!follows)
        return follows.error();
    manifest.follows = std::move(*follows);
    return done();
}

Done checkFollows(const Project& project, const std::string& before, const std::string& access,
                  const Progress& progress)
{
    const auto documents = project.signedDocuments(access);
    if (!documents)
        return documents.error();
    const auto old = wholeManifest(before, progress);
    if (!old)
        return old.error();
    const auto text = documents->find("manifest.json");
    const auto signedNow = text == documents->end() ? Result<release::Manifest>{release::Manifest{}}
                                                    : release::manifestFromJson(text->second);
    if (!signedNow)
        return signedNow.error();
    if (!signedNow->follows || signedNow->follows->manifestSha256 != toHex(sha256(viewOf(*old))))
        return Error{ErrorCode::BadArgument,
                     "what was signed does not follow " + before + ": reopen, and sign with --after " + before};
    return done();
}

Done checkJournalOf(const Project& project, const std::string& release, const Progress& progress)
{
    const auto manifest = wholeManifest(release, progress);
    const auto journal = project.journal();
    if (!manifest || !journal)
        return manifest ? journal.error() : manifest.error();
    for (std::size_t number = 1;; ++number) {
        const auto name = number == 1 ? "signature.json" : release::ofApproval("signature", number, ".json");
        const auto bytes = readFile(release + '/' + name, 1U << 28U);
        if (!bytes && number > 1)
            return done();
        const auto record =
            bytes ? release::signatureFromJson(textOf(*bytes)) : Result<release::SignatureRecord>{bytes.error()};
        if (!record)
            return record.error();
        const auto length = record->journalLength;
        if (length == 0 || length > journal->size() || (*journal)[length - 1].hash != record->journalHead)
            return Error{ErrorCode::Tampered, "entry " + std::to_string(length) + " is not the one that " + name +
                                                  " of the release was made after"};
    }
}

Result<std::vector<ReleaseOrder::File>> signedFiles(const Project& project, const std::string& access)
{
    const auto documents = project.signedDocuments(access);
    if (!documents)
        return documents.error();
    const auto text = documents->find("manifest.json");
    const auto manifest = text == documents->end() ? Result<release::Manifest>{Error{ErrorCode::Damaged, {}}}
                                                   : release::manifestFromJson(text->second);
    if (!manifest)
        return Error{ErrorCode::Tampered, "manifest.json"};
    std::vector<ReleaseOrder::File> files;
    const auto candidates = candidatesByDigest(project);
    for (const auto& file : manifest->files) {
        const auto found = candidates.find(file.sha256);
        if (found == candidates.end())
            return Error{ErrorCode::Tampered, file.path};
        files.push_back({project.candidatePath(found->second->item, found->second->stamp), file.path, file.sha256});
    }
    return files;
}

Result<ReleaseOrder> prepareRelease(const Project& project, const std::string& folder, const std::string& access)
{
    auto documents = project.signedDocuments(access);
    if (!documents)
        return documents.error();
    if (auto whole = project.verifyJournal(); !whole)
        return whole.error();
    if (access != "public" && access != "restricted")
        return Error{ErrorCode::BadArgument, "access is public or restricted"};
    if (documents->empty())
        return Error{ErrorCode::BadArgument, "everything that leaves keeps a face: only restricted access is possible"};
    if (isInRelease(folder))
        return Error{ErrorCode::Exists, "a release above " + folder + ": it would hold more than was signed"};
    if (auto apart = checkApart(folder, inputsOf(project)); !apart)
        return apart.error();
    auto images = signedFiles(project, access);
    const auto all = signedFiles(project, "restricted");
    if (!images || !all)
        return images ? all.error() : images.error();
    const auto& event = *project.state().signature;
    const auto keptBack = all->size() - images->size();
    return ReleaseOrder{folder,
                        access,
                        access == "public" ? event.manifestSha256 : event.restrictedSha256,
                        std::move(*images),
                        std::move(*documents),
                        keptBack};
}

Done copyRelease(const ReleaseOrder& order, const Progress& progress)
{
    auto out = release::OutputFolder::create(order.folder);
    if (!out)
        return out.error();
    for (std::size_t i = 0; i < order.images.size(); ++i) {
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, "release"};
        const auto& image = order.images[i];
        const auto copied = out->copy(image.from, image.to);
        if (!copied)
            return Error{copied.error().code, image.to};
        if (*copied != image.sha256)
            return Error{ErrorCode::Tampered, image.to};
        progress.report(i + 1, order.images.size());
    }
    for (const auto& [path, bytes] : order.documents) {
        if (auto put = out->put(path, viewOf(bytes)); !put)
            return put;
    }
    const auto record = release::signatureFromJson(order.documents.at("signature.json"));
    const auto time = record ? secondsOf(record->signer.time) : std::nullopt;
    if (!time)
        return Error{ErrorCode::Damaged, "signature.json"};
    if (auto set = out->setTimes(*time); !set)
        return set;
    return out->finish();
}

Result<Made> makeRelease(Project& project, const std::string& folder, const std::string& access,
                         const Progress& progress)
{
    const auto order = prepareRelease(project, folder, access);
    if (!order)
        return order.error();
    if (auto copied = copyRelease(*order, progress); !copied)
        return copied.error();
    if (auto noted = project.perform(review::Released{order->manifestSha256, access}); !noted)
        return noted.error();
    return Made{order->manifestSha256, order->images.size(), order->keptBack};
}

}

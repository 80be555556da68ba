// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sign.h"

#include "engine/base/hash.h"
#include "engine/journey/overlap.h"
#include "engine/journey/pace.h"
#include "engine/journey/signing.h"
#include "engine/release/folder.h"
#include "engine/release/manifest.h"
#include "engine/release/signature_record.h"
#include "engine/release/verify.h"

namespace engine::journey {

namespace {

bool keepsAFace(const review::State& state)
{
    for (const auto& [id, finding] : state.findings) {
        const auto decision = state.decisions.find(id);
        if (finding.kind == review::FindingKind::Face && decision != state.decisions.end() &&
            review::isKeptFace(finding, decision->second))
            return true;
    }
    return false;
}

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
    const auto& released = project.state().releasedManifest;
    if (wish.after.empty() && released.empty())
        return done();
    const auto before = wish.after.empty() ? project.signedManifest(released) : wholeManifest(wish.after, {});
    if (!before)
        return before.error();
    auto follows = release::succeed(manifest, *before);
    if (!follows)
        return follows.error();
    manifest.follows = std::move(*follows);
    return done();
}

Done checkFollows(const Project& project, const std::string& before, const Progress& progress)
{
    const auto documents = project.signedDocuments();
    if (!documents)
        return documents.error();
    const auto old = wholeManifest(before, progress);
    if (!old)
        return old.error();
    const auto signedNow = release::manifestFromJson(documents->at("manifest.json"));
    if (!signedNow)
        return signedNow.error();
    if (!signedNow->follows || signedNow->follows->manifestSha256 != toHex(sha256(viewOf(*old))))
        return Error{ErrorCode::BadArgument,
                     "what was signed does not follow " + before + ": reopen, and sign with --after " + before};
    return done();
}

Result<std::vector<ReleaseOrder::File>> signedFiles(const Project& project)
{
    const auto documents = project.signedDocuments();
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
    auto documents = project.signedDocuments();
    if (!documents)
        return documents.error();
    if (auto whole = project.verifyJournal(); !whole)
        return whole.error();
    if (access != "public" && access != "restricted")
        return Error{ErrorCode::BadArgument, "access is public or restricted"};
    if (access == "public" && keepsAFace(project.state()))
        return Error{ErrorCode::BadArgument, "a series keeps its face: only restricted access is possible"};
    if (auto apart = checkApart(folder, inputsOf(project)); !apart)
        return apart.error();
    auto images = signedFiles(project);
    if (!images)
        return images.error();
    return ReleaseOrder{folder, access, project.state().signature->manifestSha256, std::move(*images),
                        std::move(*documents)};
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

Done makeRelease(Project& project, const std::string& folder, const std::string& access, const Progress& progress)
{
    const auto order = prepareRelease(project, folder, access);
    if (!order)
        return order.error();
    if (auto copied = copyRelease(*order, progress); !copied)
        return copied;
    return project.perform(review::Released{order->manifestSha256, access});
}

}

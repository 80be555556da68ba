// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sign.h"

#include "engine/journey/overlap.h"
#include "engine/release/folder.h"
#include "engine/release/manifest.h"

namespace engine::journey {

namespace {

bool keepsAFace(const review::State& state)
{
    for (const auto& [id, finding] : state.findings) {
        const auto decision = state.decisions.find(id);
        if (finding.kind == review::FindingKind::Face && decision != state.decisions.end() &&
            decision->second.verdict == review::FindingVerdict::Keep && decision->second.reason != "no-face")
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

}

Result<ReleaseOrder> prepareRelease(const Project& project, const std::string& folder, const std::string& access)
{
    auto documents = project.signedDocuments();
    if (!documents)
        return documents.error();
    if (access != "public" && access != "restricted")
        return Error{ErrorCode::BadArgument, "access is public or restricted"};
    if (access == "public" && keepsAFace(project.state()))
        return Error{ErrorCode::BadArgument, "a series keeps its face: only restricted access is possible"};
    if (auto apart = checkApart(folder, inputsOf(project)); !apart)
        return apart.error();
    const auto manifest = release::manifestFromJson((*documents)["manifest.json"]);
    if (!manifest)
        return Error{ErrorCode::Tampered, "manifest.json"};
    ReleaseOrder order{folder, access, project.state().signature->manifestSha256, {}, {}};
    const auto candidates = candidatesByDigest(project);
    for (const auto& file : manifest->files) {
        const auto found = candidates.find(file.sha256);
        if (found == candidates.end())
            return Error{ErrorCode::Tampered, file.path};
        order.images.push_back(
            {project.candidatePath(found->second->item, found->second->stamp), file.path, file.sha256});
    }
    order.documents = std::move(*documents);
    return order;
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

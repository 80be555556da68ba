// SPDX-License-Identifier: Apache-2.0
#include "engine/base/hash.h"
#include "engine/journey/attempts.h"
#include "engine/journey/signing.h"
#include "engine/release/manifest.h"
#include "engine/release/report.h"

#include <algorithm>
#include <array>

namespace engine::journey {

namespace {

struct FurtherPapers {
    std::map<std::string, std::string> documents;
    std::string signature; ///< empty where nothing can leave for this access
};

Result<FurtherPapers> papersFor(const Project& project, const std::string& access, const review::Signer& signer,
                                const Key& seed)
{
    auto documents = project.signedDocuments(access);
    if (!documents)
        return documents.error();
    FurtherPapers papers;
    if (documents->empty())
        return papers;
    const auto number = project.state().approvals.size() + 2;
    std::map<std::string, std::string> digests;
    for (const auto& [path, bytes] : *documents)
        digests[path] = toHex(sha256(viewOf(bytes)));
    auto& added = papers.documents;
    added[release::ofApproval("signature", number, ".txt")] =
        release::approvalText(signer, fingerprintOf(publicKeyOf(seed)), digests);
    added[release::ofApproval("public_key", number, ".pem")] = toPem(publicKeyOf(seed));
    documents->insert(added.begin(), added.end());
    const auto record = recordFor(project, signer, *documents, seed);
    if (!record)
        return record.error();
    added[release::ofApproval("signature", number, ".json")] = release::toJson(*record);
    papers.signature = toHex(ByteView{record->signature});
    return papers;
}

}

Result<ApprovalOrder> prepareApproval(const Project& project, const SigningWish& wish)
{
    const auto person = reviewerOf(project, wish.reviewer);
    if (!person)
        return person.error();
    if (!review::isMeaning(wish.meaning))
        return Error{ErrorCode::BadArgument, "meaning"};
    const auto& state = project.state();
    if (!state.signature)
        return Error{ErrorCode::NotSigned, "approve"};
    auto tried = state; // says who has signed already
    if (auto fits =
            review::apply(tried, review::Signed{wish.reviewer, wish.meaning, state.signature->manifestSha256, {}});
        !fits)
        return fits.error();
    const auto files = signedFiles(project, "restricted");
    if (!files)
        return files.error();
    ApprovalOrder order{*person, wish.passphrase, {}};
    for (const auto& image : *files)
        order.files.push_back({image.from, image.sha256});
    return order;
}

Result<Key> checkForApproval(const ApprovalOrder& order, const Progress& progress)
{
    auto seed = unwrapKey(order.reviewer.wrappedSeed, order.passphrase);
    if (!seed)
        return Error{seed.error().code, "reviewer " + order.reviewer.id};
    for (std::size_t i = 0; i < order.files.size(); ++i) {
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, "approve"};
        const auto file = openForReading(order.files[i].path);
        const auto digest = file ? sha256OfFile(file->get()) : Result<Digest>{file.error()};
        if (!digest || toHex(*digest) != order.files[i].sha256)
            return Error{ErrorCode::Tampered, "a signed candidate"};
        progress.report(i + 1, order.files.size());
    }
    return *seed;
}

Done finishApproval(Project& project, const SigningWish& wish, const Key& seed)
{
    if (const auto still = prepareApproval(project, wish); !still)
        return still.error();
    const auto person = reviewerOf(project, wish.reviewer);
    const auto signer = signerOf(*person, wish, project.now());
    const auto& standing = *project.state().signature;
    review::Signed event{signer.id, signer.meaning, standing.manifestSha256, {}, standing.restrictedSha256};
    std::map<std::string, std::string> added;
    for (const std::string access : accesses) {
        const auto papers = papersFor(project, access, signer, seed);
        if (!papers)
            return papers.error();
        for (const auto& [path, bytes] : papers->documents)
            added[access + '/' + path] = bytes;
        if (event.signature.empty())
            event.signature = papers->signature;
    }
    project.setActor(signer.id);
    return project.recordSigned(added, event);
}

Done approve(Project& project, const SigningWish& wish, const Progress& progress)
{
    if (auto may = mayTry(project, wish.reviewer); !may)
        return may;
    const auto order = prepareApproval(project, wish);
    if (!order)
        return order.error();
    const auto seed = checkForApproval(*order, progress);
    if (auto noted = noteTry(project, wish.reviewer, seed ? done() : seed.error()); !noted)
        return noted;
    return seed ? finishApproval(project, wish, *seed) : Done{seed.error()};
}

}

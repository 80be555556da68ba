// SPDX-License-Identifier: Apache-2.0
#include "engine/base/hash.h"
#include "engine/journey/signing.h"
#include "engine/release/manifest.h"
#include "engine/release/report.h"

#include <algorithm>
#include <array>

namespace engine::journey {

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
    const auto files = signedFiles(project);
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
    auto documents = project.signedDocuments();
    if (!documents)
        return documents.error();
    const auto& state = project.state();
    const auto number = state.approvals.size() + 2;
    const auto person = reviewerOf(project, wish.reviewer);
    const auto signer = signerOf(*person, wish, project.now());
    std::map<std::string, std::string> digests;
    for (const auto& [path, bytes] : *documents)
        digests[path] = toHex(sha256(viewOf(bytes)));
    std::map<std::string, std::string> added;
    added[release::ofApproval("signature", number, ".txt")] =
        release::approvalText(signer, fingerprintOf(publicKeyOf(seed)), digests);
    added[release::ofApproval("public_key", number, ".pem")] = toPem(publicKeyOf(seed));
    documents->insert(added.begin(), added.end());
    const auto record = recordFor(project, signer, *documents, seed);
    if (!record)
        return record.error();
    added[release::ofApproval("signature", number, ".json")] = release::toJson(*record);
    project.setActor(signer.id);
    return project.recordSigned(
        added, {signer.id, signer.meaning, state.signature->manifestSha256, toHex(ByteView{record->signature})});
}

Done approve(Project& project, const SigningWish& wish, const Progress& progress)
{
    const auto order = prepareApproval(project, wish);
    if (!order)
        return order.error();
    const auto seed = checkForApproval(*order, progress);
    return seed ? finishApproval(project, wish, *seed) : Done{seed.error()};
}

}

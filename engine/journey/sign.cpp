// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sign.h"

#include "engine/base/hash.h"
#include "engine/journey/attempts.h"
#include "engine/journey/blocks.h"
#include "engine/journey/papers.h"
#include "engine/journey/proof.h"
#include "engine/journey/signing.h"
#include "engine/journey/steps.h"
#include "engine/journey/typed_words.h"
#include "engine/release/manifest.h"
#include "engine/release/merkle.h"

#include <algorithm>
#include <atomic>
#include <set>

namespace engine::journey {

namespace {

constexpr std::size_t shortestPassphrase = 8;

/// Re-reads one candidate in a worker that never saw the original.
Done readAgain(const SigningOrder::File& expected, pool::Pool& fresh, const Progress& progress)
{
    const auto file = openForReading(expected.path);
    const auto digest = file ? sha256OfFile(file->get()) : Result<Digest>{file.error()};
    if (!digest || toHex(*digest) != expected.sha256)
        return Error{ErrorCode::Tampered, expected.item};
    const auto read = fresh.call(pool::Kind::Files, release::ReadBack{}, {{file->get()}, nullptr}, progress);
    if (!read)
        return Error{read.error().code, expected.item};
    const bool same = read->sha256 == expected.sha256 && read->sopInstanceUid == expected.sopInstanceUid;
    return same ? done() : Done{Error{ErrorCode::Tampered, expected.item}};
}

/// Re-reads it, and where boxes were blanked compares it with the original and searches it for what was removed.
Result<release::Proof> check(const SigningOrder::File& file, pool::Pool& fresh, const Progress& progress)
{
    if (auto same = readAgain(file, fresh, progress); !same)
        return same.error();
    if (file.boxesUsed.empty() && file.frameCuts.empty())
        return release::Proof{};
    const auto original = openSource(file.source, fresh, progress);
    if (!original)
        return original.error();
    const auto finished = openForReading(file.path);
    if (!finished)
        return finished.error();
    auto proof = prove({*original, *finished, file.boxesUsed, file.kept, file.removed, file.frameCuts, file.cut},
                       {fresh, fresh}, progress);
    return proof ? proof : Error{proof.error().code, file.item + ": " + proof.error().where};
}

SigningOrder::File fileFor(const Project& project, const Candidate& one)
{
    SigningOrder::File file{one.item,
                            project.candidatePath(one.item, one.stamp),
                            one.written.sha256,
                            one.written.format.empty() ? one.written.sopInstanceUid : std::string{},
                            project.collection().entry(one.item)->source,
                            one.written.boxesUsed,
                            {},
                            {}};
    for (const auto& [id, finding] : project.state().findings) {
        if (finding.item != one.item || finding.kind != review::FindingKind::Text)
            continue;
        if (review::verdictInForce(project.state(), finding) == review::FindingVerdict::Remove)
            file.removed.push_back(finding.text);
        else
            file.kept.push_back(finding.box);
    }
    if (const auto order = project.orderFor(one.item); order) {
        file.frameCuts = order->request.frameCuts;
        file.cut = order->request.cut;
    }
    return file;
}

/// Without characters that break a line or turn the direction of what follows (Unicode's Bidi_Control): a signature
/// could show another name or date than it holds.
bool isPlain(std::string_view text)
{
    constexpr std::string_view turning[] = {"\u061C", "\u200E", "\u200F", "\u2028", "\u2029", "\u202A", "\u202B",
                                            "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool isUpperControl =
            byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (byte < 0x20 || byte == 0x7F || isUpperControl)
            return false;
    }
    return std::none_of(std::begin(turning), std::end(turning), [&](auto one) { return text.find(one) != text.npos; });
}

}

Result<Reviewer> reviewerOf(const Project& project, const std::string& id)
{
    const auto& known = project.reviewers();
    const auto person = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.id == id; });
    return person == known.end() ? Result<Reviewer>{Error{ErrorCode::NotFound, "reviewer " + id}} : *person;
}

review::Signer signerOf(const Reviewer& person, const SigningWish& wish, const std::string& time)
{
    return {person.id, person.name, person.role, wish.meaning, time};
}

Result<release::SignatureRecord> recordFor(const Project& project, const review::Signer& signer,
                                           const std::map<std::string, std::string>& documents, const Key& seed)
{
    release::SignatureRecord record;
    record.signer = signer;
    for (const auto& [path, bytes] : documents)
        record.documents[path] = toHex(sha256(viewOf(bytes)));
    const auto journal = project.journal();
    if (!journal)
        return journal.error();
    std::vector<Digest> leaves;
    for (const auto& entry : *journal) {
        const auto hash = fromHex(entry.hash);
        std::copy(hash.begin(), hash.end(), leaves.emplace_back().begin());
    }
    record.journalHead = project.journalHead();
    record.journalLength = leaves.size();
    record.journalRoot = toHex(release::merkleRoot(leaves));
    record.publicKey = publicKeyOf(seed);
    record.signature = signBytes(seed, viewOf(release::signedText(record)));
    return record;
}

Done checkPassphrase(const std::string& passphrase)
{
    if (passphrase.size() < shortestPassphrase)
        return Error{ErrorCode::BadArgument, "a passphrase has at least 8 characters"};
    return done();
}

Result<Reviewer> makeReviewer(const std::string& id, const std::string& name, const std::string& role,
                              const std::string& passphrase, const Random& random)
{
    if (id.empty() || name.empty())
        return Error{ErrorCode::BadArgument, id.empty() ? "reviewer id" : "reviewer name"};
    if (!isPlain(id) || !isPlain(name) || !isPlain(role))
        return Error{ErrorCode::BadArgument, "id, name and role of a reviewer hold no control or direction characters"};
    if (auto fits = checkPassphrase(passphrase); !fits)
        return fits.error();
    const auto seed = Key::generate(random);
    const auto wrapped = wrapKey(seed, passphrase, random);
    if (!wrapped)
        return wrapped.error();
    return Reviewer{id, name, role, toPem(publicKeyOf(seed)), *wrapped};
}

Result<SigningOrder> prepareSigning(const Project& project, const SigningWish& wish)
{
    const auto person = reviewerOf(project, wish.reviewer);
    if (!person)
        return person.error();
    if (auto whole = project.verifyJournal(); !whole)
        return whole.error();
    if (auto printable = checkTyped(project.collection(), wish.contact, "the contact"); !printable)
        return printable.error();
    if (auto printable = checkTyped(project.collection(), person->role, "the role of " + person->id); !printable)
        return printable.error();
    const auto blocks = project.state().signature ? std::vector<SigningBlock>{} : blocksSigning(project);
    if (auto free = refusedBy(blocks); !free)
        return free.error();
    const auto signOff = review::sign(project.state(), signerOf(*person, wish, project.now()));
    if (!signOff)
        return signOff.error();
    SigningOrder order{*person, wish.passphrase, {}};
    for (const auto* one : leaving(project, *signOff))
        order.files.push_back(fileFor(project, *one));
    if (order.files.empty())
        return Error{ErrorCode::NotReviewed, "nothing is left to release"};
    return order;
}

Result<CheckedCandidates> checkForSigning(const SigningOrder& order, const pool::Settings& settings,
                                          const Progress& progress, std::string& changed)
{
    auto seed = unwrapKey(order.reviewer.wrappedSeed, order.passphrase);
    if (!seed)
        return Error{seed.error().code, "reviewer " + order.reviewer.id};
    pool::Pool fresh{settings};
    std::vector<Result<release::Proof>> results(order.files.size(), release::Proof{});
    std::atomic<std::size_t> reached = 0;
    fresh.each(
        order.files.size(),
        [&](std::size_t i) {
            results[i] = check(order.files[i], fresh, {progress.stop, {}});
            progress.report(++reached, order.files.size());
        },
        progress);
    if (progress.stopped())
        return Error{ErrorCode::Cancelled, "sign"};
    CheckedCandidates checked{*seed, {}};
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i]) {
            checked.proofs[order.files[i].item] = *results[i];
            continue;
        }
        if (results[i].error().code == ErrorCode::Tampered)
            changed = order.files[i].item;
        return results[i].error();
    }
    return checked;
}

Done finishSigning(Project& project, const SigningWish& wish, const SigningOrder& order,
                   const CheckedCandidates& checked)
{
    const auto now = prepareSigning(project, wish);
    if (!now)
        return now.error();
    const auto same = [](const auto& a, const auto& b) { return a.item == b.item && a.sha256 == b.sha256; };
    if (!std::equal(now->files.begin(), now->files.end(), order.files.begin(), order.files.end(), same))
        return Error{ErrorCode::StaleCandidates, "something was decided meanwhile"};
    const auto signer = signerOf(order.reviewer, wish, project.now());
    const auto signOff = review::sign(project.state(), signer);
    if (!signOff)
        return signOff.error();
    std::map<std::string, std::string> documents;
    const auto event = signFor(project, wish, *signOff, checked, documents);
    if (!event)
        return event.error();
    project.setActor(signer.id);
    return project.recordSigned(documents, *event);
}

Done sign(Project& project, const SigningWish& wish, pool::Pool& pool, const Progress& progress)
{
    if (auto may = mayTry(project, wish.reviewer); !may)
        return may;
    const auto order = prepareSigning(project, wish);
    if (!order)
        return order.error();
    std::string changed;
    const auto checked = checkForSigning(*order, pool.settings(), progress, changed);
    if (auto noted = noteTry(project, wish.reviewer, checked ? done() : checked.error()); !noted)
        return noted;
    if (!changed.empty()) {
        if (auto dropped = project.dropCandidate(changed); !dropped)
            return dropped;
    }
    return checked ? finishSigning(project, wish, *order, *checked) : Done{checked.error()};
}

}

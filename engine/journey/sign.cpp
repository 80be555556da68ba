// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sign.h"

#include "engine/base/hash.h"
#include "engine/journey/attempts.h"
#include "engine/journey/blocks.h"
#include "engine/journey/corrections.h"
#include "engine/journey/double_reading.h"
#include "engine/journey/heads_told.h"
#include "engine/journey/known_cases.h"
#include "engine/journey/policy.h"
#include "engine/journey/printed_name.h"
#include "engine/journey/project_faces.h"
#include "engine/journey/proof.h"
#include "engine/journey/risk_rows.h"
#include "engine/journey/sample.h"
#include "engine/journey/signatures.h"
#include "engine/journey/signing.h"
#include "engine/journey/steps.h"
#include "engine/journey/typed_words.h"
#include "engine/release/manifest.h"
#include "engine/release/merkle.h"
#include "engine/release/report.h"

#include <algorithm>
#include <atomic>
#include <set>

namespace engine::journey {

namespace {

constexpr std::size_t shortestPassphrase = 8;

constexpr const char* faceKeptBack = "its series keeps a face: for named people only";

/// The candidates that leave: judged clean and not left out for another reason.
std::vector<const Candidate*> leaving(const Project& project, const review::SignOff& signOff)
{
    std::set<std::string> out;
    for (const auto& one : project.leftOut())
        out.insert(one.item);
    std::vector<const Candidate*> candidates;
    for (const auto& item : signOff.cleared()) {
        const auto* candidate = project.candidate(item);
        if (candidate && !out.contains(item))
            candidates.push_back(candidate);
    }
    return candidates;
}

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

bool everyPixelExamined(const Project& project, const std::vector<const Candidate*>& candidates)
{
    return std::all_of(candidates.begin(), candidates.end(), [&](const auto* one) {
        const auto* text = project.examination(one->item, "text");
        return text && text->framesExamined == text->framesTotal;
    });
}

/// What leaves for one access, and what is for named people only.
struct Leaving {
    std::vector<const Candidate*> candidates, keptBack;
};

/// `access`: public | restricted; files with a kept face go to nobody but named people.
Leaving leavingFor(const Project& project, const review::SignOff& signOff, const std::string& access)
{
    Leaving all{leaving(project, signOff), {}};
    const auto kept = access == "public" ? withKeptFace(project) : std::set<std::string>{};
    const auto back = std::stable_partition(all.candidates.begin(), all.candidates.end(),
                                            [&](const auto* one) { return !kept.contains(one->item); });
    all.keptBack.assign(back, all.candidates.end());
    all.candidates.erase(back, all.candidates.end());
    return all;
}

Result<release::Manifest> manifestOf(const Project& project, const Leaving& leaving,
                                     const std::map<std::string, release::Proof>& proofs, const std::string& access)
{
    const auto& candidates = leaving.candidates;
    const auto names = crosswalk::Crosswalk::create(project.secrets());
    if (!names)
        return names.error();
    const auto rules = rulesOf(project.state());
    release::Manifest manifest;
    manifest.status = "release";
    manifest.access = access;
    manifest.version = SAFELIGHT_VERSION;
    manifest.standardEdition = std::string{profile::edition};
    manifest.profile = rules.profile;
    manifest.options = rules.options;
    manifest.method = release::methodOf(rules);
    manifest.siteRules = rules.siteRules.name;
    manifest.rulesSha256 = release::digestOf(rules);
    manifest.keyId = project.keyId();
    manifest.pixelTextExamined = everyPixelExamined(project, candidates);
    for (const auto* one : candidates) {
        const auto place = release::placeOf(one->written);
        if (!place)
            return Error{place.error().code, one->item};
        manifest.files.push_back(release::entryFor(one->written, "images/" + *place));
        if (const auto proof = proofs.find(one->item); proof != proofs.end())
            manifest.files.back().proof = proof->second;
    }
    const auto setAside = [&](const std::string& item, const std::string& reason) {
        manifest.setAside.push_back({names->fileName(viewOf(project.collection().entry(item)->source.sha256)), reason});
    };
    for (const auto& one : project.leftOut())
        setAside(one.item, one.reason);
    for (const auto* one : leaving.keptBack)
        setAside(one->item, faceKeptBack);
    for (const auto& one : project.imports()) {
        if (one.outcome == Outcome::SetAside)
            manifest.setAside.push_back({names->fileName(viewOf(one.path)), one.reason});
        manifest.counts.duplicate += one.outcome == Outcome::Duplicate ? 1 : 0;
    }
    manifest.counts.in = static_cast<int>(project.imports().size());
    manifest.counts.written = static_cast<int>(manifest.files.size());
    manifest.counts.setAside = static_cast<int>(manifest.setAside.size());
    return manifest;
}

/// Of what is in the release; `items`: those with a file there, and their series.
void countDecisions(release::ReportContent& content, const review::State& state, const std::set<std::string>& items)
{
    for (const auto& [id, finding] : state.findings) {
        const bool removed = review::verdictInForce(state, finding) == review::FindingVerdict::Remove;
        if (!items.contains(finding.item) && !(finding.kind == review::FindingKind::Face && removed))
            continue;
        if (finding.kind == review::FindingKind::Text)
            ++(removed ? content.boxesBlanked : content.boxesKept);
        if (finding.kind == review::FindingKind::Text && finding.category == review::Category::Face)
            ++(removed ? content.photoFacesBlanked : content.photoFacesKept);
        if (finding.kind != review::FindingKind::Face)
            continue;
        const auto& decision = state.decisions.at(id);
        const bool isCut = decision.verdict == review::FindingVerdict::Replace;
        const bool isAbsent = review::isAbsentFace(decision.reason);
        ++(removed    ? content.facesLeftOut
           : isCut    ? content.facesCut
           : isAbsent ? content.facesAbsent
                      : content.facesKept);
    }
}

std::set<std::string> itemsAndSeriesOf(const Project& project, const std::vector<const Candidate*>& candidates)
{
    std::set<std::string> items;
    for (const auto* one : candidates) {
        items.insert(one->item);
        items.insert(project.collection().node(one->item)->parent);
    }
    return items;
}

int seriesOf(const Project& project, const std::vector<const Candidate*>& candidates)
{
    std::set<std::string> series;
    for (const auto* one : candidates)
        series.insert(project.collection().node(one->item)->parent);
    return static_cast<int>(series.size());
}

release::ReportContent reportOf(const Project& project, const release::Manifest& manifest,
                                const std::string& manifestText, const std::set<std::string>& items)
{
    release::ReportContent content;
    content.manifest = manifest;
    content.manifestSha256 = toHex(sha256(viewOf(manifestText)));
    content.decisions = static_cast<int>(project.journalLength());
    content.journalHead = project.journalHead();
    std::set<std::string> patients;
    std::set<std::string> studies;
    std::set<std::string> series;
    for (const auto& file : manifest.files) {
        const auto first = file.path.find('/', 7); // after "images/"
        const auto second = file.path.find('/', first + 1);
        const bool isPhotograph = second == std::string::npos; // lies in its patient's folder
        const bool isUnlinked = file.path.starts_with("images/unlinked/");
        content.photographs += isPhotograph ? 1 : 0;
        content.unlinked += isUnlinked ? 1 : 0;
        if (!isUnlinked)
            patients.insert(file.path.substr(0, first));
        if (isPhotograph)
            continue;
        studies.insert(file.path.substr(0, second));
        series.insert(file.path.substr(0, file.path.rfind('/')));
    }
    content.patients = static_cast<int>(patients.size());
    content.studies = static_cast<int>(studies.size());
    content.series = static_cast<int>(series.size());
    countDecisions(content, project.state(), items);
    content.heads = headsCut(project);
    content.tools = {SAFELIGHT_TOOLS};
    return content;
}

/// The documents of a release for one access, and its signature.
struct Papers {
    std::map<std::string, std::string> documents;
    std::string manifestSha256, signature;
};

Result<Papers> signPapers(const Project& project, const Leaving& leaving, const release::Manifest& manifest,
                          const review::Signer& signer, const Key& seed, const SigningWish& wish)
{
    Papers papers;
    auto& documents = papers.documents;
    documents["manifest.json"] = release::toJson(manifest);
    auto content =
        reportOf(project, manifest, documents["manifest.json"], itemsAndSeriesOf(project, leaving.candidates));
    content.facesKeptBack = seriesOf(project, leaving.keptBack);
    auto corrections = correctionsOf(project);
    if (!corrections)
        return corrections.error();
    content.corrections = std::move(*corrections);
    auto policies = policiesOf(project);
    if (!policies)
        return policies.error();
    content.policies = std::move(*policies);
    content.searches = project.state().searches;
    content.risk = riskTold(project);
    auto signatures = signaturesOf(project);
    if (!signatures)
        return signatures.error();
    content.withdrawn = std::move(*signatures); // a new signature is made: none of the earlier ones stands
    content.signer = signer;
    content.contact = wish.contact;
    content.fingerprint = fingerprintOf(publicKeyOf(seed));
    documents["report.json"] = release::reportJson(content);
    documents["report.html"] = release::reportHtml(content);
    documents["README.txt"] = release::readmeText(content);
    documents["public_key.pem"] = toPem(publicKeyOf(seed));
    const auto pdf = wish.printPdf(documents["report.html"]);
    if (!pdf)
        return pdf.error();
    documents["report.pdf"] = std::string{textOf(*pdf)};

    const auto record = recordFor(project, signer, documents, seed);
    if (!record)
        return record.error();
    documents["signature.json"] = release::toJson(*record);
    papers.manifestSha256 = content.manifestSha256;
    papers.signature = toHex(ByteView{record->signature});
    return papers;
}

}

namespace {

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

Result<Reviewer> makeReviewer(const std::string& id, const std::string& name, const std::string& role,
                              const std::string& passphrase, const Random& random)
{
    if (id.empty() || name.empty())
        return Error{ErrorCode::BadArgument, id.empty() ? "reviewer id" : "reviewer name"};
    if (!isPlain(id) || !isPlain(name) || !isPlain(role))
        return Error{ErrorCode::BadArgument, "id, name and role of a reviewer hold no control or direction characters"};
    if (passphrase.size() < shortestPassphrase)
        return Error{ErrorCode::BadArgument, "a passphrase has at least 8 characters"};
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

namespace {

/// What the review says of the release besides its files.
Done addReview(const Project& project, const Leaving& leaving, release::Manifest& manifest)
{
    if (project.state().sample) {
        std::set<std::string> keptBack;
        for (const auto* one : leaving.keptBack)
            keptBack.insert(one->item);
        auto sampled = sampling(project, keptBack);
        if (!sampled)
            return sampled.error();
        manifest.sampling = std::move(*sampled);
    }
    manifest.looks = release::looksOf(project.state(), [&](const std::string& id) { return printedName(project, id); });
    if (auto read = doubleReading(project); read)
        manifest.doubleReading = std::move(*read);
    else if (read.error().code != ErrorCode::NotFound)
        return read.error();
    if (auto cases = knownCases(project); cases)
        manifest.knownCases = std::move(*cases);
    else if (cases.error().code != ErrorCode::NotFound)
        return cases.error();
    return done();
}

/// The project cannot know which of the two will leave: what may go to everybody is signed for both.
Result<review::Signed> signFor(const Project& project, const SigningWish& wish, const review::SignOff& signOff,
                               const CheckedCandidates& checked, std::map<std::string, std::string>& documents)
{
    const auto& signer = signOff.signer();
    review::Signed event{signer.id, signer.meaning, {}, {}};
    bool hasFollowed = false;
    for (const std::string access : accesses) {
        const auto files = leavingFor(project, signOff, access);
        auto manifest = manifestOf(project, files, checked.proofs, access);
        if (!manifest)
            return manifest.error();
        if (manifest->files.empty())
            continue;
        if (auto added = addReview(project, files, *manifest); !added)
            return added.error();
        if (auto named = nameVersionBefore(project, wish, *manifest); !named)
            return named.error();
        hasFollowed = hasFollowed || manifest->follows;
        const auto papers = signPapers(project, files, *manifest, signer, checked.seed, wish);
        if (!papers)
            return papers.error();
        for (const auto& [path, bytes] : papers->documents)
            documents[access + '/' + path] = bytes;
        if (event.manifestSha256.empty()) {
            event.manifestSha256 = papers->manifestSha256;
            event.signature = papers->signature;
        }
        event.restrictedSha256 = papers->manifestSha256;
    }
    if (!wish.after.empty() && !hasFollowed)
        return Error{ErrorCode::BadArgument, "nothing of this project may go to those whom " + wish.after + " went to"};
    return event;
}

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

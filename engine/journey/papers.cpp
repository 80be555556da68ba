// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/papers.h"

#include "engine/base/hash.h"
#include "engine/journey/blocks.h"
#include "engine/journey/corrections.h"
#include "engine/journey/double_reading.h"
#include "engine/journey/heads_told.h"
#include "engine/journey/known_cases.h"
#include "engine/journey/picture_faces.h"
#include "engine/journey/policy.h"
#include "engine/journey/printed_name.h"
#include "engine/journey/risk_rows.h"
#include "engine/journey/sample.h"
#include "engine/journey/sample_plan.h"
#include "engine/journey/signatures.h"
#include "engine/journey/typed_words.h"
#include "engine/release/manifest.h"
#include "engine/release/report.h"

#include <algorithm>
#include <set>

namespace engine::journey {

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

namespace {

constexpr const char* faceKeptBack = "it keeps a face: for named people only";

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

std::set<std::string> keptBackOf(const Leaving& leaving)
{
    std::set<std::string> items;
    for (const auto* one : leaving.keptBack)
        items.insert(one->item);
    return items;
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
    manifest.siteRules =
        checkTyped(project.collection(), rules.siteRules.name, {}) ? rules.siteRules.name : "(not printed)";
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
        const bool isLookedAt = !review::isUnreadRegion(finding) || !review::isOpen(state, finding);
        if (finding.kind == review::FindingKind::Text && !review::isFaceBox(finding) && isLookedAt)
            ++(removed                           ? content.boxesBlanked
               : review::isUnreadRegion(finding) ? content.unreadKept
                                                 : content.boxesKept);
        const auto decided = state.decisions.find(id);
        if (review::isFaceBox(finding))
            ++(removed ? content.pictureFacesBlanked
               : decided != state.decisions.end() && review::isKeptFace(finding, decided->second)
                   ? content.pictureFacesKept
                   : content.pictureFacesAbsent);
        if (finding.kind != review::FindingKind::Face)
            continue;
        const auto& decision = state.decisions.at(id);
        const bool isCut = decision.verdict == review::FindingVerdict::Replace;
        if (isCut && decision.reason == withHead) {
            ++content.followersCut;
            continue;
        }
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
    for (const auto& entry : project.collection().entries()) {
        if (!items.contains(entry.id))
            continue;
        const auto* text = project.examination(entry.id, "text");
        content.picturesSearched += text && text->facesLooked > 0 ? 1 : 0;
        content.picturesNotWhole += lacksFaceSearch(entry.instance, text) ? 1 : 0;
    }
    content.heads = headsCut(project);
    content.tools = {SAFELIGHT_TOOLS};
    return content;
}

/// The documents of a release for one access, and its signature.
struct Papers {
    std::map<std::string, std::string> documents;
    std::string manifestSha256, signature;
};

/// What was typed before the files came in was compared with nobody's name then.
void withhold(const Project& project, release::ReportContent& content)
{
    const auto clean = [&](std::string& text) {
        if (!checkTyped(project.collection(), text, {}))
            text = "(not printed: it names a patient)";
    };
    for (auto& told : content.policies)
        clean(told.stated.policy.reason);
    for (auto& search : content.searches) {
        clean(search.by);
        clean(search.where);
        clean(search.result);
    }
}

/// All that a report says, but for who signed.
Result<release::ReportContent> contentOf(const Project& project, const Leaving& leaving,
                                         const release::Manifest& manifest)
{
    auto content =
        reportOf(project, manifest, release::toJson(manifest), itemsAndSeriesOf(project, leaving.candidates));
    content.facesKeptBack = seriesOf(project, leaving.keptBack);
    auto corrections = correctionsOf(project, keptBackOf(leaving));
    if (!corrections)
        return corrections.error();
    content.corrections = std::move(*corrections);
    auto policies = policiesOf(project);
    if (!policies)
        return policies.error();
    content.policies = std::move(*policies);
    content.searches = project.state().searches;
    withhold(project, content);
    content.risk = riskTold(project);
    auto signatures = signaturesOf(project);
    if (!signatures)
        return signatures.error();
    content.withdrawn = std::move(*signatures); // a new signature is made: none of the earlier ones stands
    return content;
}

/// Who signs, and with what.
struct Hand {
    const review::Signer& signer;
    const Key& seed;
};

Result<Papers> signPapers(const Project& project, const Leaving& leaving, const release::Manifest& manifest,
                          const Hand& hand, const SigningWish& wish)
{
    const auto& [signer, seed] = hand;
    Papers papers;
    auto& documents = papers.documents;
    documents["manifest.json"] = release::toJson(manifest);
    auto whole = contentOf(project, leaving, manifest);
    if (!whole)
        return whole.error();
    auto& content = *whole;
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

/// What the review says of the release besides its files.
Done addReview(const Project& project, const Leaving& leaving, release::Manifest& manifest)
{
    if (project.state().sample) {
        auto sampled = sampling(project, keptBackOf(leaving));
        if (!sampled)
            return sampled.error();
        manifest.sampling = std::move(*sampled);
    }
    std::set<std::string> leaves;
    for (const auto* one : leaving.candidates)
        leaves.insert(one->item);
    manifest.looks =
        release::looksOf(project.state(), leaves, [&](const std::string& id) { return printedName(project, id); });
    if (manifest.sampling) { // the lot that was drawn from, whoever may have which part of it
        std::set<std::string> all;
        for (const auto& [item, place] : project.state().sample->places)
            all.insert(item);
        const auto readers =
            release::looksOf(project.state(), all, [&](const std::string& id) { return printedName(project, id); });
        manifest.looks->readers = readers.readers;
        manifest.looks->withoutReader = readers.withoutReader;
    }
    if (auto read = doubleReading(project, keptBackOf(leaving)); read)
        manifest.doubleReading = std::move(*read);
    else if (read.error().code != ErrorCode::NotFound)
        return read.error();
    if (auto cases = knownCases(project); cases)
        manifest.knownCases = std::move(*cases);
    else if (cases.error().code != ErrorCode::NotFound)
        return cases.error();
    return done();
}

}

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
        const auto papers = signPapers(project, files, *manifest, {signer, checked.seed}, wish);
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

namespace {

Bytes bytesOf(const std::string& text)
{
    return {text.begin(), text.end()};
}

Result<Bytes> draftReport(const Project& project, const std::string& format, const SigningWish& wish)
{
    Leaving files;
    for (const auto& [entry, candidate] : leavingNow(project))
        files.candidates.push_back(candidate);
    auto manifest = manifestOf(project, files, {}, {});
    if (!manifest)
        return manifest.error();
    manifest->status = "draft";
    const auto blocks = blocksSigning(project);
    const bool isSampleRight =
        std::none_of(blocks.begin(), blocks.end(), [](const auto& one) { return one.code == "sample-outdated"; });
    if (auto added = isSampleRight ? addReview(project, files, *manifest) : done(); !added)
        return added.error();
    auto content = contentOf(project, files, *manifest);
    if (!content)
        return content.error();
    for (const auto& block : blocks)
        content->open.push_back(block.where.empty() ? std::to_string(block.count) + ' ' + block.words : block.where);
    content->signer.time = project.now();
    content->contact = wish.contact;
    content->manifestSha256.clear(); // there is no manifest to compare it with
    if (format == "json")
        return bytesOf(release::reportJson(*content));
    const auto html = release::reportHtml(*content);
    return format == "pdf" ? wish.printPdf(html) : Result<Bytes>{bytesOf(html)};
}

}

Result<Bytes> reportAsItStands(const Project& project, const std::string& format, const SigningWish& wish,
                               const std::string& access)
{
    if (format != "html" && format != "json" && format != "pdf")
        return Error{ErrorCode::BadArgument, "a report is html, json or pdf"};
    if (auto printable = checkTyped(project.collection(), wish.contact, "the contact"); !printable)
        return printable.error();
    if (!project.state().signature)
        return draftReport(project, format, wish);
    const auto documents = project.signedDocuments(access);
    if (!documents)
        return documents.error();
    const auto found = documents->find("report." + format);
    return found == documents->end()
               ? Result<Bytes>{Error{ErrorCode::BadArgument, "nothing was signed for that access"}}
               : bytesOf(found->second);
}

}

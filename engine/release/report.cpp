// SPDX-License-Identifier: Apache-2.0
#include "engine/release/report.h"

#include "engine/release/group_chart.h"
#include "engine/release/statement.h"

#include <map>
#include <sstream>

namespace engine::release {

namespace {

std::map<std::string, int> reasonsOf(const Manifest& manifest)
{
    std::map<std::string, int> reasons;
    for (const auto& one : manifest.setAside)
        ++reasons[one.reason];
    return reasons;
}

std::map<std::string, int> actionsOf(const Manifest& manifest)
{
    std::map<std::string, int> actions;
    for (const auto& file : manifest.files) {
        for (const auto& [letter, count] : file.actions)
            actions[letter] += count;
    }
    return actions;
}

std::map<std::string, int> pixelsOf(const Manifest& manifest)
{
    std::map<std::string, int> pixels;
    for (const auto& file : manifest.files) {
        for (const auto& state : file.pixels)
            ++pixels[state];
    }
    return pixels;
}

std::map<std::string, int> modalitiesOf(const Manifest& manifest)
{
    std::map<std::string, int> modalities;
    for (const auto& file : manifest.files)
        ++modalities[file.modality.empty() ? "not stated" : file.modality];
    return modalities;
}

std::string actionWords(const std::string& letter)
{
    static const std::map<std::string, std::string> words{{"X", "removed"},
                                                          {"Z", "emptied"},
                                                          {"D", "replaced by a dummy"},
                                                          {"U", "UID replaced"},
                                                          {"K", "kept, as an option or a rule asks"},
                                                          {"C", "cleaned"},
                                                          {"R", "changed by a rule of Safelight"}};
    const auto found = words.find(letter);
    return found == words.end() ? letter : found->second;
}

std::vector<std::pair<std::string, std::string>> stratumRows(const Sampling& sampling)
{
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& stratum : sampling.strata)
        rows.emplace_back(stratum.name, std::to_string(stratum.inspected) + " of " + std::to_string(stratum.size) +
                                            (stratum.whole ? " (all, always)" : "") + ", leaks " +
                                            std::to_string(stratum.leaks) + ", alone at most " +
                                            std::to_string(upperOf(stratum, sampling.confidence)));
    return rows;
}

void addSample(Page& page, const Sampling& sampling)
{
    page.heading("Sample");
    page.paragraph(
        "Drawn by ascending HMAC-SHA256(seed, released name) within each stratum, so that anybody can repeat the "
        "draw from the names in the release. SHA-256 of the sorted list of " +
        (sampling.size == 1 ? std::string{"the one name"} : "all " + std::to_string(sampling.size) + " names") + ": " +
        sampling.listSha256 + ". The bound is the worst split over the strata; the sum of their own bounds would be " +
        std::to_string(sampling.bonferroni) + '.');
    page.drawing("What can have leaked", boundChart(sampling, {}), boundChartInWords(sampling));
    page.table("Inspected, by stratum", stratumRows(sampling));
    if (sampling.strata.size() > 1)
        page.drawing("What each stratum says by itself", strataChart(sampling, {}),
                     "found, and up to the bound that it has alone, the same numbers as in the table");
}

const review::PolicyStated* policyOf(const ReportContent& content)
{
    return content.policies.empty() ? nullptr : &content.policies.back().stated.policy;
}

void addRisk(Page& page, const ReportContent& content)
{
    page.heading("Risk of what is kept");
    for (const auto& sentence : inWords(content.risk, policyOf(content)))
        page.paragraph(sentence);
    if (!content.risk || !content.risk->isCurrent)
        return;
    const auto& told = *content.risk;
    const int limit = policyOf(content) ? policyOf(content)->smallestGroup : 0;
    page.drawing("Patients by how many are alike", groupChart(told.assessment, limit, {}),
                 groupChartInWords(told.assessment, limit));
    page.table("How easily patients are told apart", rowsOf(told));
    page.table("What makes patients stand alone (SUDA): share that each key has in it", contributionsOf(told));
    if (const auto rows = whatIfsOf(told); !rows.empty())
        page.table("If one thing more were coarser", rows);
}

std::string notCovered(const ReportContent& content)
{
    const bool isReckoned = content.risk && content.risk->isCurrent;
    return "A release that was checked is not a release without risk: indirect identifiers that the profile keeps, "
           "unusual findings, and data published elsewhere on the same people can still point to a person. " +
           std::string{isReckoned ? "The numbers under \"Risk of what is kept\" are about its headers and tables only, "
                                    "not about what the images show."
                                  : "No statistical estimate of that risk was made."} +
           " This was written on " + content.signer.time.substr(0, 10) +
           " and is valid for that day only: what others publish later can change it.";
}

void addPolicy(Page& page, const ReportContent& content)
{
    page.heading("Policy");
    for (const auto& sentence : policyInWords(content.policies))
        page.paragraph(sentence);
    for (const auto& sentence : searchesInWords(content.searches))
        page.paragraph(sentence);
}

/// Who signed before and took it back; why is typed text and stays in the journal.
void addWithdrawn(Page& page, const std::vector<SignatureTold>& withdrawn)
{
    if (!withdrawn.empty())
        page.heading("Signatures withdrawn");
    for (const auto& one : withdrawn)
        page.paragraph("The signature of " + one.signer.name + " (" + one.signer.meaning + ", " + one.signer.time +
                       ") over the manifest " + one.manifestSha256 + " was taken back on " + one.withdrawn + '.');
}

Json withdrawnJson(const std::vector<SignatureTold>& withdrawn)
{
    auto rows = Json::array();
    for (const auto& one : withdrawn)
        rows.push_back({{"signer", one.signer}, {"manifest_sha256", one.manifestSha256}, {"withdrawn", one.withdrawn}});
    return rows;
}

/// Pictures of people show faces as they are: what a detector found of them, what became of it, and what it does not
/// find.
std::string pictureFacesSentence(const ReportContent& content)
{
    if (content.picturesSearched + content.picturesNotWhole == 0)
        return {};
    auto sentence = " Photographs, screen captures and other images that show people as photographs do were searched "
                    "for faces by a detector (" +
                    std::to_string(content.picturesSearched) +
                    "): " + counted(content.pictureFacesBlanked, "face was", "faces were") + " blanked, " +
                    counted(content.pictureFacesKept, "is kept, which may", "are kept, which may") +
                    " only be shared under restricted access, and at " +
                    counted(content.pictureFacesAbsent, "place", "places") + " a person saw none.";
    if (content.picturesNotWhole > 0)
        sentence += " In " + counted(content.picturesNotWhole, "file", "files") +
                    " the detector did not look at every frame, or at none.";
    return sentence + " Faces from the side, eyes alone and tattoos are for the person who looks.";
}

std::string facesSentence(const ReportContent& content)
{
    if (content.facesLeftOut + content.facesKept + content.facesAbsent + content.facesCut + content.facesKeptBack == 0)
        return "No series forms a volume from which a face could be reconstructed." + pictureFacesSentence(content);
    return "Series whose geometry could show a face were turned and judged by a person. Of those in the release, " +
           std::to_string(content.facesAbsent) + " show none, from " + std::to_string(content.facesCut) +
           " it was cut out and the written files were looked at again, and " + std::to_string(content.facesKept) +
           " keep a reconstructable face and may only be shared under restricted access. Of those imported, " +
           std::to_string(content.facesLeftOut) + " were left out of the release" +
           (content.manifest.access == "public" ? ", and " + std::to_string(content.facesKeptBack) +
                                                      " keep a face and are for named people only, in a release of "
                                                      "restricted access."
                                                : ".") +
           takenOnSentence(content) + pictureFacesSentence(content);
}

Json facesJson(const ReportContent& content)
{
    auto heads = Json::array();
    for (const auto& one : content.heads)
        heads.push_back({{"landmarks", {one.before, one.after}},
                         {"hits", {one.hitsBefore, one.hitsAfter}},
                         {"views", one.views},
                         {"taken_on", one.takenOn}});
    return {{"pictures_searched", content.picturesSearched},
            {"pictures_not_whole", content.picturesNotWhole},
            {"in_pictures_blanked", content.pictureFacesBlanked},
            {"in_pictures_kept", content.pictureFacesKept},
            {"in_pictures_absent", content.pictureFacesAbsent},
            {"absent", content.facesAbsent},
            {"left_out", content.facesLeftOut},
            {"cut_out", content.facesCut},
            {"followers_cut", content.followersCut},
            {"heads_cut", heads},
            {"kept", content.facesKept},
            {"kept_back", content.facesKeptBack}};
}

/// The options that the profile has or that were chosen besides, as PS3.16 CID 7050 has them.
std::vector<std::pair<std::string, std::string>> optionRows(const Method& method)
{
    std::vector<std::pair<std::string, std::string>> rows{{"Basic Application Confidentiality Profile", "113100"}};
    for (const auto& [name, code] : method.options)
        rows.emplace_back(name, code.empty() ? "as each file states" : code);
    return rows;
}

std::string profileSentence(const Manifest& manifest)
{
    const auto site = manifest.siteRules.empty() ? "" : ", with the rules of the site \"" + manifest.siteRules + "\"";
    return "DICOM " + manifest.standardEdition + " Annex E, profile \"" + manifest.profile + "\"" + site + ". ";
}

/// PS3.15 E.1.3 asks a de-identifier to say what it conforms to.
std::string conformance(const Manifest& manifest)
{
    std::string options;
    for (const auto& [name, code] : manifest.method.options)
        options += ", " + name + (code.empty() ? "" : " (" + code + ")");
    return "Safelight " + manifest.version +
           " claims conformance to the Basic Application Level Confidentiality Profile "
           "(113100) of " +
           manifest.standardEdition + " as a de-identifier" + (options.empty() ? "" : " with these options" + options) +
           ". Each file states in De-identification Method Code Sequence (0012,0064) which of them apply to it; what "
           "could "
           "not be brought to conform was set aside and is not in the release.";
}

std::string pixelsSentence(const ReportContent& content)
{
    const std::string image = isDraft(content) ? "image that would leave" : "released image";
    if (content.manifest.pixelTextExamined)
        return "Every frame of every " + image +
               " was searched for text; a person decided about each box. What no detector and no eye found is not "
               "covered.";
    return "The pixels of at least one " + image + " were not searched by a detector; " +
           std::string{content.manifest.sampling ? "a person saw it only where it was drawn."
                                                 : "they were looked at by the reviewer only."};
}

std::string whomFor(const Manifest& manifest)
{
    return manifest.access == "public" ? "everybody (public access)" : "named people only (restricted access)";
}

void addSigning(Page& page, const ReportContent& content)
{
    if (isDraft(content)) {
        addWithdrawn(page, content.withdrawn);
        return;
    }
    page.table("Signature", {{"Name", content.signer.name},
                             {"Role", content.signer.role},
                             {"Meaning", content.signer.meaning},
                             {"Time", content.signer.time},
                             {"For", whomFor(content.manifest)},
                             {"Key fingerprint (SHA-256)", content.fingerprint},
                             {"Manifest (SHA-256)", content.manifestSha256}});
    addWithdrawn(page, content.withdrawn);
    if (content.manifest.follows) {
        page.heading("Version");
        page.paragraph(inWords(*content.manifest.follows));
    }
}

void addParties(Page& page, const ReportContent& content)
{
    page.headingOnNewPage("Who did what");
    page.paragraph(
        "The collection was cleaned, reviewed and signed by one party with one installation of Safelight, "
        "before it left; what a site did before that, and a distributor after it, is not known to this report.");
    page.paragraph("Contact: " + (content.contact.empty() ? "none was stated." : content.contact));
    page.heading("Conformance");
    page.paragraph(conformance(content.manifest));
}

/// Nothing that was said once is lost (21 CFR Part 11, Annex 11): what, how many, and how it came.
void addCorrections(Page& page, const Corrections& corrections)
{
    page.heading("Changed after first entry");
    for (const auto& sentence : inWords(corrections))
        page.paragraph(sentence);
    if (const auto rows = rowsOf(corrections); !rows.empty())
        page.table("Verdicts that were replaced, first and then", rows);
    else
        page.paragraph("No verdict was replaced by another.");
}

/// What machines and people looked at, and how far that can be trusted.
void addLooking(Page& page, const ReportContent& content)
{
    const auto& manifest = content.manifest;
    page.heading("Pixels");
    page.paragraph(pixelsSentence(content));
    page.table("Files by what happened to their pixels", pixelsOf(manifest));
    if (manifest.sampling)
        addSample(page, *manifest.sampling);
    if (manifest.looks)
        page.paragraph(inWords(*manifest.looks));
    if (manifest.looks && manifest.looks->items > 0)
        page.drawing("How long was looked", looksChart(*manifest.looks, {}), looksChartInWords(*manifest.looks));
    if (manifest.doubleReading) {
        page.heading("Double reading");
        page.paragraph(inWords(*manifest.doubleReading));
        page.table("How far two readers agree", rowsOf(*manifest.doubleReading));
    }
    page.heading("Known cases");
    if (!manifest.knownCases) {
        page.paragraph("None were planted: how many leaks the reviewer sees was not measured.");
        return;
    }
    page.paragraph(inWords(*manifest.knownCases));
    page.table("Planted leaks that were seen, by reader", rowsOf(*manifest.knownCases));
}

Json countsJson(const ReportContent& content)
{
    const auto& counts = content.manifest.counts;
    return {{"in", counts.in},
            {"released", counts.written},
            {"set_aside", counts.setAside},
            {"duplicate", counts.duplicate},
            {"patients", content.patients},
            {"studies", content.studies},
            {"series", content.series},
            {"photographs", content.photographs},
            {"unlinked", content.unlinked}};
}

}

std::string reportJson(const ReportContent& content)
{
    const auto& manifest = content.manifest;
    const Json json{
        {"statement", statement(content)},
        {"status", manifest.status},
        {"open", content.open},
        {"access", manifest.access},
        {"signer", content.signer},
        {"fingerprint", content.fingerprint},
        {"manifest_sha256", content.manifestSha256},
        {"follows", manifest.follows ? Json(*manifest.follows) : Json{}},
        {"withdrawn_signatures", withdrawnJson(content.withdrawn)},
        {"safelight_version", manifest.version},
        {"standard_edition", manifest.standardEdition},
        {"profile", manifest.profile},
        {"options", manifest.options},
        {"site_rules", manifest.siteRules},
        {"method", manifest.method},
        {"method_in_words", methodInWords(manifest.method)},
        {"counts", countsJson(content)},
        {"modalities", modalitiesOf(manifest)},
        {"actions", actionsOf(manifest)},
        {"pixels", pixelsOf(manifest)},
        {"pixel_text", manifest.pixelTextExamined ? "examined" : "not examined"},
        {"boxes",
         {{"blanked", content.boxesBlanked}, {"kept", content.boxesKept}, {"unread_kept", content.unreadKept}}},
        {"proof", allProofs(manifest)},
        {"faces", facesJson(content)},
        {"set_aside_reasons", reasonsOf(manifest)},
        {"journal", {{"head", content.journalHead}, {"length", content.decisions}}},
        {"sampling", manifest.sampling ? Json(*manifest.sampling) : Json{}},
        {"policies", policiesJson(content.policies)},
        {"public_searches", searchesJson(content.searches)},
        {"risk", riskJson(content.risk, policyOf(content))},
        {"double_reading", manifest.doubleReading ? Json(*manifest.doubleReading) : Json{}},
        {"known_cases", manifest.knownCases ? Json(*manifest.knownCases) : Json{}},
        {"changed_after_first_entry", content.corrections},
        {"looks", manifest.looks ? Json(*manifest.looks) : Json{}},
        {"contact", content.contact},
        {"conformance", conformance(manifest)},
        {"tools", content.tools}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

namespace {

/// What is signed, who signed, and what nobody vouches for.
void addFirstPage(Page& page, const ReportContent& content)
{
    const auto& manifest = content.manifest;
    page.figures(
        {{std::to_string(content.patients), content.patients == 1 ? "patient" : "patients"},
         {std::to_string(content.series), "series"},
         {std::to_string(manifest.counts.written), std::string{manifest.counts.written == 1 ? "file " : "files "} +
                                                       (isDraft(content) ? "would leave" : "released")},
         {std::to_string(manifest.counts.setAside),
          manifest.counts.setAside == 1 ? "file not released" : "files not released"}});
    page.paragraph(statement(content));
    addSigning(page, content);
    page.heading("Not covered");
    page.paragraph(notCovered(content));
}

/// What stands on each printed page.
std::string headerAndFooter(const ReportContent& content)
{
    const auto& sha = content.manifestSha256;
    const auto hash = sha.size() == 64 ? "Manifest " + sha.substr(0, 8) + " \xE2\x80\xA6 " + sha.substr(56) : sha;
    return "<meta name=\"header\" content=\"De-identification report \xC2\xB7 " +
           (isDraft(content) ? "draft, not signed" : "released for " + escapeHtml(whomFor(content.manifest))) +
           "\">\n<meta name=\"footer\" content=\"" + escapeHtml(hash) + "\">\n";
}

}

std::string reportHtml(const ReportContent& content)
{
    const auto& manifest = content.manifest;
    Page page;
    addFirstPage(page, content);
    addParties(page, content);
    addPolicy(page, content);
    page.heading("Header");
    page.paragraph(profileSentence(manifest) + methodInWords(manifest.method));
    page.table("Profile and options, by code of PS3.16 CID 7050", optionRows(manifest.method));
    std::map<std::string, int> actions;
    for (const auto& [letter, count] : actionsOf(manifest))
        actions[letter + ": " + actionWords(letter)] = count;
    page.table("Elements by action of Table E.1-1a", actions);
    addLooking(page, content);
    addCorrections(page, content.corrections);
    page.heading("Faces");
    page.paragraph(facesSentence(content));
    if (!content.heads.empty())
        page.drawing("Landmarks of the face that are seen in the heads that were cut", headsChart(content.heads, {}),
                     headsChartInWords(content.heads));
    addRisk(page, content);
    page.heading(isDraft(content) ? "What would be in the release" : "What is in the release");
    page.table("Files by modality", modalitiesOf(manifest));
    page.table("Not released, by reason", reasonsOf(manifest));
    page.heading("Tools");
    std::string tools = "Safelight " + manifest.version;
    for (const auto& tool : content.tools)
        tools += ", " + tool;
    page.paragraph(tools + ". Journal of " + counted(content.decisions, "entry", "entries") + ", head " +
                   content.journalHead + ".");
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>De-identification "
           "report</title>\n" +
           headerAndFooter(content) +
           "<style>\n"
           "body{font:10pt/1.5 \"Safelight Sans\",Inter,\"Noto "
           "Sans\",sans-serif;color:#1c1c1c;max-width:150mm;margin:22mm auto}\n"
           "h1{font-size:20pt;font-weight:600}h2{font-size:13pt;font-weight:600;margin-top:18pt}\n"
           "table{font-size:9pt;border-collapse:collapse;margin:8pt 0}caption{text-align:left;font-weight:600}\n"
           "th,td{border-bottom:1px solid #d6d6d6;text-align:left;vertical-align:top}th{font-weight:400;width:40%}\n"
           "td{overflow-wrap:anywhere}.figures td{border:0}.figure{font-size:20pt;font-weight:600}figure{margin:8pt "
           "0}svg{width:100%;height:auto}\n</style></head>\n<body>\n<h1>De-identification report</h1>\n" +
           page.text() + "</body></html>\n";
}

std::string readmeText(const ReportContent& content)
{
    std::ostringstream text;
    text << "De-identified medical images, released with Safelight " << content.manifest.version << "\n\n"
         << statement(content) << "\n\n"
         << "For " << whomFor(content.manifest) << ".\n\n"
         << (content.manifest.follows ? inWords(*content.manifest.follows) + "\n\n" : "")
         << "images/          the files, by patient, study and series\n"
         << "manifest.json    every file with its SHA-256 and what was done to it\n"
         << "signature.json   who signed, over the manifest and all documents here (Ed25519)\n"
         << "public_key.pem   the key of that signature; compare its fingerprint with one you got another way:\n"
         << "                 " << content.fingerprint << "\n"
         << "report.*         what was done, for people and for programs\n\n"
         << "To check that nothing was changed, added or lost:\n\n"
         << "    safelight-cli verify FOLDER --fingerprint " << content.fingerprint << "\n";
    return text.str();
}

}

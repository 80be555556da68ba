// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/evidence.h"

#include <algorithm>

namespace engine::profile {

namespace {

constexpr std::size_t longestText = 64; // of LO, PS3.5 6.2

const dicom::Element* findTop(const dicom::Tree& tree, dicom::Tag tag)
{
    const auto found = std::find_if(tree.elements.begin(), tree.elements.end(),
                                    [&](const dicom::Element& element) { return element.tag == tag; });
    return found == tree.elements.end() ? nullptr : &*found;
}

/// Collects the additions of one file.
class Evidence {
public:
    Evidence(const dicom::Tree& tree, const Standard& standard, Plan& plan)
        : m_tree{tree}, m_standard{standard}, m_plan{plan}
    {
    }

    void set(const dicom::TagPath& path, std::string value, const std::string& reason)
    {
        const auto entry = m_standard.dictionary.find(path.back().tag);
        const auto& [keyword, vr] = entry->second;
        m_plan.edits.push_back({path, dicom::Edit::Kind::Set, vr, value});
        m_plan.identity.exempt(value); // our own words
        const auto* old = path.size() == 1 ? findTop(m_tree, path[0].tag) : nullptr;
        const auto pathText = toString(path);
        std::erase_if(m_plan.elements, [&](const PlannedElement& row) { return row.path == pathText; });
        m_plan.elements.push_back({pathText, keyword, vr, old ? old->value : "", "R", std::move(value), reason, false});
    }

    void setTop(dicom::Tag tag, std::string value, const std::string& reason)
    {
        set({{tag, {}, -1}}, std::move(value), reason);
    }

    /// A code item after those that are there.
    void addCode(dicom::TagPath sequence, const MethodCode& code, const std::string& reason)
    {
        const auto in = [&](dicom::Tag tag) {
            auto path = sequence;
            path.push_back({tag, {}, -1});
            return path;
        };
        set(in(tags::codeValue), code.value, reason);
        set(in(tags::codingScheme), "DCM", reason);
        set(in(tags::codeMeaning), code.meaning, reason);
    }

    int itemsOf(dicom::Tag tag) const
    {
        const auto* element = findTop(m_tree, tag);
        return element ? static_cast<int>(element->items.size()) : 0;
    }

    std::string appended(dicom::Tag tag, const std::string& text) const
    {
        const auto* element = findTop(m_tree, tag);
        const bool isPlain = element && std::all_of(element->value.begin(), element->value.end(),
                                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        const bool stays = isPlain && !element->value.empty() && !m_plan.identity.foundIn(element->value);
        return stays ? element->value + '\\' + text : text;
    }

private:
    const dicom::Tree& m_tree;
    const Standard& m_standard;
    Plan& m_plan;
};

std::string methodText(const Task& task, const Standard& standard)
{
    const std::string end = task.claims.isDraft ? ", draft, not reviewed" : "";
    const std::string site = task.rules.siteRules.isEmpty() ? "" : "Rules of the site before those of the profile\\";
    const auto start = "Safelight " SAFELIGHT_VERSION ", " + standard.edition + ' ' + task.rules.profile;
    return site + start.substr(0, longestText - end.size()) + end;
}

void addEquipment(Evidence& evidence)
{
    constexpr dicom::Tag manufacturer{0x0008, 0x0070}, model{0x0008, 0x1090}, versions{0x0018, 0x1020},
        purpose{0x0040, 0xA170};
    const std::string reason = "Contributing Equipment, PS3.15 E.1";
    const dicom::PathStep item{tags::contributingEquipment, {}, evidence.itemsOf(tags::contributingEquipment)};
    evidence.set({item, {manufacturer, {}, -1}}, "Safelight", reason);
    evidence.set({item, {model, {}, -1}}, "Safelight", reason);
    evidence.set({item, {versions, {}, -1}}, SAFELIGHT_VERSION, reason);
    evidence.addCode({item, {purpose, {}, 0}}, {"109104", "De-identifying Equipment"}, reason); // PS3.16 CID 7005
}

bool keepsPatient(const Plan& plan)
{
    return std::any_of(plan.doubts.begin(), plan.doubts.end(), [](const auto& doubt) {
        const auto& [place, kind, text] = doubt;
        return kind == "kept-by-site-rule" &&
               (place == toString(tags::patientName) || place == toString(tags::patientId));
    });
}

}

void addEvidence(const dicom::Tree& tree, const Task& task, const Standard& standard, Plan& plan)
{
    const auto choice = choiceOf(task.rules);
    Evidence evidence{tree, standard, plan};
    if (keepsPatient(plan))
        evidence.setTop(tags::identityRemoved, "NO", "a site rule keeps who the patient is");
    else
        evidence.setTop(tags::identityRemoved, "YES", "PS3.15 E.1: the file says that it was de-identified");
    evidence.setTop(tags::methodText, evidence.appended(tags::methodText, methodText(task, standard)),
                    "PS3.15 E.1: the file says how it was de-identified");
    int item = evidence.itemsOf(tags::methodCodes);
    const auto addMethod = [&](std::string_view name) {
        if (const auto code = standard.methodCodes.find(name); code != standard.methodCodes.end())
            evidence.addCode({{tags::methodCodes, {}, item++}}, code->second, "PS3.16 CID 7050");
    };
    addMethod("basic");
    for (const auto& option : choice.options)
        addMethod(option.column);
    if (task.claims.pixelsReviewed)
        addMethod("113101");
    if (task.claims.faces == Faces::Gone)
        addMethod("113102");
    const auto dates = plan.leavesDates || choice.has("rtn_long_modif_dates") ? "MODIFIED"
                       : choice.has("rtn_long_full_dates")                    ? "UNMODIFIED"
                                                                              : "REMOVED";
    evidence.setTop(tags::temporalModified, dates, "PS3.15 E.2: always stated");
    if (task.claims.pixelsReviewed)
        evidence.setTop(tags::burnedIn, "NO", "every frame examined, every box decided");
    if (task.claims.faces != Faces::Unknown)
        evidence.setTop(tags::recognizable, task.claims.faces == Faces::Gone ? "NO" : "YES",
                        "a person decided about its face");
    addEquipment(evidence);
}

namespace {

/// Enhanced CT, MR and PET: each frame has a type of its own, and what describes an original acquisition may stay only
/// where the image as a whole is not called derived (PS3.3 C.8.13.2, C.8.15.2, C.8.22.3).
bool hasFrameTypes(const dicom::Tree& tree)
{
    constexpr dicom::Tag sopClass{0x0008, 0x0016};
    constexpr std::string_view root = "1.2.840.10008.5.1.4.1.1.";
    const auto* uid = findTop(tree, sopClass);
    if (!uid || uid->value.rfind(root, 0) != 0)
        return false;
    const auto last = std::string_view{uid->value}.substr(root.size());
    return last == "2.1" || last == "4.1" || last == "4.3" || last == "130";
}

}

std::vector<dicom::Edit> derivationEdits(const dicom::Tree& tree, bool wasLossy)
{
    const auto* type = findTop(tree, tags::imageType);
    const std::string old = type ? type->value : "";
    const auto rest = old.find('\\');
    const std::string first = hasFrameTypes(tree) && old.rfind("DERIVED", 0) != 0 ? "MIXED" : "DERIVED";
    const auto derived = first + (rest == std::string::npos ? std::string{"\\SECONDARY"} : old.substr(rest));
    return {{{{tags::imageType, {}, -1}}, dicom::Edit::Kind::Set, "CS", derived},
            {{{tags::derivationDescription, {}, -1}},
             dicom::Edit::Kind::Set,
             "ST",
             std::string{"Pixels in boxes replaced by a flat value to remove text"} +
                 (wasLossy ? "; lossy compression decoded and stored without further loss" : "")}};
}

}

// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/strata.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace engine::journey {

namespace {

// SOP classes of PS3.4 Annex B.5, by the beginning of their UID.
constexpr std::string_view secondaryCapture = "1.2.840.10008.5.1.4.1.1.7";
constexpr std::string_view visibleLight = "1.2.840.10008.5.1.4.1.1.77.1.";
constexpr std::string_view encapsulated = "1.2.840.10008.5.1.4.1.1.104.";
constexpr std::string_view doseReport = "1.2.840.10008.5.1.4.1.1.88.67";
constexpr std::string_view radiopharmaceuticalDose = "1.2.840.10008.5.1.4.1.1.88.68";

bool isOneOf(const std::string& value, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), value) != words.end();
}

/// What sets one stratum apart from another.
struct Kind {
    std::string modality, sopClass, risk, device;
    bool hasFace = false;

    bool operator<(const Kind& other) const
    {
        return std::tie(modality, sopClass, risk, hasFace, device) <
               std::tie(other.modality, other.sopClass, other.risk, other.hasFace, other.device);
    }
};

Kind kindOf(const Project& project, const study::Entry& entry)
{
    const auto& instance = entry.instance;
    const auto& series = project.collection().node(entry.id)->parent;
    const auto* face = project.examination(series, "face");
    return {instance.modality, instance.sopClassUid, textRisk(instance),
            instance.manufacturer + (instance.model.empty() ? "" : ' ' + instance.model),
            face && !face->findings.empty()};
}

/// Without the device, which a profile may take away.
std::string publicNameOf(const Kind& kind)
{
    return (kind.modality.empty() ? std::string{"no modality"} : kind.modality) + ", SOP class " +
           (kind.sopClass.empty() ? "not stated" : kind.sopClass) + (kind.risk.empty() ? "" : ", " + kind.risk) +
           (kind.hasFace ? ", could show a face" : "");
}

std::string joined(const std::set<std::string>& words)
{
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : " + ") + word;
    return text;
}

}

std::string textRisk(const study::Instance& instance)
{
    const auto& sopClass = instance.sopClassUid;
    if (isOneOf(instance.modality, {"US", "IVUS"}))
        return "ultrasound";
    if (sopClass.starts_with(doseReport) || sopClass.starts_with(radiopharmaceuticalDose))
        return "dose-report";
    if (instance.imageType.find("SCREEN SAVE") != std::string::npos ||
        instance.imageType.find("SCREEN_SAVE") != std::string::npos)
        return "screen-save";
    if (sopClass.starts_with(secondaryCapture) || instance.modality == "SC")
        return "secondary-capture";
    if (sopClass.starts_with(visibleLight) || isOneOf(instance.modality, {"XC", "ES", "GM", "OP", "DMS"}))
        return "photograph";
    if (sopClass.starts_with(encapsulated) || instance.modality == "DOC")
        return "document";
    if (!instance.burnedInAnnotation.empty() && instance.burnedInAnnotation != "NO")
        return "burned-in";
    return instance.manufacturer.empty() ? "unknown-make" : "";
}

std::vector<review::SampleStratum> strataOf(const Project& project,
                                            const std::map<std::string, std::vector<const study::Entry*>>& units)
{
    std::map<std::pair<std::string, std::string>, review::SampleStratum> strata; // by public and full name
    for (const auto& [name, entries] : units) {
        std::set<std::string> publicNames, fullNames;
        review::SampleUnit unit{name, {}};
        bool isWhole = false;
        for (const auto* entry : entries) {
            const auto kind = kindOf(project, *entry);
            publicNames.insert(publicNameOf(kind));
            fullNames.insert(publicNameOf(kind) + ", " + (kind.device.empty() ? "unknown make" : kind.device));
            isWhole = isWhole || !kind.risk.empty();
            unit.items.push_back(entry->id);
        }
        auto& stratum = strata[{joined(publicNames), joined(fullNames)}];
        stratum.whole = stratum.whole || isWhole;
        stratum.units.push_back(std::move(unit));
    }
    std::vector<review::SampleStratum> all;
    for (auto& [names, stratum] : strata) {
        const auto alike = std::count_if(all.begin(), all.end(), [&](const auto& other) {
            return other.publicName.starts_with(names.first + ", device ");
        });
        stratum.publicName = names.first + ", device " + std::to_string(alike + 1);
        stratum.name = names.second;
        all.push_back(std::move(stratum));
    }
    return all;
}

StratumFacts factsOf(const Project& project, const review::SampleStratum& stratum)
{
    StratumFacts facts;
    std::set<std::string> series;
    for (const auto& unit : stratum.units) {
        for (const auto& item : unit.items) {
            const auto kind = kindOf(project, *project.collection().entry(item));
            facts.modalities.insert(kind.modality);
            facts.devices.insert(kind.device);
            facts.sopClasses.insert(kind.sopClass);
            facts.risks.insert(kind.risk);
            facts.couldShowFace = facts.couldShowFace || kind.hasFace;
            series.insert(project.collection().node(item)->parent);
        }
    }
    facts.risks.erase("");
    facts.series = series.size();
    return facts;
}

}

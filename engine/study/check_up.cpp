// SPDX-License-Identifier: Apache-2.0
#include "engine/study/check_up.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace engine::study {

namespace {

using Files = std::vector<const CheckedFile*>;
using Groups = std::map<std::string, Files>;
using Key = std::function<std::string(const CheckedFile&)>;

std::vector<std::string> pathsOf(const Files& files)
{
    std::vector<std::string> paths;
    for (const auto* file : files)
        paths.push_back(file->path);
    return paths;
}

Groups groupsOf(const std::vector<CheckedFile>& files, const Key& key)
{
    Groups groups;
    for (const auto& file : files) {
        if (const auto name = key(file); !name.empty())
            groups[name].push_back(&file);
    }
    return groups;
}

std::size_t differentIn(const Files& files, const Key& value)
{
    std::set<std::string> values;
    for (const auto* file : files) {
        if (const auto one = value(*file); !one.empty())
            values.insert(one);
    }
    return values.size();
}

std::string seriesOf(const CheckedFile& file)
{
    return file.instance.seriesUid;
}

bool isLocalizer(const Instance& instance)
{
    return instance.imageType.find("LOCALIZER") != std::string::npos;
}

class CheckUp {
public:
    explicit CheckUp(const std::vector<CheckedFile>& files) : m_files{files} {}

    std::vector<CheckFinding> run()
    {
        for (const auto& file : m_files) {
            if (!file.instance.damage.empty())
                m_findings.push_back({"damaged", {}, file.instance.damage, {file.path}});
        }
        checkPatients();
        checkSeries();
        for (const auto& [uid, files] : groupsOf(m_files, seriesOf)) {
            checkGeometry(uid, files);
            checkNumbers(uid, files);
        }
        checkReferences();
        checkAttributes();
        return std::move(m_findings);
    }

private:
    void tellIfSeveral(const std::string& kind, const std::pair<const std::string, Files>& group, const Key& value,
                       const std::string& words)
    {
        const auto different = differentIn(group.second, value);
        if (different > 1)
            m_findings.push_back({kind, {}, std::to_string(different) + ' ' + words, pathsOf(group.second)});
        if (different > 1 && kind != "mixed-patient") // a Patient ID is a value of the patient
            m_findings.back().place = group.first;
    }

    void checkPatients()
    {
        for (const auto& group : groupsOf(m_files, [](const auto& file) { return file.instance.patientId; })) {
            tellIfSeveral(
                "mixed-patient", group, [](const auto& file) { return file.instance.patientName; },
                "names under one Patient ID");
            tellIfSeveral(
                "mixed-patient", group, [](const auto& file) { return file.survey.birthDate; },
                "birth dates under one Patient ID");
            tellIfSeveral(
                "mixed-patient", group, [](const auto& file) { return file.survey.sex; }, "sexes under one Patient ID");
        }
        for (const auto& group : groupsOf(m_files, [](const auto& file) { return file.instance.studyUid; }))
            tellIfSeveral(
                "mixed-study", group, [](const auto& file) { return file.instance.patientId; },
                "Patient IDs in one study");
    }

    void checkSeries()
    {
        for (const auto& group : groupsOf(m_files, seriesOf)) {
            tellIfSeveral(
                "inconsistent-series", group, [](const auto& file) { return file.instance.studyUid; },
                "studies for one series");
            tellIfSeveral(
                "inconsistent-series", group, [](const auto& file) { return file.instance.modality; },
                "modalities in one series");
            tellIfSeveral(
                "inconsistent-series", group, [](const auto& file) { return file.instance.frameOfReferenceUid; },
                "frames of reference in one series");
        }
    }

    /// Single slices that belong together by their geometry.
    static Files slicesOf(const Files& files)
    {
        Files slices;
        std::copy_if(files.begin(), files.end(), std::back_inserter(slices), [](const auto* file) {
            return file->instance.frames == 1 && file->instance.geometry.known && !isLocalizer(file->instance);
        });
        return slices;
    }

    void checkGeometry(const std::string& uid, const Files& files)
    {
        const auto slices = slicesOf(files);
        if (slices.size() < 2)
            return;
        const auto& first = slices.front()->instance;
        const auto isSame = [&](const auto* file) {
            const auto& other = file->instance;
            constexpr double noise = 1e-3;
            for (std::size_t i = 0; i < 6; ++i) {
                if (std::abs(other.geometry.orientation[i] - first.geometry.orientation[i]) > noise)
                    return false;
            }
            return other.rows == first.rows && other.columns == first.columns &&
                   std::abs(other.geometry.spacing[0] - first.geometry.spacing[0]) < noise &&
                   std::abs(other.geometry.spacing[1] - first.geometry.spacing[1]) < noise;
        };
        if (std::all_of(slices.begin(), slices.end(), isSame))
            checkGaps(uid, slices);
        else
            m_findings.push_back({"inconsistent-geometry", uid,
                                  "orientation, pixel spacing or size differ within one series", pathsOf(slices)});
    }

    /// Distances along the normal of the slices; several slices at one place (phases, echoes) count once.
    static std::vector<double> placesOf(const Files& slices)
    {
        const auto& o = slices.front()->instance.geometry.orientation;
        const std::array<double, 3> normal{o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5],
                                           o[0] * o[4] - o[1] * o[3]};
        std::vector<double> places;
        for (const auto* file : slices) {
            const auto& position = file->instance.geometry.position;
            places.push_back(normal[0] * position[0] + normal[1] * position[1] + normal[2] * position[2]);
        }
        std::sort(places.begin(), places.end());
        constexpr double together = 0.01; // millimetres
        const auto isTogether = [](double a, double b) { return b - a < together; };
        places.erase(std::unique(places.begin(), places.end(), isTogether), places.end());
        return places;
    }

    void checkGaps(const std::string& uid, const Files& slices)
    {
        const auto places = placesOf(slices);
        if (places.size() < 3)
            return;
        std::vector<double> steps;
        for (std::size_t i = 1; i < places.size(); ++i)
            steps.push_back(places[i] - places[i - 1]);
        auto sorted = steps;
        std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
        const double usual = sorted[sorted.size() / 2];
        int missing = 0;
        for (const auto step : steps)
            missing += std::max(0, static_cast<int>(std::lround(step / usual)) - 1);
        if (missing > 0)
            m_findings.push_back({"missing-slices", uid,
                                  std::to_string(missing) + " of " +
                                      std::to_string(places.size() + static_cast<std::size_t>(missing)) +
                                      " places in the stack have no slice",
                                  pathsOf(slices)});
    }

    /// Only where geometry tells nothing: numbers are often not consecutive by intent, so few missing ones are told.
    void checkNumbers(const std::string& uid, const Files& files)
    {
        std::set<int> numbers;
        for (const auto* file : files)
            numbers.insert(file->instance.instanceNumber);
        if (numbers.size() < 3 || numbers.size() != files.size() || slicesOf(files).size() > 1)
            return;
        const auto span = static_cast<std::size_t>(*numbers.rbegin() - *numbers.begin()) + 1;
        if (span > numbers.size() && span - numbers.size() <= numbers.size() / 2)
            m_findings.push_back({"missing-instances", uid,
                                  std::to_string(span - numbers.size()) + " Instance Numbers are not there",
                                  pathsOf(files)});
    }

    void checkReferences()
    {
        static const std::set<std::string> referring{"RTSTRUCT", "RTPLAN", "RTDOSE", "SEG", "SR",
                                                     "KO",       "PR",     "REG",    "RWV"};
        std::set<std::string> known;
        for (const auto& file : m_files)
            known.insert(file.instance.sopInstanceUid);
        for (const auto& file : m_files) {
            if (!referring.contains(file.instance.modality))
                continue;
            const auto& references = file.survey.references;
            const auto orphans = std::count_if(references.begin(), references.end(),
                                               [&](const auto& uid) { return !known.contains(uid); });
            if (orphans > 0)
                m_findings.push_back({"orphan-reference",
                                      file.instance.sopInstanceUid,
                                      std::to_string(orphans) + " of " + std::to_string(references.size()) +
                                          " objects that it refers to are not here",
                                      {file.path}});
        }
    }

    void checkAttributes()
    {
        std::map<std::string, Files> byPlace;
        for (const auto& file : m_files) {
            for (const auto& place : file.survey.missing)
                byPlace[place].push_back(&file);
        }
        for (const auto& [place, files] : byPlace)
            m_findings.push_back({"missing-attribute", place,
                                  "required by the object's definition, and not there" +
                                      std::string{place.ends_with("1") ? " or empty" : ""},
                                  pathsOf(files)});
    }

    const std::vector<CheckedFile>& m_files;
    std::vector<CheckFinding> m_findings;
};

}

std::vector<CheckFinding> checkUp(const std::vector<CheckedFile>& files)
{
    return CheckUp{files}.run();
}

}

// SPDX-License-Identifier: Apache-2.0
#include "engine/study/identity_values.h"

#include <algorithm>
#include <set>

namespace engine::study {

namespace {

/// Beside every person name (VR PN): what is printed beside a picture, or would find the person elsewhere.
constexpr std::string_view telling[] = {
    "AccessionNumber",
    "AcquisitionDate",
    "AcquisitionDateTime",
    "AdmissionID",
    "AdmittingDate",
    "ClinicalTrialSiteName",
    "ClinicalTrialSubjectID",
    "ContentDate",
    "CountryOfResidence",
    "CurrentPatientLocation",
    "FillerOrderNumberImagingServiceRequest",
    "InstitutionAddress",
    "InstitutionName",
    "InstitutionalDepartmentName",
    "IssuerOfPatientID",
    "MedicalRecordLocator",
    "MilitaryRank",
    "OtherPatientIDs",
    "PatientAddress",
    "PatientAge",
    "PatientBirthDate",
    "PatientBirthTime",
    "PatientID",
    "PatientInsurancePlanCodeSequence",
    "PatientTelephoneNumbers",
    "PerformedProcedureStepID",
    "PerformedProcedureStepStartDate",
    "PersonAddress",
    "PersonTelephoneNumbers",
    "PlacerOrderNumberImagingServiceRequest",
    "RegionOfResidence",
    "RequestedProcedureID",
    "RequestingService",
    "ScheduledProcedureStepID",
    "SeriesDate",
    "StationName",
    "StudyDate",
    "StudyID",
};

bool isTelling(const dicom::Element& element)
{
    return element.vr == "PN" || std::binary_search(std::begin(telling), std::end(telling), element.keyword);
}

class Collector {
public:
    void collect(const std::vector<dicom::Element>& elements)
    {
        for (const auto& element : elements) {
            if (isTelling(element))
                addValues(element);
            for (const auto& item : element.items)
                collect(item.elements);
        }
    }

    std::vector<std::array<std::string, 2>> values;

private:
    void addValues(const dicom::Element& element)
    {
        std::string_view rest = element.value;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\\'), rest.size());
            add(rest.substr(0, end), element.keyword.empty() ? element.vr : element.keyword);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }

    void add(std::string_view value, const std::string& keyword)
    {
        const auto first = value.find_first_not_of(" ^=");
        if (first == value.npos)
            return;
        std::array<std::string, 2> pair{std::string{value.substr(first, value.find_last_not_of(" ^=") + 1 - first)},
                                        keyword};
        if (m_seen.insert(pair).second)
            values.push_back(std::move(pair));
    }

    std::set<std::array<std::string, 2>> m_seen;
};

}

std::vector<std::array<std::string, 2>> identityValues(const std::vector<dicom::Element>& elements)
{
    Collector collector;
    collector.collect(elements);
    return std::move(collector.values);
}

}

// SPDX-License-Identifier: Apache-2.0
// bench_large [INSTANCES]: a project of so many invented images (100,000 if not given), examined and written. Prints
// how long it takes to open (goal 3 s), what a verdict costs beside its commit (goal 1 ms of CPU) and the memory (500
// MB).
#include "engine/base/start.h"
#include "engine/journey/project.h"
#include "engine/store/store.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

using namespace engine;
using journey::Project;

namespace {

constexpr int perSeries = 100;

double secondsOf(clockid_t clock)
{
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double megabytes()
{
    std::ifstream file{"/proc/self/statm"};
    long pages = 0, resident = 0;
    file >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

journey::Discovered invented(int number)
{
    const auto name = std::to_string(number);
    const auto series = std::to_string(number / perSeries), patient = std::to_string(number / 500);
    journey::Discovered found;
    found.source = {"/in/" + name + ".dcm", -1, "in/" + name + ".dcm", std::string(64 - name.size(), '0') + name};
    auto& instance = found.instance;
    instance.kind = study::FileKind::Dicom;
    instance.sopInstanceUid = "1.2.826.0.1.3680043.8.498.1." + name;
    instance.patientId = "P" + patient;
    instance.patientName = "Doe^John" + patient;
    instance.studyUid = "1.2.826.0.1.3680043.8.498.2." + patient;
    instance.seriesUid = "1.2.826.0.1.3680043.8.498.3." + series;
    instance.frameOfReferenceUid = "1.2.826.0.1.3680043.8.498.4." + series;
    instance.instanceNumber = number;
    instance.modality = "CT";
    instance.manufacturer = "ACME";
    instance.model = "Scan 9";
    instance.sopClassUid = "1.2.840.10008.5.1.4.1.1.2";
    instance.transferSyntaxUid = "1.2.840.10008.1.2.1";
    instance.frames = instance.samplesPerPixel = 1;
    instance.rows = instance.columns = 512;
    instance.geometry.known = true;
    instance.geometry.position = {0, 0, static_cast<double>(number % perSeries)};
    instance.identity = {{{"Doe^John" + patient, "PatientName"}, {"P" + patient, "PatientID"}}};
    return found;
}

bool fill(Project& project, int count)
{
    std::vector<journey::Discovered> found;
    for (int i = 0; i < count; ++i)
        found.push_back(invented(i));
    if (!project.record(found))
        return false;
    store::Store::Batch batch{project.storage()};
    for (const auto& entry : project.collection().entries()) {
        if (!project.record(journey::Examined{entry.id, "text", 1, 1, {}, {}}))
            return false;
        const auto order = project.orderFor(entry.id);
        journey::Candidate candidate{entry.id, order ? order->stamp : std::string{}, {}, {}};
        candidate.written.pseudonym = "SL-" + entry.instance.patientId;
        candidate.written.sopInstanceUid = "2.25." + entry.instance.sopInstanceUid;
        candidate.written.sha256 = entry.source.sha256;
        if (!project.record(candidate))
            return false;
    }
    return static_cast<bool>(batch.commit());
}

/// In a process of its own, so that its memory is not counted with that of the opened project.
bool make(const std::string& folder, int count)
{
    const auto child = ::fork();
    if (child == 0) {
        auto made = Project::create(folder, {}, {});
        const bool isMade = made && fill(**made, count);
        made->reset();
        ::_exit(isMade ? 0 : 1);
    }
    int status = 1;
    return child > 0 && ::waitpid(child, &status, 0) == child && status == 0;
}

/// CPU of one verdict over a series, in milliseconds, in the middle of many.
double verdictMs(Project& project, std::size_t many)
{
    const auto series = project.collection().nodes(study::Level::Series);
    std::vector<double> times;
    for (std::size_t i = 0; i < many; ++i) {
        review::ItemsJudged event;
        for (const auto* entry : project.collection().instancesBelow(series[i % series.size()]->id))
            event.changes.push_back({entry->id, {review::ItemVerdict::Clean, review::Category::None, {}}});
        const auto before = secondsOf(CLOCK_PROCESS_CPUTIME_ID);
        if (!project.perform(event))
            return -1;
        times.push_back((secondsOf(CLOCK_PROCESS_CPUTIME_ID) - before) * 1000);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

}

int main(int argc, char** argv)
{
    if (!startProcess())
        return 1;
    const int count = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const auto root = std::filesystem::temp_directory_path() / ("safelight-large-" + std::to_string(::getpid()));
    std::filesystem::create_directory(root);
    double costs[2]{};
    for (const int size : {perSeries, count}) {
        const auto folder = (root / std::to_string(size)).string();
        if (!make(folder, size))
            return 1;
        const auto before = secondsOf(CLOCK_MONOTONIC), busy = secondsOf(CLOCK_PROCESS_CPUTIME_ID);
        auto opened = Project::open(folder, {}, {});
        if (!opened)
            return 1;
        const auto took = secondsOf(CLOCK_MONOTONIC) - before;
        const auto worked = secondsOf(CLOCK_PROCESS_CPUTIME_ID) - busy;
        if (!(*opened)->staleCandidates().empty()) // as the window asks once, before anybody judges
            return 1;
        auto& cost = costs[size == count ? 1 : 0];
        cost = verdictMs(**opened, 200);
        std::printf(
            "%d images: opened in %.2f s (%.2f s of CPU), %.0f MB, a verdict over a series of %d takes %.2f ms of "
            "CPU\n",
            size, took, worked, megabytes(), perSeries, cost);
    }
    std::printf("of these %.2f ms are not there in a project of one series\n", costs[1] - costs[0]);
    std::filesystem::remove_all(root);
    return 0;
}

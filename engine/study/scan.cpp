// SPDX-License-Identifier: Apache-2.0
#include "engine/study/scan.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace engine::study {

namespace {

namespace fs = std::filesystem;

class Scanner {
public:
    explicit Scanner(const Progress& progress) : m_progress{progress} {}

    Done addInput(const std::string& input)
    {
        std::error_code failure;
        const auto place = fs::canonical(input, failure);
        if (failure)
            return Error{failure == std::errc::permission_denied ? ErrorCode::NotReadable : ErrorCode::NotFound, input};
        m_root = place.string();
        if (!fs::is_directory(place, failure)) {
            add(place, input, fs::is_regular_file(place, failure) ? "" : "no regular file");
            return done();
        }
        fs::directory_iterator readable{place, failure};
        if (failure)
            return Error{ErrorCode::NotReadable, input};
        auto shown = input;
        while (shown.size() > 1 && shown.back() == '/')
            shown.pop_back();
        return walk(place, shown);
    }

    std::vector<FoundFile> take() { return std::move(m_found); }

private:
    void add(const fs::path& path, const std::string& shown, const std::string& reason)
    {
        if (m_seen.insert(path.string()).second)
            m_found.push_back({path.string(), shown, m_root, reason});
        m_progress.report(m_found.size(), 0);
    }

    Done walk(const fs::path& folder, const std::string& shown)
    {
        if (m_progress.stopped())
            return Error{ErrorCode::Cancelled, "scan"};
        std::error_code failure;
        std::vector<fs::directory_entry> entries;
        for (fs::directory_iterator it{folder, failure}, end; !failure && it != end; it.increment(failure))
            entries.push_back(*it);
        if (failure) {
            add(folder, shown, "the folder may not be read");
            return done();
        }
        std::sort(entries.begin(), entries.end());
        for (const auto& entry : entries) {
            const auto name = shown + '/' + entry.path().filename().string();
            const auto status = entry.symlink_status(failure);
            if (fs::is_directory(status)) {
                if (auto walked = walk(entry.path(), name); !walked)
                    return walked;
            } else {
                add(entry.path(), name,
                    fs::is_symlink(status)        ? "a link, not followed"
                    : fs::is_regular_file(status) ? ""
                                                  : "no regular file");
            }
        }
        return done();
    }

    const Progress& m_progress;
    std::string m_root;
    std::vector<FoundFile> m_found;
    std::set<std::string> m_seen;
};

}

Result<std::vector<FoundFile>> scan(const std::vector<std::string>& inputs, const Progress& progress)
{
    Scanner scanner{progress};
    for (const auto& input : inputs) {
        if (auto added = scanner.addInput(input); !added)
            return added.error();
    }
    return scanner.take();
}

}

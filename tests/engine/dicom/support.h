// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/descriptor.h"
#include "engine/dicom/data_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace engine::dicom::test {

inline const std::string pydicomFolder = "/usr/lib/python3/dist-packages/pydicom/data/";

inline std::string shared(const std::string& path)
{
    return std::string{SAFELIGHT_SHARED} + "/testdata/" + path;
}

/// Regular files below a folder, sorted.
inline std::vector<std::string> filesBelow(const std::string& folder)
{
    std::vector<std::string> paths;
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
        if (entry.is_regular_file())
            paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

inline std::string slurp(const std::string& path)
{
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// An unnamed file in memory.
inline Descriptor memoryFile(std::string_view bytes = {})
{
    Descriptor file{::memfd_create("test", MFD_CLOEXEC)};
    EXPECT_EQ(::pwrite(file.get(), bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
    return file;
}

inline std::string slurp(const Descriptor& file)
{
    std::string bytes(static_cast<std::size_t>(::lseek(file.get(), 0, SEEK_END)), '\0');
    EXPECT_EQ(::pread(file.get(), bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
    return bytes;
}

/// What a command prints.
inline std::string outputOf(const std::string& command)
{
    std::string text;
    if (auto* pipe = ::popen(command.c_str(), "r")) {
        char buffer[4096];
        while (const auto got = std::fread(buffer, 1, sizeof buffer, pipe))
            text.append(buffer, got);
        ::pclose(pipe);
    }
    return text;
}

inline Result<DataSet> loadBytes(const Descriptor& file)
{
    return load(file.get());
}

}

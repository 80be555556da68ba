// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/dictionary.h"
#include "engine/pixels/codecs.h"
#include "engine/pixels/encode.h"
#include "tests/engine/dicom/support.h"

namespace engine::pixels::test {

/// A file opened for as long as the data set lives.
struct Opened {
    Descriptor file;
    dicom::DataSet dataSet;
};

inline Opened open(const std::string& path)
{
    static const bool isReady = [] {
        registerCodecs();
        registerEncoders();
        return static_cast<bool>(dicom::prepare());
    }();
    EXPECT_TRUE(isReady);
    auto file = openForReading(path);
    auto dataSet = dicom::load(file->get());
    return {std::move(*file), std::move(*dataSet)};
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace engine::study {

/// Takes the parts of an XML text in their order. Names come without prefix.
class XmlTaker {
public:
    /// An attribute's value; empty when it is not there.
    class Attributes {
    public:
        explicit Attributes(const char** pairs) : m_pairs{pairs} {}
        std::string operator[](std::string_view name) const;

    private:
        const char** m_pairs;
    };

    virtual ~XmlTaker() = default;
    virtual void start(std::string_view name, const Attributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view words) = 0;

    /// The first fault stops the reading.
    void fail(Error error);
    const Result<bool>& fault() const { return m_fault; }

private:
    Result<bool> m_fault = true;
};

/// Reads it all. Damaged for what is no XML; Unsupported for a document type, which could hold entities; the taker's
/// own fault.
Done readXml(ByteView text, XmlTaker& taker);

}

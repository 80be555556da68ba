// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::text {

/// Which header value a piece of text resembles.
struct IdentityMatch {
    std::string keyword;
    std::string category; ///< N name, I id, D date, P place, O other
};

/// What the headers of a study say about the people and places in it, ready to be recognised in text that a machine has
/// read: with wrong letters, cut off, in another order, a date in another form.
class Identity {
public:
    /// Pairs of value and DICOM keyword, as in study::Instance::identity.
    explicit Identity(const std::vector<std::array<std::string, 2>>& values);

    /// The first value that `text` (UTF-8, as read) resembles. Up to a quarter of the letters of a long value may
    /// differ; a word of three letters or fewer must be the same.
    std::optional<IdentityMatch> findIn(std::string_view text) const;

private:
    /// A word or number of a value, and how near the text must come.
    struct Needle {
        std::string text; ///< as of lookAlikeOf; plain where it is shorter than four letters
        std::string keyword, category;
        bool isDate = false;
    };
    void addWords(const std::string& value, const std::string& keyword, const std::string& category);
    void addDate(const std::string& value, const std::string& keyword);
    void add(const std::string& text, const std::string& keyword, const std::string& category, bool isDate);

    std::vector<Needle> m_needles;
};

/// N, I, D, P or O by the name of the attribute.
std::string categoryOf(std::string_view keyword);

/// The usual written forms of a DICOM date (YYYYMMDD), without separators: "20180118", "18012018", "18JAN2018", ...
/// Empty when it is no date.
std::vector<std::string> writtenForms(std::string_view dicomDate);

}

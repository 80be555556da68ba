// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/number_format.h"
#include "engine/study/xml.h"

#include <vector>

namespace engine::study {

using TextRows = std::vector<std::vector<std::string>>;

/// A sheet (ECMA-376 part 1, 18.3) as rows of text. Formulas count by the value that was kept with them, and one
/// without fails, as an error other than #N/A (which is empty) does. Each cell of a merged range has the value of its
/// first.
class Sheet : public XmlTaker {
public:
    Sheet(const std::vector<std::string>& words, const std::vector<NumberFormat>& formats, bool isFrom1904);

    void start(std::string_view name, const Attributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view words) override;

    /// Without empty rows, each as wide as the widest.
    Result<TextRows> rows() const;

private:
    struct Cell {
        std::size_t row = 0, column = 0; ///< from 0
        std::string kind, value;
        std::size_t style = 0;
        bool isFormula = false;
    };
    struct Range {
        std::size_t top = 0, left = 0, bottom = 0, right = 0;
    };
    void startCell(const Attributes& attributes);
    void finishCell();
    void put(std::size_t row, std::size_t column, std::string value);
    void addMerged(const std::string& range);
    void fillMerged(TextRows& rows) const;
    std::string place() const; ///< of the cell that is read: "B4"

    const std::vector<std::string>& m_words;
    const std::vector<NumberFormat>& m_formats;
    bool m_isFrom1904;
    TextRows m_rows;
    std::vector<Range> m_merged;
    Cell m_cell;
    std::size_t m_nextRow = 0, m_nextColumn = 0, m_bytes = 0;
    bool m_isInCell = false, m_isText = false, m_isSpoken = false;
};

}

// SPDX-License-Identifier: Apache-2.0
#include "engine/study/spreadsheet.h"

#include "engine/study/archive.h"
#include "engine/study/number_format.h"
#include "engine/study/sheet.h"
#include "engine/study/xml.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace engine::study {

namespace {

/// The file's parts by name.
class Parts {
public:
    Parts(int fd, const std::vector<ArchiveMember>& members) : m_fd{fd}
    {
        for (std::size_t i = 0; i < members.size(); ++i)
            m_places.emplace(members[i].name, std::pair{static_cast<int>(i), members[i].size});
    }

    bool has(const std::string& name) const { return m_places.contains(name); }

    Done read(const std::string& name, XmlTaker& taker) const
    {
        const auto place = m_places.find(name);
        if (place == m_places.end())
            return Error{ErrorCode::Damaged, "a part of the spreadsheet is missing"};
        const auto [index, size] = place->second;
        if (size > largestPart)
            return Error{ErrorCode::TooLarge, "spreadsheet"};
        Bytes bytes(size);
        const auto got = extractMember(m_fd, index, bytes);
        if (!got)
            return got.error();
        return readXml(ByteView{bytes}.first(*got), taker);
    }

private:
    int m_fd;
    std::map<std::string, std::pair<int, std::uint64_t>> m_places;
};

/// xl/workbook.xml (18.2).
class Workbook : public XmlTaker {
public:
    struct Sheet {
        std::string name, relation;
    };
    std::vector<Sheet> sheets;
    bool isFrom1904 = false;

    void start(std::string_view name, const Attributes& attributes) override
    {
        if (name == "sheet")
            sheets.push_back({attributes["name"], attributes["id"]});
        if (name == "workbookPr")
            isFrom1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true";
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

/// Relationships of a part (part 2, 9.3): target by id.
class Relations : public XmlTaker {
public:
    std::map<std::string, std::string> targets;

    void start(std::string_view name, const Attributes& attributes) override
    {
        if (name != "Relationship" || attributes["TargetMode"] == "External")
            return;
        const auto target = attributes["Target"];
        targets[attributes["Id"]] = target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

/// xl/styles.xml (18.8): the number format of each cell style.
class Styles : public XmlTaker {
public:
    std::vector<NumberFormat> formats;

    void start(std::string_view name, const Attributes& attributes) override
    {
        if (name == "numFmt")
            m_own[number(attributes["numFmtId"])] = formatOf(attributes["formatCode"]);
        if (name == "cellXfs")
            m_isInside = true;
        if (name != "xf" || !m_isInside)
            return;
        const auto id = number(attributes["numFmtId"]);
        const auto own = m_own.find(id);
        formats.push_back(own == m_own.end() ? builtInFormat(id) : own->second);
    }
    void end(std::string_view name) override { m_isInside = m_isInside && name != "cellXfs"; }
    void text(std::string_view) override {}

private:
    static int number(const std::string& text)
    {
        int value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }

    std::map<int, NumberFormat> m_own;
    bool m_isInside = false;
};

/// xl/sharedStrings.xml (18.4): the words, each once; how they are spoken is left out.
class SharedStrings : public XmlTaker {
public:
    std::vector<std::string> words;

    void start(std::string_view name, const Attributes&) override
    {
        if (name == "si")
            words.emplace_back();
        if (name == "rPh")
            m_isSpoken = true;
        m_isText = name == "t" && !m_isSpoken;
    }
    void end(std::string_view name) override
    {
        m_isText = false;
        m_isSpoken = m_isSpoken && name != "rPh";
    }
    void text(std::string_view more) override
    {
        if (m_isText && !words.empty())
            words.back() += more;
    }

private:
    bool m_isText = false, m_isSpoken = false;
};

struct Context {
    Parts parts;
    Workbook book;
    Relations relations;
    Styles styles;
    SharedStrings strings;
};

Done readContext(Context& context)
{
    if (auto read = context.parts.read("xl/workbook.xml", context.book); !read)
        return read;
    if (auto read = context.parts.read("xl/_rels/workbook.xml.rels", context.relations); !read)
        return read;
    if (context.parts.has("xl/styles.xml")) {
        if (auto read = context.parts.read("xl/styles.xml", context.styles); !read)
            return read;
    }
    return context.parts.has("xl/sharedStrings.xml") ? context.parts.read("xl/sharedStrings.xml", context.strings)
                                                     : done();
}

Result<TextRows> rowsOf(const Context& context, const Workbook::Sheet& sheet)
{
    const auto target = context.relations.targets.find(sheet.relation);
    if (target == context.relations.targets.end())
        return Error{ErrorCode::Damaged, "a sheet of the spreadsheet is missing"};
    Sheet reading{context.strings.words, context.styles.formats, context.book.isFrom1904};
    if (auto read = context.parts.read(target->second, reading); !read)
        return read.error();
    return reading.rows();
}

Result<TextRows> namedRows(const Context& context, const std::string& name)
{
    const auto& sheets = context.book.sheets;
    const auto found = std::find_if(sheets.begin(), sheets.end(), [&](const auto& one) { return one.name == name; });
    return found == sheets.end() ? Result<TextRows>{Error{ErrorCode::NotFound, "a sheet of this name"}}
                                 : rowsOf(context, *found);
}

/// The rows of the one sheet that has any.
Result<TextRows> onlyRows(const Context& context)
{
    TextRows only;
    int count = 0;
    for (const auto& sheet : context.book.sheets) {
        auto rows = rowsOf(context, sheet);
        if (!rows)
            return rows;
        if (rows->empty())
            continue;
        ++count;
        only = std::move(*rows);
    }
    if (count > 1)
        return Error{ErrorCode::BadArgument, std::to_string(count) + " sheets hold data: say which by its name"};
    return only;
}

}

Result<ReadSpreadsheet::Answer> readSpreadsheet(int fd, const std::string& sheet)
{
    const auto list = listArchive(fd);
    if (!list)
        return list.error();
    Context context{Parts{fd, list->members}, {}, {}, {}, {}};
    if (!context.parts.has("xl/workbook.xml"))
        return Error{ErrorCode::Unsupported, "no XLSX: save it as XLSX or CSV"};
    if (auto read = readContext(context); !read)
        return read.error();
    auto rows = sheet.empty() ? onlyRows(context) : namedRows(context, sheet);
    if (!rows)
        return rows.error();
    return ReadSpreadsheet::Answer{std::move(*rows)};
}

}

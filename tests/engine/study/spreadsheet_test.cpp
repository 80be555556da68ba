// SPDX-License-Identifier: Apache-2.0
#include "engine/study/spreadsheet.h"

#include "engine/study/number_format.h"
#include "tests/engine/dicom/support.h"

#include <sstream>

using namespace engine;
using namespace engine::study;
using namespace engine::dicom::test;

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Spreadsheets as openpyxl writes them, and as nobody should.
class Spreadsheets : public testing::Test {
protected:
    void SetUp() override
    {
        if (outputOf("/usr/bin/python3 -c 'import openpyxl; print(1)' 2>/dev/null") != "1\n")
            GTEST_SKIP() << "needs python3-openpyxl";
        m_folder = (std::filesystem::temp_directory_path() / "sheetsXXXXXX").string();
        ASSERT_TRUE(::mkdtemp(m_folder.data()));
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    /// `script` fills `book` and its first sheet `s`; it is then saved.
    Result<ReadSpreadsheet::Answer> written(const std::string& script, const std::string& sheet = {}) const
    {
        return made("book = openpyxl.Workbook()\ns = book.active\n" + script + "\nbook.save(path)\n", sheet);
    }

    /// `parts` is a Python dict of the archive's members.
    Result<ReadSpreadsheet::Answer> zipped(const std::string& parts) const
    {
        return made("with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:\n"
                    "    for name, text in " +
                        parts + ".items(): z.writestr(name, text)\n",
                    {});
    }

    Result<ReadSpreadsheet::Answer> made(const std::string& script, const std::string& sheet) const
    {
        {
            std::ofstream file{m_folder + "/make.py"};
            file << "import datetime, random, sys, zipfile, openpyxl\npath = sys.argv[1]\n" << script;
        }
        const auto faults = outputOf("/usr/bin/python3 " + m_folder + "/make.py " + at("x.xlsx") + " 2>&1");
        EXPECT_EQ(faults, "");
        const auto file = openForReading(at("x.xlsx"));
        return file ? readSpreadsheet(file->get(), sheet) : Result<ReadSpreadsheet::Answer>{file.error()};
    }

    std::string at(const std::string& name) const { return m_folder + '/' + name; }

private:
    std::string m_folder;
};

const std::string bare =
    "'[Content_Types].xml': '<Types/>', "
    "'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id=\"r\" "
    "Target=\"worksheets/s.xml\"/></Relationships>', "
    "'xl/workbook.xml': '<workbook xmlns:r=\"x\"><sheets><sheet name=\"S\" r:id=\"r\"/></sheets></workbook>', ";

}

TEST_F(Spreadsheets, giveTheirValuesAsText)
{
    const auto read = written("s.append(['id', 'age', 'size', 'smoker', 'note'])\n"
                              "s.append(['P1', 41, 1.75, True, 'a \"quoted\", word & <sign> \\u00fc\\u6771'])\n"
                              "s.append(['007', 0.1 + 0.2, -3, False, None])\n");
    ASSERT_TRUE(read) << read.error().where;
    EXPECT_EQ(read->rows, (Rows{{"id", "age", "size", "smoker", "note"},
                                {"P1", "41", "1.75", "TRUE", "a \"quoted\", word & <sign> \xC3\xBC\xE6\x9D\xB1"},
                                {"007", "0.3", "-3", "FALSE", ""}}));
}

TEST_F(Spreadsheets, readDatesByTheirFormatInBothCalendars)
{
    const std::string script = "s.append(['date', 'moment', 'time', 'plain', 'month', 'number'])\n"
                               "s.append([datetime.date(2026, 1, 5), datetime.datetime(2026, 1, 5, 10, 30), "
                               "datetime.time(10, 30), 46027, datetime.date(2024, 2, 29), 12])\n"
                               "s['E2'].number_format = 'mmm \"y d\" yy'\n"
                               "s['F2'].number_format = '0.00\" days\"'\n";
    const Rows expected{{"date", "moment", "time", "plain", "month", "number"},
                        {"2026-01-05", "2026-01-05 10:30:00", "10:30:00", "46027", "2024-02-29", "12"}};
    EXPECT_EQ(written(script)->rows, expected);
    EXPECT_EQ(
        written("from openpyxl.utils.datetime import CALENDAR_MAC_1904\nbook.epoch = CALENDAR_MAC_1904\n" + script)
            ->rows,
        expected);
}

TEST_F(Spreadsheets, agreeWithTheProgramThatWroteThemOnManyRandomCells)
{
    const auto read =
        written("random.seed(7)\nrows = [['c%d' % i for i in range(8)]]\n"
                "for n in range(300):\n"
                "    rows.append([str(n), random.randint(-10**9, 10**9), round(random.uniform(-1e4, 1e4), 6),"
                " datetime.date(1900, 3, 1) + datetime.timedelta(random.randint(0, 90000)),"
                " ''.join(chr(random.choice([65, 233, 0x4e1c, 0x1f600, 38, 60])) for _ in range(5)),"
                " random.random() < .5, random.choice(['x', None]), 'end'])\n"
                "for row in rows: s.append(row)\n"
                "def text(v): return '' if v is None else str(v).upper() if isinstance(v, bool) else "
                "'%.15g' % v if isinstance(v, float) else str(v)\n"
                "open(path + '.tsv', 'w').write(''.join('\\t'.join(map(text, r)) + '\\n' for r in rows))\n");
    ASSERT_TRUE(read) << read.error().where;
    std::ifstream file{at("x.xlsx.tsv")};
    std::size_t row = 0;
    for (std::string line; std::getline(file, line); ++row) {
        ASSERT_LT(row, read->rows.size());
        std::string text;
        for (const auto& value : read->rows[row])
            text += (text.empty() && &value == &read->rows[row].front() ? "" : "\t") + value;
        ASSERT_EQ(text, line) << "row " << row;
    }
    EXPECT_EQ(row, 301U);
}

TEST_F(Spreadsheets, keepZerosInFrontThatTheFormatShows)
{
    EXPECT_EQ(written("s.append(['id']); s.append([1234]); s['A2'].number_format = '000000'")->rows,
              (Rows{{"id"}, {"001234"}}));
}

TEST_F(Spreadsheets, giveEachCellOfAMergedRangeItsValueAndLeaveEmptyRowsOut)
{
    const auto read = written("s['A1'], s['B1'] = 'site', 'id'\ns['A3'], s['B3'], s['B4'] = 'north', 1, 2\n"
                              "s.merge_cells('A3:A4')");
    ASSERT_TRUE(read) << read.error().where;
    EXPECT_EQ(read->rows, (Rows{{"site", "id"}, {"north", "1"}, {"north", "2"}}));
}

TEST_F(Spreadsheets, askWhichOfSeveralSheetsIsMeant)
{
    const std::string two =
        "s.title = 'one'; s.append(['a']); book.create_sheet('empty'); t = book.create_sheet('two'); "
        "t.append(['b'])";
    const auto unsaid = written(two);
    ASSERT_FALSE(unsaid);
    EXPECT_EQ(unsaid.error().code, ErrorCode::BadArgument);
    EXPECT_EQ(written(two, "two")->rows, (Rows{{"b"}}));
    EXPECT_EQ(written(two, "three").error().code, ErrorCode::NotFound);
    EXPECT_EQ(written("s.append(['a']); book.create_sheet('empty')")->rows, (Rows{{"a"}}));
}

TEST_F(Spreadsheets, takeAFormulaByTheValueThatWasKeptWithItAndRefuseOneWithout)
{
    EXPECT_EQ(written("s['A1'] = '=1+1'").error().where, "A1 is a formula that was never calculated: open and save it");
    const auto kept =
        zipped("{" + bare +
               "'xl/worksheets/s.xml': '<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c>"
               "<c r=\"B1\" t=\"str\"><f>\"x\"</f><v>x</v></c><c r=\"C1\" t=\"inlineStr\"><is><r><t>in</t></r>"
               "<r><t>line</t></r><rPh><t>spoken</t></rPh></is></c><c r=\"D1\" t=\"e\"><v>#N/A</v></c>"
               "<c r=\"E1\"><v>1e3</v></c></row></sheetData></worksheet>'}");
    ASSERT_TRUE(kept) << kept.error().where;
    EXPECT_EQ(kept->rows, (Rows{{"2", "x", "inline", "", "1000"}}));
}

TEST_F(Spreadsheets, withPrefixesOnTheirNamesAreRead)
{
    const auto read =
        zipped("{" + bare +
               "'xl/worksheets/s.xml': '<x:worksheet xmlns:x=\"y\"><x:sheetData><x:row><x:c><x:v>4</x:v></x:c>"
               "</x:row></x:sheetData></x:worksheet>'}");
    ASSERT_TRUE(read) << read.error().where;
    EXPECT_EQ(read->rows, (Rows{{"4"}}));
}

TEST_F(Spreadsheets, thatAreHostileAreRefusedWithAReason)
{
    const auto sheet = [&](const std::string& python) {
        return zipped("{" + bare + "'xl/worksheets/s.xml': " + python + "}");
    };
    const auto entity =
        sheet("'<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
              "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>'");
    EXPECT_EQ(entity.error().code, ErrorCode::Unsupported);
    EXPECT_EQ(sheet("'<worksheet><sheetData><row><c r=\"A999999999\"><v>1</v></c></row></sheetData></worksheet>'")
                  .error()
                  .code,
              ErrorCode::TooLarge);
    EXPECT_EQ(
        sheet("'<worksheet><sheetData><row><c r=\"ZZZ1\"><v>1</v></c></row></sheetData></worksheet>'").error().code,
        ErrorCode::TooLarge);
    EXPECT_EQ(sheet("'<worksheet><sheetData><row><c r=\"A1\"><v>1</v></c></row></sheetData>"
                    "<mergeCells><mergeCell ref=\"A1:A1048576\"/></mergeCells></worksheet>'")
                  .error()
                  .code,
              ErrorCode::TooLarge);
    EXPECT_EQ(sheet("' ' * 450000000").error().code, ErrorCode::TooLarge) << "a bomb";
    EXPECT_EQ(sheet("'<worksheet><sheetData>'").error().code, ErrorCode::Damaged);
    EXPECT_EQ(sheet("'<worksheet><sheetData><row><c t=\"s\"><v>5</v></c></row></sheetData></worksheet>'").error().code,
              ErrorCode::Damaged)
        << "words that are not there";
    EXPECT_EQ(
        sheet("'<worksheet><sheetData><row><c t=\"e\"><v>#REF!</v></c></row></sheetData></worksheet>'").error().code,
        ErrorCode::BadArgument);
    EXPECT_EQ(sheet("'<worksheet><sheetData><row><c><v>one</v></c></row></sheetData></worksheet>'").error().code,
              ErrorCode::Damaged);
    EXPECT_EQ(zipped("{'word/document.xml': '<x/>'}").error().code, ErrorCode::Unsupported);
    EXPECT_FALSE(made("open(path, 'wb').write(b'PK\\x03\\x04 and nothing else')\n", {}));
}

TEST(NumberFormat, knowsDatesFromDurationsAndWords)
{
    EXPECT_TRUE(formatOf("dd/mm/yyyy").isDate);
    EXPECT_TRUE(formatOf("[$-409]mmmm").isDate);
    EXPECT_FALSE(formatOf("h:mm").isDate);
    EXPECT_TRUE(formatOf("h:mm").isTime);
    EXPECT_FALSE(formatOf("0.00\" mdy\"").isDate);
    EXPECT_FALSE(formatOf("[Red]0;[Blue]-0").isDate);
    EXPECT_EQ(shown(26.5 / 24, formatOf("[h]:mm:ss"), false), "26:30:00");
    EXPECT_EQ(shown(59, builtInFormat(14), false), "1900-02-28") << "before the day that never was";
    EXPECT_EQ(shown(61, builtInFormat(14), false), "1900-03-01");
    EXPECT_EQ(shown(-1, builtInFormat(14), false), "-1");
}

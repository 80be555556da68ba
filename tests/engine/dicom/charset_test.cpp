// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/charset.h"

#include "engine/dicom/dictionary.h"
#include "tests/engine/dicom/support.h"

#include <map>
#include <set>

using namespace engine;
using namespace engine::dicom;
using namespace engine::dicom::test;

namespace {

using Texts = std::map<std::string, std::string>;

bool isText(const Element& element)
{
    static const std::set<std::string> vrs{"PN", "LO", "SH", "ST", "LT", "UC", "UT"};
    return vrs.count(element.vr) != 0;
}

void collect(const std::vector<Element>& elements, const std::string& prefix, Texts& texts)
{
    for (const auto& element : elements) {
        const auto path = prefix + toString(element.tag);
        for (std::size_t i = 0; i < element.items.size(); ++i)
            collect(element.items[i].elements, path + '[' + std::to_string(i) + "].", texts);
        // pydicom resolves private elements by a dictionary of its own, and drops the empty last groups of a name.
        if (isText(element) && (!element.tag.isPrivate() || element.tag.isPrivateCreator()))
            texts[path] = element.value.substr(0, element.value.find_last_not_of('=') + 1);
        EXPECT_TRUE(element.decodable) << path;
    }
}

Texts ours(const std::string& path)
{
    const auto file = openForReading(path);
    const auto dataSet = load(file->get());
    Texts texts;
    if (dataSet)
        collect(read(*dataSet).elements, {}, texts);
    return texts;
}

std::string oneLine(std::string text)
{
    for (std::size_t at = 0; (at = text.find_first_of("\r\n", at)) != std::string::npos;)
        text.replace(at, 1, "\xE2\x90\xA4");
    return text;
}

Texts pydicoms(const std::string& path)
{
    std::istringstream lines{outputOf("/usr/bin/python3 " + std::string{SAFELIGHT_TEST_FOLDER} + "/text_oracle.py '" +
                                      path + "' 2>/dev/null")};
    Texts texts;
    for (std::string line; std::getline(lines, line);) {
        const auto tab = line.find('\t');
        texts[line.substr(0, tab)] = line.substr(std::min(tab + 1, line.size()));
    }
    return texts;
}

}

TEST(CharacterSet, readsEveryTextOfPydicomsCharacterSetFilesAsPydicomDoes)
{
    ASSERT_TRUE(prepare());
    auto paths = filesBelow(pydicomFolder + "charset_files");
    std::erase_if(paths, [](const auto& path) { return path.find(".dcm") == std::string::npos; });
    if (paths.empty())
        GTEST_SKIP() << "python3-pydicom is not installed";

    EXPECT_EQ(paths.size(), 17U);
    for (const auto& path : paths) {
        const auto expected = pydicoms(path);
        ASSERT_FALSE(expected.empty()) << path;
        auto found = ours(path);
        for (auto& [place, text] : found)
            text = oneLine(text);
        EXPECT_EQ(found, expected) << path;
    }
}

TEST(CharacterSet, showsAndFlagsBytesThatTheDeclaredSetDoesNotHave)
{
    const auto undeclared = CharacterSet{}.decode("M\xFCller", true);
    EXPECT_FALSE(undeclared.whole);
    EXPECT_EQ(undeclared.text, "M\xC3\xBCller");

    const auto undeclaredUtf8 = CharacterSet{}.decode("M\xC3\xBCller", true);
    EXPECT_FALSE(undeclaredUtf8.whole);
    EXPECT_EQ(undeclaredUtf8.text, "M\xC3\xBCller");

    EXPECT_FALSE(CharacterSet{"ISO_IR 192"}.decode("M\xFCller", true).whole);
    EXPECT_FALSE(CharacterSet{"ISO_IR 127"}.decode("\xA1", true).whole);
    EXPECT_FALSE(CharacterSet{"GB18030"}.decode("\x81", true).whole);
    EXPECT_FALSE(CharacterSet{"NOBODY'S 7"}.decode("M\xFCller", true).whole);
    EXPECT_TRUE(CharacterSet{"NOBODY'S 7"}.decode("Miller", true).whole);
    EXPECT_FALSE(CharacterSet{"ISO_IR 192"}.decode(std::string_view{"a\0b", 3}, true).whole);
}

TEST(CharacterSet, knowsEveryDefinedTermThatHasCharactersOfItsOwn)
{
    const std::vector<std::array<const char*, 3>> cases{
        {"ISO_IR 100", "\xFC", "ü"},
        {"ISO_IR 101", "\xB3", "ł"},
        {"ISO_IR 109", "\xA6", "Ĥ"},
        {"ISO_IR 110", "\xA1", "Ą"},
        {"ISO_IR 144", "\xD6", "ж"},
        {"ISO_IR 127", "\xC8", "ب"},
        {"ISO_IR 126", "\xE1", "α"},
        {"ISO_IR 138", "\xF9", "ש"},
        {"ISO_IR 148", "\xFD", "ı"},
        {"ISO_IR 203", "\xA4", "€"},
        {"ISO_IR 166", "\xA1", "ก"},
        {"ISO_IR 13", "\xD4", "ﾔ"},
        {"ISO_IR 192", "\xC5\x82", "ł"},
        {"GB18030", "\xCD\xF5", "王"},
        {"GBK", "\xCD\xF5", "王"},
        {"GB18030", "\x81\x30\x81\x30", "\xC2\x80"},
        {"GB18030", "\x94\x39\xDA\x33", "💩"},
        {"ISO 2022 IR 6\\ISO 2022 IR 149", "\x1B$)C\xB1\xE8", "김"},
        {"\\ISO 2022 IR 58", "\x1B$)A\xCD\xF5", "王"},
        {"\\ISO 2022 IR 87", "\x1B$B;3\x1B(B", "山"},
        {"\\ISO 2022 IR 159", "\x1B$(D0!\x1B(B", "丂"},
        {"ISO 2022 IR 100\\ISO 2022 IR 144", "\xFC^\x1B-L\xD6^\xFC", "ü^ж^ü"},
    };
    for (const auto& [term, bytes, expected] : cases) {
        const auto decoded = CharacterSet{term}.decode(bytes, true);
        EXPECT_EQ(decoded.text, expected) << term;
        EXPECT_TRUE(decoded.whole) << term;
    }
}

TEST(CharacterSet, agreesWithPythonAboutGb18030CharactersOfTheBasicPlane)
{
    // Without the ten whose place differs between the editions of 2000 and 2005.
    const std::string made = "/usr/bin/python3 -c \"import sys; sys.stdout.buffer.write(''.join(chr(c) for c in "
                             "range(0xA0, 0xD800) if c != 0x1E3F and not 0x9FB4 <= c <= 0x9FBB).encode('";
    const auto text = outputOf(made + "gb18030'))\"");
    if (text.empty())
        GTEST_SKIP() << "python3 is not installed";
    const auto decoded = CharacterSet{"GB18030"}.decode(text, false);
    EXPECT_TRUE(decoded.whole);
    EXPECT_TRUE(decoded.text == outputOf(made + "utf-8'))\""));
}

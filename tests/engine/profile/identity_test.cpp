// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/identity.h"

#include <gtest/gtest.h>

using namespace engine;
using namespace engine::profile;

namespace {

Identity ofJansson()
{
    Identity identity;
    identity.add("name", "Jansson^Carl^J\\M\xC3\xBCller^Ho");
    identity.add("id", "295513");
    identity.add("id", "ACC88");
    identity.add("date", "20180118");
    identity.add("place", "Testville Community Clinic");
    identity.add("name", "\xE5\xB1\xB1\xE7\x94\xB0=Yamada");
    return identity;
}

}

TEST(Identity, findsAName)
{
    EXPECT_EQ(ofJansson().foundIn("US of JANSSON, left"), "name");
    EXPECT_EQ(ofJansson().foundIn("jansson_carl"), "name");
    EXPECT_EQ(ofJansson().foundIn("MULLER"), "name");
    EXPECT_EQ(ofJansson().foundIn("\xE5\xB1\xB1\xE7\x94\xB0\xE5\xA4\xAA"), "name");
}

TEST(Identity, takesShortNamesAsWholeWordsOnly)
{
    EXPECT_TRUE(ofJansson().foundIn("for Carl"));
    EXPECT_FALSE(ofJansson().foundIn("Carlsbad scale"));
    EXPECT_FALSE(ofJansson().foundIn("Ho"));
    EXPECT_FALSE(ofJansson().foundIn("J"));
}

TEST(Identity, findsANameSpeltBackwards)
{
    EXPECT_EQ(ofJansson().foundIn("nossnaj"), "name");
    EXPECT_EQ(ofJansson().foundIn("x NOSSNAJ_LRAC"), "name");
    EXPECT_FALSE(ofJansson().foundIn("lrac")) << "four letters that may be a word of their own";
}

TEST(Identity, findsIdsHoweverJoinedButNotInsideOtherNumbers)
{
    EXPECT_EQ(ofJansson().foundIn("study_295513_a"), "id");
    EXPECT_FALSE(ofJansson().foundIn("12955134"));
    EXPECT_EQ(ofJansson().foundIn("acc-88 acc88"), "id");
}

TEST(Identity, findsADateInUsualFormats)
{
    EXPECT_EQ(ofJansson().foundIn("on 2018-01-18"), "date");
    EXPECT_EQ(ofJansson().foundIn("on 18.01.2018"), "date");
    EXPECT_EQ(ofJansson().foundIn("01/18/2018"), "date");
    EXPECT_FALSE(ofJansson().foundIn("in 2018"));
}

TEST(Identity, findsAPlace)
{
    EXPECT_EQ(ofJansson().foundIn("TESTVILLE  community-clinic, room 3"), "place");
}

TEST(Identity, forgetsWhatIsKeptElsewhere)
{
    auto identity = ofJansson();
    identity.add("place", "Springfield Infirmary");
    identity.forget("Springfield Infirmary");
    identity.forget("295513");

    EXPECT_FALSE(identity.foundIn("Springfield Infirmary"));
    EXPECT_TRUE(identity.foundIn("295513")) << "an option that keeps a device keeps no number of the patient";
}

TEST(Identity, findsTextInBytesInTheUsualEncodings)
{
    const auto bytes = [](std::string_view text) { return Bytes{text.begin(), text.end()}; };
    EXPECT_TRUE(ofJansson().foundInBytes(bytes("xxJanssonxx")));
    EXPECT_TRUE(ofJansson().foundInBytes(bytes(std::string_view{"J\0a\0n\0s\0s\0o\0n\0", 14})));
    EXPECT_TRUE(ofJansson().foundInBytes(bytes(std::string_view{"\0J\0a\0n\0s\0s\0o\0n", 14})));
    EXPECT_TRUE(ofJansson().foundInBytes(bytes("M\xFCller")));
    EXPECT_TRUE(ofJansson().foundInBytes(bytes(std::string_view{"\0Carl \x10", 7})));
    EXPECT_FALSE(ofJansson().foundInBytes(bytes("\x8F"
                                                "Carl\x03")));
    EXPECT_FALSE(ofJansson().foundInBytes(bytes("Carlsbad")));
}

TEST(Identity, foldsTheLettersOfMoreLanguages)
{
    Identity identity;
    identity.add("name", "Nguy\u1EC5n^Th\u1ECB H\u1ED3ng");
    identity.add("name", "S\u00F8nderg\u00E5rd^Ole");
    identity.add("name", "\u0218tef\u0103nescu^Ion");
    for (const auto* written : {"NGUYEN", "Nguyen", "Soendergaard", "SONDERGARD", "Stefanescu"})
        EXPECT_TRUE(identity.foundIn(written)) << written;
}

TEST(Identity, knowsAnIdAmongNumbers)
{
    for (const auto* written : {"+295513", "-295513.0", "0295513", "2.95513e5"})
        EXPECT_TRUE(ofJansson().isId(written)) << written;
    EXPECT_FALSE(ofJansson().isId("295513.5"));

    EXPECT_TRUE(ofJansson().isId("295513 "));
    EXPECT_FALSE(ofJansson().isId("20180118"));
    EXPECT_FALSE(ofJansson().isId("29551"));
}

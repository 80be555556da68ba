// SPDX-License-Identifier: Apache-2.0
#include "engine/study/archive.h"

#include "tests/engine/dicom/support.h"

using namespace engine;
using namespace engine::study;
using namespace engine::dicom::test;

namespace {

/// Archives made by Python's own writers.
class Archives : public testing::Test {
protected:
    void SetUp() override
    {
        m_folder = (std::filesystem::temp_directory_path() / "archiveXXXXXX").string();
        ASSERT_TRUE(::mkdtemp(m_folder.data()));
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    /// `script` writes the file `name`; it has zipfile, tarfile, io and os.
    Descriptor make(const std::string& name, const std::string& script) const
    {
        const auto path = m_folder + '/' + name;
        {
            std::ofstream file{m_folder + "/make.py"};
            file << "import zipfile, tarfile, io, os, sys\npath = sys.argv[1]\n" << script;
        }
        outputOf("/usr/bin/python3 " + m_folder + "/make.py " + path + " 2>&1");
        auto opened = openForReading(path);
        EXPECT_TRUE(opened);
        return opened ? std::move(*opened) : Descriptor{};
    }

private:
    std::string m_folder;
};

const std::string threeFiles = "files = {'a/1.dcm': b'one', '\\u00fc/../2': b'two' * 1000, 'empty': b''}\n";
const std::string zipOfThree = threeFiles + "with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:\n"
                                            "    z.writestr('folder/', b'')\n"
                                            "    for name, data in files.items(): z.writestr(name, data)\n";
const std::string tarOfThree =
    threeFiles + "with tarfile.open(path, 'w:' + path.rpartition('.')[2].replace('tar', '')) as t:\n"
                 "    for name, data in files.items():\n"
                 "        i = tarfile.TarInfo(name); i.size = len(data); t.addfile(i, io.BytesIO(data))\n"
                 "    i = tarfile.TarInfo('link'); i.type = tarfile.SYMTYPE; i.linkname = '/etc/passwd'; t.addfile(i)\n"
                 "    i = tarfile.TarInfo('device'); i.type = tarfile.CHRTYPE; t.addfile(i)\n";

}

TEST_F(Archives, areListedWhateverTheirFormat)
{
    for (const std::string name : {"x.zip", "x.tar", "x.gz", "x.bz2", "x.xz"}) {
        const auto file = make(name, name == "x.zip" ? zipOfThree : tarOfThree);
        ASSERT_TRUE(isArchive(file.get())) << name;
        const auto list = listArchive(file.get());
        ASSERT_TRUE(list) << name;
        ASSERT_EQ(list->members.size(), 3U) << name;
        EXPECT_EQ(list->members[1].name, "ü/../2") << name;
        EXPECT_EQ(list->members[1].size, 3000U) << name;
        EXPECT_EQ(list->others, name == "x.zip" ? 0 : 2) << name;
    }
}

TEST_F(Archives, giveTheirMembersBack)
{
    for (const std::string name : {"x.zip", "x.tar", "x.gz"}) {
        const auto file = make(name, name == "x.zip" ? zipOfThree : tarOfThree);
        Bytes bytes(3000);
        ASSERT_EQ(*extractMember(file.get(), 1, bytes), 3000U) << name;
        EXPECT_EQ(textOf(ByteView{bytes}.first(6)), "twotwo");
        EXPECT_EQ(*extractMember(file.get(), 0, bytes), 3U);
        EXPECT_EQ(*extractMember(file.get(), 2, bytes), 0U);
        EXPECT_EQ(extractMember(file.get(), 3, bytes).error().code, ErrorCode::NotFound);
        EXPECT_EQ(extractMember(file.get(), -1, bytes).error().code, ErrorCode::NotFound);
        EXPECT_EQ(extractMember(file.get(), 1, std::span{bytes}.first(2999)).error().code, ErrorCode::TooLarge);
    }
}

TEST_F(Archives, countEncryptedMembersAndLeaveThem)
{
    const auto file =
        make("x.zip", "os.system('cd %s && echo secret > s && zip -q -P pw %s s' % (os.path.dirname(path), "
                      "path))\nos.path.exists(path) or zipfile.ZipFile(path, 'w').close()\n");
    const auto list = listArchive(file.get());
    ASSERT_TRUE(list);
    if (list->members.empty() && list->encrypted == 0)
        GTEST_SKIP() << "zip is not installed";
    EXPECT_TRUE(list->members.empty());
    EXPECT_EQ(list->encrypted, 1);
}

TEST_F(Archives, areRefusedWithTooManyMembers)
{
    const auto file = make("x.zip", "with zipfile.ZipFile(path, 'w') as z:\n"
                                    "    for i in range(100001): z.writestr(str(i), b'')\n");
    const auto list = listArchive(file.get());
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code, ErrorCode::TooLarge);
}

TEST_F(Archives, areRefusedWhenLittleUnpacksToFarTooMuch)
{
    const auto file =
        make("x.gz", "import gzip\nwith tarfile.open(path, 'w:gz') as t:\n"
                     "    for n in 'ab':\n"
                     "        i = tarfile.TarInfo(n); i.size = 300000000; t.addfile(i, open('/dev/zero', 'rb'))\n");
    const auto list = listArchive(file.get());
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code, ErrorCode::TooLarge);
}

TEST_F(Archives, areDamagedWhenTheyBreakOff)
{
    const auto whole = slurp(make("x.tar", tarOfThree));
    const auto file = memoryFile(std::string_view{whole}.substr(0, 3000));
    const auto list = listArchive(file.get());
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code, ErrorCode::Damaged);
}

TEST_F(Archives, neverCrashOnFlippedBytes)
{
    for (const std::string name : {"x.zip", "x.gz"}) {
        const auto whole = slurp(make(name, name == "x.zip" ? zipOfThree : tarOfThree));
        for (std::size_t at = 0; at < whole.size(); ++at) {
            auto bytes = whole;
            bytes[at] = static_cast<char>(bytes[at] ^ 0xFF);
            const auto file = memoryFile(bytes);
            Bytes out(5000);
            static_cast<void>(listArchive(file.get()));
            static_cast<void>(extractMember(file.get(), 1, out));
        }
    }
}

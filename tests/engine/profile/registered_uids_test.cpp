// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/profile/world.h"

// breaks libraries: DCMTK is the oracle here.
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/dcmdata/dcxfer.h>

using namespace profile_test;

// The oracle is DCMTK's own list.
TEST(RegisteredUids, holdEveryStorageClassOfDcmtk)
{
    ASSERT_GT(numberOfDcmAllStorageSOPClassUIDs, 100);
    for (int i = 0; i < numberOfDcmAllStorageSOPClassUIDs; ++i) {
        const std::string uid = dcmAllStorageSOPClassUIDs[i];
        // Drafts that never made it into the standard are under its root and in no table.
        if (uid.rfind("1.2.840.10008.5.1.4.1.1", 0) == 0) {
            EXPECT_TRUE(standard().registeredUids.contains(uid)) << uid;
        }
    }
}

TEST(RegisteredUids, holdEveryTransferSyntaxOfDcmtk)
{
    for (int i = EXS_LittleEndianImplicit; i <= EXS_RLELossless; ++i) {
        const DcmXfer syntax{static_cast<E_TransferSyntax>(i)};
        if (syntax.getXferID() && *syntax.getXferID()) {
            EXPECT_TRUE(standard().registeredUids.contains(syntax.getXferID())) << syntax.getXferName();
        }
    }
}

TEST(RegisteredUids, holdOnlyWhatDcmtkNamesOrWhatIsNewer)
{
    int unknown = 0;
    for (const auto& uid : standard().registeredUids) {
        EXPECT_EQ(uid.rfind("1.2.840.10008.", 0), 0U) << uid;
        if (uid.rfind("1.2.840.10008.6.1.", 0) != 0 && !dcmFindNameOfUID(uid.c_str()))
            ++unknown;
    }
    EXPECT_LT(unknown, 90);
}

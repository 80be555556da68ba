// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/queue_filter.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace {

using engine::review::Category;
using engine::review::ItemVerdict;
using engine::review::Judgement;
using widgets::review::QueueFilter;
using widgets::review::Standing;

const Judgement open{}, clean{ItemVerdict::Clean, {}, {}}, flagged{ItemVerdict::Flag, {}, {}},
    cut{ItemVerdict::Damaged, {}, "anatomy-cut"}, name{ItemVerdict::Found, Category::Name, {}};

TEST(QueueFilter, takesAllThatStandAsAskedAndHaveEveryWord)
{
    const QString known{"US ACME Sono 3 Ultrasound Image"};
    EXPECT_TRUE((QueueFilter{}.takes(name, known)));
    EXPECT_TRUE((QueueFilter{Standing::Open, "sono us"}.takes(open, known)));
    EXPECT_FALSE((QueueFilter{Standing::Open, "sono ct"}.takes(open, known)));
    EXPECT_FALSE((QueueFilter{Standing::Open, {}}.takes(flagged, known)));
    EXPECT_TRUE((QueueFilter{Standing::Flagged, {}}.takes(flagged, known)));
    EXPECT_TRUE((QueueFilter{Standing::All, "anatomy-cut"}.takes(cut, known))) << "by the reason";
    EXPECT_TRUE((QueueFilter{Standing::All, "identity: name"}.takes(name, known))) << "by the verdict";
}

TEST(QueueFilter, wantsWhatIsOpenOrAskedForBecauseOfItsVerdict)
{
    EXPECT_TRUE((QueueFilter{Standing::All, "us"}.wants(open, "US")));
    EXPECT_FALSE((QueueFilter{Standing::All, "us"}.wants(clean, "US")));
    EXPECT_TRUE((QueueFilter{Standing::Flagged, {}}.wants(flagged, {}))) << "it is to be looked at again";
    EXPECT_FALSE((QueueFilter{Standing::Damaged, {}}.wants(open, {})));
}

TEST(QueueFilter, comesBackFromItsText)
{
    for (const auto standing : widgets::review::standings) {
        for (const char* words : {"", "us", "Übersee 3"}) {
            const QueueFilter filter{standing, QString::fromUtf8(words)};
            EXPECT_EQ(QueueFilter::fromText(filter.toText()), filter);
        }
    }
    EXPECT_EQ(QueueFilter::fromText("something else"), QueueFilter{});
    EXPECT_EQ(QueueFilter{}.toText(), "");
}

TEST(QueueFilter, knowsWhatAnItemIsAndNothingOfWhoseItIs)
{
    const QTemporaryDir home;
    auto project = engine::journey::Project::create(home.filePath("project").toStdString(), {}, {});
    ASSERT_TRUE(project);
    engine::journey::Discovered one;
    one.source = {"/in/kowalski.dcm", -1, "in/kowalski.dcm", "digest"};
    auto& instance = one.instance;
    instance.kind = engine::study::FileKind::Dicom;
    instance.sopInstanceUid = "1.2.3.4.5";
    instance.sopClassUid = "1.2.840.10008.5.1.4.1.1.6.1";
    instance.seriesUid = "1.2.3";
    instance.studyUid = "1.2";
    instance.patientId = "MRN77";
    instance.patientName = "KOWALSKI^JAN";
    instance.seriesDescription = "liver of Kowalski";
    instance.modality = "US";
    instance.manufacturer = "ACME";
    instance.model = "Sono 3";
    instance.frames = instance.rows = instance.columns = 10;
    ASSERT_TRUE((*project)->record({one}));
    const auto items = widgets::review::itemsOf(**project);
    ASSERT_EQ(items.size(), 1U);
    const auto known = widgets::review::knownOf(**project, items[0]);
    for (const char* word : {"US", "ACME", "Sono 3", "Ultrasound"})
        EXPECT_TRUE(known.contains(word)) << word << " in " << qPrintable(known);
    const auto label = QString::fromStdString((*project)->label("p1"));
    for (const auto& word : {QString{"KOWALSKI"}, QString{"MRN77"}, QString{"1.2.3"}, QString{"SL-"}, label})
        EXPECT_FALSE(known.contains(word, Qt::CaseInsensitive)) << qPrintable(word);
}

}

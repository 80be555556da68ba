// SPDX-License-Identifier: Apache-2.0
#include "widgets/journal/journal_screen.h"

#include "engine/journey/journal_note.h"
#include "widgets/words/words.h"

#include <QAction>

namespace widgets::journal {

namespace {

QString ofKind(const std::string& kind)
{
    const std::pair<const char*, QString> known[] = {
        {"items-judged", JournalScreen::tr("Judged")},
        {"findings-decided", JournalScreen::tr("Decided a finding")},
        {"faces-reopened", JournalScreen::tr("Asked about faces again, since files were added")},
        {"box-drawn", JournalScreen::tr("Drew a box")},
        {"box-moved", JournalScreen::tr("Moved a box")},
        {"box-removed", JournalScreen::tr("Took away a box")},
        {"boxes-carried", JournalScreen::tr("Same boxes on images of one layout")},
        {"templates-removed", JournalScreen::tr("Took away templates of devices, or brought some back")},
        {"rules-chosen", JournalScreen::tr("Chose rules")},
        {"sample-drawn", JournalScreen::tr("Drew a sample")},
        {"sample-extended", JournalScreen::tr("Extended the sample")},
        {"policy-stated", JournalScreen::tr("Stated the policy")},
        {"public-search-told", JournalScreen::tr("Told of a search for other public data")},
        {"risk-assessed", JournalScreen::tr("Reckoned the risk of what is kept")},
        {"second-reading-asked", JournalScreen::tr("Asked for a second reading")},
        {"second-read", JournalScreen::tr("Judged as the second reader")},
        {"adjudicated", JournalScreen::tr("Decided where two readers differ")},
        {"cases-planted", JournalScreen::tr("Planted known cases")},
        {"cases-checked", JournalScreen::tr("Checked known cases")},
        {"cases-removed", JournalScreen::tr("Removed and scored known cases")},
        {"signed", JournalScreen::tr("Signed")},
        {"reopened", JournalScreen::tr("Reopened")},
        {"released", JournalScreen::tr("Released")},
        {"crosswalk-exported", JournalScreen::tr("Wrote the crosswalk to a sealed file")},
        {"crosswalk-imported", JournalScreen::tr("Took new names from a sealed crosswalk")},
    };
    for (const auto& [name, words] : known)
        if (kind == name)
            return words;
    return words::text(kind);
}

/// Of a sealed crosswalk: which file it was.
QString fileOf(const engine::journey::JournalEntry& entry)
{
    if (!engine::journey::isNote(entry.kind))
        return {};
    const auto content = engine::parseJson(entry.text);
    const auto note = content ? content->value(entry.kind, engine::Json::object()) : engine::Json::object();
    return words::text(note.value("sha256", ""));
}

}

JournalScreen::JournalScreen(const session::Desk& desk) : ProjectScreen{QStringLiteral("journal"), tr("Journal"), desk}
{
    auto* panel = new look::Panel{look::Role::Panel};
    auto* column = look::box<QVBoxLayout>(panel);
    m_heading = new look::Heading{tr("What was done, newest first")};
    m_list = new look::RowList{tr("Journal")};
    column->addWidget(m_heading);
    column->addWidget(m_list, 1);
    setBody(panel);
    setStops({m_list, &bar()});
    auto* check = add(frame::Deed::Verify, {tr("Verify"), "shield-check"}, [this] { verify(); });
    bar().add(check);
}

void JournalScreen::enter()
{
    ProjectScreen::enter();
    m_list->setFocus();
}

void JournalScreen::refresh()
{
    const auto entries = session().project().journal();
    QList<look::Row> rows;
    if (entries) {
        for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
            look::Row row;
            row.id = QString::number(entry->number);
            row.title = entry->undoes > 0 ? tr("%1, taking back entry %2").arg(ofKind(entry->kind)).arg(entry->undoes)
                                          : ofKind(entry->kind);
            row.sub = tr("%1 · %2").arg(entry->number).arg(words::text(entry->time).replace('T', ' '));
            if (!entry->actor.empty())
                row.sub += QStringLiteral(" · ") + words::text(entry->actor);
            if (const auto file = fileOf(*entry); !file.isEmpty())
                row.sub += tr(" · SHA-256 of the file %1").arg(file);
            row.right = words::text(entry->hash).left(16);
            rows += row;
        }
    } else {
        refuse(words::ofError(entries.error()));
    }
    m_list->setRows(rows);
    m_heading->setRight(tr("%n entries", nullptr, int(rows.size())));
}

void JournalScreen::verify()
{
    if (session().isLent())
        return;
    const auto done = session().project().verifyJournal();
    if (done)
        bar().say(tr("Unbroken: every entry follows from the one before."), look::Role::Teal);
    else
        bar().say(
            tr("Broken at %1. Somebody changed this project outside Safelight.").arg(words::text(done.error().where)),
            look::Role::Red);
}

QString JournalScreen::progress() const
{
    return tr("%n entries in the journal", nullptr, int(m_list->rows().size()));
}

}

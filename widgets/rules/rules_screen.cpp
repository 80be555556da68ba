// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/rules_screen.h"

#include "widgets/words/words.h"

#include <QAction>
#include <QLineEdit>
#include <QSplitter>

#include <algorithm>

namespace widgets::rules {

using engine::review::Finding;
using engine::review::FindingKind;
using engine::review::FindingVerdict;
using frame::Deed;
using look::Role;
using look::Text;
using look::Type;

namespace {

/// One rule as a sentence, with the option of PS3.15 it stands for under it.
QWidget* sentence(const QString& words, const QString& effect)
{
    auto* panel = new QWidget;
    auto* column = look::box<QVBoxLayout>(panel, 12, 2);
    column->addWidget(look::paragraph(words));
    auto* small = new Text{effect, Type::Small, Role::Text2};
    small->setWordWrap(true);
    column->addWidget(small);
    panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return panel;
}

}

RulesScreen::RulesScreen(const session::Desk& desk) : ProjectScreen{QStringLiteral("rules"), tr("Rules"), desk}
{
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    body->addWidget(choices());
    body->addWidget(difference());
    body->setStretchFactor(1, 1);
    body->setSizes({400, 900});
    setBody(body);
    setStops({m_read, &m_header->list(), &bar()});

    m_remove = add(Deed::Remove, {tr("Take out"), {}}, [this] { decide(FindingVerdict::Remove); });
    m_keep = add(Deed::Keep, {tr("Keep"), {}}, [this] { decide(FindingVerdict::Keep); });
    auto* filter = add(Deed::Filter, {tr("Filter"), "filter"}, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    auto* back = add(Deed::TakeBack, {tr("Take back"), "undo-2"}, [this] { session().undo(); });
    m_step = add(Deed::Step, {tr("Go to Text"), {}}, [this] { Q_EMIT wish(QStringLiteral("text")); });
    bar().add(m_remove, Role::Red);
    bar().add(m_keep, Role::Teal);
    bar().add(filter);
    bar().add(back);
    bar().setStep(m_step);
}

QWidget* RulesScreen::choices()
{
    auto* panel = new look::Panel{Role::Panel};
    panel->setMinimumWidth(320);
    auto* column = look::box<QVBoxLayout>(panel);
    m_rulesHeading = new look::Heading{tr("What happens to the header")};
    column->addWidget(m_rulesHeading);
    m_sentences = look::box<QVBoxLayout>(nullptr);
    column->addLayout(m_sentences);
    column->addWidget(look::rule());
    m_readHeading = new look::Heading{tr("Kept texts to read")};
    column->addWidget(m_readHeading);
    m_read = new look::RowList{tr("Kept texts to read")};
    column->addWidget(m_read, 1);
    m_empty =
        new Text{tr("Nothing is open. Texts that the rules keep stand first in the difference, with a diamond: read "
                    "them there."),
                 Type::Small, Role::Text2};
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(12, 0, 12, 12);
    column->addWidget(m_empty);
    column->addStretch();
    connect(m_read, &look::RowList::chosen, this, [this](const QString& id) {
        const auto found = session().state().findings.find(id.toStdString());
        if (found != session().state().findings.end())
            m_header->show(found->second.item);
    });
    return panel;
}

void RulesScreen::fillSentences()
{
    const auto& rules = session().state().rules;
    if (m_sentences->count() > 0 && rules.profile == m_shown.profile && rules.options == m_shown.options &&
        rules.siteRules == m_shown.siteRules)
        return;
    m_shown = rules;
    while (auto* old = m_sentences->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    const auto has = [&](const char* option) {
        return std::find(rules.options.begin(), rules.options.end(), option) != rules.options.end();
    };
    const auto say = [this](const QString& words, const QString& effect) {
        m_sentences->addWidget(sentence(words, effect));
    };
    m_rulesHeading->setRight(words::text(rules.profile));
    say(has("retain-institution-identity")
            ? tr("Everything that names a person is removed, emptied or replaced; the institution stays.")
            : tr("Everything that names a person or place is removed, emptied or replaced."),
        tr("PS3.15 Table E.1-1, Basic Application Level Confidentiality Profile (113100)"));
    say(has("retain-full-dates")
            ? tr("Dates and times stay as they are.")
            : tr("Dates and times are removed; where the standard needs one, an invented one stands."),
        has("retain-full-dates") ? tr("Retain Longitudinal Temporal Information with Full Dates (113106)")
                                 : tr("no dates kept"));
    say(has("retain-uids") ? tr("UIDs stay as they are; patient numbers get new ones.")
                           : tr("UIDs and patient numbers get new ones: the same old one always the same new one."),
        has("retain-uids") ? tr("Retain UIDs (113110)") : tr("keyed by this project"));
    say(tr("Private elements are removed."), tr("no list of safe ones is used"));
    m_header->again();
}

QWidget* RulesScreen::difference()
{
    auto* panel = new look::Panel{Role::Panel};
    auto* column = look::box<QVBoxLayout>(panel);
    auto* bar = new look::Panel{Role::Panel, Qt::BottomEdge};
    bar->setFixedHeight(44);
    auto* row = look::box<QHBoxLayout>(bar, 0, 8);
    row->setContentsMargins(12, 0, 12, 1);
    m_file = new Text{{}, Type::Body, Role::Text2};
    m_filter = look::field(tr("Filter the elements"));
    m_filter->setPlaceholderText(tr("Filter by name, tag or value"));
    m_filter->setFixedWidth(260);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) { m_header->setFilter(words); });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { m_header->setFocus(); });
    row->addWidget(m_file);
    row->addStretch();
    row->addWidget(m_filter);
    column->addWidget(bar);
    m_header = new header::HeaderPanel{desk(), tr("What happens to this file")};
    column->addWidget(m_header, 1);
    return panel;
}

void RulesScreen::enter()
{
    ProjectScreen::enter();
    showFile(m_index);
    (m_open > 0 ? static_cast<QWidget*>(m_read) : &m_header->list())->setFocus();
}

void RulesScreen::showFile(int index)
{
    const auto& entries = session().project().collection().entries();
    if (entries.empty()) {
        m_file->setText(tr("No files yet"));
        return;
    }
    m_index = qBound(0, index, int(entries.size()) - 1);
    m_file->setText(
        tr("File %1 of %2   ←  →").arg(words::number(std::size_t(m_index) + 1), words::number(entries.size())));
    m_header->show(entries[std::size_t(m_index)].id);
    Q_EMIT statusChanged();
}

void RulesScreen::goBy(int files)
{
    if (!session().isLent())
        showFile(m_index + files);
}

void RulesScreen::refresh()
{
    const auto& state = session().state();
    QList<look::Row> rows;
    m_open = 0;
    for (const auto& [id, finding] : state.findings) {
        if (finding.kind != FindingKind::Header)
            continue;
        const bool open = engine::review::isOpen(state, finding);
        m_open += open ? 1 : 0;
        const bool kept = engine::review::verdictInForce(state, finding) == FindingVerdict::Keep;
        look::Row row;
        row.id = words::text(id);
        row.title = words::text(finding.text);
        row.mono = true;
        row.sub = words::text(finding.place);
        row.right = open ? tr("undecided") : kept ? tr("keep") : tr("take out");
        row.mark = open ? look::Mark::Open : words::markOf(state, finding);
        rows += row;
    }
    fillSentences();
    m_read->setRows(rows);
    m_read->setVisible(!rows.isEmpty());
    m_empty->setVisible(rows.isEmpty());
    m_readHeading->setRight(m_open > 0 ? tr("%n open", nullptr, int(m_open)) : QString{},
                            m_open > 0 ? Role::Amber : Role::Text2);
    m_remove->setVisible(!rows.isEmpty());
    m_keep->setVisible(!rows.isEmpty());
}

void RulesScreen::decide(FindingVerdict verdict)
{
    const auto id = m_read->currentId();
    if (id.isEmpty()) {
        refuse(tr("Choose a text first"));
        return;
    }
    if (refuseWhenFrozen())
        return;
    const auto& rows = m_read->rows();
    if (session().perform(engine::review::FindingsDecided{{{id.toStdString(), {verdict, {}}}}})) {
        for (const auto& row : rows) {
            if (row.mark == look::Mark::Open) {
                m_read->setCurrentId(row.id);
                break;
            }
        }
    }
}

QString RulesScreen::place() const
{
    return session().isLent() ? QString{} : tr("File %1").arg(m_index + 1);
}

QString RulesScreen::progress() const
{
    return m_open > 0 ? tr("%n text(s) to read", nullptr, int(m_open)) : tr("Nothing to read");
}

}

// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/rules_screen.h"

#include "widgets/words/words.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSplitter>

#include <algorithm>

namespace widgets::rules {

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
    m_kept = new KeptPanel;
    m_kept->setMinimumWidth(300);
    auto* texts = new look::Panel{Role::Panel, Qt::LeftEdge | Qt::RightEdge};
    look::box<QVBoxLayout>(texts)->addWidget(m_kept);
    body->addWidget(texts);
    body->addWidget(difference());
    body->setStretchFactor(2, 1);
    body->setSizes({300, 400, 600});
    setBody(body);
    setStops({&m_kept->list(), &m_header->list(), &bar()});
    connect(m_kept, &KeptPanel::chosen, this, &RulesScreen::showFirstFile);
    connect(m_kept, &KeptPanel::replaced, this,
            [this](const QString& words) { decide(FindingVerdict::Replace, words); });
    addDeeds();
}

void RulesScreen::addDeeds()
{
    auto* keep = add(Deed::Pass, {tr("Keep, next"), {}}, [this] { decide(FindingVerdict::Keep); });
    keep->setShortcuts({frame::keyOf(Deed::Pass), frame::keyOf(Deed::Keep)});
    auto* remove = add(Deed::Remove, {tr("Take out, next"), {}}, [this] { decide(FindingVerdict::Remove); });
    remove->setShortcuts({frame::keyOf(Deed::Remove), frame::keyOf(Deed::Delete)});
    auto* edit = add(Deed::Edit, {tr("Replace…"), {}}, [this] {
        if (m_kept->currentId().isEmpty())
            refuse(tr("Choose a text first"));
        else if (!refuseWhenFrozen())
            m_kept->startEdit();
    });
    auto* next = add(Deed::NextOpen, {tr("Next open"), {}}, [this] {
        m_kept->setFocus(Qt::ShortcutFocusReason);
        if (!m_kept->goToNextOpen())
            refuse(tr("No text is open"));
    });
    m_ofTexts = {keep, remove, edit, next};
    auto* filter = add(Deed::Filter, {tr("Filter"), "filter"}, [this] {
        if (m_kept->isAncestorOf(focusWidget())) {
            m_kept->startFilter();
            return;
        }
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    auto* back = add(Deed::TakeBack, {tr("Take back"), "undo-2"}, [this] { session().undo(); });
    bar().add(keep, Role::Teal);
    bar().add(remove, Role::Red);
    bar().add(edit);
    bar().add(next);
    bar().add(filter);
    bar().add(back);
    bar().setStep(add(Deed::Step, {tr("Go to Text"), {}}, [this] { Q_EMIT wish(QStringLiteral("text")); }));
}

QWidget* RulesScreen::choices()
{
    auto* panel = new look::Panel{Role::Panel};
    panel->setMinimumWidth(260);
    auto* column = look::box<QVBoxLayout>(panel);
    m_rulesHeading = new look::Heading{tr("What happens to the header")};
    column->addWidget(m_rulesHeading);
    m_sentences = look::box<QVBoxLayout>(nullptr);
    column->addLayout(m_sentences);
    column->addStretch();
    return panel;
}

void RulesScreen::showFirstFile(const QString& text)
{
    if (session().isLent())
        return;
    const auto item = m_kept->firstFile(text);
    const auto& entries = session().project().collection().entries();
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.id == item; });
    if (found != entries.end())
        showFile(int(found - entries.begin()));
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
    const auto inForce = engine::journey::rulesOf(session().state());
    const auto options = engine::profile::optionNames(inForce);
    const auto has = [&](const char* option) {
        return std::find(options.begin(), options.end(), option) != options.end();
    };
    const auto say = [this](const QString& words, const QString& effect) {
        m_sentences->addWidget(sentence(words, effect));
    };
    m_rulesHeading->setRight(words::text(rules.profile));
    say(has("retain-institution-identity")
            ? tr("Everything that names a person is removed, emptied or replaced; the institution stays.")
            : tr("Everything that names a person or place is removed, emptied or replaced."),
        tr("PS3.15 Table E.1-1, Basic Application Level Confidentiality Profile (113100)"));
    if (has("retain-modified-dates"))
        say(tr("Dates move back, all of a person's by the same days; times of day stay."),
            tr("Retain Longitudinal Temporal Information with Modified Dates (113107)"));
    else if (has("retain-full-dates"))
        say(tr("Dates and times stay as they are."),
            tr("Retain Longitudinal Temporal Information with Full Dates (113106)"));
    else
        say(tr("Dates and times are removed; where the standard needs one, an invented one stands."),
            tr("no dates kept"));
    say(has("retain-uids") ? tr("UIDs stay as they are; patient numbers get new ones.")
                           : tr("UIDs and patient numbers get new ones: the same old one always the same new one."),
        has("retain-uids") ? tr("Retain UIDs (113110)") : tr("keyed by this project"));
    say(has("clean-descriptors") ? tr("Descriptions stay; what names somebody is cut out of them.")
                                 : tr("Descriptions and comments are removed."),
        has("clean-descriptors") ? tr("Clean Descriptors (113105)") : tr("free text elsewhere is cleaned"));
    if (has("retain-patient-characteristics"))
        say(engine::profile::capsAges(inForce) ? tr("Sex, age, size and weight stay; ages above 89 read 090Y.")
                                               : tr("Sex, age, size and weight stay."),
            tr("Retain Patient Characteristics (113108)"));
    if (has("retain-device-identity"))
        say(tr("Names and numbers of devices stay; their network titles get new ones."),
            tr("Retain Device Identity (113109)"));
    say(has("retain-safe-private") ? tr("Private elements go, but for those on the standard's list of safe ones.")
                                   : tr("Private elements are removed."),
        has("retain-safe-private") ? tr("Retain Safe Private (113111), Table E.3.10-1")
                                   : tr("no list of safe ones is used"));
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
    m_filter->installEventFilter(this);
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
    (m_kept->open() > 0 ? static_cast<QWidget*>(&m_kept->list()) : &m_header->list())->setFocus();
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
    fillSentences();
    m_kept->show(session().project().keptTexts(), session().state());
    for (auto* action : m_ofTexts)
        action->setVisible(!m_kept->list().rows().isEmpty());
}

void RulesScreen::decide(FindingVerdict verdict, const QString& words)
{
    const auto id = m_kept->currentId();
    if (id.isEmpty()) {
        refuse(tr("Choose a text first"));
        return;
    }
    if (refuseWhenFrozen() ||
        !session().perform(engine::review::FindingsDecided{{{id.toStdString(), {verdict, words.toStdString()}}}}))
        return;
    m_header->again();
    if (!m_kept->goToNextOpen())
        m_kept->goDown();
}

bool RulesScreen::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_filter || event->type() != QEvent::ShortcutOverride)
        return ProjectScreen::eventFilter(watched, event);
    const auto key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        event->accept(); // ends the filter; means no verdict here
    return ProjectScreen::eventFilter(watched, event);
}

QString RulesScreen::place() const
{
    return session().isLent() ? QString{} : tr("File %1").arg(m_index + 1);
}

QString RulesScreen::progress() const
{
    const auto open = m_kept->open();
    return open > 0 ? tr("%n text(s) to read", nullptr, int(open)) : tr("Nothing to read");
}

}

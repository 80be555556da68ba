// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/rules_screen.h"

#include "widgets/look/chip.h"
#include "widgets/look/key_button.h"
#include "widgets/rules/words_of_rules.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace widgets::rules {

using engine::profile::Rules;
using engine::review::FindingVerdict;
using frame::Deed;
using look::Role;
using look::Text;
using look::Type;

RulesScreen::RulesScreen(const session::Desk& desk) : ProjectScreen{QStringLiteral("rules"), tr("Rules"), desk}
{
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    body->addWidget(pages());
    body->addWidget(difference());
    body->setStretchFactor(1, 1);
    body->setSizes({440, 800});
    setBody(body);
    setStops({m_tabs.front(), m_choices, &m_kept->list(), &m_private->list(), &m_header->list(), &bar()});
    connect(m_choices, &ChoicesPanel::wished, this, &RulesScreen::tryOut);
    connect(m_choices, &ChoicesPanel::fileWished, this, [this] {
        if (!refuseWhenFrozen())
            Q_EMIT fileWished();
    });
    connect(m_choices, &ChoicesPanel::refused, this, [this](const QString& why) { refuse(why); });
    connect(m_kept, &KeptPanel::chosen, this, &RulesScreen::showFirstFile);
    connect(m_private, &header::PrivatePanel::chosen, this, &RulesScreen::showOwner);
    connect(m_kept, &KeptPanel::replaced, this,
            [this](const QString& words) { decide(FindingVerdict::Replace, words); });
    addDeeds();
    addTextDeeds();
    m_inForce = m_draft = engine::journey::rulesOf(session().state());
    showDraft();
    showPage(Choices);
}

QWidget* RulesScreen::pages()
{
    auto* panel = new look::Panel{Role::Panel};
    panel->setMinimumWidth(340);
    auto* column = look::box<QVBoxLayout>(panel);
    auto* bar = new look::Panel{Role::Panel, Qt::BottomEdge};
    bar->setFixedHeight(44);
    auto* row = look::box<QHBoxLayout>(bar, 0, 4);
    row->setContentsMargins(8, 0, 8, 1);
    m_pages = new QStackedWidget;
    m_choices = new ChoicesPanel;
    m_kept = new KeptPanel;
    m_pages->addWidget(m_choices);
    m_pages->addWidget(m_kept);
    m_private = new header::PrivatePanel{desk()};
    m_pages->addWidget(m_private);
    for (const auto& words : {tr("Rules"), tr("Texts that stay"), tr("Private elements")}) {
        auto* tab = new look::Chip{words, true};
        const auto page = Page(m_tabs.size());
        connect(tab, &QAbstractButton::clicked, this, [this, page] { showPage(page); });
        row->addWidget(tab);
        m_tabs += tab;
    }
    m_risk = new look::Chip{tr("Risk"), false}; // a screen of its own, with its way back
    connect(m_risk, &QAbstractButton::clicked, this, [this] {
        m_risk->setChecked(false);
        Q_EMIT wish(QStringLiteral("risk"));
    });
    row->addWidget(m_risk);
    row->addStretch();
    column->addWidget(bar);
    column->addWidget(m_pages, 1);
    return panel;
}

void RulesScreen::addDeeds()
{
    auto* file = add(Deed::SiteFile, {tr("Open site rules…"), {}}, [this] {
        if (!refuseWhenFrozen())
            Q_EMIT fileWished();
    });
    auto* rules = add(Deed::View1, {tr("Rules"), {}}, [this] { showPage(Choices); });
    auto* texts = add(Deed::View2, {tr("Texts that stay"), {}}, [this] { showPage(Texts); });
    auto* owners = add(Deed::View3, {tr("Private elements"), {}}, [this] { showPage(Private); });
    auto* risk = add(Deed::View4, {tr("Risk"), {}}, [this] { Q_EMIT wish(QStringLiteral("risk")); });
    const QAction* pages[] = {rules, texts, owners};
    for (int page = 0; page < m_tabs.size(); ++page)
        m_tabs[page]->setToolTip(look::tipOf(pages[page]));
    m_risk->setToolTip(look::tipOf(risk));
    m_ofChoices = {file};
    bar().add(file);
    m_step = add(Deed::Step, {tr("Go to Text"), {}}, [this] { step(); });
}

void RulesScreen::addTextDeeds()
{
    auto* keep = add(Deed::Pass, {tr("Keep, next"), {}}, [this] { decide(FindingVerdict::Keep); });
    keep->setShortcuts({frame::keyOf(Deed::Pass), frame::keyOf(Deed::Keep)});
    auto* remove = add(Deed::Enter, {tr("Take out, next"), {}}, [this] { decide(FindingVerdict::Remove); });
    remove->setShortcuts({frame::keyOf(Deed::Enter), frame::keyOf(Deed::Delete)});
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
        m_header->filters().startWords();
    });
    auto* back = add(Deed::TakeBack, {tr("Take back"), "undo-2"}, [this] { takeBack(); });
    bar().add(keep, Role::Teal);
    bar().add(remove, Role::Red);
    bar().add(edit);
    bar().add(next);
    bar().add(filter);
    bar().add(back);
    bar().setStep(m_step);
}

void RulesScreen::showPage(Page page)
{
    m_pages->setCurrentIndex(page);
    m_tabs[page]->setChecked(true);
    const bool hasTexts = page == Texts && !m_kept->list().rows().isEmpty();
    for (auto* action : m_ofTexts) {
        action->setVisible(hasTexts);
        action->setEnabled(hasTexts); // their keys belong to the choices on the other page
    }
    for (auto* action : m_ofChoices)
        action->setVisible(page == Choices);
    auto filter = m_header->filters().filter();
    filter.owner.reset();
    m_header->filters().setFilter(filter);
    if (!isVisible())
        return;
    if (page == Private)
        m_private->count(tried());
    if (page == Choices)
        m_choices->focusChosen();
    else
        m_pages->currentWidget()->setFocus(Qt::OtherFocusReason);
}

std::optional<Rules> RulesScreen::tried() const
{
    return hasUnapplied() ? std::optional{m_draft} : std::nullopt;
}

void RulesScreen::tryOut(const Rules& rules)
{
    if (refuseWhenFrozen())
        return;
    bar().hush();
    m_choices->showFaults({}, {});
    m_draft = rules;
    showDraft();
}

bool RulesScreen::hasUnapplied() const
{
    return !(m_draft == m_inForce);
}

void RulesScreen::showDraft()
{
    m_choices->show(m_draft, m_inForce);
    m_header->tryRules(tried());
    if (isVisible() && m_pages->currentIndex() == Private)
        m_private->count(tried());
    const auto files = session().project().collection().entries().size();
    m_step->setText(hasUnapplied() ? tr("Apply to %n file(s)", nullptr, int(files)) : tr("Go to Text"));
    Q_EMIT draftChanged();
    Q_EMIT statusChanged();
}

void RulesScreen::step()
{
    if (!hasUnapplied()) {
        Q_EMIT wish(QStringLiteral("text"));
        return;
    }
    if (refuseWhenFrozen() || !session().perform(engine::journey::eventOf(m_draft)))
        return;
    bar().say(tr("Applied: the files are written anew. Ctrl Z takes it back."), Role::Text2);
}

void RulesScreen::takeBack()
{
    if (hasUnapplied())
        tryOut(m_inForce);
    else
        session().undo();
}

void RulesScreen::offer(const QString& name, const engine::profile::SiteRulesReading& reading)
{
    showPage(Choices);
    if (refuseWhenFrozen())
        return;
    if (reading.faults.empty())
        tryOut(engine::profile::rulesWith(reading.rules, {}));
    else
        m_choices->showFaults(name, reading.faults);
}

void RulesScreen::refuseFile(const engine::Error& error)
{
    refuse(words::ofError(error));
}

void RulesScreen::showFirstFile(const QString& text)
{
    if (session().isLent())
        return;
    showItem(m_kept->firstFile(text));
}

void RulesScreen::showOwner(const QString& creator, const std::string& item)
{
    if (session().isLent())
        return;
    auto filter = m_header->filters().filter();
    filter.owner = creator;
    m_header->filters().setFilter(filter);
    showItem(item);
}

void RulesScreen::showItem(const std::string& item)
{
    const auto& entries = session().project().collection().entries();
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.id == item; });
    if (found != entries.end())
        showFile(int(found - entries.begin()));
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
    row->addWidget(m_file);
    row->addStretch();
    column->addWidget(bar);
    m_header = new header::HeaderPanel{desk(), tr("What happens to this file"), header::HeaderPanel::Filters::Shown};
    column->addWidget(m_header, 1);
    return panel;
}

void RulesScreen::enter()
{
    ProjectScreen::enter();
    showFile(m_index);
    if (!m_wasEntered || m_kept->open() > 0)
        showPage(m_kept->open() > 0 && !hasUnapplied() ? Texts : Choices);
    else
        showPage(Page(m_pages->currentIndex()));
    m_wasEntered = true;
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
    const auto rules = engine::journey::rulesOf(session().state());
    if (!(rules == m_inForce)) { // applied, taken back, or chosen elsewhere
        m_draft = hasUnapplied() && !(rules == m_draft) ? m_draft : rules;
        m_inForce = rules;
        m_header->again();
    }
    showDraft();
    m_kept->show(session().project().keptTexts(), session().state());
    m_tabs[Texts]->setCount(int(m_kept->all()), m_kept->open() > 0);
    const bool hasTexts = m_pages->currentIndex() == Texts && !m_kept->list().rows().isEmpty();
    for (auto* action : m_ofTexts) {
        action->setVisible(hasTexts);
        action->setEnabled(hasTexts);
    }
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

QString RulesScreen::place() const
{
    return session().isLent() ? QString{} : tr("File %1").arg(m_index + 1);
}

QString RulesScreen::progress() const
{
    if (hasUnapplied())
        return tr("Choices not applied yet");
    const auto open = m_kept->open();
    return open > 0 ? tr("%n text(s) to read", nullptr, int(open)) : tr("Nothing to read");
}

}

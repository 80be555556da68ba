// SPDX-License-Identifier: Apache-2.0
// The statement: what is signed, in words and figures.
#include "widgets/signoff/signoff_screen.h"

#include "engine/journey/known_cases.h"
#include "engine/journey/sample.h"
#include "widgets/look/scrolled.h"
#include "widgets/signoff/conditions.h"
#include "widgets/words/words.h"

#include <QLineEdit>

namespace widgets::signoff {

using engine::ErrorCode;
using look::Role;
using look::Text;
using look::Type;

QWidget* SignOffScreen::statement()
{
    auto* sheet = new look::Panel{Role::Panel};
    sheet->setCard();
    sheet->setMaximumWidth(760);
    auto* column = look::box<QVBoxLayout>(sheet, 32, 8);
    m_title = new Text{tr("What you sign"), Type::Display};
    column->addWidget(m_title);
    for (auto** one : {&m_certificate, &m_signatures}) {
        *one = look::paragraph({});
        column->addWidget(*one);
    }
    column->addSpacing(8);
    auto* figures = look::box<QHBoxLayout>(nullptr, 0, 24);
    const auto figure = [&](look::Figure*& place, const QString& words) {
        place = new look::Figure{words};
        figures->addWidget(place);
    };
    figure(m_patients, {});
    figure(m_series, tr("series"));
    figure(m_leaving, {});
    figure(m_out, tr("left out, with reasons"));
    figures->addStretch();
    column->addLayout(figures);
    column->addSpacing(12);
    const auto chapter = [&](look::Text*& place, const QString& words) {
        column->addWidget(new Text{words, Type::Strong});
        place = look::paragraph({});
        column->addWidget(place);
        column->addSpacing(6);
    };
    chapter(m_whom, tr("For whom"));
    addSample(*column);
    chapter(m_looked, tr("Looked at"));
    chapter(m_rules, tr("Rules"));
    chapter(m_text, tr("Text in the pixels"));
    chapter(m_faces, tr("Faces"));
    chapter(m_uncovered, tr("Not covered"));
    look::setParagraph(m_uncovered,
                       tr("Handwriting and very faint text that neither the machine nor you saw; recognition "
                          "by someone who knows the patient; conclusions from the images themselves."));
    column->addStretch();
    auto* page = new look::Panel{Role::Window};
    auto* desk = look::box<QHBoxLayout>(page, 24);
    desk->addStretch(1);
    desk->addWidget(sheet, 100);
    desk->addStretch(1);
    return look::scrolled(page, tr("Statement"));
}

void SignOffScreen::writeStatement()
{
    const auto facts = factsOf(session().project());
    m_patients->setNumber(facts.patients);
    m_patients->setWords(tr("patient(s)", nullptr, int(facts.patients)));
    m_series->setNumber(facts.series);
    m_leaving->setNumber(facts.leaving);
    m_leaving->setWords(tr("file(s) released", nullptr, int(facts.leaving)));
    m_out->setNumber(facts.leftOut);
    look::setParagraph(m_whom, accessWords(facts));
    writeSample();
    look::setParagraph(m_looked, lookedWords(facts));
    look::setParagraph(m_rules, rulesWords(session().state()));
    look::setParagraph(m_text, textWords(facts));
    look::setParagraph(m_faces, faceWords(facts));
}

void SignOffScreen::addSample(QVBoxLayout& column)
{
    m_sample = look::paragraph({});
    column.addWidget(m_sample);
    m_interval = new chart::IntervalChart;
    column.addWidget(m_interval);
    column.addSpacing(6);
}

void SignOffScreen::writeSample()
{
    const auto sample = engine::journey::sampling(session().project());
    const bool isOutdated = !sample && sample.error().code == ErrorCode::SampleOutdated;
    m_sample->setVisible(sample || isOutdated);
    m_interval->setVisible(static_cast<bool>(sample));
    if (isOutdated)
        look::setParagraph(m_sample, words::ofError(sample.error()));
    if (!sample)
        return;
    auto who = m_name->text().trimmed().isEmpty() ? tr("the person who signs") : m_name->text().trimmed();
    for (const auto& known : session().project().reviewers()) {
        const auto& signature = session().state().signature;
        if (signature && signature->reviewer == known.id)
            who = words::text(known.name);
    }
    const auto cases = engine::journey::knownCases(session().project());
    auto sentence = engine::release::inWords(*sample, who.toStdString(), static_cast<bool>(cases));
    if (cases)
        sentence += ' ' + engine::release::inWords(*cases);
    look::setParagraph(m_sample, words::text(sentence));
    m_interval->show(
        {double(sample->leaks), double(sample->upper), sample->tolerate * double(sample->size), double(sample->size)});
}

}

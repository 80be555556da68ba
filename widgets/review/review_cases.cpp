// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/known_cases.h"
#include "engine/journey/sample.h"
#include "widgets/review/review_screen.h"
#include "widgets/words/words.h"

namespace widgets::review {

using engine::Result;
using engine::review::CaseKind;
using engine::review::CasesPlanted;
using engine::review::Fitness;
using engine::review::ItemVerdict;
using ReadingRole = Reading::Role;

void ReviewScreen::askCases()
{
    if (session().state().known.cases.empty())
        bar().ask(tr("Plant leaks of nobody among the images, to measure how many the reader sees?"),
                  {{"1", tr("Plant them: I read none of them")}},
                  [this](int) { askName("planter", [this](const auto& id) { plantCases(id); }); });
    else
        bar().ask(tr("Known cases"), {{"1", tr("Check them, as a second person")}, {"2", tr("Remove and score")}},
                  [this](int answer) { answer == 0 ? checkCases() : removeCases(); });
}

void ReviewScreen::plantCases(const std::string& by)
{
    const auto order =
        engine::journey::orderCases(session().project(), {by, engine::journey::seedByChance(engine::systemRandom())});
    if (!order) {
        refuse(words::ofError(order.error()));
        return;
    }
    desk().jobs.ask<Result<CasesPlanted>>(
        {jobs::Lane::Files, QStringLiteral("known cases"), tr("Planting known cases")}, this,
        [order = *order, &pool = desk().pool](const engine::Progress& progress) {
            return engine::journey::makeCases(order, pool, progress);
        },
        [this](const Result<CasesPlanted>& planted) {
            if (!planted)
                refuse(words::ofError(planted.error()));
            else if (session().perform(*planted))
                bar().say(tr("%n case(s) are planted. A second person checks them before anybody reads: Who reads…, 4",
                             nullptr, int(planted->cases.size())),
                          look::Role::Text2);
        });
}

void ReviewScreen::checkCases()
{
    askName("checker", [this](const auto& id) {
        if (id == session().state().known.plantedBy)
            refuse(tr("Somebody else than who planted them has to check them"));
        else if (session().perform(
                     engine::review::CasesChecked{id, {}})) // who sees the answers does not read afterwards
            readAs({ReadingRole::Checker, id});
    });
}

bool ReviewScreen::waitsForRemoval() const
{
    const auto& state = session().state();
    return m_reading.isFirst() && !state.known.cases.empty() && engine::review::blocksOf(state).notReadTwice.empty();
}

void ReviewScreen::removeCases()
{
    if (refuseWhenFrozen() || !session().perform(engine::review::CasesRemoved{}))
        return;
    if (m_reading.role == ReadingRole::Checker)
        readAs({});
    const auto score = engine::journey::knownCases(session().project());
    QStringList said;
    for (const auto& [name, value] :
         score ? engine::release::rowsOf(*score) : std::vector<std::pair<std::string, std::string>>{})
        said += words::text(name + ": " + value);
    bar().say(said.isEmpty() ? tr("The known cases are removed; nobody had judged one")
                             : tr("The known cases are removed. %1").arg(said.join(QStringLiteral(" · "))),
              look::Role::Text2);
}

QString ReviewScreen::casePlanted(const engine::review::KnownCase& one) const
{
    switch (one.kind) {
    case CaseKind::None:
        return tr("Nothing is planted here");
    case CaseKind::Pixels:
        return tr("“%1” stands on the picture").arg(words::text(one.words));
    case CaseKind::Header:
        return tr("“%1” stays in the header at %2").arg(words::text(one.words), words::text(one.place));
    case CaseKind::Face:
        return tr("The face of this series is not cut out");
    }
    return {};
}

/// Practice is told at once; what was missed stays on the screen until the person goes on.
bool ReviewScreen::tellPractice(const Item& judged, const engine::review::Judgement& judgement)
{
    const auto* one = caseOf(session().state(), judged);
    if (!one || !one->isPractice || m_reading.role == ReadingRole::Checker)
        return false;
    const bool isSaid = engine::review::readingOf(judgement.verdict) == "leak";
    const bool isRight = isSaid == (one->kind != CaseKind::None);
    if (!isRight && isSaid) {
        bar().say(tr("Practice: nothing was planted here. N goes on"));
        return true;
    }
    if (!isRight) {
        showPlanted(*one);
        bar().say(tr("Practice: this was missed. %1. N goes on").arg(casePlanted(*one)), look::Role::Red);
        return true;
    }
    nextOpen();
    bar().say(tr("Practice: right. %1").arg(casePlanted(*one)), look::Role::Teal);
    return true;
}

void ReviewScreen::showPlanted(const engine::review::KnownCase& one)
{
    if (one.kind != CaseKind::Pixels)
        return;
    const auto at =
        std::find_if(m_plates.begin(), m_plates.end(), [&](const auto& plate) { return plate.item == one.carrier; });
    showSlices(at == m_plates.end() ? 0 : int(at - m_plates.begin()));
    const QRectF box(one.box.x, one.box.y, one.box.width, one.box.height);
    m_viewer->canvas().setMarks(
        {{words::text(one.id), box, look::Mark::Open, canvas::BoxMark::State::Proposed, QString{}}}, {});
}

}

// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/double_reading.h"
#include "engine/journey/sample.h"
#include "widgets/review/review_screen.h"
#include "widgets/words/words.h"

namespace widgets::review {

using ReadingRole = Reading::Role;

namespace {

constexpr std::size_t mostNames = 7; // besides "somebody else", by one digit each

}

/// First reader, second reader or the third person: another one than whoever reads now.
void ReviewScreen::askReader()
{
    if (refuseWhenFrozen())
        return;
    bar().ask(tr("Who reads?"),
              {{"1", tr("First reader")},
               {"2", tr("Second reader, blind")},
               {"3", tr("Third, where two differ")},
               {"4", tr("Known cases…")}},
              [this](int answer) {
                  if (answer == 0)
                      readAs({});
                  else if (answer == 3)
                      askCases();
                  else if (answer == 1 && session().state().second.asked.empty())
                      askShare();
                  else if (answer == 1)
                      askName("second reader", [this](const auto& id) { readAs({ReadingRole::Second, id}); });
                  else
                      askName("third person", [this](const auto& id) { readAs({ReadingRole::Third, id}); });
              });
}

void ReviewScreen::askShare()
{
    static constexpr double shares[] = {1, 0.5, 0.1};
    bar().ask(tr("How many series are read twice?"), {{"1", tr("All")}, {"2", tr("Half")}, {"3", tr("A tenth")}},
              [this](int answer) {
                  const auto asked = engine::journey::chooseForSecondReading(
                      session().project(), shares[answer], engine::journey::seedByChance(engine::systemRandom()));
                  if (!asked)
                      refuse(words::ofError(asked.error()));
                  else if (session().perform(*asked))
                      askName("second reader", [this](const auto& id) { readAs({ReadingRole::Second, id}); });
              });
}

/// `nameless`: what somebody is called whose name the project does not know.
void ReviewScreen::askName(const std::string& nameless, std::function<void(const std::string& id)> then)
{
    const auto& people = session().project().reviewers();
    if (people.empty()) {
        then(nameless);
        return;
    }
    QList<frame::Choice> choices;
    for (std::size_t i = 0; i < people.size() && i < mostNames; ++i)
        choices += {QString::number(i + 1), words::text(people[i].name)};
    choices += {QString::number(choices.size() + 1), tr("Somebody else")};
    bar().ask(tr("Who are you?"), choices, [this, nameless, then = std::move(then)](int answer) {
        const auto& known = session().project().reviewers();
        const auto at = std::size_t(answer);
        then(at < std::min(known.size(), mostNames) ? known[at].id : nameless);
    });
}

void ReviewScreen::readAs(const Reading& reading)
{
    m_reading = reading;
    clearFilter();
    m_itemsOf = {};
    m_index = -1;
    session().setActor(reading.reader);
    refresh();
    if (m_items.empty())
        refuse(reading.role == ReadingRole::Third ? tr("There is nothing on which two readers differ")
                                                  : tr("There is nothing to read"));
    else
        nextOpen();
}

std::vector<engine::review::Event> ReviewScreen::actOf(const std::vector<const Item*>& items,
                                                       const engine::review::Judgement& judgement)
{
    using namespace engine::review;
    ItemsJudged first{
        {}, {}, m_reading.reader}; // of a first reader real ones and cases alike: nothing tells them apart
    SecondRead second{m_reading.reader, {}};
    Adjudicated third{m_reading.reader, {}};
    CasesChecked checked{m_reading.reader, {}};
    for (const auto* one : items) {
        const bool isReal = one->known.empty();
        for (const auto& id : isReal ? one->instances : std::vector{one->known}) {
            if (m_reading.role == ReadingRole::Checker)
                checked.changes.push_back(
                    {id, judgement.verdict == ItemVerdict::Clean ? Fitness::Fits : Fitness::Unfit});
            else if (isReal && m_reading.role == ReadingRole::Second)
                second.changes.push_back({id, judgement});
            else if (isReal && m_reading.role == ReadingRole::Third)
                third.changes.push_back({id, judgement});
            else
                first.changes.push_back({id, judgement});
        }
        const auto look = lookAt(*one);
        if (look.dwellMs > 0 && (!isReal || m_reading.isFirst()) && m_reading.role != ReadingRole::Checker)
            first.looks[one->name()] = look;
    }
    std::vector<Event> acts;
    const auto add = [&](auto& act) {
        if (!act.changes.empty())
            acts.emplace_back(std::move(act));
    };
    add(checked);
    add(second);
    add(third);
    add(first);
    return acts;
}

/// What the third person is to choose between.
QString ReviewScreen::bothVerdicts() const
{
    const auto& state = session().state();
    const auto& id = item()->instances.front();
    const auto second = state.second.read.find(id);
    const auto said = [](std::string_view reading) {
        return reading == "leak"      ? tr("identity or flag")
               : reading == "clean"   ? tr("clean")
               : reading == "damaged" ? tr("damaged")
               : reading == "skip"    ? tr("left out")
                                      : tr("nothing");
    };
    return tr("First reader: %1. Second reader: %2.")
        .arg(said(engine::review::firstReading(state, id)),
             said(second == state.second.read.end() ? std::string_view{}
                                                    : engine::review::readingOf(second->second.judgement.verdict)));
}

}

// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/double_reading.h"

#include "engine/journey/printed_name.h"
#include "engine/statistics/agreement.h"
#include "engine/statistics/draw.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace engine::journey {

namespace {

void count(release::DoubleReading& reading, bool isFirst, bool isSecond)
{
    ++reading.images;
    ++(isFirst && isSecond ? reading.bothFound
       : isFirst           ? reading.firstOnly
       : isSecond          ? reading.secondOnly
                           : reading.neither);
}

Done measure(release::DoubleReading& reading)
{
    const auto agreed =
        statistics::agreementOf({{reading.bothFound, reading.firstOnly}, {reading.secondOnly, reading.neither}});
    const auto estimated = statistics::chapman(reading.bothFound + reading.firstOnly,
                                               reading.bothFound + reading.secondOnly, reading.bothFound);
    if (!agreed || !estimated)
        return agreed ? estimated.error() : agreed.error();
    reading.raw = agreed->raw;
    reading.ac1 = agreed->ac1;
    reading.pabak = agreed->pabak;
    reading.positive = agreed->positive;
    reading.kappa = agreed->kappa;
    reading.kappaError = agreed->kappaError;
    reading.estimated = estimated->total;
    reading.missedByBoth = estimated->missedByBoth;
    reading.estimateError = estimated->error;
    return done();
}

}

Result<review::SecondReadingAsked> chooseForSecondReading(const Project& project, double share, const std::string& seed)
{
    if (!(share > 0 && share <= 1))
        return Error{ErrorCode::BadArgument, "the share is above 0 and at most 1"};
    std::map<std::string, std::string> seriesByKey;
    std::map<std::string, std::vector<review::ItemId>> itemsOf;
    for (const auto& item : review::itemsToJudge(project.state())) {
        if (project.state().items.at(item).verdict == review::ItemVerdict::Skip)
            continue;
        const auto series = project.collection().node(item)->parent;
        itemsOf[series].push_back(item);
        seriesByKey[statistics::drawKey(seed, series)] = series;
    }
    if (itemsOf.empty())
        return Error{ErrorCode::NotFound, "nothing is to be judged"};
    const auto all = static_cast<double>(itemsOf.size());
    review::SecondReadingAsked asked; // what was asked for stays: nobody chooses away an image on which readers differ
    asked.items.assign(project.state().second.asked.begin(), project.state().second.asked.end());
    auto left = static_cast<std::size_t>(std::ceil(share * all - 1e-9));
    for (const auto& [key, series] : seriesByKey) {
        if (left-- == 0)
            break;
        for (const auto& item : itemsOf[series]) {
            if (!project.state().second.asked.contains(item))
                asked.items.push_back(item);
        }
    }
    return asked;
}

Result<release::DoubleReading> doubleReading(const Project& project, const std::set<std::string>& keptBack)
{
    const auto& state = project.state();
    release::DoubleReading reading;
    std::set<std::string> readers;
    for (const auto& item : review::itemsToReadTwice(state)) {
        const auto read = state.second.read.find(item);
        const auto first = review::firstReading(state, item);
        if (keptBack.contains(item) || read == state.second.read.end() || state.second.outdated.contains(item) ||
            first.empty())
            continue;
        const auto& second = read->second;
        readers.insert(printedName(project, second.reader));
        count(reading, first == "leak", review::readingOf(second.judgement.verdict) == "leak");
        reading.adjudicated += state.second.adjudicated.contains(item) ? 1 : 0;
    }
    if (reading.images == 0)
        return Error{ErrorCode::NotFound, "nothing was read twice"};
    reading.readers = {readers.begin(), readers.end()};
    if (auto measured = measure(reading); !measured)
        return measured.error();
    return reading;
}

}

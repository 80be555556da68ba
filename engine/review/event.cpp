// SPDX-License-Identifier: Apache-2.0
#include "engine/review/event.h"

namespace engine::review {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ItemsJudged::Change, item, judgement, takesLeakBack)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ItemsJudged, changes, looks, reader)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FindingsDecided::Change, finding, decision)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FindingsDecided, changes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BoxDrawn, finding)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BoxMoved, finding, box)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BoxRemoved, finding)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BoxesCarried, from, drawn, decided, removed)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(RulesChosen, profile, options, siteRules)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SamplePolicy, unit, tolerate, confidence, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SampleUnit, uid, items)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SampleStratum, name, publicName, whole, drawn, units)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SampleDrawn, policy, seed, listSha256, strata)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PolicyStated, tolerate, confidence, faces, smallestGroup, metric, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PublicSearch, by, on, where, result)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PublicSearchTold, searches)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SecondReadingAsked, items)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SecondRead::Change, item, judgement)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SecondRead, reader, changes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Adjudicated::Change, item, judgement, takesLeakBack)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Adjudicated, by, changes, isTakenBack)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Signed, reviewer, meaning, manifestSha256, signature)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Reopened, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Released, manifestSha256, access)

namespace {

struct Namer {
    std::string_view operator()(const ItemsJudged&) const { return "items-judged"; }
    std::string_view operator()(const FindingsDecided&) const { return "findings-decided"; }
    std::string_view operator()(const BoxDrawn&) const { return "box-drawn"; }
    std::string_view operator()(const BoxMoved&) const { return "box-moved"; }
    std::string_view operator()(const BoxRemoved&) const { return "box-removed"; }
    std::string_view operator()(const BoxesCarried&) const { return "boxes-carried"; }
    std::string_view operator()(const RulesChosen&) const { return "rules-chosen"; }
    std::string_view operator()(const SampleDrawn&) const { return "sample-drawn"; }
    std::string_view operator()(const PolicyStated&) const { return "policy-stated"; }
    std::string_view operator()(const PublicSearchTold&) const { return "public-search-told"; }
    std::string_view operator()(const SecondReadingAsked&) const { return "second-reading-asked"; }
    std::string_view operator()(const SecondRead&) const { return "second-read"; }
    std::string_view operator()(const Adjudicated&) const { return "adjudicated"; }
    std::string_view operator()(const Signed&) const { return "signed"; }
    std::string_view operator()(const Reopened&) const { return "reopened"; }
    std::string_view operator()(const Released&) const { return "released"; }
};

/// Tries the variant's types in turn until one has the name.
template <std::size_t Index = 0>
Result<Event> readAs(std::string_view name, const Json& json)
{
    if constexpr (Index < std::variant_size_v<Event>) {
        using Type = std::variant_alternative_t<Index, Event>;
        if (Namer{}(Type{}) == name)
            return Event{json.get<Type>()};
        return readAs<Index + 1>(name, json);
    } else {
        return Error{ErrorCode::Damaged, "event"};
    }
}

}

std::string_view nameOf(const Event& event)
{
    return std::visit(Namer{}, event);
}

std::string toText(const Event& event)
{
    const auto content = std::visit([](const auto& one) { return Json(one); }, event);
    return engine::toText(Json{{"kind", nameOf(event)}, {"event", content}});
}

Result<Event> eventFromText(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json)
        return json.error();
    try {
        return readAs(json->at("kind").get<std::string>(), json->at("event"));
    } catch (const Json::exception&) {
        return Error{ErrorCode::Damaged, "event"};
    }
}

}

// SPDX-License-Identifier: Apache-2.0
#include "engine/review/event.h"

namespace engine::review {

static void to_json(Json& json, const CasesRemoved&)
{
    json = Json::object();
}
static void from_json(const Json&, CasesRemoved&) {}

WIRE_FIELDS_OR_DEFAULTS(ItemsJudged::Change, item, judgement, takesLeakBack, seen, isAnew)
WIRE_FIELDS_OR_DEFAULTS(ItemsJudged, changes, looks, reader)
WIRE_FIELDS(FindingsDecided::Change, finding, decision)
WIRE_FIELDS(FindingsDecided, changes)
WIRE_FIELDS(FacesReopened, findings)
WIRE_FIELDS(BoxDrawn, finding)
WIRE_FIELDS(BoxMoved, finding, box)
WIRE_FIELDS(BoxRemoved, finding)
WIRE_FIELDS(BoxesCarried, from, drawn, decided, removed)
WIRE_FIELDS(TemplatesRemoved, templates, isTakenBack)
WIRE_FIELDS_OR_DEFAULTS(RulesChosen, profile, options, siteRules)
WIRE_FIELDS(SamplePolicy, unit, tolerate, confidence, reason)
WIRE_FIELDS(SampleUnit, uid, items)
WIRE_FIELDS(SampleStratum, name, publicName, whole, drawn, units)
WIRE_FIELDS(SampleDrawn, policy, seed, listSha256, strata)
WIRE_FIELDS(SampleExtended, tolerate, confidence, reason, drawn)
WIRE_FIELDS(PolicyStated, tolerate, confidence, faces, smallestGroup, metric, reason)
WIRE_FIELDS(PublicSearch, by, on, where, result)
WIRE_FIELDS(PublicSearchTold, searches)
WIRE_FIELDS(RiskAssessed, assessment, on, over)
WIRE_FIELDS(SecondReadingAsked, items)
WIRE_FIELDS_OR_DEFAULTS(SecondRead::Change, item, judgement, seen)
WIRE_FIELDS(SecondRead, reader, changes)
WIRE_FIELDS_OR_DEFAULTS(Adjudicated::Change, item, judgement, takesLeakBack, seen)
WIRE_FIELDS(Adjudicated, by, changes, isTakenBack)
WIRE_FIELDS(CasesPlanted, by, seed, cases)
WIRE_FIELDS(CasesChecked::Change, item, fitness)
WIRE_FIELDS(CasesChecked, by, changes)
WIRE_FIELDS_OR_DEFAULTS(Signed, reviewer, meaning, manifestSha256, signature, restrictedSha256)
WIRE_FIELDS(Reopened, reason)
WIRE_FIELDS(Released, manifestSha256, access)

namespace {

struct Namer {
    std::string_view operator()(const ItemsJudged&) const { return "items-judged"; }
    std::string_view operator()(const FindingsDecided&) const { return "findings-decided"; }
    std::string_view operator()(const FacesReopened&) const { return "faces-reopened"; }
    std::string_view operator()(const BoxDrawn&) const { return "box-drawn"; }
    std::string_view operator()(const BoxMoved&) const { return "box-moved"; }
    std::string_view operator()(const BoxRemoved&) const { return "box-removed"; }
    std::string_view operator()(const BoxesCarried&) const { return "boxes-carried"; }
    std::string_view operator()(const TemplatesRemoved&) const { return "templates-removed"; }
    std::string_view operator()(const RulesChosen&) const { return "rules-chosen"; }
    std::string_view operator()(const SampleDrawn&) const { return "sample-drawn"; }
    std::string_view operator()(const SampleExtended&) const { return "sample-extended"; }
    std::string_view operator()(const PolicyStated&) const { return "policy-stated"; }
    std::string_view operator()(const PublicSearchTold&) const { return "public-search-told"; }
    std::string_view operator()(const RiskAssessed&) const { return "risk-assessed"; }
    std::string_view operator()(const SecondReadingAsked&) const { return "second-reading-asked"; }
    std::string_view operator()(const SecondRead&) const { return "second-read"; }
    std::string_view operator()(const Adjudicated&) const { return "adjudicated"; }
    std::string_view operator()(const CasesPlanted&) const { return "cases-planted"; }
    std::string_view operator()(const CasesChecked&) const { return "cases-checked"; }
    std::string_view operator()(const CasesRemoved&) const { return "cases-removed"; }
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

bool isNoStep(const Event& event)
{
    const auto* checked = std::get_if<CasesChecked>(&event);
    return std::holds_alternative<FacesReopened>(event) || (checked && checked->changes.empty());
}

}

// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/agreement.h"
#include "engine/statistics/draw.h"
#include "engine/statistics/fields.h"
#include "engine/statistics/iso2859.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/reckoning.h"
#include "engine/statistics/sequential.h"
#include "engine/statistics/strata.h"

#include <algorithm>
#include <set>

namespace engine::statistics {

namespace {

/// A question while it is worked on.
struct Work {
    Fields fields;
    const Question& question;
    const std::vector<Question>& all;

    bool asks(std::string_view output) const { return question.output == output; }
    Json unknown()
    {
        fields.spoil("unknown output " + question.output);
        return {};
    }
    template <class T>
    Json orNone(const std::optional<T>& value)
    {
        if (!value)
            fields.spoil("the table has no such cell");
        return value ? Json(*value) : Json{};
    }
};

Trials trialsOf(Fields& fields)
{
    Trials trials{fields.count("n", 1), fields.count("x")};
    if (trials.found > trials.inspected)
        fields.spoil("more found than inspected");
    trials.found = std::min(trials.found, trials.inspected);
    return trials;
}

Lot lotOf(Fields& fields, const std::string& found)
{
    Lot lot{fields.count("N", 1), fields.count("n"), fields.count(found)};
    if (const auto checked = check(lot); !checked) {
        fields.spoil(checked.error().where);
        return {1, 0, 0};
    }
    return lot;
}

std::int64_t failingIn(Fields& fields, const Lot& lot)
{
    const auto failing = fields.count("D");
    if (failing > lot.size)
        fields.spoil("more failing than the lot has");
    return std::min(failing, lot.size);
}

Json reckonUpper(Work& work)
{
    const auto lot = lotOf(work.fields, "x");
    const auto failing = upperFailing(lot, work.fields.share("conf"));
    if (work.asks("D_upper"))
        return failing;
    if (work.asks("rate_upper"))
        return static_cast<double>(failing) / static_cast<double>(lot.size);
    if (work.asks("residual_uninspected_upper"))
        return failing - lot.found;
    return work.unknown();
}

Json reckonInterval(Work& work, Interval (*interval)(const Trials&, double))
{
    const auto trials = trialsOf(work.fields);
    const auto both = interval(trials, work.fields.share("conf"));
    if (work.asks("lower"))
        return both.lower;
    return work.asks("upper") ? Json(both.upper) : work.unknown();
}

Json reckonForNone(Work& work)
{
    const auto size = work.fields.count("N", 1);
    const auto failing = work.fields.count("D", 1);
    if (failing > size)
        work.fields.spoil("more failing than the lot has");
    return inspectedForNone(size, std::min(failing, size), work.fields.share("conf"));
}

Json reckonForAtMost(Work& work)
{
    const auto allowed = work.fields.has("c") ? work.fields.count("c") : 0;
    const double rate = work.fields.share("p");
    return inspectedForAtMost(std::min<std::int64_t>(allowed, 100'000), std::max(rate, 1e-9),
                              work.fields.share("conf"));
}

Json reckonSequential(Work& work)
{
    auto& fields = work.fields;
    const SequentialWish wish{fields.share("p0"), fields.share("p1"), fields.share("alpha"), fields.share("beta")};
    if (wish.good >= wish.bad || wish.alpha + wish.beta >= 1) {
        fields.spoil("p0 below p1, alpha + beta below 1");
        return {};
    }
    const auto test = sequentialTest(wish);
    if (work.asks("h_accept"))
        return test.accept;
    if (work.asks("h_reject"))
        return test.reject;
    if (work.asks("slope"))
        return test.slope;
    if (work.asks("n_accept_zero_failures"))
        return cleanToAccept(test);
    constexpr std::string_view last = "n_max_reject_with_";
    const auto failures = numberIn(work.question.output.substr(std::min(last.size(), work.question.output.size())));
    if (!work.question.output.starts_with(last) || !failures || *failures < 0 || *failures > 1e9)
        return work.unknown();
    const auto items = lastRejectedWith(test, static_cast<std::int64_t>(*failures));
    return items ? Json(*items) : Json("none");
}

Json reckonSensitivity(Work& work)
{
    auto& fields = work.fields;
    const auto trials = trialsOf(fields);
    Trials planted{fields.count("seeded", 1), fields.count("seeded_found")};
    if (planted.found > planted.inspected)
        fields.spoil("more found than seeded");
    planted.found = std::min(planted.found, planted.inspected);
    const auto result = adjustForReader(trials, planted, fields.share("conf"));
    if (work.asks("p_upper_975"))
        return result.upper;
    if (work.asks("sens_lower_975"))
        return result.lower;
    return work.asks("rate_upper_adjusted") ? Json(result.adjusted) : work.unknown();
}

std::vector<Lot> strataOf(Fields& fields)
{
    std::vector<Lot> strata;
    for (const auto& part : partsOf(fields.text("strata"), ',')) {
        const auto numbers = partsOf(part, ':');
        const auto size = numbers.size() == 2 ? numberIn(numbers[0]) : std::nullopt;
        const auto inspected = numbers.size() == 2 ? numberIn(numbers[1]) : std::nullopt;
        const bool isCount = size && inspected && *size >= 1 && *size <= largestLot && *inspected >= 0;
        const Lot lot =
            isCount ? Lot{static_cast<std::int64_t>(*size), static_cast<std::int64_t>(*inspected), 0} : Lot{};
        if (!check(lot))
            fields.spoil("strata are N:n,N:n");
        else
            strata.push_back(lot);
    }
    if (strata.empty())
        fields.spoil("no stratum");
    if (fields.count("x") != 0)
        fields.spoil("strata of this notation hold nothing found");
    return strata;
}

Json reckonStrata(Work& work, const std::function<Result<std::int64_t>(const std::vector<Lot>&, double)>& bound)
{
    const auto strata = strataOf(work.fields);
    const double confidence = work.fields.share("conf");
    if (!work.fields.fault().empty())
        return {};
    const auto failing = bound(strata, confidence);
    if (!failing) {
        work.fields.spoil(failing.error().where);
        return {};
    }
    double size = 0;
    for (const auto& lot : strata)
        size += static_cast<double>(lot.size);
    if (work.asks("D_upper"))
        return *failing;
    return work.asks("rate_upper") ? Json(static_cast<double>(*failing) / size) : work.unknown();
}

/// The reference shows what pooling would say of unequal fractions, to be told apart from what is right.
Result<std::int64_t> pooledRegardless(const std::vector<Lot>& strata, double confidence)
{
    Lot all;
    for (const auto& one : strata)
        all = {all.size + one.size, all.inspected + one.inspected, 0};
    if (auto checked = check(all); !checked)
        return checked.error();
    return upperFailing(all, confidence);
}

template <class T>
std::vector<T> numbersIn(Fields& fields, const std::string& name, T least)
{
    std::vector<T> numbers;
    for (const auto& part : partsOf(fields.text(name), ',')) {
        const auto value = numberIn(part);
        if (!value || *value < static_cast<double>(least) || *value > 1e7)
            fields.spoil(name + " are numbers separated by commas");
        else
            numbers.push_back(static_cast<T>(*value));
    }
    return numbers;
}

Json reckonAllocation(Work& work)
{
    auto& fields = work.fields;
    const auto sizes = numbersIn<std::int64_t>(fields, "N", 1);
    const auto weights = numbersIn<double>(fields, "weights", 1e-6);
    if (sizes.empty() || (weights.size() != 1 && weights.size() != sizes.size()))
        fields.spoil("one weight, or one for each stratum");
    const auto total = fields.count("n");
    if (!fields.fault().empty())
        return {};
    std::string text;
    for (const auto number : allocate(sizes, total, weights))
        text += (text.empty() ? "" : ",") + std::to_string(number);
    return text;
}

Json reckonAgreement(Work& work)
{
    VerdictTable table;
    for (const auto& row : partsOf(work.fields.text("table"), '/')) {
        table.emplace_back();
        for (const auto& cell : partsOf(row, ','))
            table.back().push_back(static_cast<std::int64_t>(numberIn(cell).value_or(-1)));
    }
    const auto result = agreementOf(table);
    if (!result) {
        work.fields.spoil(result.error().where);
        return {};
    }
    if (work.asks("p_o"))
        return result->raw;
    if (work.asks("p_e"))
        return result->byChance;
    if (work.asks("kappa"))
        return result->kappa ? Json(*result->kappa) : Json("undefined");
    if (work.asks("se"))
        return result->kappaError ? Json(*result->kappaError) : Json("undefined");
    if (work.asks("gwet_ac1"))
        return result->ac1;
    if (work.asks("positive_agreement"))
        return result->positive ? Json(*result->positive) : Json("undefined");
    return work.asks("pabak") ? Json(result->pabak) : work.unknown();
}

Json reckonCaptures(Work& work)
{
    auto& fields = work.fields;
    const auto result = chapman(fields.count("found1"), fields.count("found2"), fields.count("both"));
    if (!result) {
        fields.spoil(result.error().where);
        return {};
    }
    if (work.asks("N_hat"))
        return result->total;
    if (work.asks("missed_by_both_hat"))
        return result->missedByBoth;
    return work.asks("se") ? Json(result->error) : work.unknown();
}

Json reckonDraw(Work& work)
{
    const auto seed = work.fields.text("seed");
    const auto uid = work.fields.text("uid");
    if (work.asks("hmac"))
        return drawKey(seed, uid);
    std::vector<std::string> uids;
    for (const auto& other : work.all) {
        Fields fields{other.input};
        if (other.kind == work.question.kind && fields.text("seed") == seed && fields.has("uid"))
            uids.push_back(fields.text("uid"));
    }
    const auto order = drawOrder(seed, uids);
    return std::find(order.begin(), order.end(), uid) - order.begin() + 1;
}

Json reckonIso(Work& work)
{
    auto& fields = work.fields;
    const auto textOf = [](const std::optional<char>& letter) {
        return letter ? std::optional{std::string(1, *letter)} : std::nullopt;
    };
    if (work.question.kind == "iso2859_code_letter") {
        const auto lot = fields.text("lot");
        const auto first = numberIn(lot.substr(0, lot.find_first_of("-+"))).value_or(0);
        return work.orNone(textOf(codeLetter(static_cast<std::int64_t>(std::min(first, 1e15)), fields.text("level"))));
    }
    if (work.question.kind == "iso2859_sample_size_normal_single") {
        const auto letter = fields.text("letter");
        return work.orNone(letter.size() == 1 ? sampleSize(letter.front()) : std::nullopt);
    }
    if (work.question.kind == "iso2859_ac0_letter_normal")
        return work.orNone(textOf(letterAcceptingNone(fields.text("AQL"))));
    return work.orNone(acceptanceNumberOfJ(fields.text("AQL")));
}

using Reckon = std::function<Json(Work&)>;

const std::map<std::string, Reckon>& reckonings()
{
    static const std::map<std::string, Reckon> all{
        {"rule_of_three", [](Work& work) { return ruleOfThree(trialsOf(work.fields).inspected); }},
        {"binomial_upper_one_sided",
         [](Work& work) { return upperRate(trialsOf(work.fields), work.fields.share("conf")); }},
        {"clopper_pearson_two_sided", [](Work& work) { return reckonInterval(work, clopperPearson); }},
        {"wilson_two_sided", [](Work& work) { return reckonInterval(work, wilson); }},
        {"hypergeometric_upper", reckonUpper},
        {"hypergeometric_lower",
         [](Work& work) { return lowerFailing(lotOf(work.fields, "x"), work.fields.share("conf")); }},
        {"hypergeometric_accept_prob",
         [](Work& work) {
             const auto lot = lotOf(work.fields, "c");
             return acceptance(lot, failingIn(work.fields, lot));
         }},
        {"binomial_accept_prob",
         [](Work& work) {
             return acceptance(Trials{work.fields.count("n", 1), work.fields.count("c")}, work.fields.share("p"));
         }},
        {"min_n_zero_acceptance", reckonForNone},
        {"min_n_zero_acceptance_infinite", reckonForAtMost},
        {"min_n_accept_c_infinite", reckonForAtMost},
        {"wald_sprt", reckonSequential},
        {"sensitivity_adjusted_upper", reckonSensitivity},
        {"stratified_upper_worst_case", [](Work& work) { return reckonStrata(work, worstCaseFailing); }},
        {"stratified_upper_bonferroni", [](Work& work) { return reckonStrata(work, bonferroniFailing); }},
        {"stratified_upper_pooled", [](Work& work) { return reckonStrata(work, pooledRegardless); }},
        {"largest_remainder_allocation", reckonAllocation},
        {"design_effect",
         [](Work& work) {
             auto& fields = work.fields;
             return effectiveSize(static_cast<double>(fields.count("n")), fields.number("cluster", 1, 1e7),
                                  fields.number("icc", 0, 1));
         }},
        {"cohen_kappa", reckonAgreement},
        {"gwet_ac1", reckonAgreement},
        {"pabak", reckonAgreement},
        {"double_read_sensitivity",
         [](Work& work) { return unionSensitivity(work.fields.number("s1", 0, 1), work.fields.number("s2", 0, 1)); }},
        {"chapman_capture_recapture", reckonCaptures},
        {"hash_order_draw", reckonDraw},
        {"iso2859_code_letter", reckonIso},
        {"iso2859_sample_size_normal_single", reckonIso},
        {"iso2859_ac0_letter_normal", reckonIso},
        {"iso2859_ac_letter_J_normal", reckonIso},
    };
    return all;
}

}

std::vector<Reckoned> reckonSampling(const std::vector<Question>& questions)
{
    std::vector<Reckoned> answers;
    for (const auto& question : questions) {
        const auto reckon = reckonings().find(question.kind);
        if (reckon == reckonings().end()) {
            answers.push_back({question.name, {}, "unknown kind " + question.kind});
            continue;
        }
        Work work{Fields{question.input}, question, questions};
        auto value = reckon->second(work);
        const auto& fault = work.fields.fault();
        answers.push_back({question.name, fault.empty() ? std::move(value) : Json{}, fault});
    }
    return answers;
}

}

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/fit_text.h"

#include "app/cli/json.h"
#include "core/base/format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <ostream>

namespace poolscope::cli {

namespace {

using base::formatCount;
using base::formatNumber;
using base::formatShare;
using nlohmann::ordered_json;

/// Where the remarks speak of drift.
constexpr double farZ = 4;

std::string_view nameOf(reuse::LogForm form)
{
    switch (form) {
    case reuse::LogForm::delimited:
        return "delimited";
    case reuse::LogForm::jsonLines:
        return "jsonl";
    case reuse::LogForm::automatic:
    case reuse::LogForm::plain:
        break;
    }
    return "plain";
}

std::string formText(const reuse::AccessLog& log)
{
    const std::string_view packed = log.isCompressed ? ", gzip" : "";
    switch (log.form) {
    case reuse::LogForm::delimited:
        return fmt::format("column \"{}\"{}", printable(log.field), packed);
    case reuse::LogForm::jsonLines:
        return fmt::format("JSON lines, \"{}\"{}", printable(log.field), packed);
    case reuse::LogForm::automatic:
    case reuse::LogForm::plain:
        break;
    }
    return fmt::format("one id per line{}", packed);
}

std::string whole(double value)
{
    return formatCount(static_cast<std::uint64_t>(std::llround(std::max(0.0, value))));
}

/// A count with its noun: "1 item", "12 items".
std::string counted(std::uint64_t count, std::string_view noun)
{
    return fmt::format("{} {}{}", formatCount(count), noun, count == 1 ? "" : "s");
}

std::string sizeText(const reuse::FitRequest& request, const reuse::Fit& fit)
{
    if (request.size)
        return whole(fit.size) + " items, as given";
    const reuse::Interval& interval = fit.sizeInterval;
    const double least
        = std::max(static_cast<double>(fit.distinct), std::round(fit.unseen.leastSize));
    if (!std::isfinite(interval.high))
        return fmt::format("at least {} items; the log does not tell how many more", whole(least));
    return fmt::format(
        "{} items (95 %: {} to {})", whole(fit.size), whole(interval.low), whole(interval.high));
}

std::string unseenText(const reuse::Fit& fit)
{
    const double more = fit.unseen.leastSize - fit.unseen.distinct;
    const std::string chance = formatShare(fit.unseen.newShare);
    if (fit.models.empty()) // the least size is noise
        return fmt::format("the next access is a new item with {}", chance);
    return more < 0.5
        ? fmt::format("none to speak of; the next access is a new item with {}", chance)
        : fmt::format("{} or more; the next access is a new item with {}",
            counted(static_cast<std::uint64_t>(std::llround(more)), "item"), chance);
}

const reuse::ModelFit* find(const reuse::Fit& fit, reuse::Model model)
{
    const auto found = std::find_if(fit.models.begin(), fit.models.end(),
        [&](const reuse::ModelFit& one) { return one.model == model; });
    return found == fit.models.end() ? nullptr : &*found;
}

std::string parametersText(const reuse::ModelFit& model)
{
    if (model.model == reuse::Model::zipf)
        return fmt::format("skew {:.3f}", model.a);
    if (model.model == reuse::Model::quadratic)
        return fmt::format("a {:.3f}, b {:.3f}", model.a, model.b);
    return "";
}

/// Why a row of the table of laws stands out.
std::string_view markOf(const reuse::ModelFit& model, const reuse::Fit& fit)
{
    if (model.model == fit.chosen)
        return "  chosen";
    const bool isWritten = fit.recommendation && model.model == fit.recommendation->law
        && fit.chosen != reuse::Model::weights;
    return isWritten ? "  nearest for a pool" : "";
}

void showModels(const Console& console, const reuse::Fit& fit)
{
    double least = std::numeric_limits<double>::infinity();
    for (const reuse::ModelFit& model : fit.models)
        least = std::min(least, model.bic);
    console.out << '\n'
                << inked(console.colorOut, Ink::dim,
                       fmt::format("  {:<11}{:<20}{:>14}{:>12}{:>11}{:>9}", "law", "parameters",
                           "items", "BIC", "misfit w", "p"))
                << '\n';
    const auto show = [&](std::string_view row, bool isChosen) {
        console.out << inked(console.colorOut, isChosen ? Ink::strong : Ink::plain, row) << '\n';
    };
    for (const reuse::ModelFit& model : fit.models) {
        const reuse::Goodness& test = model.goodness;
        std::string misfit = "-";
        std::string p = "-";
        if (test.degrees > 0) {
            misfit = fmt::format("{:.3f}", test.effect);
            p = test.p < 0.001 ? "< 0.001" : fmt::format("{:.3f}", test.p);
        }
        show(fmt::format("  {:<11}{:<20}{:>14}{:>12}{:>11}{:>9}{}", reuse::nameOf(model.model),
                 parametersText(model), whole(model.size),
                 model.bic <= least ? "best" : fmt::format("+{:.1f}", model.bic - least), misfit, p,
                 markOf(model, fit)),
            model.model == fit.chosen);
    }
    if (fit.chosen == reuse::Model::weights && !find(fit, reuse::Model::weights))
        show(fmt::format("  {:<11}{:<20}{:>14}{:>12}{:>11}{:>9}  chosen: see the second half",
                 "weights", "the counts", formatCount(fit.distinct), "-", "-", "-"),
            true);
}

ordered_json intervalJson(const reuse::Interval& interval)
{
    return ordered_json::array({ orNull(interval.low), orNull(interval.high) });
}

ordered_json modelJson(const reuse::ModelFit& model)
{
    ordered_json json{ { "model", reuse::nameOf(model.model) }, { "a", orNull(model.a) },
        { "b", orNull(model.b) }, { "size", orNull(model.size) },
        { "log_likelihood", orNull(model.logLikelihood) }, { "parameters", model.parameters },
        { "bic", orNull(model.bic) }, { "goodness", nullptr } };
    if (const reuse::Goodness& test = model.goodness; test.degrees > 0)
        json["goodness"] = { { "chi_square", orNull(test.chiSquare) },
            { "likelihood_ratio", orNull(test.likelihoodRatio) }, { "degrees", test.degrees },
            { "p", test.p }, { "likelihood_ratio_p", test.likelihoodRatioP },
            { "effect", orNull(test.effect) } };
    return json;
}

ordered_json curveJson(const std::vector<reuse::RankUses>& curve)
{
    ordered_json json = ordered_json::array();
    for (const reuse::RankUses& point : curve)
        json.push_back({ point.rank, point.uses });
    return json;
}

/// The observed curve where there is no fit.
std::vector<reuse::RankUses> observedOf(const reuse::FitRequest& request)
{
    std::vector<std::uint64_t> counts = request.counts;
    std::sort(counts.begin(), counts.end(), std::greater<>());
    std::vector<reuse::RankUses> curve;
    for (std::size_t rank = 1; rank <= counts.size(); rank = std::max(rank + 1, rank * 21 / 20))
        curve.push_back({ static_cast<double>(rank), static_cast<double>(counts[rank - 1]) });
    return curve;
}

std::vector<report::PlotPoint> pointsOf(const std::vector<reuse::RankUses>& curve)
{
    std::vector<report::PlotPoint> points;
    for (const reuse::RankUses& point : curve)
        points.push_back({ point.rank, point.uses });
    return points;
}

} // namespace

void showFit(const Console& console, std::string_view name, const reuse::AccessLog& log,
    const reuse::FitRequest& request, const reuse::Fit& fit)
{
    const auto line = [&](std::string_view label, const std::string& text) {
        console.out << "  " << inked(console.colorOut, Ink::dim, fmt::format("{:<16}", label))
                    << text << '\n';
    };
    console.out << inked(console.colorOut, Ink::strong, name)
                << fmt::format("  {} · {}{}\n", formText(log), counted(log.rows, "row"),
                       log.badLines > 0 ? ", " + counted(log.badLines, "bad line") : "");
    line("Accesses", formatCount(fit.accesses));
    line("Distinct items",
        fmt::format("{}, {} of them once", formatCount(fit.distinct), whole(fit.unseen.once)));
    line("Repeats", formatShare(fit.repeatShare));
    line("Unseen", unseenText(fit));
    if (!fit.models.empty()) {
        line("Skew",
            fmt::format("{:.3f} ± {:.3f} (95 %: {:.3f} to {:.3f})", fit.skew, fit.skewError,
                fit.skewInterval.low, fit.skewInterval.high));
        line("Pool size", sizeText(request, fit));
        if (fit.heldOut)
            line("Second half",
                fmt::format("{:.3f} nats an access by the law, {:.3f} by the counts of the first",
                    fit.heldOut->model, fit.heldOut->weights));
        if (fit.driftZ)
            line("Drift",
                fmt::format("z = {:.1f}, {}", *fit.driftZ,
                    *fit.driftZ < -farZ      ? "items come and go"
                        : *fit.driftZ > farZ ? "reuse grows"
                                             : "no clear sign of any"));
        showModels(console, fit);
    }
    console.out << '\n' << inked(console.colorOut, Ink::strong, fit.verdict) << ".\n";
    for (const std::string& remark : fit.remarks)
        console.out << "- " << remark << ".\n";
}

ordered_json fitJson(std::string_view name, const reuse::AccessLog& log,
    const reuse::FitRequest& request, const reuse::Fit& fit)
{
    ordered_json badLines = ordered_json::array();
    for (const reuse::BadLine& bad : log.firstBadLines)
        badLines.push_back({ { "line", bad.line }, { "reason", bad.reason } });
    ordered_json json{ { "log", name }, { "format", nameOf(log.form) },
        { "field", log.field.empty() ? ordered_json(nullptr) : ordered_json(log.field) },
        { "compressed", log.isCompressed }, { "bytes", log.bytes }, { "rows", log.rows },
        { "requests", log.requests() }, { "bad_lines", log.badLines },
        { "first_bad_lines", std::move(badLines) }, { "accesses", fit.accesses },
        { "distinct", fit.distinct }, { "repeat_share", fit.repeatShare },
        { "unseen",
            { { "once", fit.unseen.once }, { "twice", fit.unseen.twice },
                { "least_size", orNull(fit.unseen.leastSize) },
                { "new_share", orNull(fit.unseen.newShare) },
                { "coincidence", orNull(fit.unseen.coincidence) } } },
        { "ranks", request.ranks == reuse::Ranks::known ? "known" : "unknown" },
        { "skew", nullptr }, { "skew_error", nullptr }, { "skew_interval", nullptr },
        { "size", nullptr }, { "size_interval", nullptr }, { "models", ordered_json::array() },
        { "chosen", nullptr }, { "held_out", nullptr }, { "drift_z", nullptr },
        { "recommendation", nullptr }, { "verdict", fit.verdict }, { "remarks", fit.remarks },
        { "observed", curveJson(fit.observed.empty() ? observedOf(request) : fit.observed) },
        { "fitted", curveJson(fit.fitted) } };
    if (fit.models.empty())
        return json;
    json["skew"] = orNull(fit.skew);
    json["skew_error"] = orNull(fit.skewError);
    json["skew_interval"] = intervalJson(fit.skewInterval);
    json["size"] = orNull(fit.size);
    json["size_interval"] = intervalJson(fit.sizeInterval);
    for (const reuse::ModelFit& model : fit.models)
        json["models"].push_back(modelJson(model));
    json["chosen"] = reuse::nameOf(fit.chosen);
    if (fit.heldOut)
        json["held_out"] = { { "weights", fit.heldOut->weights }, { "model", fit.heldOut->model } };
    if (fit.driftZ)
        json["drift_z"] = *fit.driftZ;
    if (const auto& found = fit.recommendation) {
        json["recommendation"] = { { "size", found->size }, { "law", reuse::nameOf(found->law) },
            { "skew", nullptr }, { "weights", nullptr } };
        if (found->law == reuse::Model::zipf)
            json["recommendation"]["skew"] = found->skew;
        if (found->law == reuse::Model::weights)
            json["recommendation"]["weights"] = found->weights;
    }
    return json;
}

report::Plot fitPlot(std::string_view name, report::PlotColor color,
    const reuse::FitRequest& request, const reuse::Fit& fit)
{
    report::Plot plot;
    plot.title = fmt::format("Uses by rank: {}", name.substr(name.rfind('/') + 1));
    plot.note = fit.verdict;
    plot.x = { "Rank of the item", "", report::AxisScale::log10 };
    plot.x.from = 1;
    plot.y = { "Uses", "", report::AxisScale::log10 };
    plot.series.push_back({ "observed", report::SeriesForm::points, color,
        pointsOf(fit.observed.empty() ? observedOf(request) : fit.observed) });
    if (fit.fitted.empty())
        return plot;
    // The curve is a law's even where the counts themselves were chosen.
    const bool hasCurve = fit.chosen != reuse::Model::weights;
    const std::string law = !hasCurve      ? "nearest law"
        : fit.chosen == reuse::Model::zipf ? fmt::format("zipf {:.3f}", fit.skew)
                                           : std::string(reuse::nameOf(fit.chosen));
    plot.series.push_back(
        { law, report::SeriesForm::line, report::PlotColor::ink, pointsOf(fit.fitted) });
    return plot;
}

} // namespace poolscope::cli

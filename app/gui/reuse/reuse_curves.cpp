// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/reuse_curves.h"

#include "app/gui/qt.h"
#include "app/gui/reuse/capacity_field.h"
#include "app/gui/widgets/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ReuseCurves", text);
}

CurveAxis shares(const QString& title)
{
    return { title, Quantity::share, 0, 1, false };
}

QString capacityTitle(reuse::CacheUnit unit)
{
    switch (unit) {
    case reuse::CacheUnit::items:
        return tr("capacity in items");
    case reuse::CacheUnit::bytes:
        return tr("capacity in bytes");
    case reuse::CacheUnit::tokens:
        return tr("capacity in tokens");
    }
    return {};
}

/// Up to the next round number, so that the axis does not tremble.
double roundUp(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(1.0, value))));
    for (const double factor : { 1.0, 2.0, 5.0 })
        if (factor * power >= value * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

std::optional<CurveMark> markOf(const ReuseWorker& worker)
{
    const reuse::CacheSpec& cache = worker.subject()->cache;
    if (cache.capacity == 0)
        return std::nullopt;
    CurveMark mark;
    mark.x = static_cast<double>(cache.capacity);
    mark.label = quantitySentence(quantityOf(cache.unit), mark.x);
    mark.y = worker.expected();
    if (mark.y)
        return mark;
    if (const auto& planned = worker.planned(); planned && planned->caches.front().exact)
        mark.y = planned->caches.front().exact->items.rate();
    return mark;
}

Curve planned(const QString& name)
{
    Curve curve;
    curve.name = name;
    curve.form = CurveForm::steps;
    curve.ink = CurveInk::ink;
    return curve;
}

void takeLabel(Curve& curve, const Curve& from)
{
    curve.name = from.name;
    curve.label = from.label;
    curve.labelAt = from.labelAt;
    curve.isLabelAbove = from.isLabelAbove;
}

} // namespace

std::optional<PoolExtent> poolExtent(const ReuseWorker& worker)
{
    if (!worker.subject() || !worker.predicted())
        return std::nullopt;
    const auto* media = worker.subject()->snapshot->plan->media(worker.subject()->modality);
    if (!media)
        return std::nullopt;
    const auto& predicted = worker.predicted()->hitCurve;
    const auto& planned = worker.planned();
    PoolExtent extent;
    if (!predicted.empty())
        extent.pool = predicted.back().capacity;
    else if (planned && !planned->plannedHits.empty())
        extent.pool = static_cast<double>(planned->plannedHits.back().capacity);
    else
        return std::nullopt;
    extent.item = extent.pool / std::max(1.0, static_cast<double>(media->law().support()));
    return extent;
}

CurveData capacityCurves(const ReuseWorker& worker, double high)
{
    CurveData data;
    data.x = { capacityTitle(reuse::CacheUnit::bytes), Quantity::bytes, 1, 1024, true };
    data.left = shares(tr("hit rate of slots"));
    Curve expected;
    expected.name = tr("expected");
    expected.label = tr("LRU, expected");
    expected.labelAt = 0.55;
    Curve plan = planned(tr("this plan"));
    plan.label = plan.name;
    plan.labelAt = 0.35;
    plan.isLabelAbove = true;
    plan.isStale = worker.isPlanStale();
    if (const auto extent = poolExtent(worker)) {
        const reuse::CacheSpec& cache = worker.subject()->cache;
        data.x = { capacityTitle(cache.unit), quantityOf(cache.unit), std::max(1.0, extent->item),
            std::max({ high, extent->pool, 2 * extent->item, 2.0 }), true };
        data.hue = theme().hue(worker.subject()->modality);
        data.mark = markOf(worker);
        for (const reuse::HitPoint& point : worker.predicted()->hitCurve)
            expected.points.emplace_back(point.capacity, point.hitRate);
        if (worker.planned())
            for (const snapshot::PlannedHits& point : worker.planned()->plannedHits)
                plan.points.emplace_back(static_cast<double>(point.capacity), point.hitRate);
    }
    data.curves = { expected, plan };
    return data;
}

CurveData growthCurves(const ReuseWorker& worker)
{
    CurveData data;
    data.x = { tr("requests"), Quantity::requests, 1, 1000, true };
    data.left = { tr("distinct items"), Quantity::count, 0, 100, false };
    data.right = shares(tr("share of repeats"));
    Curve distinct;
    distinct.name = tr("distinct");
    distinct.label = tr("distinct items");
    distinct.labelAt = 0.6;
    distinct.ink = CurveInk::hue;
    Curve repeats;
    repeats.name = tr("repeats");
    repeats.label = repeats.name;
    repeats.labelAt = 0.45;
    repeats.isLabelAbove = true;
    repeats.isRight = true;
    Curve plannedDistinct = planned(tr("plan"));
    Curve plannedRepeats = planned(tr("plan"));
    plannedDistinct.isStale = plannedRepeats.isStale = worker.isPlanStale();
    plannedRepeats.isRight = true;
    if (worker.predicted()) {
        const auto requests = static_cast<double>(worker.subject()->snapshot->requests);
        const auto* media = worker.subject()->snapshot->plan->media(worker.subject()->modality);
        const reuse::RunFigures& run = worker.predicted()->run;
        data.x.high = std::max(2.0, requests);
        data.left.high = roundUp(
            std::max(5.0, std::min(static_cast<double>(media->law().support()), run.draws)));
        data.hue = theme().hue(worker.subject()->modality);
        data.mark = CurveMark{ requests, run.expectedDistinct, tr("this run") };
        for (const reuse::RunPoint& point : worker.predicted()->runCurve) {
            distinct.points.emplace_back(point.requests, point.distinct);
            repeats.points.emplace_back(point.requests, point.repeatShare);
        }
    }
    if (worker.planned())
        for (const snapshot::PlannedPoint& point : worker.planned()->plannedCurve) {
            const auto at = static_cast<double>(point.requests);
            plannedDistinct.points.emplace_back(at, static_cast<double>(point.distinct));
            plannedRepeats.points.emplace_back(at, point.repeatShare());
        }
    if (distinct.points.empty()) { // listed: only the plan has something to say
        takeLabel(plannedDistinct, distinct);
        takeLabel(plannedRepeats, repeats);
    }
    data.curves = { distinct, plannedDistinct, repeats, plannedRepeats };
    return data;
}

} // namespace poolscope::gui

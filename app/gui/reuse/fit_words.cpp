// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/fit_words.h"

#include "app/gui/qt.h"
#include "core/base/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("FitWords", text);
}

QString count(double value)
{
    return toQt(base::formatCount(static_cast<std::uint64_t>(std::llround(std::max(0.0, value)))));
}

QString digits(double value, int decimals)
{
    return QString::number(value, 'f', decimals);
}

/// "310 (95 %: 290 to 335)", or what the log does tell.
QString sizeText(const reuse::Fit& fit)
{
    if (!std::isfinite(fit.sizeInterval.high))
        return tr("at least %1; the log does not tell how many more")
            .arg(count(std::max(static_cast<double>(fit.distinct), fit.unseen.leastSize)));
    return tr("%1 (95 %: %2 to %3)")
        .arg(count(fit.size), count(fit.sizeInterval.low), count(fit.sizeInterval.high));
}

QString parametersOf(const reuse::ModelFit& model)
{
    if (model.model == reuse::Model::zipf)
        return tr("skew %1").arg(digits(model.a, 3));
    if (model.model == reuse::Model::quadratic)
        return tr("a %1, b %2").arg(digits(model.a, 3), digits(model.b, 3));
    return {};
}

} // namespace

QString logForm(const LogSummary& log)
{
    QString text = log.form == reuse::LogForm::delimited ? tr("column \"%1\"").arg(toQt(log.field))
        : log.form == reuse::LogForm::jsonLines          ? tr("JSON \"%1\"").arg(toQt(log.field))
                                                         : tr("one id per line");
    if (log.isCompressed)
        text += tr(", gzip");
    if (log.badLines > 0)
        text += counted(
            static_cast<qint64>(log.badLines), tr(", %1 bad line"), tr(", %1 bad lines"));
    return text;
}

std::vector<std::pair<QString, QString>> fitFigures(const FittedLog& fitted)
{
    const reuse::Fit& fit = fitted.fit;
    std::vector<std::pair<QString, QString>> figures{
        { tr("Read as"), logForm(fitted.log) },
        { tr("Requests"), count(static_cast<double>(fitted.log.requests)) },
        { tr("Accesses"), count(static_cast<double>(fit.accesses)) },
        { tr("Distinct items"),
            tr("%1, %2 of them once")
                .arg(count(static_cast<double>(fit.distinct)),
                    count(static_cast<double>(fit.unseen.once))) },
        { tr("Repeats"), toQt(base::formatShare(fit.repeatShare)) },
        { tr("Next is new"), toQt(base::formatShare(fit.unseen.newShare)) },
    };
    if (fit.models.empty())
        return figures;
    figures.emplace_back(tr("Skew"),
        tr("%1 (95 %: %2 to %3)")
            .arg(digits(fit.skew, 3), digits(fit.skewInterval.low, 3),
                digits(fit.skewInterval.high, 3)));
    figures.emplace_back(tr("Pool size"), sizeText(fit));
    return figures;
}

QStringList modelHeads()
{
    return { tr("Law"), tr("Parameters"), tr("Items"), tr("BIC"), tr("Misfit p") };
}

std::vector<QStringList> modelRows(const reuse::Fit& fit)
{
    double least = INFINITY;
    for (const reuse::ModelFit& model : fit.models)
        least = std::min(least, model.bic);
    std::vector<QStringList> rows;
    for (const reuse::ModelFit& model : fit.models) {
        const reuse::Goodness& test = model.goodness;
        QString p = QStringLiteral("\u2013");
        if (test.degrees > 0)
            p = test.p < 0.001 ? tr("< 0.001") : digits(test.p, 3);
        rows.push_back({ toQt(reuse::nameOf(model.model)), parametersOf(model), count(model.size),
            model.bic <= least ? tr("best") : QLatin1Char('+') + digits(model.bic - least, 1), p });
    }
    return rows;
}

CurveData rankCurves(const reuse::Fit& fit)
{
    CurveData data;
    constexpr double room = 1.3; // around the points
    data.x = { tr("rank of the item"), Quantity::rank, 1 / room, 10, true };
    data.left = { tr("uses"), Quantity::count, 1 / room, 10, true };
    if (!fit.observed.empty()) {
        const auto [least, most] = std::minmax_element(fit.observed.begin(), fit.observed.end(),
            [](const auto& a, const auto& b) { return a.uses < b.uses; });
        data.x.high = std::max(data.x.high, fit.observed.back().rank * room);
        data.left.low = least->uses / room;
        data.left.high = std::max(10 * data.left.low, most->uses * room);
    }
    Curve observed;
    observed.name = tr("the log");
    observed.label = observed.name;
    observed.labelAt = 0.25;
    observed.isLabelAbove = true;
    observed.form = CurveForm::points;
    observed.ink = CurveInk::ink;
    for (const reuse::RankUses& point : fit.observed)
        observed.points.emplace_back(point.rank, point.uses);
    Curve law;
    law.name = toQt(reuse::nameOf(fit.chosen));
    law.label = fit.chosen == reuse::Model::weights ? tr("nearest law") : law.name;
    law.labelAt = 0.6;
    law.goesOn = observed.goesOn = false;
    for (const reuse::RankUses& point : fit.fitted)
        if (point.uses >= data.left.low)
            law.points.emplace_back(point.rank, std::min(point.uses, data.left.high));
    data.curves = { observed, law };
    return data;
}

QString recommendationText(const reuse::Recommendation& recommendation)
{
    const QString items = count(static_cast<double>(recommendation.size));
    if (recommendation.law == reuse::Model::zipf)
        return tr("zipf with skew %1 over %2 items")
            .arg(QString::number(recommendation.skew, 'g', 6), items);
    if (recommendation.law == reuse::Model::weights)
        return tr("the weights of %1 items").arg(items);
    return tr("uniform over %1 items").arg(items);
}

} // namespace poolscope::gui

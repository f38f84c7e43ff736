// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/curve_chart.h"
#include "app/gui/reuse/fit_reader.h"

#include <QStringList>

#include <utility>
#include <vector>

/// A fit as a person reads it.
namespace poolscope::gui {

/// "Accesses" "12 000", "Skew" "1.04 (95 %: 1.01 to 1.07)", ...
std::vector<std::pair<QString, QString>> fitFigures(const FittedLog& fitted);
/// One row per law that was tried, under its heads.
QStringList modelHeads();
std::vector<QStringList> modelRows(const reuse::Fit& fit);
/// Rank against uses, both on log scales: the log, and the law that was chosen.
CurveData rankCurves(const reuse::Fit& fit);
/// "column "id", gzip, 3 bad lines"
QString logForm(const LogSummary& log);

/// "zipf with skew 1.04 over 310 items"
QString recommendationText(const reuse::Recommendation& recommendation);

} // namespace poolscope::gui

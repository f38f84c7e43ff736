// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/weight_bars.h"

#include "app/gui/form/values.h"

#include <QString>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr std::int64_t maxBars = 400;

} // namespace

WeightBars weightBarsOf(
    const config::WeightsSampling& written, const sampling::IndexDistribution& law)
{
    const auto [first, last] = std::minmax_element(written.entries.begin(), written.entries.end(),
        [](const config::IndexWeight& a, const config::IndexWeight& b) {
            return a.index < b.index;
        });
    WeightBars bars;
    if (first == written.entries.end() || last->index - first->index >= maxBars)
        return bars;
    for (std::int64_t i = first->index; i <= last->index; ++i)
        bars.bins.push_back({ i, i, law.probability(i), law.cumulative(i) });
    bars.weights.resize(bars.bins.size());
    for (std::size_t entry = 0; entry < written.entries.size(); ++entry) {
        const auto& [index, weight] = written.entries[entry];
        bars.weights[static_cast<std::size_t>(index - first->index)]
            = { static_cast<int>(entry), weight };
    }
    return bars;
}

config::Value writtenOut(const sampling::IndexDistribution& law)
{
    double least = 1;
    double most = 0;
    for (std::int64_t i = 0; i < law.size(); ++i) {
        least = std::min(least, law.probability(i));
        most = std::max(most, law.probability(i));
    }
    const double hottest = most - least <= 1e-12 * most ? 1 : 100;
    config::Value::List entries;
    for (std::int64_t i = 0; i < law.size(); ++i) {
        constexpr int digits = 6;
        const double weight
            = QString::number(hottest * law.probability(i) / most, 'g', digits).toDouble();
        entries.push_back(config::Value::Map{ { "index", i }, { "weight", numberValue(weight) } });
    }
    return config::Value::Map{ { "weights", std::move(entries) } };
}

} // namespace poolscope::gui

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/planned_items.h"

#include "core/base/portable_math.h"

#include <algorithm>
#include <cmath>

namespace poolscope::snapshot {

namespace portable = base::portable;

namespace {

constexpr std::size_t batch = 65'536; ///< items or requests, whichever are more

} // namespace

base::Result<> readItems(const plan::MediaPlan& media, std::uint64_t requests,
    const std::stop_token& stop, const UseRequests& use)
{
    reuse::RequestList list;
    std::vector<std::uint64_t> drawn;
    std::vector<reuse::ItemIndex> items;
    for (std::uint64_t next = 0; next < requests;) {
        if (stop.stop_requested())
            return base::cancelled();
        const std::uint64_t first = next;
        list.clear();
        for (; next < requests && std::max(list.size(), list.items().size()) < batch; ++next) {
            drawn.clear();
            media.sentIndices(next, drawn);
            items.assign(drawn.begin(), drawn.end());
            list.add(items);
        }
        if (auto used = use(first, list); !used)
            return used;
    }
    return {};
}

std::vector<std::uint64_t> logSpaced(std::uint64_t last, int points)
{
    const double end = portable::log(static_cast<double>(std::max<std::uint64_t>(1, last)));
    std::vector<std::uint64_t> numbers;
    for (int i = 0; i < points; ++i) {
        const auto number = static_cast<std::uint64_t>(
            std::llround(portable::exp(end * i / std::max(1, points - 1))));
        if (numbers.empty() || number > numbers.back())
            numbers.push_back(number);
    }
    return numbers;
}

PlannedCount::PlannedCount(std::int64_t poolSize, std::uint64_t requests, int points)
    : m_seen(static_cast<std::size_t>(poolSize), false)
    , m_wanted(logSpaced(requests, points))
{
}

void PlannedCount::add(const reuse::RequestList& requests)
{
    for (std::size_t r = 0; r < requests.size(); ++r) {
        for (const reuse::ItemIndex item : requests[r]) {
            m_point.distinct += m_seen[item] ? 0 : 1;
            m_seen[item] = true;
        }
        m_point.draws += requests[r].size();
        ++m_point.requests;
        if (m_curve.size() < m_wanted.size() && m_wanted[m_curve.size()] == m_point.requests)
            m_curve.push_back(m_point);
    }
}

} // namespace poolscope::snapshot

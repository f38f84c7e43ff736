// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/tally.h"

#include <algorithm>

namespace poolscope::run {

namespace {

constexpr std::size_t maxPoints = 2000;
/// Above this, counts by item are not copied into every snapshot.
constexpr std::int64_t maxCountedPool = 1 << 20;
/// Token times beyond these (256 MB) are dropped; first tokens and latencies never are.
constexpr std::uint64_t maxTokenTimes = 64U << 20U;
constexpr double rateWindow = 2; // seconds

} // namespace

Tally::Tally(const plan::Plan& plan)
{
    for (const base::Modality modality : base::allModalities) {
        const plan::MediaPlan* media = plan.media(modality);
        if (media && media->hasPool() && media->poolSize() <= maxCountedPool)
            m_use.at(static_cast<std::size_t>(modality))
                .counts.resize(static_cast<std::size_t>(media->poolSize()));
    }
}

std::size_t Tally::place(base::Modality modality, media::Side side)
{
    return 2 * static_cast<std::size_t>(modality) + (side == media::Side::prefix ? 1 : 0);
}

const ItemAccounts& Tally::accounts(base::Modality modality, media::Side side) const
{
    return m_accounts.at(place(modality, side));
}

bool Tally::send(const std::vector<RecordItem>& items, const std::vector<media::AssetPtr>& assets,
    std::uint64_t bytes, double now)
{
    ++m_sent;
    m_bytes += bytes;
    m_recent.push_back(now);
    while (m_recent.front() < now - rateWindow)
        m_recent.pop_front();
    bool isFirstSeen = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const RecordItem& item = items[i];
        ItemAccounts& accounts = m_accounts.at(place(item.modality, item.side));
        ItemUse& use = m_use.at(static_cast<std::size_t>(item.modality));
        ++accounts.sent;
        bool isNew = true;
        if (item.side == media::Side::fresh) {
            ++accounts.fresh;
        } else {
            ItemAccount& account = accounts.items[item.item];
            isNew = account.sent == 0;
            if (isNew)
                for (const auto& blob : assets[i]->blobs)
                    account.sha256.push_back(blob.sha256);
            ++account.sent;
        }
        isFirstSeen = isFirstSeen || isNew;
        if (item.side == media::Side::prefix)
            continue;
        ++use.sent;
        use.distinct += isNew ? 1 : 0;
        if (item.side == media::Side::payload && item.item < use.counts.size())
            ++use.counts[static_cast<std::size_t>(item.item)];
    }
    return isFirstSeen;
}

void Tally::addPoint(const TimePoint& point)
{
    if (m_untilNext-- > 0)
        return;
    m_untilNext = m_stride - 1;
    m_points.push_back(point);
    if (m_points.size() < maxPoints)
        return;
    for (std::size_t i = 0; i < m_points.size() / 2; ++i)
        m_points[i] = m_points[2 * i];
    m_points.resize(m_points.size() / 2);
    m_stride *= 2;
}

void Tally::finish(Record record)
{
    if (m_gapsKept + record.tokenTimes.size() > maxTokenTimes)
        record.tokenTimes = {};
    m_gapsKept += record.tokenTimes.size();
    if (record.error == ErrorKind::interrupted) {
        ++m_interrupted;
    } else if (!record.isOk()) {
        ++m_failed;
        ++m_errors[errorLabel(record)];
    } else {
        ++m_succeeded;
        m_latency.add(record.latency());
        const double first = record.timeToAnswer();
        if (!record.items.empty())
            (record.isFirstSeen ? m_firstSeen : m_repeat).add(first);
        addPoint(
            { static_cast<float>(record.start), static_cast<float>(first), record.isFirstSeen });
    }
    m_records.push_back(std::move(record));
}

void Tally::describe(RunSnapshot& snapshot, double now) const
{
    snapshot.sent = m_sent;
    snapshot.succeeded = m_succeeded;
    snapshot.failed = m_failed;
    snapshot.interrupted = m_interrupted;
    snapshot.bytesSent = m_bytes;
    snapshot.elapsed = now;
    const auto recent = std::count_if(
        m_recent.begin(), m_recent.end(), [&](double sent) { return sent >= now - rateWindow; });
    snapshot.rate = static_cast<double>(recent) / std::clamp(now, 0.1, rateWindow);
    snapshot.latencyMedian = m_latency.at(0.5);
    snapshot.latency99 = m_latency.at(0.99);
    snapshot.firstSeenCount = m_firstSeen.count();
    snapshot.repeatCount = m_repeat.count();
    snapshot.firstSeenMedian = m_firstSeen.at(0.5);
    snapshot.repeatMedian = m_repeat.at(0.5);
    snapshot.errors = m_errors;
    snapshot.points = m_points;
    snapshot.items = m_use;
}

} // namespace poolscope::run

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/asset.h"
#include "core/plan/plan.h"
#include "core/run/quantiles.h"
#include "core/run/record.h"
#include "core/run/run_snapshot.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace poolscope::run {

/// What became of one item over a run.
struct ItemAccount {
    std::uint64_t sent = 0;
    std::vector<std::string> sha256;
};

/// Per modality and side: every item sent, in order of its number. Fresh items are only counted.
struct ItemAccounts {
    std::map<std::uint64_t, ItemAccount> items;
    std::uint64_t sent = 0; ///< media slots sent, fresh ones included
    std::uint64_t fresh = 0; ///< slots with bytes of their own, all distinct
};

/// Keeps account of a run: what was sent, what came back. Belongs to the run thread.
class Tally {
public:
    explicit Tally(const plan::Plan& plan);

    /// A request goes out now; `assets` are those of its items. True when it carries an item that
    /// none before it carried.
    bool send(const std::vector<RecordItem>& items, const std::vector<media::AssetPtr>& assets,
        std::uint64_t bytes, double now);
    void finish(Record record);

    /// Fills in what this object knows: everything but the phase and the plan's figures.
    void describe(RunSnapshot& snapshot, double now) const;

    const std::vector<Record>& records() const { return m_records; }
    const ItemAccounts& accounts(base::Modality modality, media::Side side) const;

private:
    static std::size_t place(base::Modality modality, media::Side side);
    void addPoint(const TimePoint& point);

    std::vector<Record> m_records;
    std::array<ItemAccounts, base::allModalities.size() * 2> m_accounts;
    std::array<ItemUse, base::allModalities.size()> m_use;
    std::uint64_t m_sent = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_succeeded = 0;
    std::uint64_t m_failed = 0;
    std::uint64_t m_interrupted = 0;
    std::deque<double> m_recent; ///< send times of the last two seconds
    DurationQuantiles m_latency;
    DurationQuantiles m_firstSeen;
    DurationQuantiles m_repeat;
    std::map<std::string, std::uint64_t> m_errors;
    std::vector<TimePoint> m_points;
    std::uint64_t m_stride = 1; ///< every m_stride-th point is kept
    std::uint64_t m_untilNext = 0;
    std::uint64_t m_gapsKept = 0; ///< token times stored so far
};

} // namespace poolscope::run

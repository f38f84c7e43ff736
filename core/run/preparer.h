// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/store.h"
#include "core/plan/item_counts.h"
#include "core/plan/plan.h"
#include "core/run/record.h"
#include "core/wire/body.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace poolscope::run {

/// A request ready to be sent.
struct Prepared {
    std::uint64_t index = 0;
    wire::Body body;
    std::vector<RecordItem> items;
    std::vector<media::AssetPtr> assets; ///< of the items, in their order
    std::optional<base::Error> error; ///< why there is no body
};

/// An Error when a pool's folder of the user's own files has fewer than the pool has items.
base::Result<> checkFolders(const plan::Plan& plan, const std::stop_token& stop = {});

/// The pool items of the first requests, each once, in order of first use, as many as fit into
/// `budget` bytes as base64.
std::vector<media::ItemSpec> firstItems(const plan::Plan& plan, const plan::RequestRange& range,
    std::uint64_t budget, const std::stop_token& stop = {});

/// Makes bodies ahead of their sending, on threads of its own, so that rendering fresh media never
/// delays what is on the wire. Keeps a bounded number of bodies and of bytes ready.
class Preparer {
public:
    /// `onReady` is called from the threads when the next body in order has become ready. Plan and
    /// store must outlive the object.
    Preparer(const plan::Plan& plan, media::PoolStore& store, plan::RequestSettings settings,
        plan::RequestRange range, unsigned threads, std::function<void()> onReady);
    ~Preparer();
    Preparer(const Preparer&) = delete;
    Preparer& operator=(const Preparer&) = delete;

    /// The next request in order, when it is ready.
    std::optional<Prepared> take();

private:
    void work(const std::stop_token& stop);
    Prepared prepare(std::uint64_t index, const std::stop_token& stop) const;
    bool mayStart() const;

    const plan::Plan& m_plan;
    media::PoolStore& m_store;
    plan::RequestSettings m_settings;
    plan::RequestRange m_range;
    std::function<void()> m_onReady;

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<std::uint64_t, Prepared> m_ready; ///< by position in the range
    std::uint64_t m_readyBytes = 0;
    std::uint64_t m_started = 0; ///< positions handed to the threads
    std::uint64_t m_taken = 0;
    std::vector<std::jthread> m_threads; ///< last: joined before anything they use goes
};

} // namespace poolscope::run

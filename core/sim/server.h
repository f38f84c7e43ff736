// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/sim/options.h"

#include <memory>
#include <string>

namespace poolscope::sim {

/// An OpenAI-compatible server on loopback with a media cache that counts, orders and evicts as
/// vLLM's does. Threads of its own; the object may live on any thread.
class Server {
public:
    /// Listens when it returns.
    static base::Result<std::unique_ptr<Server>> start(const Options& options);
    /// Stops at once: answers in progress are cut off.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// "http://127.0.0.1:43211", without a trailing slash.
    std::string url() const;
    Counters counters() const;

private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace poolscope::sim

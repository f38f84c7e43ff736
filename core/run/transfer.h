// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/curl.h"
#include "core/run/preparer.h"
#include "core/run/record.h"
#include "core/wire/response.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace poolscope::run::detail {

/// Seconds since the start of a run.
class RunClock {
public:
    using Clock = std::chrono::steady_clock;

    double now() const { return std::chrono::duration<double>(Clock::now() - m_start).count(); }
    void restart() { m_start = Clock::now(); }

private:
    Clock::time_point m_start = Clock::now();
};

/// What all transfers of a run share. Outlives them.
struct TransferSettings {
    std::string url;
    ListPtr headers;
    bool isStreaming = false;
    double timeout = 300; ///< seconds for a whole request
    const RunClock* clock = nullptr;
};

/// One request on the wire: an easy handle that reads the body from its segments and feeds the
/// answer to a reader. Reused from request to request; belongs to the run thread.
class Transfer {
public:
    explicit Transfer(const TransferSettings& settings);
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    CURL* handle() const { return m_easy.get(); }
    /// Takes a request over; `record` has its place in the plan. Its start is now.
    void begin(wire::Body body, Record record);
    /// The outcome of a transfer that curl reports as done.
    Record end(CURLcode code);
    /// The outcome of a transfer that is given up.
    Record abandon();

private:
    static std::size_t readBody(char* buffer, std::size_t size, std::size_t count, void* self);
    static int seekBody(void* self, curl_off_t offset, int origin);
    static std::size_t readAnswer(char* data, std::size_t size, std::size_t count, void* self);

    const TransferSettings& m_settings;
    EasyPtr m_easy;
    wire::Body m_body;
    std::uint64_t m_offset = 0;
    Record m_record;
    std::optional<wire::ResponseReader> m_reader;
    std::string m_errorBody; ///< start of an answer other than 200
    std::uint64_t m_received = 0;
};

} // namespace poolscope::run::detail

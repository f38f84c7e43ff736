// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/media/spec.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace poolscope::run {

enum class ErrorKind : std::uint8_t {
    none,
    http, ///< an answer other than 200
    connection, ///< refused, reset, name not found
    timeout,
    response, ///< a 200 whose body is an error or not understood
    media, ///< an item of the request could not be rendered or read
    interrupted, ///< cut off by a stop
};

/// An item that a request carried: which one, and what it was like.
struct RecordItem {
    base::Modality modality = base::Modality::image;
    media::Side side = media::Side::payload;
    std::uint64_t item = 0;
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::int32_t frames = 0;
    float seconds = 0;
    std::uint64_t bytes = 0; ///< of all its files, before base64
};

/// One request's outcome. Times are seconds after the start of the run.
struct Record {
    std::uint64_t index = 0;
    std::uint32_t stage = 0;
    double due = 0; ///< when it was to be sent; as `start` in a concurrent stage
    double start = 0; ///< when it was handed to the connection, its body ready
    double firstToken = 0; ///< first content of a streamed answer; 0: none
    double end = 0;
    std::uint64_t bytes = 0; ///< of the body
    bool isFirstSeen = false; ///< carries an item that no earlier request of this run carried
    std::vector<RecordItem> items;
    std::uint16_t status = 0; ///< HTTP; 0: none
    ErrorKind error = ErrorKind::none;
    std::string message; ///< of an error
    std::int64_t promptTokens = -1; ///< as the server counted; -1: it did not say
    std::int64_t cachedTokens = -1;
    std::int64_t outputTokens = -1;
    /// Seconds from `start` to each content-bearing event of a streamed answer.
    std::vector<float> tokenTimes;

    bool isOk() const { return error == ErrorKind::none; }
    double latency() const { return end - start; }
    double timeToFirstToken() const { return firstToken - start; }
    /// ... or the whole latency when the answer was not streamed.
    double timeToAnswer() const { return firstToken > 0 ? timeToFirstToken() : latency(); }
    /// The server's count, else the number of content events.
    std::int64_t outputLength() const
    {
        return outputTokens >= 0 ? outputTokens : static_cast<std::int64_t>(tokenTimes.size());
    }
};

/// The kind of a Record's error in inference-perf's words: "429 - Rate Limit", "Timeout",
/// "Connection Error", ...
std::string errorLabel(const Record& record);

} // namespace poolscope::run

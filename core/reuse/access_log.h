// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/reuse/fit.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

/// Reading of access logs: which media item came with which request.
namespace poolscope::reuse {

enum class LogForm {
    automatic, ///< by the file's name and its first line
    plain, ///< one id per line
    delimited, ///< CSV or TSV with quotes, one id per row
    jsonLines ///< one JSON object per line
};

enum class Header { automatic, present, absent };

struct LogFormat {
    LogForm form = LogForm::automatic;
    /// Where the ids are. Delimited: a column by name or number from 1. JSON: a path such as
    /// "hash_ids", "images[].id" or "messages[].content[].image_url.url" to strings, numbers or
    /// arrays of them. Empty: a field whose name says that it holds ids, or the only column.
    std::string field;
    char delimiter = 0; ///< 0: the one of tab, comma and semicolon that the first row has most of
    Header header = Header::automatic; ///< of delimited logs

    bool operator==(const LogFormat&) const = default;
};

/// What is read before it is refused: together about 1 GB of memory.
struct LogLimits {
    std::size_t distinctIds = 10'000'000;
    std::size_t accesses = 100'000'000;
    std::size_t lineBytes = 16U << 20U; ///< longer lines are bad lines, not errors
};

struct BadLine {
    std::uint64_t line = 0; ///< from 1, of the uncompressed text
    std::string reason;

    bool operator==(const BadLine&) const = default;
};

/// A log in memory: items are numbered in the order in which they were first seen.
struct AccessLog {
    LogForm form = LogForm::plain; ///< as found
    std::string field; ///< as chosen
    /// The item of every access, in the log's order.
    std::vector<std::uint32_t> accesses;
    /// Request r holds accesses[requestEnds[r - 1] .. requestEnds[r]). Rows without ids are
    /// requests without items.
    std::vector<std::uint32_t> requestEnds;
    std::vector<std::uint64_t> counts; ///< by item
    std::vector<std::uint64_t> keys; ///< by item: a stable 64-bit hash of its id
    std::vector<std::string> names; ///< the ids of the first few thousand items, to be shown
    std::uint64_t rows = 0; ///< lines with content, bad ones and the header left out
    std::uint64_t bytes = 0; ///< of uncompressed text
    std::uint64_t badLines = 0;
    std::vector<BadLine> firstBadLines; ///< at most ten
    bool isCompressed = false;

    std::size_t requests() const { return requestEnds.size(); }
    std::size_t distinct() const { return counts.size(); }
};

/// What `fit` wants to know of a log.
FitRequest fitRequestOf(const AccessLog& log);
/// The same where the ids are the indices 0, 1, ... of a pool of `size` items, or of at most ten
/// million where its size is not known. An Error where they are not.
base::Result<FitRequest> rankedFitRequestOf(
    const AccessLog& log, std::optional<std::uint64_t> size = {});

/// Called about every megabyte with the share of the file that was read, 0 to 1.
using LogProgress = std::function<void(double)>;

/// Reads a log, gzip or not, in one pass with bounded memory; millions of rows take seconds. Lines
/// that make no sense are counted and skipped; an Error names the line when nothing makes sense or
/// a limit is passed. Ids are compared by their 64-bit hashes: two of ten million different ids
/// fall together in one log of 400 000. A number and its digits as a string are the same id.
base::Result<AccessLog> importAccessLog(const std::filesystem::path& path, const LogFormat& format,
    const LogProgress& progress, const std::stop_token& stop);

/// Fills a buffer from some source and says how many bytes it got; 0 at the end.
using LogSource = std::function<base::Result<std::size_t>(std::span<char>)>;

/// The same from any source of bytes, gzip or not.
base::Result<AccessLog> readAccessLog(const LogSource& source, const LogFormat& format,
    const LogLimits& limits, const std::stop_token& stop);

} // namespace poolscope::reuse

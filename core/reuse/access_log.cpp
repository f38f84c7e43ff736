// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/access_log.h"

#include "core/base/format.h"
#include "core/base/text.h"
#include "core/reuse/log/id_table.h"
#include "core/reuse/log/line_reader.h"
#include "core/reuse/log/row_rules.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace poolscope::reuse {

using base::Code;
using base::Result;

namespace {

constexpr std::size_t namedBadLines = 10;
/// Rows between two looks at the stop token: a millisecond or two.
constexpr std::uint64_t rowsPerLook = 1024;

std::string reasonOf(int error)
{
    return std::generic_category().message(error);
}

void addBadLine(AccessLog& log, std::uint64_t line, std::string reason)
{
    ++log.badLines;
    if (log.firstBadLines.size() < namedBadLines)
        log.firstBadLines.push_back({ line, std::move(reason) });
}

tl::unexpected<base::Error> atLine(std::uint64_t line, base::Error error)
{
    error.message = fmt::format("Line {}: {}", line, error.message);
    return tl::make_unexpected(std::move(error));
}

/// The form that a file's name promises.
LogForm formOfName(const std::filesystem::path& path)
{
    std::string name = base::lowerCase(path.filename().string());
    if (name.ends_with(".gz"))
        name.resize(name.size() - 3);
    if (name.ends_with(".csv") || name.ends_with(".tsv"))
        return LogForm::delimited;
    if (name.ends_with(".jsonl") || name.ends_with(".ndjson"))
        return LogForm::jsonLines;
    return LogForm::automatic;
}

/// Closes the descriptor when it goes out of scope.
struct Descriptor {
    int value;
    explicit Descriptor(int opened)
        : value(opened)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (value >= 0)
            ::close(value);
    }
};

/// Takes a log apart row by row.
class RowsReader {
public:
    RowsReader(LineReader& reader, RowRules& rules, AccessLog& log, const LogLimits& limits)
        : m_reader(reader)
        , m_rules(rules)
        , m_log(log)
        , m_table(log, limits)
    {
    }

    Result<> readAll(const std::stop_token& stop)
    {
        // The first row is judged beside the second, which may come after bad lines.
        auto first = nextRow();
        if (!first || first->isEnd)
            return first ? Result<>() : tl::make_unexpected(first.error());
        std::string firstText(first->text);
        const std::size_t size = firstText.size();
        firstText.append(LineReader::padding, '\0');
        const std::string_view kept = std::string_view(firstText).substr(0, size);
        if (auto begun = m_rules.begin(kept); !begun)
            return atLine(first->line, begun.error());
        if (m_rules.delimiter() != 0)
            m_reader.honourQuotes(m_rules.delimiter());
        auto row = nextRow();
        if (!row)
            return tl::make_unexpected(row.error());
        if (!m_rules.isHeader(kept, row->text))
            if (auto taken = take({ kept, first->line }); !taken)
                return taken;
        for (std::uint64_t count = 0; !row->isEnd; ++count) {
            if (count % rowsPerLook == 0 && stop.stop_requested())
                return base::cancelled();
            if (auto taken = take(*row); !taken)
                return taken;
            row = nextRow();
            if (!row)
                return tl::make_unexpected(row.error());
        }
        return {};
    }

private:
    /// The next row with content.
    Result<LineReader::Row> nextRow()
    {
        for (;;) {
            auto row = m_reader.next();
            if (!row || row->isEnd)
                return row;
            if (row->isTooLong)
                addBadLine(m_log, row->line, "the line is too long");
            else if (!trimmed(row->text).empty())
                return row;
        }
    }

    Result<> take(const LineReader::Row& row)
    {
        m_ids.clear();
        if (std::string reason = m_rules.read(row.text, m_ids); !reason.empty()) {
            addBadLine(m_log, row.line, std::move(reason));
            return {};
        }
        ++m_log.rows;
        for (std::size_t i = 0; i < m_ids.size(); ++i)
            if (auto added = m_table.add(m_ids[i]); !added)
                return atLine(row.line, added.error());
        if (auto ended = m_table.endRequest(); !ended)
            return atLine(row.line, ended.error());
        return {};
    }

    LineReader& m_reader;
    RowRules& m_rules;
    AccessLog& m_log;
    IdTable m_table;
    RowIds m_ids;
};

} // namespace

Result<AccessLog> readAccessLog(const LogSource& source, const LogFormat& format,
    const LogLimits& limits, const std::stop_token& stop)
{
    AccessLog log;
    const LogSource watched = [&](std::span<char> into) -> Result<std::size_t> {
        if (stop.stop_requested())
            return base::cancelled();
        return source(into);
    };
    Inflater text(watched);
    LineReader reader(text, limits.lineBytes);
    RowRules rules(format);
    if (auto read = RowsReader(reader, rules, log, limits).readAll(stop); !read)
        return tl::make_unexpected(read.error());
    log.form = rules.form();
    log.field = rules.field();
    log.bytes = reader.bytes();
    log.isCompressed = text.isCompressed();
    if (!log.accesses.empty())
        return log;
    if (!log.firstBadLines.empty())
        return base::fail(Code::invalid,
            fmt::format("No ids in the log: line {}: {}", log.firstBadLines.front().line,
                log.firstBadLines.front().reason));
    return base::fail(Code::invalid,
        log.rows == 0 ? std::string("The log is empty")
                      : fmt::format("No ids in the log: none of {} rows has any under \"{}\"",
                          log.rows, log.field));
}

Result<AccessLog> importAccessLog(const std::filesystem::path& path, const LogFormat& format,
    const LogProgress& progress, const std::stop_token& stop)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.value < 0)
        return base::fail(
            Code::io, fmt::format("Cannot open \"{}\": {}", path.string(), reasonOf(errno)));
    struct stat status = {};
    if (::fstat(file.value, &status) == 0 && S_ISDIR(status.st_mode))
        return base::fail(
            Code::io, fmt::format("Cannot read \"{}\": it is a folder", path.string()));
    const double size = std::max(1.0, static_cast<double>(status.st_size));
    double done = 0;
    double told = 0;
    const LogSource source = [&](std::span<char> into) -> Result<std::size_t> {
        ssize_t count = 0;
        do
            count = ::read(file.value, into.data(), into.size());
        while (count < 0 && errno == EINTR);
        if (count < 0)
            return base::fail(
                Code::io, fmt::format("Cannot read \"{}\": {}", path.string(), reasonOf(errno)));
        done += static_cast<double>(count);
        constexpr double step = 1 << 20;
        if (progress && (done - told >= step || count == 0)) {
            told = done;
            progress(std::min(1.0, done / size));
        }
        return static_cast<std::size_t>(count);
    };
    LogFormat chosen = format;
    if (chosen.form == LogForm::automatic)
        chosen.form = formOfName(path);
    auto log = readAccessLog(source, chosen, {}, stop);
    if (!log && log.error().code == Code::invalid)
        log.error().message
            = fmt::format("Cannot import \"{}\": {}", path.string(), log.error().message);
    return log;
}

FitRequest fitRequestOf(const AccessLog& log)
{
    FitRequest request;
    request.counts = log.counts;
    for (std::size_t i = 0; i < log.accesses.size() / 2; ++i) {
        // First-seen order: the first half holds the first items.
        if (log.accesses[i] >= request.firstHalf.size())
            request.firstHalf.resize(log.accesses[i] + std::size_t{ 1 }, 0);
        ++request.firstHalf[log.accesses[i]];
    }
    return request;
}

Result<FitRequest> rankedFitRequestOf(const AccessLog& log, std::optional<std::uint64_t> size)
{
    const auto isNoNumber = [](const std::string& name) {
        return name.find_first_not_of("0123456789") != std::string::npos;
    };
    const auto wrong = std::find_if(log.names.begin(), log.names.end(), isNoNumber);
    if (wrong != log.names.end())
        return base::fail(Code::invalid, fmt::format("The id \"{}\" is no index", *wrong));
    std::vector<std::pair<std::uint64_t, std::uint32_t>> items; // by key
    for (std::size_t item = 0; item < log.keys.size(); ++item)
        items.emplace_back(log.keys[item], static_cast<std::uint32_t>(item));
    std::sort(items.begin(), items.end());
    const std::uint64_t limit = size.value_or(LogLimits().distinctIds);
    std::vector<std::uint32_t> indexOf(log.keys.size());
    FitRequest request;
    std::size_t found = 0;
    for (std::uint64_t index = 0; index < limit && found < items.size(); ++index) {
        const std::uint64_t key = idKey(std::to_string(index));
        const auto at = std::lower_bound(items.begin(), items.end(), std::pair(key, 0U));
        const bool isSeen = at != items.end() && at->first == key;
        request.counts.push_back(isSeen ? log.counts[at->second] : 0);
        if (!isSeen)
            continue;
        indexOf[at->second] = static_cast<std::uint32_t>(index);
        ++found;
    }
    if (found < items.size())
        return base::fail(Code::invalid,
            fmt::format("{} of {} ids are no indices below {}",
                base::formatCount(items.size() - found), base::formatCount(items.size()),
                base::formatCount(limit)));
    request.ranks = Ranks::known;
    request.firstHalf.resize(request.counts.size(), 0);
    for (std::size_t i = 0; i < log.accesses.size() / 2; ++i)
        ++request.firstHalf[indexOf[log.accesses[i]]];
    return request;
}

} // namespace poolscope::reuse

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/log/inflater.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <string_view>
#include <utility>
#include <zlib.h>

namespace poolscope::reuse {

using base::Code;
using base::Result;

namespace {

constexpr std::size_t inputBytes = 256U << 10U;

struct Magic {
    std::string_view bytes;
    const char* name;
};

constexpr std::array<Magic, 6> otherForms{ {
    { "\x28\xB5\x2F\xFD", "zstd" },
    { "BZh", "bzip2" },
    { "\xFD"
      "7zXZ",
        "xz" },
    { "PK\x03\x04", "zip" },
    { "PAR1", "Parquet" },
    { "\xFF\xFE", "UTF-16" },
} };

} // namespace

struct Inflater::Zlib {
    z_stream stream{};
    bool isAtEnd = false; ///< of a member; another may follow

    Zlib() = default;
    Zlib(const Zlib&) = delete;
    Zlib& operator=(const Zlib&) = delete;
    ~Zlib() { ::inflateEnd(&stream); }
};

Inflater::Inflater(LogSource source)
    : m_source(std::move(source))
    , m_input(inputBytes)
{
}

Inflater::~Inflater() = default;

Result<> Inflater::refill()
{
    const auto count = m_source(m_input);
    if (!count)
        return tl::make_unexpected(count.error());
    m_position = 0;
    m_filled = *count;
    m_isEnd = *count == 0;
    return {};
}

Result<> Inflater::begin()
{
    m_hasBegun = true;
    // A source may give a byte at a time; a magic number needs six.
    while (m_filled < 6 && !m_isEnd) {
        const auto count = m_source(std::span(m_input).subspan(m_filled));
        if (!count)
            return tl::make_unexpected(count.error());
        m_filled += *count;
        m_isEnd = *count == 0;
    }
    const std::string_view head(m_input.data(), m_filled);
    for (const auto& [bytes, name] : otherForms)
        if (head.starts_with(bytes))
            return base::fail(Code::unsupported, fmt::format("The log is {}", name),
                "Make it text or gzip first");
    if (!head.starts_with("\x1F\x8B"))
        return {};
    m_zlib = std::make_unique<Zlib>();
    constexpr int gzipOnly = 16 + MAX_WBITS;
    if (::inflateInit2(&m_zlib->stream, gzipOnly) != Z_OK)
        return base::fail(Code::internal, "Cannot start to decompress the log");
    return {};
}

Result<std::size_t> Inflater::read(std::span<char> into)
{
    if (!m_hasBegun)
        if (const auto begun = begin(); !begun)
            return tl::make_unexpected(begun.error());
    if (m_zlib)
        return inflate(into);
    if (m_position == m_filled && !m_isEnd)
        if (const auto filled = refill(); !filled)
            return tl::make_unexpected(filled.error());
    const std::size_t count = std::min(into.size(), m_filled - m_position);
    if (count > 0)
        std::memcpy(into.data(), m_input.data() + m_position, count);
    m_position += count;
    return count;
}

Result<std::size_t> Inflater::inflate(std::span<char> into)
{
    z_stream& stream = m_zlib->stream;
    for (;;) {
        if (m_position == m_filled && !m_isEnd)
            if (const auto filled = refill(); !filled)
                return tl::make_unexpected(filled.error());
        if (m_zlib->isAtEnd) {
            // Members follow one another; what is no member is padding, as for gzip itself.
            if (m_position == m_filled || m_input[m_position] != '\x1F')
                return std::size_t{ 0 };
            ::inflateReset(&stream);
            m_zlib->isAtEnd = false;
        }
        if (m_position == m_filled)
            return base::fail(Code::invalid, "The compressed log ends in the middle");
        stream.next_in = reinterpret_cast<Bytef*>(m_input.data() + m_position);
        stream.avail_in = static_cast<uInt>(m_filled - m_position);
        stream.next_out = reinterpret_cast<Bytef*>(into.data());
        stream.avail_out = static_cast<uInt>(into.size());
        const int status = ::inflate(&stream, Z_NO_FLUSH);
        m_position = m_filled - stream.avail_in;
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            return base::fail(Code::invalid,
                fmt::format("Cannot decompress the log: {}",
                    stream.msg != nullptr ? stream.msg : "it is damaged"));
        m_zlib->isAtEnd = status == Z_STREAM_END;
        if (const std::size_t count = into.size() - stream.avail_out; count > 0)
            return count;
    }
}

} // namespace poolscope::reuse

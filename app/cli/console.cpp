// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/console.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fmt/format.h>
#include <ostream>

namespace poolscope::cli {

namespace {

std::atomic<bool> heeding = false;

Ink inkOf(config::Severity severity)
{
    switch (severity) {
    case config::Severity::error:
        return Ink::bad;
    case config::Severity::warning:
        return Ink::warning;
    case config::Severity::info:
        return Ink::dim;
    }
    return Ink::plain;
}

} // namespace

void heedStops()
{
    heeding = true;
}

bool heedsStops()
{
    return heeding;
}

std::string inked(bool color, Ink ink, std::string_view text)
{
    if (!color || ink == Ink::plain)
        return std::string(text);
    const auto code = [&] {
        switch (ink) {
        case Ink::strong:
            return 1;
        case Ink::dim:
            return 2;
        case Ink::good:
            return 32;
        case Ink::warning:
            return 33;
        case Ink::bad:
            return 31;
        case Ink::plain:
            break;
        }
        return 0;
    }();
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string printable(std::string_view text)
{
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        // U+0080 to U+009F are control characters too.
        const bool isHigh
            = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (byte < 0x20 || byte == 0x7F || isHigh)
            safe += "\uFFFD";
        else
            safe += text[i];
        i += isHigh ? 1 : 0;
    }
    return safe;
}

void report(const Console& console, const base::Error& error)
{
    if (error.code == base::Code::cancelled)
        return; // as was asked
    console.err << inked(console.colorErr, Ink::bad, "error:") << ' ' << printable(error.message)
                << '\n';
    if (!error.hint.empty())
        console.err << "  " << error.hint << '\n';
}

void print(std::ostream& stream, bool color, std::string_view file, std::string_view text,
    const config::Diagnostics& diagnostics)
{
    const base::LineIndex lines(text);
    for (const auto& diagnostic : diagnostics) {
        const auto [line, column] = lines.position(text, diagnostic.range.begin);
        stream << inked(color, Ink::strong, fmt::format("{}:{}:{}:", file, line, column)) << ' '
               << inked(color, inkOf(diagnostic.severity),
                      fmt::format("{}:", config::name(diagnostic.severity)))
               << ' ' << diagnostic.message << ' '
               << inked(color, Ink::dim, fmt::format("[{}]", diagnostic.code)) << '\n';
        if (!diagnostic.hint.empty())
            stream << "  " << diagnostic.hint << '\n';
    }
}

ProgressLine::ProgressLine(const Console& console)
    : m_console(console)
{
}

ProgressLine::~ProgressLine()
{
    if (m_isShown)
        m_console.err << "\r\x1b[K" << std::flush;
}

void ProgressLine::show(double share, std::string_view text)
{
    if (!m_console.errIsTerminal)
        return;
    std::string bar;
    if (share >= 0) {
        constexpr int width = 24;
        const int filled = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * width));
        bar = fmt::format("{:=>{}}{:.>{}}  ", "", filled, "", width - filled);
    }
    m_console.err << "\r\x1b[K" << bar << text << std::flush;
    m_isShown = true;
}

} // namespace poolscope::cli

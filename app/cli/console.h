// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/config/diagnostics/diagnostic.h"

#include <iosfwd>
#include <stop_token>
#include <string>
#include <string_view>

namespace poolscope::cli {

/// Exit codes: a contract with scripts.
enum class Exit {
    fine = 0,
    failed = 1, ///< the config has errors, or the work could not be done
    usage = 2,
    checkMissed = 3,
    requestsFailed = 4,
    unreachable = 5,
    interrupted = 130,
};

enum class Color { automatic, always, never };

/// Where a command writes, and what it may write there. Streams can be replaced in tests.
struct Console {
    std::ostream& out;
    std::ostream& err;
    bool outIsTerminal = false;
    bool errIsTerminal = false;
    bool colorOut = false;
    bool colorErr = false;
};

/// Called by commands that end soon after a stop and have something to finish: the others end at
/// once with Ctrl-C, whatever they wait for. Any thread.
void heedStops();
bool heedsStops();

/// What every command gets: the console, and a token that Ctrl-C stops.
struct Context {
    Console& console;
    std::stop_token stop;
};

/// `text` in bold, dim or a signal colour where colour is wanted.
enum class Ink { plain, strong, dim, good, warning, bad };
std::string inked(bool color, Ink ink, std::string_view text);

/// `text` without what a terminal would obey: control characters become U+FFFD.
std::string printable(std::string_view text);

/// "error: message" and the hint on a line of its own, to stderr; nothing of what was cancelled.
void report(const Console& console, const base::Error& error);

/// file:line:column: severity: message [PS103], then the hint on its own line.
void print(std::ostream& stream, bool color, std::string_view file, std::string_view text,
    const config::Diagnostics& diagnostics);

/// A line on stderr that is overwritten while work goes on; silent without a terminal.
class ProgressLine {
public:
    explicit ProgressLine(const Console& console);
    /// Clears what it wrote.
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// `share` in 0..1 draws a bar in front of the text; below 0 only the text.
    void show(double share, std::string_view text);

private:
    const Console& m_console;
    bool m_isShown = false;
};

} // namespace poolscope::cli

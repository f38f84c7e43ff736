// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/diagnostic.h"
#include "core/config/edit/source.h"
#include "core/config/path.h"
#include "core/config/reading.h"
#include "core/config/values/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace poolscope::config {

/// A Diagnostic that was just added. Valid until the next one is.
class Finding {
public:
    explicit Finding(Diagnostic& diagnostic)
        : m_diagnostic(diagnostic)
    {
    }

    void offer(std::optional<Fix> fix) { m_diagnostic.fix = std::move(fix); }
    void moveTo(base::TextRange range) { m_diagnostic.range = range; }

private:
    Diagnostic& m_diagnostic;
};

/// Collects the Diagnostics of a config, with their places and fixes. The source must outlive it.
class Findings {
public:
    explicit Findings(const edit::Source& source, Reading reading = Reading::poolscope)
        : m_source(source)
        , m_reading(reading)
    {
    }

    Reading reading() const { return m_reading; }
    /// The reading is inference-perf's, not ours.
    bool isRelease() const { return m_reading != Reading::poolscope; }
    /// The release that messages speak of.
    std::string_view upstream() const { return upstreamName(m_reading); }

    /// One more, at the value of a path (at its key where the value is absent). `hint` may be
    /// empty. What lies beyond maxDiagnostics is dropped.
    Finding add(Severity severity, std::string_view code, const Path& path, std::string message,
        std::string hint);
    /// What inference-perf refuses when it reads the file: an error whoever reads.
    Finding refusal(
        std::string_view code, const Path& path, std::string message, std::string hint = {})
    {
        return add(Severity::error, code, path, std::move(message), std::move(hint));
    }
    /// What inference-perf reads but no request can be made of: its own verdict is another.
    Finding error(
        std::string_view code, const Path& path, std::string message, std::string hint = {})
    {
        return add(isRelease() ? Severity::warning : Severity::error, code, path,
            std::move(message), std::move(hint));
    }
    Finding warning(
        std::string_view code, const Path& path, std::string message, std::string hint = {})
    {
        return add(Severity::warning, code, path, std::move(message), std::move(hint));
    }

    // Fixes; nothing where the text does not allow the edit.
    std::optional<Fix> setFix(std::string label, const Path& path, const Value& value) const;
    std::optional<Fix> removeFix(std::string label, const Path& path) const;
    std::optional<Fix> renameFix(const Path& path, const std::string& key) const;
    std::optional<Fix> moveFix(std::string label, const Path& from, const Path& to) const;

    /// Nothing more will be told, so that nothing more need be looked for.
    bool isFull() const;

    Diagnostics take() { return std::move(m_diagnostics); }

private:
    const edit::Source& m_source;
    Reading m_reading;
    Diagnostics m_diagnostics;
    Diagnostic m_dropped; ///< takes what goes beyond the limit
};

} // namespace poolscope::config

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostic.h"
#include "core/config/edit/source.h"
#include "core/config/path.h"
#include "core/config/value.h"

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
    explicit Findings(const edit::Source& source)
        : m_source(source)
    {
    }

    /// One more, at the value of a path (at its key where the value is absent). `hint` may be
    /// empty. What lies beyond maxDiagnostics is dropped.
    Finding add(Severity severity, std::string_view code, const Path& path, std::string message,
        std::string hint);
    Finding error(
        std::string_view code, const Path& path, std::string message, std::string hint = {})
    {
        return add(Severity::error, code, path, std::move(message), std::move(hint));
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

    /// Nothing more will be told, so that nothing more need be looked for.
    bool isFull() const;

    Diagnostics take() { return std::move(m_diagnostics); }

private:
    const edit::Source& m_source;
    Diagnostics m_diagnostics;
    Diagnostic m_dropped; ///< takes what goes beyond the limit
};

} // namespace poolscope::config

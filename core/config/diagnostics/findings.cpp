// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/diagnostics/findings.h"

#include "core/config/edit/plan.h"
#include "core/config/reader.h"

#include <utility>

namespace poolscope::config {

namespace {

std::optional<Fix> fixOf(std::string label, base::Result<edit::Plan> plan)
{
    if (!plan)
        return std::nullopt;
    return Fix{ std::move(label), std::move(plan->edit) };
}

} // namespace

Finding Findings::add(Severity severity, std::string_view code, const Path& path,
    std::string message, std::string hint)
{
    Diagnostic diagnostic{ severity, std::string(code), toString(path), m_source.tree.rangeOf(path),
        std::move(message), std::move(hint), {} };
    if (isFull()) {
        m_dropped = std::move(diagnostic);
        return Finding(m_dropped);
    }
    return Finding(m_diagnostics.emplace_back(std::move(diagnostic)));
}

std::optional<Fix> Findings::moveFix(std::string label, const Path& from, const Path& to) const
{
    auto edit = edit::planMove(m_source, from, to);
    if (!edit)
        return std::nullopt;
    return Fix{ std::move(label), std::move(*edit) };
}

bool Findings::isFull() const
{
    return m_diagnostics.size() >= maxDiagnostics;
}

std::optional<Fix> Findings::setFix(std::string label, const Path& path, const Value& value) const
{
    return fixOf(std::move(label), edit::planSet(m_source, path, value));
}

std::optional<Fix> Findings::removeFix(std::string label, const Path& path) const
{
    return fixOf(std::move(label), edit::planRemove(m_source, path));
}

std::optional<Fix> Findings::renameFix(const Path& path, const std::string& key) const
{
    return fixOf("Rename it to \"" + key + '"', edit::planRename(m_source, path, key));
}

} // namespace poolscope::config

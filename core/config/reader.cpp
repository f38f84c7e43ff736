// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/reader.h"

#include "core/config/diagnostics/codes.h"
#include "core/config/yaml/builder.h"
#include "core/config/yaml/events.h"
#include "core/config/yaml/messages.h"
#include "core/config/yaml/text_checks.h"
#include "core/config/yaml/tree_checks.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace poolscope::config {

const Diagnostic* structuralError(const Diagnostics& diagnostics)
{
    constexpr std::array<std::string_view, 5> harmless{ codes::duplicateKey, codes::badAnchor,
        codes::badMerge, codes::unknownTag, codes::unreadableScalar };
    const auto found
        = std::find_if(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& diagnostic) {
              return diagnostic.severity == Severity::error && diagnostic.code.starts_with("PS1")
                  && std::find(harmless.begin(), harmless.end(), diagnostic.code) == harmless.end();
          });
    return found != diagnostics.end() ? &*found : nullptr;
}

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

void shift(base::TextRange& range, std::size_t by)
{
    range.begin += by;
    range.end += by;
}

/// Moves every range behind a byte order mark that was cut off.
void shiftAll(ReadResult& result, std::size_t by)
{
    for (NodeId id = 0; id < result.tree.size(); ++id) {
        Node& node = result.tree.edit(id);
        shift(node.range, by);
        for (auto& entry : node.entries) {
            shift(entry.keyRange, by);
            shift(entry.range, by);
        }
    }
    for (auto& diagnostic : result.diagnostics) {
        shift(diagnostic.range, by);
        if (diagnostic.fix)
            shift(diagnostic.fix->edit.range, by);
    }
}

void append(Diagnostics& all, Diagnostics more)
{
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

ReadResult readWithoutMark(std::string_view text)
{
    ReadResult result;
    yaml::EventList events = yaml::readEvents(text, maxDepth);
    yaml::Builder builder(text, events);
    builder.run();
    result.tree = builder.takeTree();
    result.diagnostics = builder.takeDiagnostics();
    append(result.diagnostics,
        yaml::checkDirectives(text, events.hasDocument ? events.start : text.size()));
    const bool isToldAlready = structuralError(result.diagnostics);
    append(result.diagnostics, yaml::describeTabs(text, builder.tabs()));
    if (events.tooDeep)
        result.diagnostics.push_back(yaml::describeDepth(*events.tooDeep, maxDepth));
    if (events.nextDocument)
        result.diagnostics.push_back(yaml::describeSecondDocument(text, *events.nextDocument));
    if (events.failure && !isToldAlready && builder.tabs().empty())
        result.diagnostics.push_back(yaml::describeFailure(text, *events.failure, builder));
    else if (builder.isLost() && !structuralError(result.diagnostics))
        result.diagnostics.push_back(yaml::describeLost(text, builder.offset()));
    append(result.diagnostics, yaml::checkTree(text, result.tree, maxExpandedNodes));
    return result;
}

} // namespace

ReadResult read(std::string_view text)
{
    ReadResult result;
    result.diagnostics = yaml::checkText(text);
    if (!result.diagnostics.empty())
        return result;
    const std::size_t skipped = text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    result = readWithoutMark(text.substr(skipped));
    if (skipped > 0)
        shiftAll(result, skipped);
    std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(),
        [](const Diagnostic& a, const Diagnostic& b) { return a.range.begin < b.range.begin; });
    return result;
}

} // namespace poolscope::config

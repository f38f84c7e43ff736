// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/unknown.h"

#include "core/config/diagnostics/codes.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/nearest.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace poolscope::config::schema {

namespace {

bool startsWith(const Path& path, const Path& beginning)
{
    return path.size() >= beginning.size()
        && std::equal(beginning.begin(), beginning.end(), path.begin());
}

/// Steps up and down from one block to another.
std::size_t distance(const Path& a, const Path& b)
{
    const auto ends = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>((a.end() - ends.first) + (b.end() - ends.second));
}

class UnknownKey {
public:
    UnknownKey(const Tree& tree, Findings& findings, const Block& block, const Entry& entry,
        const Path& path)
        : m_tree(tree)
        , m_findings(findings)
        , m_block(block)
        , m_entry(entry)
        , m_path(path)
        , m_around(path.begin(), path.end() - 1)
    {
    }

    void report()
    {
        if (const Field* field = m_block.find(m_entry.key))
            return newer(*field);
        const auto& former = m_block.formerKeys;
        const auto found = std::find_if(former.begin(), former.end(),
            [&](const FormerKey& known) { return known.key == m_entry.key; });
        if (found != former.end())
            return this->former(*found);
        if (const auto places = rightPlaces(); !places.empty())
            return misplaced(places);
        misspelt();
    }

private:
    bool isStrict() const
    {
        return !m_block.ignoresUnknown && m_findings.reading() >= m_block.strictSince;
    }

    /// What becomes of the key.
    std::string fate() const
    {
        return isStrict() ? fmt::format("{} refuses the file", m_findings.upstream())
                          : fmt::format("{} ignores it without a word", m_findings.upstream());
    }

    Finding tell(std::string_view code, std::string message, std::string hint)
    {
        // Poolscope keeps whole blocks of others, and says so.
        const bool isKept = m_path.size() == 1 && !m_findings.isRelease();
        Finding found = m_findings.add(isStrict() && !isKept ? Severity::error : Severity::warning,
            code, m_path, std::move(message), std::move(hint));
        found.moveTo(m_entry.keyRange);
        return found;
    }

    bool isTaken(std::string_view key) const
    {
        return m_tree.find(m_tree.find(m_around), key) != noNode;
    }

    void newer(const Field& field)
    {
        const bool isPool = field.since == Reading::poolscope;
        const std::string message = isStrict()
            ? fmt::format(
                "{} does not know \"{}\" and refuses the file", m_findings.upstream(), field.key)
            : isPool ? fmt::format("{} ignores \"{}\": the run would succeed with no reuse at all",
                  m_findings.upstream(), field.key)
                     : fmt::format(
                         "{} ignores \"{}\": it is new in 0.7.0", m_findings.upstream(), field.key);
        tell(codes::newerKey, message,
            isPool ? "Use a build with pools, or export the plan for this release."
                   : "Use inference-perf 0.7.0, or remove it.")
            .offer(m_findings.removeFix(fmt::format("Remove \"{}\"", field.key), m_path));
    }

    void former(const FormerKey& former)
    {
        if (former.successor.empty()) {
            tell(codes::formerKey,
                fmt::format("No release of today knows \"{}\": {}", former.key, fate()),
                "Nothing does its work any more; remove it.")
                .offer(m_findings.removeFix(fmt::format("Remove \"{}\"", former.key), m_path));
            return;
        }
        Finding found = tell(codes::formerKey,
            fmt::format("\"{}\" is called \"{}\" today: {}", former.key, former.successor, fate()),
            fmt::format("Rename it to \"{}\".", former.successor));
        if (!isTaken(former.successor))
            found.offer(m_findings.renameFix(m_path, std::string(former.successor)));
    }

    /// The nearest places of the table that have this key and could hold this value.
    std::vector<Path> rightPlaces() const
    {
        constexpr std::size_t farthest = 4;
        const Path around = withoutNumbers(m_around);
        std::vector<Path> best;
        std::size_t bestDistance = farthest + 1;
        for (const Place& place : allPlaces()) {
            if (place.path.back() != m_entry.key || !holds(*place.field)
                || place.field->since > m_findings.reading())
                continue;
            const Path parent(place.path.begin(), place.path.end() - 1);
            const std::size_t steps = distance(around, parent);
            if (steps > bestDistance)
                continue;
            if (steps < bestDistance)
                best.clear();
            bestDistance = steps;
            best.push_back(place.path);
        }
        return best;
    }

    bool holds(const Field& field) const
    {
        const NodeId id = m_tree.resolve(m_entry.value);
        if (id == noNode)
            return false;
        const Node& node = m_tree.node(id);
        return std::any_of(field.forms.begin(), field.forms.end(), [&](const Form& form) {
            if (node.kind == NodeKind::scalar)
                return form.kind != FormKind::anything && fit(form, scalarOf(node)) == Fit::fits;
            return node.kind == NodeKind::sequence
                ? form.kind == FormKind::list
                : form.kind == FormKind::block || form.kind == FormKind::map;
        });
    }

    void misplaced(const std::vector<Path>& places)
    {
        // One that is there already is meant before one that would have to be made.
        const auto chosen = std::find_if(places.begin(), places.end(), [&](const Path& place) {
            return m_tree.find(Path(place.begin(), place.end() - 1)) != noNode;
        });
        const Path& target = chosen != places.end() ? *chosen : places.front();
        const Path block(target.begin(), target.end() - 1);
        // Within the block it stands in, the rest of the way is enough.
        const Path around = withoutNumbers(m_around);
        const bool isBelow = startsWith(block, around) && block.size() > around.size();
        const auto skipped = static_cast<std::ptrdiff_t>(isBelow ? around.size() : 0);
        const std::string home = block.empty()
            ? "at the top level"
            : fmt::format("under \"{}\"", toString(Path(block.begin() + skipped, block.end())));
        Finding found = tell(codes::misplacedKey,
            fmt::format("\"{}\" belongs {}: {}", m_entry.key, home, fate()),
            fmt::format("Write it as {}.", toString(target)));
        found.offer(
            m_findings.moveFix(fmt::format("Move it to {}", toString(target)), m_path, target));
    }

    void misspelt()
    {
        std::vector<std::string_view> keys;
        for (const Field& field : m_block.fields)
            if (field.since <= m_findings.reading())
                keys.push_back(field.key);
        const std::string near(nearest(m_entry.key, keys));
        const bool isTop = m_path.size() == 1;
        const std::string subject = isTop
            ? fmt::format("The block \"{}\" is unknown", m_entry.key)
            : fmt::format("\"{}\" is no key of {}", m_entry.key, m_block.name);
        Finding found = tell(isTop ? codes::unknownBlock : codes::unknownKey,
            isTop && !m_findings.isRelease()
                ? fmt::format("{}: Poolscope keeps it, {}", subject, fate())
                : fmt::format("{}: {}", subject, fate()),
            near.empty() ? fmt::format("Known keys: {}.", fmt::join(keys, ", "))
                         : fmt::format("Did you mean \"{}\"?", near));
        if (!near.empty() && !isTaken(near))
            found.offer(m_findings.renameFix(m_path, near));
    }

    const Tree& m_tree;
    Findings& m_findings;
    const Block& m_block;
    const Entry& m_entry;
    const Path& m_path;
    Path m_around; ///< of the block
};

} // namespace

const Field* knownField(const Block& block, std::string_view key, Reading reading)
{
    const Field* field = block.find(key);
    return field && field->since <= reading ? field : nullptr;
}

void reportUnknownKey(
    const Tree& tree, Findings& findings, const Block& block, const Entry& entry, const Path& path)
{
    UnknownKey(tree, findings, block, entry, path).report();
}

} // namespace poolscope::config::schema

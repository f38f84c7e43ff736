// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/check.h"

#include "core/config/codes.h"
#include "core/config/placeholder.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/forms.h"
#include "core/config/schema/nearest.h"
#include "core/config/schema/tables.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace poolscope::config::schema {

namespace {

std::string kindName(const Tree& tree, NodeId id)
{
    const Node& node = tree.node(id);
    if (node.kind == NodeKind::sequence)
        return "a list";
    if (node.kind == NodeKind::mapping)
        return "a mapping";
    const Scalar scalar = scalarOf(node);
    constexpr std::array<std::string_view, 6> names{ "null", "true or false", "a whole number",
        "a number", "a text", "a date" };
    return std::string(names.at(scalar.index()));
}

/// The value as a message shows it.
std::string shown(const Node& node)
{
    constexpr std::size_t longest = 40;
    if (node.text.size() <= longest)
        return node.text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(node.text[end]) & 0xC0U) == 0x80U)
        --end;
    return node.text.substr(0, end) + "...";
}

class Check {
public:
    Check(const Tree& tree, Findings& findings)
        : m_tree(tree)
        , m_findings(findings)
    {
    }

    void document()
    {
        if (m_tree.isEmpty())
            return;
        const NodeId root = m_tree.resolve(m_tree.root());
        if (isNull(root))
            return;
        if (m_tree.node(root).kind != NodeKind::mapping) {
            m_findings.error(codes::rootNotMapping, {},
                fmt::format("The document is {}, not a mapping", kindName(m_tree, root)),
                "Begin with a block such as \"data:\".");
            return;
        }
        block(root, rootBlock(), {});
    }

private:
    bool isNull(NodeId id) const
    {
        const Node& node = m_tree.node(id);
        return node.kind == NodeKind::scalar
            && std::holds_alternative<std::monostate>(scalarOf(node));
    }

    void block(NodeId id, const Block& block, const Path& path)
    {
        const auto entries = m_tree.visibleEntries(id);
        for (const Entry* entry : entries) {
            if (m_findings.isFull())
                return;
            const Path place = child(path, entry->key);
            const Field* field = block.find(entry->key);
            if (!field)
                unknownKey(*entry, block, place);
            else if (entry->key == field->alias && m_tree.find(id, field->key) != noNode)
                m_findings
                    .error(codes::keyAndAlias, place,
                        fmt::format("\"{}\" and \"{}\" are two names of one setting", field->alias,
                            field->key),
                        "Remove one of them.")
                    .offer(m_findings.removeFix("Remove \"" + entry->key + '"', place));
            else if (const NodeId value = m_tree.resolve(entry->value); value != noNode)
                this->value(value, *field, formsFor(*field, m_tree, id), place);
        }
        for (const Field& field : block.fields) {
            const bool isThere = std::any_of(entries.begin(), entries.end(),
                [&](const Entry* entry) { return block.find(entry->key) == &field; });
            if (field.isRequired && !isThere)
                m_findings.error(codes::missingKey, path,
                    fmt::format("\"{}\" is missing from {}", field.key, block.name),
                    fmt::format("Add \"{}\": {}", field.key, field.help));
        }
    }

    void unknownKey(const Entry& entry, const Block& block, const Path& path)
    {
        std::vector<std::string_view> keys;
        for (const Field& field : block.fields)
            keys.push_back(field.key);
        const std::string near(nearest(entry.key, keys));
        const bool isTaken = !near.empty()
            && m_tree.find(m_tree.find(Path(path.begin(), path.end() - 1)), near) != noNode;
        const bool isTop = path.size() == 1;
        Finding found = m_findings.add(isTop ? Severity::warning : Severity::error,
            isTop ? codes::unknownBlock : codes::unknownKey, path,
            isTop ? fmt::format("The block \"{}\" is unknown: Poolscope keeps it, inference-perf "
                                "0.7.0 refuses the file",
                entry.key)
                  : fmt::format("\"{}\" is no key of {}", entry.key, block.name),
            near.empty() ? fmt::format("Known keys: {}.", fmt::join(keys, ", "))
                         : fmt::format("Did you mean \"{}\"?", near));
        found.moveTo(entry.keyRange);
        if (!near.empty() && !isTaken)
            found.offer(m_findings.renameFix(path, near));
    }

    void value(NodeId id, const Field& field, std::span<const Form> forms, const Path& path)
    {
        if (isNull(id)) {
            if (!field.isNullable)
                m_findings
                    .error(codes::nullNotAllowed, path,
                        fmt::format("\"{}\" has no value", path.back()),
                        fmt::format("Write {}, or remove the key.", describe(field.forms)))
                    .offer(m_findings.removeFix("Remove the key", path));
            return;
        }
        const Node& node = m_tree.node(id);
        m_isSecret = field.isSecret;
        if (node.kind == NodeKind::scalar)
            scalar(node, id, forms, path);
        else
            collection(id, forms, path);
        m_isSecret = false;
    }

    void collection(NodeId id, std::span<const Form> forms, const Path& path)
    {
        const bool isList = m_tree.node(id).kind == NodeKind::sequence;
        for (const Form& form : forms) {
            if (form.kind == FormKind::anything || (!isList && form.kind == FormKind::mapping))
                return;
            if (isList && form.kind == FormKind::list)
                return list(id, form, path);
            if (!isList && form.kind == FormKind::block)
                return block(id, *form.block, path);
            if (!isList && form.kind == FormKind::textMap)
                return textMap(id, path);
        }
        wrongType(id, forms, path);
    }

    void list(NodeId id, const Form& form, const Path& path)
    {
        const auto& entries = m_tree.node(id).entries;
        if (entries.empty() && form.excludesEmpty)
            m_findings
                .error(codes::emptyList, path, fmt::format("The list \"{}\" is empty", path.back()),
                    "Add an entry, or remove the key for the default.")
                .offer(m_findings.removeFix("Remove the key", path));
        for (std::size_t i = 0; i < entries.size() && !m_findings.isFull(); ++i) {
            const NodeId item = m_tree.resolve(entries[i].value);
            const Path place = child(path, std::to_string(i));
            if (item == noNode)
                continue;
            if (m_tree.node(item).kind == NodeKind::scalar)
                scalar(m_tree.node(item), item, form.items, place);
            else
                collection(item, form.items, place);
        }
    }

    void textMap(NodeId id, const Path& path)
    {
        for (const Entry* entry : m_tree.visibleEntries(id)) {
            const NodeId value = m_tree.resolve(entry->value);
            if (value == noNode)
                continue;
            const Node& node = m_tree.node(value);
            if (node.kind == NodeKind::scalar && toText(scalarOf(node)))
                continue;
            const Path place = child(path, entry->key);
            Finding found = m_findings.error(codes::wrongType, place,
                fmt::format("\"{}\" is {}, not a text", entry->key, kindName(m_tree, value)),
                "Put it in quotes.");
            if (node.kind == NodeKind::scalar)
                found.offer(m_findings.setFix("Put it in quotes", place, node.text));
        }
    }

    void scalar(const Node& node, NodeId id, std::span<const Form> forms, const Path& path)
    {
        const Scalar scalar = scalarOf(node);
        const Form* outOfRange = nullptr;
        const Form* choice = nullptr;
        for (const Form& form : forms) {
            const Fit fits = fit(form, scalar);
            if (fits == Fit::fits)
                return;
            if (fits == Fit::outOfRange)
                outOfRange = &form;
            if (fits == Fit::unknownName)
                choice = &form;
        }
        if (outOfRange) {
            m_findings.error(codes::outOfRange, path,
                fmt::format("\"{}\" is {}, but it must be {}", path.back(), shown(node),
                    describe(*outOfRange)));
        } else if (choice && !isPlaceholder(node.text)) {
            const std::string near(nearest(node.text, choice->names));
            Finding found = m_findings.error(codes::unknownName, path,
                fmt::format("\"{}\" is no value of \"{}\"", shown(node), path.back()),
                near.empty()
                    ? fmt::format("It must be {}.", describe(*choice))
                    : fmt::format("Did you mean {}? It must be {}.", near, describe(*choice)));
            if (!near.empty())
                found.offer(m_findings.setFix("Change it to " + near, path, near));
        } else {
            wrongType(id, forms, path);
        }
    }

    void wrongType(NodeId id, std::span<const Form> forms, const Path& path)
    {
        const Node& node = m_tree.node(id);
        const bool isScalar = node.kind == NodeKind::scalar && !isNull(id);
        const bool lacksQuotes
            = isScalar && forms.size() == 1 && forms.front().kind == FormKind::text;
        const Scalar scalar = isScalar ? scalarOf(node) : Scalar();
        const auto* count = std::get_if<std::int64_t>(&scalar);
        const bool wantsLaw
            = count && std::any_of(forms.begin(), forms.end(), [](const Form& form) {
                  return form.kind == FormKind::block && form.block == &distribution;
              });
        Finding found = m_findings.error(codes::wrongType, path,
            fmt::format("\"{}\" is {}, but it must be {}", path.back(),
                isScalar && !m_isSecret ? '"' + shown(node) + '"' : kindName(m_tree, id),
                describe(forms)),
            lacksQuotes                                ? "Put it in quotes."
                : wantsLaw                             ? "Write it as a distribution of one value."
                : isScalar && isPlaceholder(node.text) ? "Fill in the placeholder."
                                                       : "");
        if (lacksQuotes)
            found.offer(m_findings.setFix("Put it in quotes", path, node.text));
        if (wantsLaw)
            found.offer(m_findings.setFix(fmt::format("Make it always {}", *count), path,
                Value::Map{ { "type", "fixed" }, { "mean", *count } }));
    }

    const Tree& m_tree;
    Findings& m_findings;
    bool m_isSecret = false; ///< the value being looked at must not be shown
};

} // namespace

void checkDocument(const Tree& tree, Findings& findings)
{
    Check(tree, findings).document();
}

} // namespace poolscope::config::schema

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/check.h"

#include "core/config/diagnostics/codes.h"
#include "core/config/fill/placeholder.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/forms.h"
#include "core/config/schema/nearest.h"
#include "core/config/schema/rules.h"
#include "core/config/schema/tables.h"
#include "core/config/schema/unknown.h"
#include "core/config/secrets/secrets.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace poolscope::config::schema {

namespace {

using bind::BlockReader;

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
    if (mayHoldSecret(node.text))
        return "a text with a secret in it";
    constexpr std::size_t longest = 80;
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
            if (isFalse(root))
                return; // upstream takes it for an empty mapping
            m_findings.refusal(codes::rootNotMapping, {},
                fmt::format("The document is {}, not a mapping", kindName(m_tree, root)),
                "Begin with a block such as \"data:\".");
            return;
        }
        block(root, rootBlock(), {});
    }

private:
    /// What Python takes for false: an empty list, 0, false, an empty text.
    bool isFalse(NodeId id) const
    {
        const Node& node = m_tree.node(id);
        if (node.kind == NodeKind::sequence)
            return node.entries.empty();
        const Scalar scalar = scalarOf(node);
        return scalar == Scalar(false) || scalar == Scalar(std::int64_t{ 0 })
            || scalar == Scalar(0.0) || scalar == Scalar(std::string());
    }

    bool isNull(NodeId id) const
    {
        const Node& node = m_tree.node(id);
        return node.kind == NodeKind::scalar
            && std::holds_alternative<std::monostate>(scalarOf(node));
    }

    void block(NodeId id, const Block& block, const Path& path)
    {
        const Reading reading = m_findings.reading();
        const auto entries = m_tree.visibleEntries(id);
        for (const Entry* entry : entries) {
            if (m_findings.isFull())
                return;
            const Path place = child(path, entry->key);
            const Field* field = knownField(block, entry->key, reading);
            if (!field)
                reportUnknownKey(m_tree, m_findings, block, *entry, place);
            else if (entry->key == field->alias && m_tree.find(id, field->key) != noNode)
                aliasBesideKey(block, *field, place);
            else if (const NodeId value = m_tree.resolve(entry->value); value != noNode)
                this->value(value, *field, formsFor(*field, m_tree, id), place);
        }
        for (const Field& field : block.fields) {
            const bool isThere = std::any_of(entries.begin(), entries.end(),
                [&](const Entry* entry) { return block.find(entry->key) == &field; });
            const bool isRequired
                = field.isRequired || (field.isRequiredUpstream && m_findings.isRelease());
            if (isRequired && !isThere)
                m_findings.refusal(codes::missingKey, path,
                    fmt::format("\"{}\" is missing from {}", field.key, block.name),
                    fmt::format("Add \"{}\": {}", field.key, field.help));
        }
        checkRules(BlockReader(m_tree, id, block), block, path, m_findings);
    }

    /// Strict releases take the plain name for an unknown key then, others for nothing.
    void aliasBesideKey(const Block& block, const Field& field, const Path& path)
    {
        const bool isRefused = m_findings.reading() >= block.strictSince;
        m_findings
            .add(isRefused ? Severity::error : Severity::warning, codes::keyAndAlias, path,
                fmt::format(
                    "\"{}\" and \"{}\" are two names of one setting", field.alias, field.key),
                "Remove one of them.")
            .offer(m_findings.removeFix(fmt::format("Remove \"{}\"", field.alias), path));
    }

    void value(NodeId id, const Field& field, std::span<const Form> forms, const Path& path)
    {
        if (isNull(id)) {
            if (!field.isNullable)
                m_findings
                    .refusal(codes::nullNotAllowed, path,
                        fmt::format("\"{}\" has no value", path.back()),
                        fmt::format("Write {}, or remove the key.", describe(field.forms)))
                    .offer(m_findings.removeFix("Remove the key", path));
            return;
        }
        const Node& node = m_tree.node(id);
        const Field* around = std::exchange(m_field, &field);
        m_isSecret = field.isSecret;
        if (node.kind == NodeKind::scalar)
            scalar(node, id, forms, path);
        else
            collection(id, forms, path);
        m_isSecret = false;
        m_field = around;
    }

    void collection(NodeId id, std::span<const Form> forms, const Path& path)
    {
        const bool isList = m_tree.node(id).kind == NodeKind::sequence;
        const Form* block = nullptr;
        for (const Form& form : forms) {
            if (form.kind == FormKind::anything)
                return;
            if (isList && form.kind == FormKind::list)
                return list(id, form, path);
            if (!isList && form.kind == FormKind::map)
                return map(id, form, path);
            // Of several blocks, the one that has the mapping's `type` is meant.
            if (!isList && form.kind == FormKind::block && (!block || namesType(id, *form.block)))
                block = &form;
        }
        if (block)
            return this->block(id, *block->block, path);
        wrongType(id, forms, path);
    }

    bool namesType(NodeId id, const Block& block) const
    {
        const Field* type = block.find("type");
        const NodeId value = m_tree.find(id, "type");
        if (!type || value == noNode || m_tree.node(value).kind != NodeKind::scalar)
            return false;
        return fit(type->forms.front(), scalarOf(m_tree.node(value))) == Fit::fits;
    }

    void list(NodeId id, const Form& form, const Path& path)
    {
        const auto& entries = m_tree.node(id).entries;
        if (entries.empty() && (form.excludesEmpty || form.refusesEmpty)) {
            const auto severity = form.refusesEmpty || !m_findings.isRelease() ? Severity::error
                                                                               : Severity::warning;
            m_findings
                .add(severity, codes::emptyList, path,
                    fmt::format("The list \"{}\" is empty", path.back()),
                    form.refusesEmpty ? "Add an entry."
                                      : "Add an entry, or remove the key for the default.")
                .offer(form.refusesEmpty ? std::nullopt
                                         : m_findings.removeFix("Remove the key", path));
        }
        for (std::size_t i = 0; i < entries.size() && !m_findings.isFull(); ++i)
            item(entries[i], form.items, child(path, std::to_string(i)));
    }

    void map(NodeId id, const Form& form, const Path& path)
    {
        for (const Entry* entry : m_tree.visibleEntries(id)) {
            if (m_findings.isFull())
                return;
            const Path place = child(path, entry->key);
            if (!entry->isTextKey)
                m_findings
                    .refusal(codes::wrongType, place,
                        fmt::format("The key {} is not a text", entry->key), "Put it in quotes.")
                    .moveTo(entry->keyRange);
            if (form.items.front().kind == FormKind::anything)
                continue;
            m_isSecret = m_field->hasSecretKeys && isSecretHeader(entry->key);
            item(*entry, form.items, place);
            m_isSecret = false;
        }
    }

    void item(const Entry& entry, std::span<const Form> forms, const Path& path)
    {
        const NodeId id = m_tree.resolve(entry.value);
        if (id == noNode)
            return;
        if (m_tree.node(id).kind == NodeKind::scalar)
            scalar(m_tree.node(id), id, forms, path);
        else
            collection(id, forms, path);
    }

    void scalar(const Node& node, NodeId id, std::span<const Form> forms, const Path& path)
    {
        const Scalar scalar = scalarOf(node);
        const Form* outOfRange = nullptr;
        const Form* unworkable = nullptr;
        const Form* choice = nullptr;
        for (const Form& form : forms) {
            const Fit fits = fit(form, scalar);
            // Integers may be of any size in Python, but not floats that should become one.
            const bool isFloat = form.kind == FormKind::integer && fits == Fit::unworkable
                && std::holds_alternative<double>(scalar)
                && node.text.find('.') != std::string::npos && !toInteger(scalar);
            if (isFloat)
                continue;
            if (fits == Fit::fits) {
                if (isNewName(form, scalar))
                    newName(node, path);
                else if (form.kind == FormKind::text && isUnfilled(node.text))
                    holdsPlaceholder(node, path);
                return;
            }
            if (fits == Fit::outOfRange)
                outOfRange = &form;
            if (fits == Fit::unworkable)
                unworkable = &form;
            if (fits == Fit::unknownName)
                choice = &form;
        }
        if (unworkable)
            m_findings.error(codes::outOfRange, path,
                fmt::format("\"{}\" is {}, but it must be {}", path.back(), shown(node),
                    describe(*unworkable)),
                fmt::format(
                    "{} reads it, and fails or drops requests later.", m_findings.upstream()));
        else if (outOfRange)
            m_findings.refusal(codes::outOfRange, path,
                fmt::format("\"{}\" is {}, but it must be {}", path.back(), shown(node),
                    describe(*outOfRange)));
        else if (isPlaceholder(node.text))
            unfilled(node, forms, path);
        else if (choice)
            unknownName(node, *choice, path);
        else
            wrongType(id, forms, path);
    }

    /// A name that only a later release than the reading knows.
    bool isNewName(const Form& form, const Scalar& scalar) const
    {
        if (m_findings.reading() != Reading::inferencePerf061 || form.newNames == 0)
            return false;
        const auto news = form.names.last(form.newNames);
        return std::find(news.begin(), news.end(), toText(scalar).value_or("")) != news.end();
    }

    void newName(const Node& node, const Path& path)
    {
        m_findings.refusal(codes::unknownName, path,
            fmt::format("{} does not know the {} \"{}\" and refuses the file",
                m_findings.upstream(), path.back(), shown(node)),
            "Use inference-perf 0.7.0.");
    }

    bool isUnfilled(std::string_view text) const
    {
        return !m_isSecret && isPlaceholder(text)
            && !(m_field->readsEnvironment && isEnvironmentReference(text));
    }

    void holdsPlaceholder(const Node& node, const Path& path)
    {
        m_findings.add(Severity::info, codes::placeholder, path,
            fmt::format("\"{}\" holds a placeholder: {}", path.back(), shown(node)),
            "Fill it in before a run: --fill NAME=VALUE.");
    }

    void unfilled(const Node& node, std::span<const Form> forms, const Path& path)
    {
        m_findings.refusal(codes::placeholder, path,
            fmt::format("\"{}\" holds the placeholder {} where {} is wanted", path.back(),
                m_isSecret ? "of a secret" : shown(node), describe(forms)),
            "Fill it in before the file is used: --fill NAME=VALUE.");
    }

    void unknownName(const Node& node, const Form& choice, const Path& path)
    {
        const std::string near(nearest(node.text, choice.names));
        Finding found = m_findings.refusal(codes::unknownName, path,
            fmt::format("\"{}\" is no value of \"{}\"", shown(node), path.back()),
            near.empty() ? fmt::format("It must be {}.", describe(choice))
                         : fmt::format("Did you mean {}? It must be {}.", near, describe(choice)));
        if (!near.empty())
            found.offer(m_findings.setFix("Change it to " + near, path, near));
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
        Finding found = m_findings.refusal(codes::wrongType, path,
            fmt::format("\"{}\" is {}, but it must be {}", path.back(),
                isScalar && !m_isSecret ? '"' + shown(node) + '"' : kindName(m_tree, id),
                describe(forms)),
            lacksQuotes    ? "Put it in quotes."
                : wantsLaw ? "Write it as a distribution of one value."
                           : "");
        if (lacksQuotes && !m_isSecret) // a fix holds the value
            found.offer(m_findings.setFix("Put it in quotes", path, node.text));
        if (wantsLaw)
            found.offer(m_findings.setFix(fmt::format("Make it always {}", *count), path,
                Value::Map{ { "type", "fixed" }, { "mean", *count } }));
    }

    const Tree& m_tree;
    Findings& m_findings;
    const Field* m_field = nullptr; ///< whose value is being looked at
    bool m_isSecret = false; ///< the value being looked at must not be shown
};

} // namespace

void checkDocument(const Tree& tree, Findings& findings)
{
    Check(tree, findings).document();
}

} // namespace poolscope::config::schema

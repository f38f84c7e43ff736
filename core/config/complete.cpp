// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/complete.h"

#include "core/config/completion/caret.h"
#include "core/config/reader.h"
#include "core/config/schema.h"
#include "core/config/schema/forms.h"
#include "core/config/schema/tables.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace poolscope::config {

namespace {

using completion::Caret;
using completion::Level;
using completion::Member;
using completion::noLevel;
using completion::Role;

using Forms = std::vector<Form>;

/// Texts that are read once more within a frame.
constexpr std::size_t maxReadAgain = 32U << 10U;

const Member* memberOf(const Level& level, std::string_view key)
{
    const auto found = std::find_if(level.members.rbegin(), level.members.rend(),
        [&](const Member& member) { return member.key == key; });
    return found != level.members.rend() ? &*found : nullptr;
}

std::span<const Form> formsOf(const Field& field, const Level& mapping)
{
    const Member* type = memberOf(mapping, "type");
    return schema::formsFor(field, type ? type->value : std::string_view());
}

/// What may be written at a place, looked up from the root down.
class Lookup {
public:
    explicit Lookup(const Caret& caret)
        : m_caret(caret)
    {
    }

    const Level& level(std::size_t index) const { return m_caret.levels[index]; }

    Forms ofLevel(std::size_t index) const
    {
        const Level& here = level(index);
        if (here.isNowhere)
            return {};
        if (here.parent == noLevel)
            return { Form{ .kind = FormKind::block, .block = &rootBlock() } };
        return ofValue(here.parent, here.key);
    }

    /// Of a key's value, or of the entries of a list.
    Forms ofValue(std::size_t index, std::string_view key) const
    {
        Forms forms;
        for (const Form& form : ofLevel(index)) {
            const Field* field = form.block ? form.block->find(key) : nullptr;
            if (field)
                append(forms, formsOf(*field, level(index)));
            // Lists for lists, mappings with keys of the author's own for mappings.
            if (!form.block && level(index).isList == (form.kind == FormKind::list))
                append(forms, form.items);
        }
        return forms;
    }

    /// The field whose value, or list of values, this is; null at the root.
    const Field* fieldOf(std::size_t index, std::string_view key) const
    {
        const Level& here = level(index);
        if (here.isList)
            return here.parent == noLevel ? nullptr : fieldOf(here.parent, here.key);
        for (const Form& form : ofLevel(index))
            if (const Field* field = form.block ? form.block->find(key) : nullptr)
                return field;
        return nullptr;
    }

private:
    static void append(Forms& forms, std::span<const Form> more)
    {
        forms.insert(forms.end(), more.begin(), more.end());
    }

    const Caret& m_caret;
};

/// Makes the candidates of a place.
class Completer {
public:
    Completer(std::string_view text, const Tree& tree, const Caret& caret)
        : m_text(text)
        , m_tree(tree)
        , m_caret(caret)
        , m_lookup(caret)
    {
    }

    std::vector<Candidate> run()
    {
        if (m_caret.role == Role::value)
            addValues(m_caret.level, m_caret.key);
        if (m_caret.role != Role::key)
            return std::move(m_candidates);
        const Level& level = here();
        addKeys();
        // A word alone may also become the value of what is around it.
        if (level.members.empty() && !level.isFlow && level.parent != noLevel && !level.isNowhere)
            addValues(level.parent, level.key);
        return std::move(m_candidates);
    }

private:
    const Level& here() const { return m_lookup.level(m_caret.level); }

    void addKeys()
    {
        // Where a list is wanted and has not begun, a key comes with the dash of its first entry.
        const bool mayBegin = here().members.empty() && !here().isFlow && m_caret.quote == '\0';
        for (const Form& form : m_lookup.ofLevel(m_caret.level)) {
            if (form.block)
                addKeysOf(*form.block, {});
            else if (form.kind == FormKind::list && mayBegin)
                for (const Form& item : form.items)
                    if (item.block)
                        addKeysOf(*item.block, "- ");
        }
    }

    void addKeysOf(const Block& block, std::string_view dash)
    {
        for (const Field& field : block.fields)
            if (!isThere(field))
                add({ std::string(field.key), keyText(field, dash), CandidateKind::key, {},
                    field.help, field.unit, field.standard });
    }

    void addValues(std::size_t level, std::string_view key)
    {
        const Field* field = m_lookup.fieldOf(level, key);
        if (!field)
            return;
        const auto value = [&](std::string_view name, std::string note = {}) {
            add({ std::string(name), valueText(name), CandidateKind::value, std::move(note),
                field->help, field->unit, field->standard });
        };
        for (const Form& form : m_lookup.ofValue(level, key)) {
            if (form.kind == FormKind::boolean)
                for (const std::string_view name : { "true", "false" })
                    value(name);
            for (const std::string_view name : form.names)
                value(name, sizeOf(name));
        }
        if (isBreakerList(level))
            for (const std::string& name : breakerNames(m_lookup.level(level)))
                value(name);
    }

    void add(Candidate candidate)
    {
        const bool isKnown = std::any_of(m_candidates.begin(), m_candidates.end(),
            [&](const Candidate& other) { return other.name == candidate.name; });
        if (!isKnown)
            m_candidates.push_back(std::move(candidate));
    }

    /// Under its key or its other name, here or merged into it; the word itself does not count.
    bool isThere(const Field& field) const
    {
        const auto names = [&](std::string_view key) {
            return key == field.key || (!field.alias.empty() && key == field.alias);
        };
        for (const Member& member : here().members) {
            if (names(member.key) && member.keyRange.begin != m_caret.word.begin)
                return true;
            if (member.key == "<<" && member.value.starts_with('*'))
                for (const std::string& key : anchoredKeys(member.value.substr(1)))
                    if (names(key))
                        return true;
        }
        return false;
    }

    /// The keys of the mapping with this anchor.
    std::vector<std::string> anchoredKeys(std::string_view anchor) const
    {
        std::vector<std::string> keys;
        const Tree& tree = readable(
            [&](const Tree& candidate) { return anchored(candidate, anchor) != noNode; });
        if (const NodeId id = anchored(tree, anchor); id != noNode)
            for (const Entry* entry : tree.visibleEntries(id))
                keys.push_back(entry->key);
        return keys;
    }

    static NodeId anchored(const Tree& tree, std::string_view anchor)
    {
        for (NodeId id = 0; id < tree.size(); ++id)
            if (tree.node(id).anchor == anchor)
                return id;
        return noNode;
    }

    /// The Tree, or when it lacks what is looked for, that of the text without the half-typed line.
    template <class Has> const Tree& readable(const Has& has) const
    {
        if (has(m_tree) || m_text.size() > maxReadAgain)
            return m_tree;
        if (m_withoutLine.isEmpty()) {
            std::string text(m_text);
            const std::size_t begin = text.substr(0, m_caret.word.begin).rfind('\n') + 1;
            const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
            m_withoutLine = read(text.erase(begin, end - begin)).tree;
        }
        return m_withoutLine;
    }

    /// load.circuit_breakers, whose entries are names of those under circuit_breakers.
    bool isBreakerList(std::size_t index) const
    {
        const Level& list = m_lookup.level(index);
        if (!list.isList || list.key != "circuit_breakers" || list.parent == noLevel)
            return false;
        const Level& load = m_lookup.level(list.parent);
        return load.key == "load" && load.parent != noLevel
            && m_lookup.level(load.parent).parent == noLevel;
    }

    std::vector<std::string> breakerNames(const Level& list) const
    {
        const auto breakers
            = [](const Tree& tree) { return tree.find(Path{ "circuit_breakers" }); };
        const Tree& tree = readable([&](const Tree& it) { return breakers(it) != noNode; });
        std::vector<std::string> names;
        const NodeId all = breakers(tree);
        if (all == noNode)
            return names;
        for (const Entry& breaker : tree.node(all).entries) {
            const NodeId name = tree.find(breaker.value, "name");
            if (name == noNode || tree.node(name).kind != NodeKind::scalar)
                continue;
            const bool isListed
                = std::any_of(list.members.begin(), list.members.end(), [&](const Member& member) {
                      return member.value == tree.node(name).text
                          && member.keyRange.begin != m_caret.word.begin;
                  });
            if (!isListed)
                names.push_back(tree.node(name).text);
        }
        return names;
    }

    static std::string sizeOf(std::string_view preset)
    {
        for (const auto& known : schema::presets)
            if (known.name == preset)
                return fmt::format("{} x {}", known.width, known.height);
        return {};
    }

    std::string quoteToClose() const
    {
        return m_caret.isQuoteOpen ? std::string(1, m_caret.quote) : std::string();
    }

    std::string valueText(std::string_view name) const
    {
        return (m_caret.isBehindMark ? " " : "") + std::string(name) + quoteToClose();
    }

    /// The key with its colon, and where a block follows a new line for it.
    std::string keyText(const Field& field, std::string_view dash) const
    {
        std::string text = std::string(dash) + valueText(field.key);
        if (m_caret.hasColon)
            return text;
        text += ':';
        const auto forms = formsOf(field, here());
        const bool isList = forms.front().kind == FormKind::list;
        const bool isBlock = forms.front().block || isList || !forms.front().items.empty();
        if (here().isFlow || !isBlock || !m_caret.endsLine || m_caret.quote != '\0')
            return text + ' ';
        const bool isCrLf = m_text.find("\r\n") != std::string_view::npos;
        text += isCrLf ? "\r\n" : "\n";
        text.append(here().column + dash.size() + step(), ' ');
        return isList ? text + "- " : text;
    }

    /// By how many columns this block is indented, for the next one to follow.
    std::size_t step() const
    {
        const std::size_t parent = here().parent;
        const std::size_t by
            = parent == noLevel ? 0 : here().column - m_lookup.level(parent).column;
        return by > 0 && by <= 8 ? by : 2;
    }

    std::string_view m_text;
    const Tree& m_tree;
    const Caret& m_caret;
    Lookup m_lookup;
    mutable Tree m_withoutLine;
    std::vector<Candidate> m_candidates;
};

} // namespace

Completion complete(std::string_view text, const Tree& tree, std::size_t offset)
{
    const Caret caret = completion::caretAt(text, offset);
    if (caret.role == Role::nothing)
        return { .word = { offset, offset } };
    Completion result{ .word = caret.word,
        .prefix = std::string(text.substr(caret.word.begin, offset - caret.word.begin)) };
    const std::string typed = base::lowerCase(result.prefix);
    std::vector<Candidate> later;
    std::vector<Candidate> all = Completer(text, tree, caret).run();
    for (Candidate& candidate : all) {
        const std::string name = base::lowerCase(candidate.name);
        if (name.starts_with(typed))
            result.candidates.push_back(std::move(candidate));
        else if (name.find('_' + typed) != std::string::npos)
            later.push_back(std::move(candidate));
    }
    std::move(later.begin(), later.end(), std::back_inserter(result.candidates));
    return result;
}

} // namespace poolscope::config

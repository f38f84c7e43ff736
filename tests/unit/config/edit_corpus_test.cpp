// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/edit/plan.h"
#include "core/config/patch.h"
#include "core/config/reader.h"
#include "tests/unit/config/corpus.h"
#include "tests/unit/config/value_model.h"
#include "tests/unit/testing.h"

#include <map>
#include <random>

using namespace poolscope;
using config::Path;
using config::Value;
using testing::toValue;

namespace {

const std::vector<Value>& someValues()
{
    static const std::vector<Value> values{ 0, -17, 3.5, 1e22, 1e-9, true, false, Value(), "text",
        "two words", "yes", "12", "1e3", "a: b", "x #y", "it's", "say \"x\"", "", " padded ",
        "line\nbreak", "tab\there", "Ümlaut €", "[x]", "{{ y }}", "*z", "null",
        Value::Map{ { "type", "zipf" }, { "skew", 1.1 } }, Value::List{ 1, "b" },
        Value::Map{ { "pool", Value::Map{ { "size", 3 } } }, { "on", true } }, Value::Map{},
        Value::List{} };
    return values;
}

/// Random edits with a fixed seed, each checked against the same edit of a plain Value.
class RandomEdits {
public:
    struct Outcome {
        base::Result<base::TextEdit> edit;
        Value expected;
        Path path;
        QString what;
    };

    explicit RandomEdits(unsigned seed)
        : m_random(seed)
    {
    }

    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : m_random() % bound; }

    Outcome next(const std::string& text, const config::Tree& tree)
    {
        const auto paths = testing::allPaths(tree);
        const Path path = paths[below(paths.size())];
        const Value& value = someValues()[below(someValues().size())];
        Value expected = toValue(tree, tree.root());
        switch (below(6)) {
        case 0:
            return set(text, std::move(expected), path, value);
        case 1:
            return remove(text, std::move(expected), path);
        case 2:
            return addKey(text, std::move(expected), path, value);
        case 3:
            return rename(text, std::move(expected), path);
        case 4:
            return move(text, std::move(expected), path, paths[below(paths.size())]);
        default:
            return insert(text, std::move(expected), path, value);
        }
    }

    /// A new key in the mapping at `to` or the nearest around it that the value at `from` can go
    /// to: not in itself, and not in a list that loses an entry.
    static Path newPlace(Value& expected, const Path& from, Path to)
    {
        const auto isGood = [&] {
            const auto ends = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
            return ends.first < from.end() - 1
                && std::holds_alternative<Value::Map>(testing::valueAt(expected, to)->data);
        };
        while (!to.empty() && !isGood())
            to.pop_back();
        to.emplace_back("new place");
        return to;
    }

private:
    static Outcome set(
        const std::string& text, Value expected, const Path& path, const Value& value)
    {
        testing::setIn(expected, path, value);
        return { config::patch(text, path, value), std::move(expected), path, "set" };
    }

    static Outcome remove(const std::string& text, Value expected, const Path& path)
    {
        testing::removeIn(expected, path);
        return { config::removeAt(text, path), std::move(expected), path, "remove" };
    }

    /// A new key in the mapping at the path or the nearest around it.
    static Outcome addKey(const std::string& text, Value expected, Path path, const Value& value)
    {
        const auto isGood = [](const Value& container) {
            return std::holds_alternative<Value::Map>(container.data)
                || std::holds_alternative<std::monostate>(container.data);
        };
        while (!path.empty() && !isGood(*testing::valueAt(expected, path)))
            path.pop_back();
        return set(text, std::move(expected), config::child(path, "new key"), value);
    }

    /// The nearest key around the path gets another name.
    static Outcome rename(const std::string& text, Value expected, Path path)
    {
        const auto keys = [&] {
            return std::get_if<Value::Map>(
                &testing::valueAt(expected, Path(path.begin(), path.end() - 1))->data);
        };
        while (path.size() > 1 && !keys())
            path.pop_back();
        testing::renameIn(expected, path, "new name");
        return { config::renameAt(text, path, "new name"), std::move(expected), path, "rename" };
    }

    /// A value goes to a new key of a mapping elsewhere.
    static Outcome move(const std::string& text, Value expected, const Path& from, const Path& near)
    {
        const Path to = newPlace(expected, from, near);
        testing::moveIn(expected, from, to);
        return { config::moveTo(text, from, to), std::move(expected), from, "move" };
    }

    Outcome insert(const std::string& text, Value expected, Path path, const Value& value)
    {
        const auto listAt = [&](const Path& place) {
            return std::get_if<Value::List>(&testing::valueAt(expected, place)->data);
        };
        while (!path.empty() && !listAt(path))
            path.pop_back();
        if (!listAt(path))
            return addKey(text, std::move(expected), path, value);
        const std::size_t index = below(listAt(path)->size() + 1);
        testing::insertIn(expected, path, index, value);
        return { config::insertAt(text, path, index, value), std::move(expected), path, "insert" };
    }

    std::mt19937 m_random;
};

/// The key and value of the block that an edit at a path happens in.
base::TextRange surroundings(const config::Tree& tree, Path path)
{
    for (; path.size() > 1; path.pop_back()) {
        const Path outer(path.begin(), path.end() - 2);
        const config::NodeId holder = tree.find(outer);
        if (holder != config::noNode)
            if (const config::Entry* entry = tree.entry(holder, path[path.size() - 2]))
                return entry->range;
    }
    return tree.node(tree.root()).range;
}

/// Only these lines, and the break before them, may be touched.
bool isLocal(const std::string& text, const base::TextEdit& edit, const base::TextRange& around)
{
    const std::size_t before = around.begin == 0 ? 0 : text.rfind('\n', around.begin - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before;
    const std::size_t after = text.find('\n', around.end);
    const std::size_t end = after == std::string::npos ? text.size() : after + 1;
    return edit.range.begin >= std::min(begin, around.begin) && edit.range.end <= end;
}

} // namespace

class EditCorpusTest : public QObject {
    Q_OBJECT

private slots:
    void randomEditsChangeWhatTheyShouldAndNothingElse()
    {
        POOLSCOPE_NEEDS_SHARED();
        constexpr int wanted = 2000;
        RandomEdits edits(20260901);
        int done = 0;
        int refused = 0;
        std::map<QString, int> kinds;
        while (done < wanted) {
            const auto& file = testing::corpus()[edits.below(testing::corpus().size())];
            const auto before = config::read(file.text);
            if (config::hasErrors(before.diagnostics) || before.tree.isEmpty())
                continue;
            ++done;
            const auto outcome = edits.next(file.text, before.tree);
            const std::string label = file.name + ' ' + outcome.what.toStdString() + ' '
                + config::toString(outcome.path);
            if (!outcome.edit) {
                ++refused;
                qInfo("%s: %s", label.c_str(), outcome.edit.error().message.c_str());
                continue;
            }
            const auto after = config::read(base::apply(file.text, *outcome.edit));
            QVERIFY2(!config::hasErrors(after.diagnostics), label.c_str());
            QVERIFY2(!after.tree.isEmpty(), label.c_str());
            QVERIFY2(toValue(after.tree, after.tree.root()) == outcome.expected, label.c_str());
            QVERIFY2(outcome.what == "move"
                    || isLocal(file.text, *outcome.edit, surroundings(before.tree, outcome.path)),
                label.c_str());
            ++kinds[outcome.what];
        }
        for (const char* kind : { "set", "remove", "insert", "rename", "move" })
            QVERIFY2(kinds[kind] > wanted / 100, kind);
        // Values shared through aliases are refused; nothing else in these files should be.
        QVERIFY2(refused < wanted / 100, qPrintable(QString::number(refused)));
    }

    void movesOfFixesReadAsTheProvedOnes()
    {
        POOLSCOPE_NEEDS_SHARED();
        RandomEdits edits(7);
        int quickMoves = 0;
        for (int i = 0; i < 600; ++i) {
            const auto& file = testing::corpus()[edits.below(testing::corpus().size())];
            const auto before = config::read(file.text);
            if (config::hasErrors(before.diagnostics) || before.tree.isEmpty())
                continue;
            const auto paths = testing::allPaths(before.tree);
            const Path from = paths[edits.below(paths.size())];
            Value whole = toValue(before.tree);
            const Path to = RandomEdits::newPlace(whole, from, paths[edits.below(paths.size())]);
            const auto quick
                = config::edit::planMove(config::edit::Source(file.text, before.tree), from, to);
            const auto proved = config::moveTo(file.text, from, to);
            if (!quick || !proved)
                continue;
            ++quickMoves;
            const auto first = config::read(base::apply(file.text, *quick));
            const auto second = config::read(base::apply(file.text, *proved));
            QVERIFY2(toValue(first.tree) == toValue(second.tree),
                (file.name + ' ' + config::toString(from) + " to " + config::toString(to)).c_str());
        }
        QVERIFY(quickMoves > 300);
    }

    void textsWithoutAnEditStayAsTheyAre()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& file : testing::corpus()) {
            const auto before = config::read(file.text);
            for (const Path& path : testing::allPaths(before.tree)) {
                const config::NodeId id = before.tree.find(path);
                if (id == config::noNode || before.tree.node(id).kind != config::NodeKind::scalar
                    || before.tree.node(id).style == config::NodeStyle::literal)
                    continue;
                const auto edit = config::patch(file.text, path, toValue(before.tree, id));
                if (!edit)
                    continue;
                const auto after = config::read(base::apply(file.text, *edit));
                QVERIFY2(toValue(after.tree, after.tree.root())
                        == toValue(before.tree, before.tree.root()),
                    (file.name + ' ' + config::toString(path)).c_str());
            }
        }
    }
};

POOLSCOPE_TEST(EditCorpusTest)
#include "edit_corpus_test.moc"

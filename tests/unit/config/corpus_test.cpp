// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/reader.h"
#include "tests/unit/config/corpus.h"
#include "tests/unit/config/value_model.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <QProcess>
#include <QStandardPaths>

#include <cmath>

using namespace poolscope;
using config::Entry;
using config::Node;
using config::NodeId;
using config::NodeKind;
using config::NodeStyle;
using config::Tree;
using config::Value;

namespace {

/// A second opinion on ranges: knows nothing of the reader, only of YAML.
class RangeCheck {
public:
    RangeCheck(const std::string& text, const Tree& tree)
        : m_text(text)
        , m_tree(tree)
        , m_covered(text.size(), false)
    {
    }

    /// What is wrong; empty when all is well.
    std::string run()
    {
        if (m_tree.isEmpty())
            return gaps();
        check(m_tree.root(), { 0, m_text.size() });
        return m_problem.empty() ? gaps() : m_problem;
    }

private:
    std::string slice(base::TextRange range) const
    {
        return m_text.substr(range.begin, range.size());
    }

    void cover(base::TextRange range)
    {
        for (std::size_t i = range.begin; i < range.end; ++i) {
            expect(!m_covered[i], "two nodes share a byte", range);
            m_covered[i] = true;
        }
    }

    void expect(bool claim, const char* what, base::TextRange range)
    {
        if (!claim && m_problem.empty())
            m_problem
                = std::string(what) + " at " + std::to_string(range.begin) + ": " + slice(range);
    }

    static std::vector<std::string> words(const std::string& text)
    {
        std::vector<std::string> found;
        std::string word;
        for (const char c : text + ' ') {
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                word += c;
            } else if (!word.empty()) {
                found.push_back(word);
                word.clear();
            }
        }
        return found;
    }

    /// The words of a scalar's source, quotes and escapes undone as far as these files use them.
    static std::vector<std::string> sourceWords(std::string source, NodeStyle style)
    {
        if (style == NodeStyle::literal || style == NodeStyle::folded)
            return words(source.substr(std::min(source.find('\n'), source.size())));
        if (style == NodeStyle::plain)
            return words(source);
        const char quote = style == NodeStyle::singleQuoted ? '\'' : '"';
        std::string content;
        for (std::size_t i = 1; i + 1 < source.size(); ++i) {
            if ((quote == '\'' && source[i] == '\'') || (quote == '"' && source[i] == '\\'))
                ++i;
            content += source[i] == 'n' && source[i - 1] == '\\' ? '\n' : source[i];
        }
        return words(content);
    }

    void check(NodeId id, base::TextRange around)
    {
        const Node& node = m_tree.node(id);
        const base::TextRange range = node.range;
        expect(range.begin >= around.begin && range.end <= around.end, "outside its parent", range);
        switch (node.kind) {
        case NodeKind::alias:
            expect(slice(range) == '*' + node.text, "not an alias", range);
            cover(range);
            return;
        case NodeKind::scalar:
            if (node.style == NodeStyle::singleQuoted || node.style == NodeStyle::doubleQuoted)
                expect(range.size() > 1 && m_text[range.begin] == m_text[range.end - 1],
                    "no quotes", range);
            expect(sourceWords(slice(range), node.style) == words(node.text), "other words", range);
            cover(range);
            return;
        default:
            checkEntries(node);
        }
    }

    void checkEntries(const Node& node)
    {
        const bool isMapping = node.kind == NodeKind::mapping;
        if (node.style == NodeStyle::flow) {
            expect(slice({ node.range.begin, node.range.begin + 1 }) == (isMapping ? "{" : "[")
                    && slice({ node.range.end - 1, node.range.end }) == (isMapping ? "}" : "]"),
                "no brackets", node.range);
            cover({ node.range.begin, node.range.begin + 1 });
            cover({ node.range.end - 1, node.range.end });
        } else {
            expect(!node.entries.empty() && node.range.begin == node.entries.front().range.begin
                    && node.range.end == node.entries.back().range.end,
                "a block is not its entries", node.range);
        }
        std::size_t last = node.range.begin;
        for (const Entry& entry : node.entries) {
            expect(entry.range.begin >= last && entry.range.end <= node.range.end,
                "entries overlap", entry.range);
            last = entry.range.end;
            checkKey(node, entry);
            check(entry.value, entry.range);
            expect(m_tree.node(entry.value).range.end == entry.range.end,
                "an entry ends elsewhere than its value", entry.range);
        }
    }

    void checkKey(const Node& node, const Entry& entry)
    {
        const std::string key = slice(entry.keyRange);
        if (node.kind == NodeKind::sequence) {
            expect(key == (node.style == NodeStyle::block ? "-" : ""), "no dash", entry.keyRange);
        } else {
            const bool isQuoted = !key.empty() && (key[0] == '"' || key[0] == '\'');
            expect((isQuoted ? key.substr(1, key.size() - 2) : key) == entry.key, "not the key",
                entry.keyRange);
        }
        cover(entry.keyRange);
    }

    /// What no node covers is white space, comments, punctuation and document markers.
    std::string gaps() const
    {
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            if (m_covered[i] || std::string_view(" \t\r\n:,-").find(m_text[i]) != std::string::npos)
                continue;
            if (m_text[i] != '#')
                return "not covered at " + std::to_string(i) + ": " + m_text.substr(i, 20);
            i = std::min(m_text.find('\n', i), m_text.size());
        }
        return {};
    }

    const std::string& m_text;
    const Tree& m_tree;
    std::vector<bool> m_covered;
    std::string m_problem;
};

/// Reads every file given and prints what PyYAML makes of it, one JSON document a line.
constexpr const char* pythonReader = R"python(
import sys, json, yaml, math, datetime
def plain(v):
    if isinstance(v, dict): return {str(k): plain(x) for k, x in v.items()}
    if isinstance(v, list): return [plain(x) for x in v]
    if isinstance(v, float): return {"float": v.hex()}
    if isinstance(v, (datetime.date, datetime.datetime)): return {"date": 1}
    return v
for name in sys.stdin.read().split("\n"):
    if not name: continue
    try: print(json.dumps(plain(yaml.safe_load(open(name, "rb").read()))))
    except Exception as e: print(json.dumps({"error": str(e)}))
)python";

nlohmann::json toJson(const Tree& tree, NodeId id)
{
    const Node& node = tree.node(tree.resolve(id));
    if (node.kind == NodeKind::sequence) {
        auto list = nlohmann::json::array();
        for (const Entry& entry : node.entries)
            list.push_back(toJson(tree, entry.value));
        return list;
    }
    if (node.kind == NodeKind::mapping) {
        auto map = nlohmann::json::object();
        for (const Entry& entry : node.entries)
            map[entry.key] = toJson(tree, entry.value);
        return map;
    }
    return std::visit(
        [](const auto& scalar) -> nlohmann::json {
            using T = std::decay_t<decltype(scalar)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return nullptr;
            else if constexpr (std::is_same_v<T, config::Timestamp>)
                return { { "date", 1 } };
            else if constexpr (std::is_same_v<T, double>)
                return { { "float", scalar } };
            else
                return scalar;
        },
        config::scalarOf(node));
}

/// Python's float.hex() as a number again.
void readFloats(nlohmann::json& value)
{
    if (value.is_object() && value.size() == 1 && value.contains("float"))
        value["float"] = std::strtod(value["float"].get<std::string>().c_str(), nullptr);
    else if (value.is_structured())
        for (auto& item : value)
            readFloats(item);
}

} // namespace

class CorpusTest : public QObject {
    Q_OBJECT

private slots:
    void filesOfOtherPeopleAreReadOrExplained()
    {
        POOLSCOPE_NEEDS_SHARED();
        QCOMPARE(testing::corpus().size(), std::size_t{ 177 });
        for (const auto& file : testing::corpus()) {
            const auto result = config::read(file.text);
            QVERIFY2(
                !result.tree.isEmpty() || config::hasErrors(result.diagnostics), file.name.c_str());
        }
    }

    void everyByteBelongsToTheNodeThatClaimsIt()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& file : testing::corpus()) {
            const auto result = config::read(file.text);
            if (config::hasErrors(result.diagnostics))
                continue;
            const std::string problem = RangeCheck(file.text, result.tree).run();
            QVERIFY2(problem.empty(), (file.name + ": " + problem).c_str());
        }
    }

    void everyBlockReadsTheSameWhenCutOut()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& file : testing::corpus()) {
            const auto whole = config::read(file.text);
            if (config::hasErrors(whole.diagnostics))
                continue;
            for (NodeId id = 0; id < whole.tree.size(); ++id) {
                const Node& node = whole.tree.node(id);
                const bool isBlockScalar
                    = node.style == NodeStyle::literal || node.style == NodeStyle::folded;
                if (node.range.size() == 0 || node.kind == NodeKind::alias || isBlockScalar)
                    continue;
                const std::size_t line = file.text.rfind('\n', node.range.begin) + 1;
                const std::string cut = std::string(node.range.begin - line, ' ')
                    + file.text.substr(node.range.begin, node.range.size());
                const auto part = config::read(cut);
                QVERIFY2(part.diagnostics.empty(), (file.name + ": " + cut).c_str());
                QVERIFY2(testing::toValue(part.tree, part.tree.root())
                        == testing::toValue(whole.tree, id),
                    (file.name + ": " + cut).c_str());
            }
        }
    }

    void contentIsWhatPyYamlReads()
    {
        POOLSCOPE_NEEDS_SHARED();
        QProcess python;
        python.start("python3", { "-c", pythonReader });
        for (const auto& file : testing::corpus())
            python.write(
                QByteArray::fromStdString((testing::shared() / "corpus/open" / file.name).string())
                + '\n');
        python.closeWriteChannel();
        if (!python.waitForFinished(60000) || python.exitCode() != 0)
            QSKIP("python3 with PyYAML is not here");
        const QList<QByteArray> lines = python.readAllStandardOutput().split('\n');
        QCOMPARE(static_cast<std::size_t>(lines.size()), testing::corpus().size() + 1);
        for (std::size_t i = 0; i < testing::corpus().size(); ++i) {
            const auto& file = testing::corpus()[i];
            auto expected = nlohmann::json::parse(lines[static_cast<qsizetype>(i)].toStdString());
            readFloats(expected);
            const auto result = config::read(file.text);
            if (expected.is_object() && expected.size() == 1 && expected.contains("error")) {
                QVERIFY2(config::hasErrors(result.diagnostics), file.name.c_str());
                continue;
            }
            QVERIFY2(result.diagnostics.empty(), file.name.c_str());
            QVERIFY2(toJson(result.tree, result.tree.root()) == expected, file.name.c_str());
        }
    }
};

POOLSCOPE_TEST(CorpusTest)
#include "corpus_test.moc"

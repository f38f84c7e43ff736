// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/text.h"
#include "core/config/reader.h"
#include "tests/unit/config/value_model.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using config::NodeKind;
using config::NodeStyle;
using config::read;
using config::Value;
using testing::toValue;
using List = Value::List;
using Map = Value::Map;

namespace {

Value valueOf(std::string_view text)
{
    const auto result = read(text);
    return result.tree.isEmpty() ? Value("nothing was read")
                                 : toValue(result.tree, result.tree.root());
}

/// "PS118 3..6 message" of the only diagnostic.
QString complaint(std::string_view text)
{
    const auto result = read(text);
    if (result.diagnostics.size() != 1)
        return QStringLiteral("%1 diagnostics").arg(result.diagnostics.size());
    const auto& only = result.diagnostics.front();
    return QStringLiteral("%1 %2..%3 %4")
        .arg(testing::text(only.code))
        .arg(only.range.begin)
        .arg(only.range.end)
        .arg(testing::text(only.message));
}

/// The source text of the value at a path.
QString slice(const std::string& text, std::string_view path)
{
    const auto result = read(text);
    const config::NodeId id = result.tree.find(config::parsePath(path));
    if (id == config::noNode)
        return "no such value";
    const base::TextRange range = result.tree.node(id).range;
    return testing::text(std::string_view(text).substr(range.begin, range.size()));
}

} // namespace

class ReaderTest : public QObject {
    Q_OBJECT

private slots:
    void structuresAreRead()
    {
        QVERIFY(valueOf("a: 1\nb: [x, {c: yes}]\nd:\n- e\n-\n")
            == Value(Map{ { "a", 1 }, { "b", List{ "x", Map{ { "c", true } } } },
                { "d", List{ "e", Value() } } }));
        QVERIFY(valueOf("{\"a\":1,\"b\":[2.5,null]}")
            == Value(Map{ { "a", 1 }, { "b", List{ 2.5, Value() } } }));
        QVERIFY(valueOf("? a\n: b\n? c\n") == Value(Map{ { "a", "b" }, { "c", Value() } }));
        QVERIFY(valueOf("[a: 1, b]") == Value(List{ Map{ { "a", 1 } }, "b" }));
        QVERIFY(valueOf("- - 1\n  - 2\n- - 3\n") == Value(List{ List{ 1, 2 }, List{ 3 } }));
        QVERIFY(valueOf("--- # c\na: 1\n...\n# end\n") == Value(Map{ { "a", 1 } }));
        QVERIFY(valueOf("%YAML 1.1\n---\na: 1\n") == Value(Map{ { "a", 1 } }));
        QVERIFY(valueOf("~: 1\n\"null\": 2\n") == Value(Map{ { "~", 1 }, { "null", 2 } }));
        QVERIFY(valueOf("just words") == Value("just words"));
        QVERIFY(read("# nothing\n").tree.isEmpty());
        QVERIFY(read("").tree.isEmpty());
    }

    void everyScalarStyleHasItsOwnBytes()
    {
        QCOMPARE(slice("a: word # c\n", "a"), "word");
        QCOMPARE(slice("a: two  words\t\n", "a"), "two  words");
        QCOMPARE(slice("a: one\n   two\n\n   three  # c\nb: 1\n", "a"), "one\n   two\n\n   three");
        QCOMPARE(slice("a: 'it''s' # c\n", "a"), "'it''s'");
        QCOMPARE(slice("a: \"x \\\" # y\"# c\n", "a"), "\"x \\\" # y\"");
        QCOMPARE(slice("a: \"one\n  two\"\n", "a"), "\"one\n  two\"");
        QCOMPARE(
            slice("a: |- # c\n  x\n   y\n\n  z\n\n# c\nb: 1\n", "a"), "|- # c\n  x\n   y\n\n  z");
        QCOMPARE(slice("a: >2\n    x\n  y\nb: 1\n", "a"), ">2\n    x\n  y");
        QCOMPARE(slice("a: |\nb: 1\n", "a"), "|");
        QCOMPARE(slice("a: x#y\n", "a"), "x#y");
        QCOMPARE(slice("a: {b: http://h:80/p, c: 1}\n", "a.b"), "http://h:80/p");
        QCOMPARE(slice("a: {b: one\n  two, c: 1}\n", "a.b"), "one\n  two");
        QCOMPARE(slice("a: ~\n", "a"), "~");
    }

    void collectionsHaveTheirBrackets()
    {
        QCOMPARE(slice("a: {b: 1, c: [1, 2]} # x\n", "a"), "{b: 1, c: [1, 2]}");
        QCOMPARE(slice("a: [ 1,\n  2, ] # x\n", "a"), "[ 1,\n  2, ]");
        QCOMPARE(slice("a:\n  b: 1\n  c: 2 # x\n# y\nd: 3\n", "a"), "b: 1\n  c: 2");
        QCOMPARE(slice("a:\n- 1\n- x: 2\n  y: 3\nb: 1\n", "a"), "- 1\n- x: 2\n  y: 3");
    }

    void absentValuesStandBehindTheirColonOrDash()
    {
        const std::string text = "a:\nb: # c\n- x\n";
        const auto colon = read("a:\nb:   # c\n").tree;
        QCOMPARE(colon.node(colon.find({ "a" })).range, (base::TextRange{ 2, 2 }));
        QCOMPARE(colon.node(colon.find({ "b" })).range, (base::TextRange{ 5, 5 }));
        const auto dash = read("-\n- x\n").tree;
        QCOMPARE(dash.node(dash.find({ "0" })).range, (base::TextRange{ 1, 1 }));
        QCOMPARE(dash.node(dash.root()).entries[0].range, (base::TextRange{ 0, 1 }));
    }

    void anchorsAndTagsAreApartFromTheValue()
    {
        const std::string text = "a: &x !!str 12\nb: &y\n  c: 1\nd: *x\n";
        const auto tree = read(text).tree;
        const auto& a = tree.node(tree.find({ "a" }));
        COMPARE_TEXT(a.anchor, "x");
        COMPARE_TEXT(a.tag, "!!str");
        QCOMPARE(slice(text, "a"), "12");
        QVERIFY(config::scalarOf(a) == config::Scalar(std::string("12")));
        COMPARE_TEXT(tree.node(tree.find({ "b" })).anchor, "y");
        QCOMPARE(slice(text, "b"), "c: 1");
        const config::Entry* alias = tree.entry(tree.root(), "d");
        QCOMPARE(tree.node(alias->value).kind, NodeKind::alias);
        QCOMPARE(tree.node(alias->value).range, (base::TextRange{ 31, 33 }));
        QCOMPARE(tree.resolve(alias->value), tree.find({ "a" }));
    }

    void byteOrderMarksAndCarriageReturnsKeepOffsetsExact()
    {
        const std::string marked = "\xEF\xBB\xBF"
                                   "a: 1\r\nb:\r\n  c: x y\r\n";
        QCOMPARE(slice(marked, "a"), "1");
        QCOMPARE(slice(marked, "b.c"), "x y");
        const auto tree = read(marked).tree;
        QCOMPARE(tree.node(tree.root()).range, (base::TextRange{ 3, marked.size() - 2 }));
        QCOMPARE(slice("ä: ö # ü\nß: {x: é}\n", "ß.x"), "é");
        QCOMPARE(complaint("\xEF\xBB\xBF"
                           "a: 1\na: 2\n")
                     .left(14),
            "PS107 8..9 The");
    }

    void everyMistakeIsNamedAtItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const QByteArray& text, const char* expected) {
            QTest::addRow("%s", name) << text << QString(expected);
        };
        row("not utf8", "a: \xFF", "PS102 3..4 The text is not UTF-8: byte 0xFF is out of place");
        row("nul", QByteArray("a: \0b", 5),
            "PS103 3..4 The character U+0000 is not allowed in YAML");
        row("c1", "a: \xC2\x80", "PS103 3..5 The character U+0080 is not allowed in YAML");
        row("lone cr", "a: 1\rb: 2",
            "PS104 4..5 U+000D is a line break for PyYAML, with which inference-perf reads this "
            "file, but for few other programs");
        row("tab indentation", "a:\n\tb: 1\n",
            "PS105 3..4 This line is indented with a tab, which YAML does not allow");
        row("tab behind a value", "a: 1\t\n",
            "PS105 4..5 A tab stands here; PyYAML, with which inference-perf reads this file, "
            "refuses tabs outside quotes");
        row("open quote", "a: 1\nb: \"x\nc: 2\n",
            "PS106 8..9 The quote that opens here is never closed");
        row("duplicate key", "a: 1\nb: 2\n\na: 3\n",
            "PS107 11..12 The key \"a\" stands twice in this block: on line 1 and on line 4");
        row("unknown alias", "a: *b\n", "PS108 3..5 *b has no &b before it to stand for");
        row("anchor twice", "a: &x 1\nb: &x 2\n",
            "PS109 14..15 The anchor &x is defined a second time");
        row("anchor name", "a: &x.y 1\n",
            "PS109 3..7 The anchor name \"x.y\" has a character that PyYAML refuses");
        row("recursive", "a: &x [1, *x]\n",
            "PS110 10..12 *x stands inside the value that it stands for");
        row("two documents", "a: 1\n---\nb: 2\n",
            "PS113 5..8 A second document begins here; inference-perf reads files with one only");
        row("behind the end", "{a: 1}\nb: 2\n",
            "PS113 7..11 This comes after the end of the document");
        row("complex key", "? [a]\n: b\n", "PS114 2..5 A list or a mapping cannot be a key");
        row("template", "a: {{ x }}\n", "PS114 4..9 This {{ placeholder }} is read as YAML braces");
        row("missing key", ": 1\n", "PS114 0..0 A key is missing here");
        row("merge of a scalar", "<<: 1\n", "PS115 0..5 \"<<\" merges mappings, and this is none");
        row("unknown tag", "a: !secret x\n",
            "PS116 3..10 The tag !secret is unknown to PyYAML, with which inference-perf reads "
            "this file");
        row("open brace", "a: {b: 1\nc: 2\n",
            "PS117 10..13 A comma or the closing } is missing: the { of line 1 is still open");
        row("stray bracket", "a: ]\n", "PS117 3..4 ] closes nothing that is open here");
        row("indentation", "a:\n  b: 1\n c: 2\n",
            "PS118 11..15 The indentation of \"c: 2\" fits no block around it");
        row("not indented", "a:\n  - b:\n  c: 1\n",
            "PS118 12..16 The indentation of \"c: 1\" fits no block around it");
        row("value not indented", "a:\n[1]\n",
            "PS118 3..4 This line belongs to the key above but is not indented below it");
        row("two colons", "a: b: c\n", "PS118 4..7 There is a second \": \" on this line");
        row("list on the line", "a: - b\n", "PS118 3..6 A list entry (\"- \") may not begin here");
        row("no colon", "a: 1\nb\n", "PS118 6..6 A colon is missing here, behind the key");
        row("glued colon", "a:\n  rate:10\n  b: 1\n",
            "PS118 9..10 There is no space behind this colon, so it does not end a key");
        row("behind a quote", "a: 'x' y\n",
            "PS118 7..8 \"y\" follows a value that is already complete");
        row("bad first byte", "a: @x\n", "PS119 3..5 A value may not begin with @");
        row("bad escape", "a: \"\\q\"\n",
            "PS119 6..7 The backslash in these double quotes begins no known escape");
        row("escape only the library knows", "a: \"it\\'s\"\n",
            "PS119 6..8 \\' is no escape in double quotes");
        row("directive", "% if x\na: 1\n",
            "PS119 0..6 A line that begins with % is a directive, and this one is unknown");
        row("unreadable", "a: 0x_\n",
            "PS120 3..6 PyYAML, with which inference-perf reads this file, fails on \"0x_\"");
    }

    void everyMistakeIsNamedAtItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(complaint(text.toStdString()), expected);
        const auto only = read(text.toStdString()).diagnostics.front();
        QVERIFY(only.severity == config::Severity::error);
        QVERIFY(!only.hint.empty());
        if (!only.fix)
            return;
        const std::string mended = base::apply(text.toStdString(), only.fix->edit);
        QVERIFY2(read(mended).diagnostics.empty(), mended.c_str());
    }

    void aMissingClosingQuoteIsSuspectedWhereItIsLikely()
    {
        const auto result = read("a: \"x\nb: \"y\"\n");
        QVERIFY(testing::text(result.diagnostics.front().hint)
                    .contains("The quote that opens on line 1 ends on this line"));
    }

    void whatStandsBeforeAMistakeIsStillRead()
    {
        const auto result = read("a: {b: 1}\nc:\n  d: 2\n  e: [1, {f: 3\n");
        QCOMPARE(result.diagnostics.size(), std::size_t{ 1 });
        QCOMPARE(result.tree.rangeOf({ "c", "d" }), (base::TextRange{ 18, 19 }));
        QVERIFY(result.tree.find({ "c", "e", "0" }) != config::noNode);
    }

    void limitsAreKept()
    {
        QCOMPARE(complaint(std::string(config::maxTextSize + 1, ' ')).left(5), "PS101");
        const std::string deep(config::maxDepth, '[');
        QVERIFY(read(deep + std::string(config::maxDepth, ']')).diagnostics.empty());
        QCOMPARE(complaint(deep + "[" + std::string(config::maxDepth + 1, ']')).left(5), "PS112");
        QCOMPARE(complaint(std::string(100000, '[')).left(5), "PS112");
        std::string bomb = "a0: &a0 [x]\n";
        for (int i = 1; i < 9; ++i)
            bomb += QStringLiteral("a%1: &a%1 [*a%2,*a%2,*a%2,*a%2,*a%2,*a%2,*a%2,*a%2]\n")
                        .arg(i)
                        .arg(i - 1)
                        .toStdString();
        QCOMPARE(complaint(bomb).left(5), "PS111");
        QVERIFY(read(bomb).tree.isEmpty());
    }

    void manyMistakesAreToldOnlyInPart()
    {
        std::string text;
        for (int i = 0; i < 5000; ++i)
            text += "a: 1\n";
        QVERIFY(read(text).diagnostics.size() <= config::maxDiagnostics);
        QVERIFY(read(std::string(5000, '\x01')).diagnostics.size() <= config::maxDiagnostics);
        text.clear();
        for (int i = 0; i < 1000; ++i)
            text += "k" + std::to_string(i) + ": !tag x\n";
        const auto tagged = read(text);
        QVERIFY(tagged.diagnostics.size() <= config::maxDiagnostics + 1);
        QVERIFY(config::structuralError(tagged.diagnostics));
    }
};

POOLSCOPE_TEST(ReaderTest)
#include "reader_test.moc"

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/reader.h"
#include "core/config/tree.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using config::noNode;
using config::Path;
using config::Tree;

namespace {

Tree treeOf(std::string_view text)
{
    return config::read(text).tree;
}

QString textAt(const Tree& tree, std::string_view path)
{
    const config::NodeId id = tree.find(config::parsePath(path));
    return id == noNode ? QStringLiteral("none") : testing::text(tree.node(id).text);
}

} // namespace

class TreeTest : public QObject {
    Q_OBJECT

private slots:
    void valuesAreFoundByKeyAndNumber()
    {
        const Tree tree = treeOf("a: {b: x}\nl:\n- one\n- c: two\n1: three\n");
        QCOMPARE(textAt(tree, "a.b"), "x");
        QCOMPARE(textAt(tree, "l.0"), "one");
        QCOMPARE(textAt(tree, "l.1.c"), "two");
        QCOMPARE(textAt(tree, "1"), "three");
        for (const char* missing : { "b", "a.b.c", "l.2", "l.01", "l.-1", "l.x", "a.0" })
            QCOMPARE(textAt(tree, missing), "none");
        QCOMPARE(tree.find(Path()), tree.root());
        QCOMPARE(Tree().find(Path{ "a" }), noNode);
    }

    void theLastOfTwoEqualKeysWins() { QCOMPARE(textAt(treeOf("a: 1\na: 2\n"), "a"), "2"); }

    void aliasesAreFollowed()
    {
        const Tree tree = treeOf("a: &x {b: {c: 1}}\nd: *x\n");
        QCOMPARE(textAt(tree, "d.b.c"), "1");
        QCOMPARE(tree.find({ "d" }), tree.find({ "a" }));
        QVERIFY(tree.entry(tree.root(), "d") != nullptr);
        QCOMPARE(tree.node(tree.entry(tree.root(), "d")->value).kind, config::NodeKind::alias);
    }

    void mergedKeysCountUnlessOverridden()
    {
        const Tree tree
            = treeOf("x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\n"
                     "one: {<<: *x, b: 3}\nboth: {<<: [*x, *y]}\n"
                     "deep: &d {<<: *y, c: 4}\ndeeper: {<<: *d}\n\"quoted\": {\"<<\": 1}\n");
        QCOMPARE(textAt(tree, "one.a"), "1");
        QCOMPARE(textAt(tree, "one.b"), "3");
        QCOMPARE(textAt(tree, "one.c"), "none");
        QCOMPARE(textAt(tree, "both.b"), "1");
        QCOMPARE(textAt(tree, "both.c"), "2");
        QCOMPARE(textAt(tree, "deeper.b"), "2");
        QCOMPARE(textAt(tree, "deeper.c"), "4");
        QCOMPARE(textAt(tree, "quoted.<<"), "1");
        QVERIFY(tree.entry(tree.find({ "one" }), "a") == nullptr);
    }

    void offsetsLeadToPaths()
    {
        const std::string text = "a: 1\nbb:\n  - x\n  - {c: 22}\n";
        const Tree tree = treeOf(text);
        const auto at = [&](std::string_view word, std::size_t plus) {
            return testing::text(config::toString(tree.pathAt(text.find(word) + plus)));
        };
        QCOMPARE(at("a:", 0), "a");
        QCOMPARE(at("1", 1), "a"); // a caret behind the value
        QCOMPARE(at("bb", 1), "bb");
        QCOMPARE(at("- x", 0), "bb.0");
        QCOMPARE(at("22", 1), "bb.1.c");
        QCOMPARE(at("{c", 0), "bb.1");
        QCOMPARE(at("}", 1), "bb.1");
        QCOMPARE(at("\n", 1), "bb");
        QVERIFY(tree.pathAt(9999).empty());
        QVERIFY(Tree().pathAt(0).empty());
    }

    void pathsLeadToRanges()
    {
        const std::string text = "a: 1\nb:\n  c:\n  d: {e: 2}\nl: [x]\n";
        const Tree tree = treeOf(text);
        const auto slice = [&](std::string_view path) {
            const auto range = tree.rangeOf(config::parsePath(path));
            return testing::text(std::string_view(text).substr(range.begin, range.size()));
        };
        QCOMPARE(slice("a"), "1");
        QCOMPARE(slice("b.c"), "c"); // absent: its key
        QCOMPARE(slice("b.d"), "{e: 2}");
        QCOMPARE(slice("b.d.f.g"), "d"); // missing: the deepest ancestor's key
        QCOMPARE(slice("l.0"), "x");
        QCOMPARE(slice("zzz"), "");
        QCOMPARE(tree.rangeOf({}), (base::TextRange{ 0, text.size() - 1 }));
    }

    void tagsDecideWhatAScalarMeans()
    {
        const Tree tree = treeOf("a: !!str 1\nb: !!int \"2\"\nc: !!float 3\nd: '4'\ne: ! 5\n");
        const auto meaning
            = [&](const char* key) { return config::scalarOf(tree.node(tree.find({ key }))); };
        QVERIFY(meaning("a") == config::Scalar(std::string("1")));
        QVERIFY(meaning("b") == config::Scalar(std::int64_t{ 2 }));
        QVERIFY(meaning("c") == config::Scalar(3.0));
        QVERIFY(meaning("d") == config::Scalar(std::string("4")));
        QVERIFY(meaning("e") == config::Scalar(std::int64_t{ 5 }));
    }
};

POOLSCOPE_TEST(TreeTest)
#include "tree_test.moc"

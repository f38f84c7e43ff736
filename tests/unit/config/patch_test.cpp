// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/patch.h"
#include "core/config/reader.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using config::Value;
using List = Value::List;
using Map = Value::Map;

namespace {

/// The text after the edit, or what went wrong.
QString edited(const std::string& text, const base::Result<base::TextEdit>& edit)
{
    return edit ? testing::text(base::apply(text, *edit))
                : QStringLiteral("Error: ") + testing::text(edit.error().message);
}

QString set(const std::string& text, std::string_view path, const Value& value)
{
    return edited(text, config::patch(text, config::parsePath(path), value));
}

QString removed(const std::string& text, std::string_view path)
{
    return edited(text, config::removeAt(text, config::parsePath(path)));
}

QString inserted(
    const std::string& text, std::string_view list, std::size_t index, const Value& value)
{
    return edited(text, config::insertAt(text, config::parsePath(list), index, value));
}

} // namespace

class PatchTest : public QObject {
    Q_OBJECT

private slots:
    void changedScalarsKeepTheirSurroundings()
    {
        QCOMPARE(set("skew: 1.1   # hot\nb: 2\n", "skew", 0.75), "skew: 0.75   # hot\nb: 2\n");
        QCOMPARE(set("a:\n    b:   1", "a.b", 3), "a:\n    b:   3");
        QCOMPARE(set("a: {b: 1, c: 2} # x\n", "a.b", 10), "a: {b: 10, c: 2} # x\n");
        QCOMPARE(set("- 1\n- 2\n", "1", 5), "- 1\n- 5\n");
        QCOMPARE(set("a: 1\r\nb: 2\r\n", "a", 7), "a: 7\r\nb: 2\r\n");
        QCOMPARE(set("a: one\n  two\nb: 2\n", "a", "three"), "a: three\nb: 2\n");
        QCOMPARE(set("a:\n  one\nb: 2\n", "a", "two"), "a:\n  two\nb: 2\n");
        QCOMPARE(set("a: |\n  one\n  two\n# c\nb: 2\n", "a", "x"), "a: x\n# c\nb: 2\n");
        QCOMPARE(set("\xEF\xBB\xBF"
                     "a: 1\n",
                     "a", 2),
            testing::text("\xEF\xBB\xBF"
                          "a: 2\n"));
        QCOMPARE(set("? a\n: 1\n", "a", 2), "? a\n: 2\n");
    }

    void stringsAreWrittenInTheQuotesOfTheOldValue()
    {
        QCOMPARE(set("a: 'x'\n", "a", "it's"), "a: 'it''s'\n");
        QCOMPARE(set("a: \"x\"\n", "a", "say \"y\""), "a: \"say \\\"y\\\"\"\n");
        QCOMPARE(set("a: x\n", "a", "y z"), "a: y z\n");
        QCOMPARE(set("a: x\n", "a", "yes"), "a: \"yes\"\n");
        QCOMPARE(set("a: 'x'\n", "a", "two\nlines"), "a: \"two\\nlines\"\n");
        QCOMPARE(set("a: \"x\"\n", "a", 5), "a: 5\n");
        QCOMPARE(set("a: {b: x}\n", "a.b", "c, d"), "a: {b: \"c, d\"}\n");
    }

    void absentValuesAreFilledIn()
    {
        QCOMPARE(set("a:\nb: 1\n", "a", 2), "a: 2\nb: 1\n");
        QCOMPARE(set("a:   # c\nb: 1\n", "a", 2), "a: 2   # c\nb: 1\n");
        QCOMPARE(set("- \n- 1\n", "0", 2), "- 2 \n- 1\n");
        QCOMPARE(set("{a: , b: 1}\n", "a", 2), "{a: 2 , b: 1}\n");
        QCOMPARE(set("a: !!str\nb: 1\n", "a", "x"), "a: x\nb: 1\n");
    }

    void nullsBecomeMappings()
    {
        QCOMPARE(set("a: null # c\n", "a.b", 1), "a: {b: 1} # c\n");
        QCOMPARE(set("a:\n", "a.b", 1), "a: {b: 1}\n");
        QCOMPARE(set("a: # c\nz: 1\n", "a.b.c", 1), "a: # c\n  b: {c: 1}\nz: 1\n");
    }

    void mappingsReplaceScalarsOnTheLine()
    {
        QCOMPARE(set("sampling: uniform # c\n", "sampling",
                     Map{ { "type", "zipf" }, { "min", 0 }, { "max", 99 }, { "skew", 1.1 } }),
            "sampling: {type: zipf, min: 0, max: 99, skew: 1.1} # c\n");
        QCOMPARE(set("a: 1\n", "a", Map{ { "b", Map{ { "c", 1 } } } }), "a: {b: {c: 1}}\n");
    }

    void blocksAreReplacedWithAllTheirLines()
    {
        QCOMPARE(set("a: # why\n  b: 1 # x\n  c: 2\nd: 3\n", "a", 5), "a: 5 # why\nd: 3\n");
        QCOMPARE(set("a:\n- 1\n- 2\nd: 3\n", "a", List{ 1 }), "a: [1]\nd: 3\n");
        QCOMPARE(set("a:\n    b: 1\n", "a", Map{ { "c", Map{ { "d", 1 } } }, { "e", 2 } }),
            "a:\n    c: {d: 1}\n    e: 2\n");
    }

    void newKeysGoToTheEndOfTheirBlock()
    {
        QCOMPARE(set("a:\n  b: 1 # x\n# end\nd: 2\n", "a.c", 2),
            "a:\n  b: 1 # x\n  c: 2\n# end\nd: 2\n");
        QCOMPARE(set("a:\n  b: 1", "a.c", 2), "a:\n  b: 1\n  c: 2");
        QCOMPARE(set("a: 1\r\n", "b", 2), "a: 1\r\nb: 2\r\n");
        QCOMPARE(set("l:\n- a: 1\n", "l.0.b", 2), "l:\n- a: 1\n  b: 2\n");
        QCOMPARE(set("a:\n  b: |\n    text\n\nc: 1\n", "a.d", 2),
            "a:\n  b: |\n    text\n  d: 2\n\nc: 1\n");
        QCOMPARE(set("a: 1\n", "my key: x", "v"), "a: 1\n\"my key: x\": v\n");
    }

    void newKeysInFlowMappingsStayOnTheLine()
    {
        QCOMPARE(set("a: {b: 1} # c\n", "a.d", 2), "a: {b: 1, d: 2} # c\n");
        QCOMPARE(set("a: { b: 1 }\n", "a.d", 2), "a: { b: 1, d: 2 }\n");
        QCOMPARE(set("a: {}\n", "a.b.c", 2), "a: {b: {c: 2}}\n");
        QCOMPARE(set("{\"a\": 1, \"b\": {\"c\": null}}", "b.d", "x"),
            "{\"a\": 1, \"b\": {\"c\": null, \"d\": \"x\"}}");
        QCOMPARE(set("{\"a\":1,\"b\":2}", "c", Map{ { "k", List{ 1, "x" } } }),
            "{\"a\":1,\"b\":2,\"c\":{\"k\": [1, \"x\"]}}");
        QCOMPARE(set("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "c", 3),
            "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n");
        QCOMPARE(set("a: {\n  b: 1, # one\n  c: 2, # two\n}\n", "a.d", 3),
            "a: {\n  b: 1, # one\n  c: 2, # two\n  d: 3,\n}\n");
        QCOMPARE(set("a: {\n  b: 1, # one\n  c: 2 # two\n}\n", "a.d", 3),
            "a: {\n  b: 1, # one\n  c: 2, # two\n  d: 3\n}\n");
    }

    void missingParentsAreCreated()
    {
        QCOMPARE(set("data:\n  multimodal:\n    image:\n      count: {type: fixed, mean: 2}\n",
                     "data.multimodal.image.pool.size", 100),
            "data:\n  multimodal:\n    image:\n      count: {type: fixed, mean: 2}\n"
            "      pool: {size: 100}\n");
        QCOMPARE(set("a: 1\n", "b.c.d", 2), "a: 1\nb:\n  c: {d: 2}\n");
        QCOMPARE(set("a:\n    b: 1\n", "c.d.e", 2), "a:\n    b: 1\nc:\n    d: {e: 2}\n");
        QCOMPARE(set("a: 1\n", "load.stages.0", Map{ { "rate", 1 } }),
            "a: 1\nload:\n  stages: [{rate: 1}]\n");
    }

    void documentsWithoutAnyValueGetTheirFirst()
    {
        QCOMPARE(set("", "a", 1), "a: 1\n");
        QCOMPARE(set("# only words\n", "a.b", 1), "# only words\na: {b: 1}\n");
        QCOMPARE(set("# no break", "a", 1), "# no break\na: 1");
        QCOMPARE(set("---\n# c\n", "a", 1), "---\na: 1\n# c\n");
        QCOMPARE(set("\r\n", "a", 1), "\r\na: 1\r\n");
    }

    void listsGrow()
    {
        QCOMPARE(
            set("a:\n  - 1\n  - 2 # c\nb: 1\n", "a.2", 3), "a:\n  - 1\n  - 2 # c\n  - 3\nb: 1\n");
        QCOMPARE(set("a: [1, 2]\n", "a.2", 3), "a: [1, 2, 3]\n");
        QCOMPARE(set("a: []\n", "a.0", 3), "a: [3]\n");
        QCOMPARE(inserted("stages:\n  - rate: 1\n    duration: 2\n", "stages", 1,
                     Map{ { "rate", 5 }, { "duration", 30 } }),
            "stages:\n  - rate: 1\n    duration: 2\n  - rate: 5\n    duration: 30\n");
        QCOMPARE(inserted("s:\n- {a: 1} # one\n# two\n- {a: 2}\n", "s", 1, Map{ { "a", 3 } }),
            "s:\n- {a: 1} # one\n- {a: 3}\n# two\n- {a: 2}\n");
        QCOMPARE(inserted("s:\n  # first\n  - 1\n", "s", 0, 0), "s:\n  # first\n  - 0\n  - 1\n");
        QCOMPARE(inserted("- - 1\n  - 2\n", "0", 0, 0), "- - 0\n  - 1\n  - 2\n");
        QCOMPARE(inserted("a: [1, 2]\n", "a", 0, 0), "a: [0, 1, 2]\n");
        QCOMPARE(inserted("a: 1\n", "b.c", 0, 7), "a: 1\nb: {c: [7]}\n");
        QCOMPARE(inserted("b:\n", "b", 0, 7), "b: [7]\n");
    }

    void removedEntriesTakeTheirLineAndComment()
    {
        QCOMPARE(removed("a: 1\nb: 2 # gone\nc: 3\n", "b"), "a: 1\nc: 3\n");
        QCOMPARE(removed("a: 1\nb:\n  c: 1\n  d: 2\n# stays\n", "b"), "a: 1\n# stays\n");
        QCOMPARE(removed("a: 1\nb: 2", "b"), "a: 1");
        QCOMPARE(removed("a: 1\r\nb: 2", "b"), "a: 1");
        QCOMPARE(removed("- a: 1 # x\n  b: 2\n", "0.a"), "- b: 2\n");
        QCOMPARE(removed("- a: 1\n  # about b\n  b: 2\n", "0.a"), "- # about b\n  b: 2\n");
        QCOMPARE(removed("- 1\n- 2\n- 3\n", "1"), "- 1\n- 3\n");
        QCOMPARE(removed("a: {b: 1, c: 2, d: 3}\n", "a.c"), "a: {b: 1, d: 3}\n");
        QCOMPARE(removed("a: {b: 1, c: 2}\n", "a.c"), "a: {b: 1}\n");
        QCOMPARE(removed("a: {b: 1, c: 2}\n", "a.b"), "a: {c: 2}\n");
        QCOMPARE(removed("a: {\n  b: 1, # one\n  c: 2\n}\n", "a.c"), "a: {\n  b: 1, # one\n}\n");
    }

    void theLastEntryLeavesBracketsBehind()
    {
        QCOMPARE(removed("a: # c\n  b: 1\nd: 2\n", "a.b"), "a: {} # c\nd: 2\n");
        QCOMPARE(removed("a:\n- 1\n", "a.0"), "a: []\n");
        QCOMPARE(removed("a: {b: 1}\n", "a.b"), "a: {}\n");
        QCOMPARE(removed("a: 1\n", "a"), "{}\n");
    }

    void aliasesAreNeverEditedThrough()
    {
        const std::string text = "a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n";
        QVERIFY(set(text, "c.b", 2).startsWith("Error: Cannot edit \"c.b\": \"c\" is an alias"));
        QVERIFY(set(text, "a", 2).startsWith("Error: Other places share this value through *x"));
        QVERIFY(set(text, "a.b", 2).startsWith("Error"));
        QVERIFY(removed(text, "a").startsWith("Error"));
        QVERIFY(removed(text, "d.b").startsWith("Error"));
        QCOMPARE(set(text, "c", 5), "a: &x {b: 1}\nc: 5\nd:\n  <<: *x\n");
        QCOMPARE(set(text, "d.b", 5), "a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  b: 5\n");
    }

    void impossibleEditsAreErrorsWithAPlace()
    {
        QVERIFY(
            set("a: 1\n", "a.b", 2).startsWith("Error: Cannot edit \"a.b\": \"a\" is a single"));
        QVERIFY(set("a: [1]\n", "a.5", 2).startsWith("Error"));
        QVERIFY(
            removed("a: 1\n", "b").startsWith("Error: Cannot edit \"b\": \"b\" does not exist"));
        QVERIFY(set("a: [\n", "b", 2).startsWith("Error: The text cannot be edited"));
        QVERIFY(set("- [a: b]\n", "0.0.c", 2).startsWith("Error"));
        const auto failed = config::patch("x: 1\na: [\n", { "b" }, 2);
        QCOMPARE(testing::text(failed.error().hint), "Edit line 3 of the text by hand.");
    }

    void numbersReadBackAsTheSameNumber()
    {
        QCOMPARE(set("a: 1\n", "a", 1e20), "a: 1.0e+20\n");
        QCOMPARE(set("a: 1\n", "a", 3.0), "a: 3.0\n");
        QCOMPARE(set("a: 1\n", "a", 1e-7), "a: 1.0e-07\n");
        QCOMPARE(set("a: 1\n", "a", 0.1), "a: 0.1\n");
    }
};

POOLSCOPE_TEST(PatchTest)
#include "patch_test.moc"

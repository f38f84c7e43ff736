// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/line_diff.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using base::LineRun;

class LineDiffTest : public QObject {
    Q_OBJECT

private slots:
    void runsSayWhatWasRemovedAndAdded()
    {
        using Runs = std::vector<LineRun>;
        using enum LineRun::Kind;
        QVERIFY(base::compareLines("", "").empty());
        QVERIFY((base::compareLines("a\nb\n", "a\nb\n") == Runs{ { same, 0, 0, 2 } }));
        QVERIFY((base::compareLines("a\nb\nc\n", "a\nx\ny\nc\n")
            == Runs{
                { same, 0, 0, 1 }, { removed, 1, 1, 1 }, { added, 2, 1, 2 }, { same, 2, 3, 1 } }));
        QVERIFY((base::compareLines("", "a\n") == Runs{ { added, 0, 0, 1 } }));
        QVERIFY((base::compareLines("a\n", "") == Runs{ { removed, 0, 0, 1 } }));
        // A line end is part of its line.
        QVERIFY(
            (base::compareLines("a", "a\n") == Runs{ { removed, 0, 0, 1 }, { added, 1, 0, 1 } }));
        QVERIFY((base::compareLines("a\r\n", "a\n")
            == Runs{ { removed, 0, 0, 1 }, { added, 1, 0, 1 } }));
    }

    void asFewLinesAsCanBe()
    {
        // The example of Myers' paper: five differences.
        const auto runs = base::compareLines("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n");
        QCOMPARE(differences(runs), std::size_t{ 5 });
    }

    void anyTwoTextsAreRebuiltFromTheirRuns()
    {
        quint32 random = 1;
        const auto next = [&] { return (random = random * 1664525U + 1013904223U) >> 8U; };
        for (int round = 0; round < 2000; ++round) {
            std::string texts[2];
            for (std::string& text : texts) {
                for (quint32 line = next() % 14; line > 0; --line)
                    text += std::string(1, static_cast<char>('a' + next() % 3)) + "\n";
                if (next() % 4 == 0)
                    text += "end";
            }
            const std::size_t limit = round % 3 == 0 ? 2 : 100;
            checkRuns(texts[0], texts[1], base::compareLines(texts[0], texts[1], limit));
        }
    }

    void beyondTheLimitTheMiddleIsReplaced()
    {
        std::string before = "first\n";
        std::string after = "first\n";
        for (int i = 0; i < 40'000; ++i) {
            before += "old " + std::to_string(i) + "\n";
            after += "new " + std::to_string(i) + "\n";
        }
        before += "last\n";
        after += "last\n";
        const auto runs = base::compareLines(before, after);
        QCOMPARE(runs.size(), std::size_t{ 4 });
        checkRuns(before, after, runs);
    }

private:
    static std::size_t differences(const std::vector<LineRun>& runs)
    {
        std::size_t count = 0;
        for (const LineRun& run : runs)
            count += run.kind == LineRun::Kind::same ? 0 : run.count;
        return count;
    }

    static void checkRuns(
        const std::string& before, const std::string& after, const std::vector<LineRun>& runs)
    {
        const auto linesBefore = base::linesOf(before);
        const auto linesAfter = base::linesOf(after);
        std::size_t i = 0;
        std::size_t j = 0;
        for (const LineRun& run : runs) {
            QCOMPARE(run.before, i);
            QCOMPARE(run.after, j);
            QVERIFY(run.count > 0);
            for (std::size_t k = 0; k < run.count && run.kind == LineRun::Kind::same; ++k)
                QVERIFY(linesBefore.at(i + k) == linesAfter.at(j + k));
            i += run.kind == LineRun::Kind::added ? 0 : run.count;
            j += run.kind == LineRun::Kind::removed ? 0 : run.count;
        }
        QCOMPARE(i, linesBefore.size());
        QCOMPARE(j, linesAfter.size());
    }
};

POOLSCOPE_TEST(LineDiffTest)
#include "line_diff_test.moc"

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/text.h"
#include "tests/unit/testing.h"

using namespace poolscope;

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void editsApplyAndInvert()
    {
        const std::string text = "skew: 1.1\n";
        const base::TextEdit edit{ { 6, 9 }, "0.75" };
        const std::string changed = base::apply(text, edit);
        COMPARE_TEXT(changed, "skew: 0.75\n");
        COMPARE_TEXT(base::apply(changed, base::invert(text, edit)), text);
    }

    void differencesAreSmallAndRespectCodePoints_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addRow("equal") << "abc"
                               << "abc";
        QTest::addRow("insert") << "ac"
                                << "abc";
        QTest::addRow("repeated") << "aaa"
                                  << "aaaa";
        QTest::addRow("delete") << "abc"
                                << "ac";
        QTest::addRow("empty") << ""
                               << "x";
        QTest::addRow("umlaut to umlaut") << QString::fromUtf8("xäy") << QString::fromUtf8("xöy");
        QTest::addRow("emoji") << QString::fromUtf8("a😀b") << QString::fromUtf8("a😁b");
    }

    void differencesAreSmallAndRespectCodePoints()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const std::string from = before.toStdString();
        const std::string to = after.toStdString();
        const base::TextEdit edit = base::difference(from, to);
        COMPARE_TEXT(base::apply(from, edit), to);
        QVERIFY(base::isUtf8(edit.replacement));
        QVERIFY(base::isUtf8(std::string_view(from).substr(edit.range.begin, edit.range.size())));
    }

    void positionsCountLinesAndCodePoints()
    {
        const std::string text = "a: 1\r\nbä: 2\n\nend";
        const base::LineIndex lines(text);
        QCOMPARE(lines.lineCount(), std::size_t{ 4 });
        QCOMPARE(lines.position(text, 0), (base::TextPosition{ 1, 1 }));
        QCOMPARE(lines.position(text, 6), (base::TextPosition{ 2, 1 }));
        QCOMPARE(
            lines.position(text, 9), (base::TextPosition{ 2, 3 })); // behind the two bytes of ä
        QCOMPARE(lines.position(text, text.size() + 9), (base::TextPosition{ 4, 4 }));
        QCOMPARE(lines.lineStart(2), std::size_t{ 6 });
        QCOMPARE(lines.lineStart(9), text.size());
    }

    void malformedUtf8IsFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qulonglong>("offset");
        QTest::addRow("lone continuation") << QByteArray("ab\x80") << 2ULL;
        QTest::addRow("overlong") << QByteArray("\xC0\xAF") << 0ULL;
        QTest::addRow("surrogate") << QByteArray("x\xED\xA0\x80") << 1ULL;
        QTest::addRow("beyond unicode") << QByteArray("\xF4\x90\x80\x80") << 0ULL;
        QTest::addRow("cut off") << QByteArray("ab\xE2\x82") << 2ULL;
    }

    void malformedUtf8IsFound()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(qulonglong, offset);
        std::size_t bad = 99;
        QVERIFY(!base::isUtf8(bytes.toStdString(), &bad));
        QCOMPARE(bad, std::size_t{ offset });
        QVERIFY(base::isUtf8("plain, ä, €, 😀"));
    }
};

POOLSCOPE_TEST(TextTest)
#include "text_test.moc"

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/event_splitter.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using wire::EventSplitter;

namespace {

/// The events of `stream` fed in pieces of `step` bytes, joined with " | ".
std::string split(std::string_view stream, std::size_t step)
{
    EventSplitter splitter;
    std::string all;
    const auto onEvent = [&all](std::string_view data) { all.append(data).append(" | "); };
    for (std::size_t begin = 0; begin < stream.size(); begin += step)
        splitter.feed(stream.substr(begin, step), onEvent);
    splitter.finish(onEvent);
    return all;
}

} // namespace

class EventSplitterTest : public QObject {
    Q_OBJECT

private slots:
    void framesAreReadHoweverTheyAreWritten_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("events");
        QTest::addRow("line feeds")
            << QByteArray("data: a\n\ndata: b\n\n") << QByteArray("a | b | ");
        QTest::addRow("CRLF") << QByteArray("data: a\r\n\r\ndata: b\r\n\r\n")
                              << QByteArray("a | b | ");
        QTest::addRow("CR") << QByteArray("data: a\r\rdata: b\r\r") << QByteArray("a | b | ");
        QTest::addRow("mixed") << QByteArray("data: a\r\n\ndata: b\n\r\n")
                               << QByteArray("a | b | ");
        QTest::addRow("no space") << QByteArray("data:a\n\n") << QByteArray("a | ");
        QTest::addRow("one space is taken") << QByteArray("data:  a\n\n") << QByteArray(" a | ");
        QTest::addRow("comments") << QByteArray(": ping\n\ndata: a\n: x\n\n") << QByteArray("a | ");
        QTest::addRow("several lines")
            << QByteArray("data: a\ndata: b\ndata\n\n") << QByteArray("a\nb\n | ");
        QTest::addRow("other fields") << QByteArray("event: error\nid: 7\nretry: 1\ndatax: no\n"
                                                    "data: a\n\n")
                                      << QByteArray("a | ");
        QTest::addRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "data: a\n\n")
                                         << QByteArray("a | ");
        QTest::addRow("only a first mark") << QByteArray("data: a\n\n\xEF\xBB\xBF"
                                                         "data: b\n\n")
                                           << QByteArray("a | ");
        QTest::addRow("unterminated") << QByteArray("data: a\n\ndata: b") << QByteArray("a | b | ");
        QTest::addRow("half a blank line") << QByteArray("data: a\n") << QByteArray("a | ");
        QTest::addRow("nothing") << QByteArray("") << QByteArray("");
        QTest::addRow("no events") << QByteArray("\n\n\n") << QByteArray("");
    }

    void framesAreReadHoweverTheyAreWritten()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, events);
        for (const std::size_t step : { 1U, 2U, 3U, 5U, 1000U })
            COMPARE_TEXT(split(stream.toStdString(), step), events.toStdString());
    }

    void anEventIsHandedOutWithTheCarriageReturnThatEndsIt()
    {
        EventSplitter splitter;
        int count = 0;
        splitter.feed("data: a\r\n\r", [&count](std::string_view) { ++count; });
        QCOMPARE(count, 1);
    }

    void anEventThatIsTooLargeStopsTheReading()
    {
        EventSplitter splitter;
        int count = 0;
        const auto onEvent = [&count](std::string_view) { ++count; };
        const std::string half(EventSplitter::maxEventBytes / 2, 'x');
        QVERIFY(splitter.feed("data: a\n\ndata: " + half + "\n", onEvent));
        QVERIFY(!splitter.feed("data: " + half + "\n\n", onEvent));
        QVERIFY(!splitter.feed("data: b\n\n", onEvent));
        splitter.finish(onEvent);
        QCOMPARE(count, 1);
    }
};

POOLSCOPE_TEST(EventSplitterTest)
#include "event_splitter_test.moc"

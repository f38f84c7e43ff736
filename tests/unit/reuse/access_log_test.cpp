// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/access_log.h"
#include "core/reuse/log/id_table.h"
#include "tests/unit/testing.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <fstream>

using namespace poolscope;
using reuse::AccessLog;
using reuse::LogForm;
using reuse::LogFormat;

namespace {

/// Gives the bytes of a string `step` at a time.
reuse::LogSource sourceOf(const std::string& bytes, std::size_t step)
{
    return [&bytes, step, at = std::size_t{ 0 }](std::span<char> into) mutable {
        const std::size_t count = std::min({ into.size(), step, bytes.size() - at });
        std::memcpy(into.data(), bytes.data() + at, count);
        at += count;
        return base::Result<std::size_t>(count);
    };
}

base::Result<AccessLog> read(const std::string& text, const LogFormat& format = {},
    const reuse::LogLimits& limits = {}, std::size_t step = 1U << 20U)
{
    return reuse::readAccessLog(sourceOf(text, step), format, limits, {});
}

/// "0 1 0 | 2": items by request.
QString requestsOf(const AccessLog& log)
{
    QString text;
    std::size_t access = 0;
    for (std::size_t r = 0; r < log.requests(); ++r) {
        text += r == 0 ? "" : "|";
        for (; access < log.requestEnds[r]; ++access)
            text += QString::number(log.accesses[access]) + " ";
    }
    return text;
}

/// gzip of "cat\ndog\ncat\n", twice: members follow one another.
std::string gzipped()
{
    static const unsigned char member[] = { 0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02,
        0xff, 0x4b, 0x4e, 0x2c, 0xe1, 0x4a, 0xc9, 0x4f, 0xe7, 0x4a, 0x06, 0xd2, 0x00, 0x0b, 0x87,
        0xd1, 0x62, 0x0c, 0x00, 0x00, 0x00 };
    const std::string once(reinterpret_cast<const char*>(member), sizeof member);
    return once + once;
}

} // namespace

class AccessLogTest : public QObject {
    Q_OBJECT

private slots:
    void formsAreReadAlike_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("requests");
        const auto row
            = [](const char* name, const char* text, const char* field, const char* requests) {
                  QTest::newRow(name) << QByteArray(text) << QString(field) << QString(requests);
              };
        row("plain", "cat\ndog\ncat\n", "", "0 |1 |0 ");
        row("no last line end, blank lines, CRLF", "cat\r\n\r\n dog \r\ncat", "", "0 |1 |0 ");
        row("byte order mark",
            "\xEF\xBB\xBF"
            "cat\ncat\n",
            "", "0 |0 ");
        row("csv, column by name", "time,item\n1,cat\n2,dog\n3,cat\n", "item", "0 |1 |0 ");
        row("csv, column found", "time,image_id\n1,cat\n2,dog\n", "", "0 |1 ");
        row("csv, column by number", "1,cat\n2,dog\n", "2", "0 |1 ");
        row("csv, header above numbers", "time,what\n1,cat\n2,dog\n", "2", "0 |1 ");
        row("tsv", "a\tb\tid\nx\ty\tcat\nx\ty\tcat\n", "id", "0 |0 ");
        row("semicolons", "n;id\n1;cat,1\n2;dog\n", "id", "0 |1 ");
        row("quotes", "id,n\n\"a,\"\"b\"\"\",1\n\"a\nb\",2\n\"a,\"\"b\"\"\",3\n", "id", "0 |1 |0 ");
        row("a quote inside a cell", "n,id\n1,5\" wide\n2,dog\n", "id", "0 |1 ");
        row("empty cells", "n,id\n1,cat\n2,\n3,cat\n", "id", "0 ||0 ");
        row("json", "{\"hash_ids\": [7, 8]}\n{\"hash_ids\": [7]}\n", "", "0 1 |0 ");
        row("json, numbers are their digits", "{\"id\": 7}\n{\"id\": \"7\"}\n", "id", "0 |0 ");
        row("json, nested", "{\"a\": {\"b\": [{\"id\": \"x\"}, {\"id\": [\"y\", \"x\"]}]}}\n",
            "a.b[].id", "0 1 0 ");
        row("json, absent and null", "{\"id\": \"x\"}\n{\"n\": 1}\n{\"id\": null}\n", "id", "0 ||");
        row("json, chat",
            "{\"messages\": [{\"content\": \"hi\"}, {\"content\": [{\"type\": \"text\"}, "
            "{\"image_url\": {\"url\": \"u\"}}]}]}\n",
            "messages[].content[].image_url.url", "0 ");
        row("json arrays", "[\"x\", \"y\"]\n[\"x\"]\n", "", "0 1 |0 ");
    }

    void formsAreReadAlike()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, field);
        QFETCH(QString, requests);
        for (const std::size_t step : { 1U << 20U, 1U, 3U }) {
            const auto log
                = read(text.toStdString(), { LogForm::automatic, field.toStdString() }, {}, step);
            REQUIRE_VALUE(log);
            QCOMPARE(requestsOf(*log), requests);
            QCOMPARE(log->badLines, std::uint64_t{ 0 });
            QCOMPARE(log->bytes, static_cast<std::uint64_t>(text.size()));
        }
    }

    void factsAndCountsAreKept()
    {
        const auto log = read("{\"ids\": [\"x\", \"y\", \"x\"]}\n{\"ids\": [}\n\n{\"ids\": true}\n"
                              "{\"ids\": \"z\"}\n");
        REQUIRE_VALUE(log);
        QCOMPARE(log->form, LogForm::jsonLines);
        COMPARE_TEXT(log->field, "ids");
        QCOMPARE(log->counts, (std::vector<std::uint64_t>{ 2, 1, 1 }));
        QCOMPARE(log->names, (std::vector<std::string>{ "x", "y", "z" }));
        QCOMPARE(log->rows, std::uint64_t{ 2 });
        QCOMPARE(log->badLines, std::uint64_t{ 2 });
        QCOMPARE(log->firstBadLines[0].line, std::uint64_t{ 2 });
        QVERIFY(log->firstBadLines[0].reason.starts_with("not JSON: "));
        QCOMPARE(log->firstBadLines[1].line, std::uint64_t{ 4 });
        COMPARE_TEXT(log->firstBadLines[1].reason, "the field holds true or false, not an id");
        QCOMPARE(log->keys[0], reuse::idKey("x"));
    }

    /// Keys are a promise: the same id has the same key in every version.
    void keysAreStable()
    {
        QCOMPARE(reuse::idKey(""), std::uint64_t{ 0xefd01f60ba992926U });
        QCOMPARE(reuse::idKey("cat"), std::uint64_t{ 0x98e25a302c6eb1d4U });
    }

    void gzipIsRecognised()
    {
        for (const std::size_t step : { 1U << 20U, 1U, 7U }) {
            const auto log = read(gzipped(), {}, {}, step);
            REQUIRE_VALUE(log);
            QCOMPARE(requestsOf(*log), QString("0 |1 |0 |0 |1 |0 "));
            QVERIFY(log->isCompressed);
            QCOMPARE(log->bytes, std::uint64_t{ 24 });
        }
        std::string cut = gzipped();
        cut.resize(cut.size() - 9);
        COMPARE_TEXT(read(cut).error().message, "The compressed log ends in the middle");
        std::string damaged = gzipped();
        damaged[12] = '\x7f';
        damaged[13] = '\x7f';
        QVERIFY(read(damaged).error().message.starts_with("Cannot decompress the log: "));
    }

    void errorsSayWhatAndWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("message");
        const auto row
            = [](const char* name, const QByteArray& text, const char* field, const char* message) {
                  QTest::newRow(name) << text << QString(field) << QString(message);
              };
        row("empty", "", "", "The log is empty");
        row("blank", "\n \n", "", "The log is empty");
        row("no such column", "a,b\n1,2\n", "c",
            "Line 1: There is no column \"c\", only \"a\", \"b\"");
        row("no such number", "\na,b\n1,2\n", "3", "Line 2: There is no column 3: the row has 2");
        row("which column", "a,b\n1,2\n", "",
            "Line 1: Which of the columns \"a\", \"b\" holds the ids is not clear");
        row("which field", "{\"a\": 1}\n", "",
            "Line 1: Which of the fields \"a\" holds the ids is not clear");
        row("nothing there", "{\"a\": 1}\n{\"a\": 2}\n", "b",
            "No ids in the log: none of 2 rows has any under \"b\"");
        row("nothing but bad lines", "{\"a\": {}}\n", "a",
            "No ids in the log: line 1: the field holds an object, not an id");
        row("zstd", QByteArray("\x28\xB5\x2F\xFD\0\0\0", 7), "", "The log is zstd");
        row("parquet", "PAR1xxxx", "", "The log is Parquet");
    }

    void errorsSayWhatAndWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, field);
        QFETCH(QString, message);
        const auto log = read(text.toStdString(), { LogForm::automatic, field.toStdString() });
        QVERIFY(!log.has_value());
        QCOMPARE(testing::text(log.error().message), message);
    }

    void limitsAreErrorsThatNameTheLine()
    {
        COMPARE_TEXT(
            read("a\nb\nc\n", {}, { 2 }).error().message, "Line 3: more than 2 different ids");
        COMPARE_TEXT(
            read("a\nb\nc\n", {}, { 10, 2 }).error().message, "Line 3: more than 2 accesses");
    }

    void longLinesAreSkippedInBoundedMemory()
    {
        const std::string text = "a\n" + std::string(3U << 20U, 'x') + "\nb\n";
        const auto log = read(text, {}, { 10, 10, 1000 });
        REQUIRE_VALUE(log);
        QCOMPARE(requestsOf(*log), QString("0 |1 "));
        QCOMPARE(log->firstBadLines.size(), std::size_t{ 1 });
        QCOMPARE(log->firstBadLines[0].line, std::uint64_t{ 2 });
        // A quote that never closes ends with the limit, not with the file.
        std::string open = "n,id\n1,\"a\n";
        for (int i = 0; i < 2000; ++i)
            open += "2,b\n";
        const auto csv = read(open, { LogForm::delimited, "id" }, { 10, 5000, 1000 }, 100);
        REQUIRE_VALUE(csv);
        QCOMPARE(csv->badLines, std::uint64_t{ 1 });
    }

    void manyIdsAreCountedRight()
    {
        std::string text;
        for (int i = 0; i < 60000; ++i)
            text += fmt::format("id{}\n", i % 20000);
        const auto log = read(text);
        REQUIRE_VALUE(log);
        QCOMPARE(log->distinct(), std::size_t{ 20000 });
        QVERIFY(std::all_of(log->counts.begin(), log->counts.end(),
            [](std::uint64_t count) { return count == 3; }));
        const auto request = reuse::fitRequestOf(*log);
        QCOMPARE(request.firstHalf.size(), std::size_t{ 20000 });
        QCOMPARE(request.firstHalf[9999], std::uint64_t{ 2 });
        QCOMPARE(request.firstHalf[10000], std::uint64_t{ 1 });
    }

    void filesAreImportedWithProgress()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("log.CSV").toStdString();
        std::ofstream(path) << "id\ncat\ndog\n";
        std::vector<double> shares;
        const auto log
            = reuse::importAccessLog(path, {}, [&](double share) { shares.push_back(share); }, {});
        REQUIRE_VALUE(log);
        // The name says CSV, so a single word above the ids is a header.
        QCOMPARE(requestsOf(*log), QString("0 |1 "));
        QCOMPARE(shares.back(), 1.0);
        const auto absent = reuse::importAccessLog(path.string() + "x", {}, {}, {});
        QVERIFY(absent.error().message.ends_with("No such file or directory"));
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(reuse::importAccessLog(path, {}, {}, stop.get_token()).error().code,
            base::Code::cancelled);
    }

    void aRecordedTraceIsRead()
    {
        POOLSCOPE_NEEDS_SHARED();
        const auto path = testing::shared() / "traces" / "mooncake_conversation_trace_head.jsonl";
        if (!std::filesystem::exists(path))
            QSKIP("the recorded trace is not here");
        const auto log = reuse::importAccessLog(path, {}, {}, {});
        REQUIRE_VALUE(log);
        COMPARE_TEXT(log->field, "hash_ids");
        QCOMPARE(log->badLines, std::uint64_t{ 0 });
        QVERIFY(log->requests() > 1000);
        const std::string first = "0 1 2 3 4 5 6 7 8 9 10 11 12 13 |0 14 ";
        QVERIFY(requestsOf(*log).startsWith(testing::text(first)));
        const auto fit = reuse::fit(reuse::fitRequestOf(*log));
        QVERIFY(fit.recommendation.has_value());
        QVERIFY2(fit.verdict.find("accesses with") != std::string::npos, fit.verdict.c_str());
        // Conversations come and go: the log is no fixed pool, and the fit says so.
        QVERIFY2(fit.driftZ && *fit.driftZ < -4, qPrintable(QString::number(*fit.driftZ)));
        QVERIFY(!fit.remarks.empty());
        qInfo("%s", fit.verdict.c_str());
        for (const auto& remark : fit.remarks)
            qInfo("%s", remark.c_str());
    }

    void idsMayBeIndices()
    {
        const auto log = read("2\n0\n0\n5\n0\n2\n");
        REQUIRE_VALUE(log);
        const auto request = reuse::rankedFitRequestOf(*log);
        REQUIRE_VALUE(request);
        QVERIFY(request->ranks == reuse::Ranks::known);
        QCOMPARE(request->counts, (std::vector<std::uint64_t>{ 3, 0, 2, 0, 0, 1 }));
        QCOMPARE(request->firstHalf, (std::vector<std::uint64_t>{ 2, 0, 1, 0, 0, 0 }));
        QVERIFY(reuse::rankedFitRequestOf(*log, 6).has_value());
        COMPARE_TEXT(reuse::rankedFitRequestOf(*log, 5).error().message,
            "1 of 3 ids are no indices below 5");
        COMPARE_TEXT(reuse::rankedFitRequestOf(*read("1\ncat\n")).error().message,
            "The id \"cat\" is no index");
        QVERIFY(!reuse::rankedFitRequestOf(*read("1\n007\n")).has_value());
    }
};

POOLSCOPE_TEST(AccessLogTest)
#include "access_log_test.moc"

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/response.h"
#include "tests/unit/testing.h"

#include <fmt/format.h>

using namespace poolscope;
using wire::AnswerKind;
using wire::Response;
using wire::ResponseReader;

namespace {

Response readStream(std::string_view stream, std::size_t step = 7)
{
    ResponseReader reader(AnswerKind::stream);
    for (std::size_t begin = 0; begin < stream.size(); begin += step)
        reader.feed(stream.substr(begin, step), static_cast<double>(begin));
    return reader.finish();
}

Response readWhole(std::string_view body)
{
    ResponseReader reader(AnswerKind::whole);
    reader.feed(body.substr(0, body.size() / 2), 1);
    reader.feed(body.substr(body.size() / 2), 2);
    return reader.finish();
}

/// One chat chunk whose delta is `delta`.
std::string chunk(std::string_view delta)
{
    return fmt::format("data: {{\"choices\":[{{\"index\":0,\"delta\":{}}}]}}\n\n", delta);
}

} // namespace

class ResponseTest : public QObject {
    Q_OBJECT

private slots:
    void aChatStreamGivesTextTimesUsageAndReason()
    {
        ResponseReader reader(AnswerKind::stream);
        reader.feed(chunk(R"({"role":"assistant","content":""})"), 1);
        reader.feed(chunk(R"({"content":"Hel"})"), 2);
        reader.feed(chunk(R"({"content":"lo \u00e9"})"), 3);
        reader.feed(R"(data: {"choices":[{"delta":{},"finish_reason":"length"}]})"
                    "\n\n",
            4);
        reader.feed(R"(data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,)"
                    R"("prompt_tokens_details":{"cached_tokens":4}}})"
                    "\n\ndata: [DONE]\n\n",
            5);
        const Response response = reader.finish();
        COMPARE_TEXT(response.text, "Hello \u00e9");
        QCOMPARE(response.tokenTimes, (std::vector<double>{ 2, 3 }));
        QCOMPARE(response.usage, (wire::Usage{ 9, 2, 4 }));
        COMPARE_TEXT(response.finishReason, "length");
        COMPARE_TEXT(response.error, "");
        QVERIFY(response.done && !response.textCut);
    }

    void aCompletionStreamIsReadToo()
    {
        const Response response = readStream("data: {\"choices\":[{\"text\":\"a\"}]}\r\n\r\n"
                                             "data:{\"choices\":[{\"text\":\" b\"}]}\r\n\r\n"
                                             "data:[DONE]\r\n\r\n");
        COMPARE_TEXT(response.text, "a b");
        QCOMPARE(response.tokenTimes.size(), 2U);
        QVERIFY(response.done);
    }

    void reasoningAndToolCallsCountAsTokensButAreNoText()
    {
        const Response response = readStream(chunk(R"({"reasoning":"hm"})")
            + chunk(R"({"reasoning_content":"hm","content":null})")
            + chunk(R"({"tool_calls":[{"index":0}]})") + chunk(R"({"tool_calls":[]})")
            + chunk(R"({"content":"x"})"));
        QCOMPARE(response.tokenTimes.size(), 4U);
        COMPARE_TEXT(response.text, "x");
    }

    void usageIsMergedAndTheLastWins()
    {
        const Response response = readStream("data: {\"usage\":{\"prompt_tokens\":5}}\n\n"
                                             "data: {\"usage\":null}\n\n"
                                             "data: {\"usage\":{\"completion_tokens\":1}}\n\n"
                                             "data: {\"usage\":{\"completion_tokens\":2}}\n\n");
        QCOMPARE(response.usage, (wire::Usage{ 5, 2, std::nullopt }));
        COMPARE_TEXT(response.error, "");
    }

    void aLastEventWithoutBlankLineIsReadAndAMissingDoneIsSaid()
    {
        const Response response = readStream(R"(data: {"choices":[{"delta":{"content":"x"}}]})");
        COMPARE_TEXT(response.text, "x");
        QCOMPARE(response.tokenTimes.size(), 1U);
        COMPARE_TEXT(response.error, "");
        QVERIFY(!response.done);
    }

    void nothingIsReadAfterDone()
    {
        const Response response = readStream("data: [DONE]\n\n" + chunk(R"({"content":"x"})"));
        COMPARE_TEXT(response.text, "");
        QVERIFY(response.done);
    }

    void errorObjectsInAStreamAreErrors_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QByteArray>("message");
        QTest::addRow("object") << QByteArray(R"({"error":{"message":"too long","code":400}})")
                                << QByteArray("too long");
        QTest::addRow("text") << QByteArray(R"({"error":"too long"})") << QByteArray("too long");
        QTest::addRow("older vLLM")
            << QByteArray(R"({"object":"error","message":"too long"})") << QByteArray("too long");
        QTest::addRow("no message")
            << QByteArray(R"({"error": {"code": 7}})") << QByteArray(R"({"code":7})");
        QTest::addRow("null") << QByteArray(R"({"error":null,"choices":[]})") << QByteArray("");
        QTest::addRow("not JSON") << QByteArray("{oops")
                                  << QByteArray("An event of the answer is not JSON: ");
    }

    void errorObjectsInAStreamAreErrors()
    {
        QFETCH(QByteArray, event);
        QFETCH(QByteArray, message);
        const Response response = readStream("data: " + event.toStdString()
            + "\n\ndata: {\"error\":\"a later one\"}\n\ndata: [DONE]\n\n");
        const std::string expected = message.isEmpty() ? "a later one" : message.toStdString();
        COMPARE_TEXT(response.error.substr(0, expected.size()), expected);
        QVERIFY(response.done);
    }

    void whatIsNoEventStreamIsAnError()
    {
        for (const char* body : { "", "<html>busy</html>", "{\"choices\":[]}", ": ping\n\n" })
            COMPARE_TEXT(readStream(body).error, "The answer is not an event stream");
    }

    void oddChoicesAreTolerated()
    {
        const Response response
            = readStream("data: {\"choices\":[]}\n\ndata: {\"choices\":null}\n\n"
                         "data: {\"choices\":[null]}\n\ndata: {\"choices\":[{}]}\n\n"
                         "data: {}\n\ndata: []\n\ndata: 3\n\ndata:\n\n");
        COMPARE_TEXT(response.error, "");
        QVERIFY(response.tokenTimes.empty());
    }

    void wholeAnswersAreRead()
    {
        const Response chat = readWhole(
            "\xEF\xBB\xBF"
            R"({"choices":[{"message":{"role":"assistant","content":"Hi"},)"
            R"("finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}})");
        COMPARE_TEXT(chat.text, "Hi");
        COMPARE_TEXT(chat.finishReason, "stop");
        QCOMPARE(chat.usage, (wire::Usage{ 3, 1, std::nullopt }));
        QVERIFY(chat.done && chat.tokenTimes.empty());

        const Response completion = readWhole(R"({"choices":[{"text":"Hi"}]})");
        COMPARE_TEXT(completion.text, "Hi");
        QVERIFY(completion.done);
    }

    void nullContentIsAnEmptyText()
    {
        const Response response
            = readWhole(R"({"choices":[{"message":{"content":null,"tool_calls":[{"id":"1"}]}}]})");
        COMPARE_TEXT(response.text, "");
        COMPARE_TEXT(response.error, "");
        QVERIFY(response.done);
    }

    void wholeAnswersThatSayNothingAreErrors()
    {
        COMPARE_TEXT(readWhole(R"({"choices":[]})").error, "");
        COMPARE_TEXT(readWhole(R"({"id":1})").error, "The answer has no choices");
        COMPARE_TEXT(readWhole(R"({"error":{"message":"no"}})").error, "no");
        QVERIFY(readWhole("").error.starts_with("The answer is not JSON"));
        QVERIFY(!readWhole("{\"choices\":[").done);
    }

    void longTextIsCutBetweenCharacters()
    {
        const std::string piece(1000, 'x');
        std::string stream = chunk("{\"content\":\"y\"}");
        for (int i = 0; i < 1048; ++i)
            stream += chunk("{\"content\":\"" + piece + "\"}");
        for (int i = 0; i < 300; ++i)
            stream += chunk("{\"content\":\"\u00e9\"}");
        const Response response = readStream(stream, 100000);
        QCOMPARE(response.text.size(), Response::maxTextBytes - 1);
        QVERIFY(response.textCut);
        QCOMPARE(response.tokenTimes.size(), 1349U);
        COMPARE_TEXT(response.text.substr(response.text.size() - 2), "\u00e9");
    }

    void anAnswerOfUnreasonableSizeIsAnError()
    {
        const std::string huge(wire::EventSplitter::maxEventBytes, 'x');
        for (const AnswerKind kind : { AnswerKind::stream, AnswerKind::whole }) {
            ResponseReader reader(kind);
            reader.feed("data: ", 0);
            reader.feed(huge, 0);
            reader.feed("\n\n", 0);
            COMPARE_TEXT(reader.finish().error, "The answer has a part of more than 8 MiB");
        }
    }

    void theMessageOfARefusalIsFound_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("message");
        QTest::addRow("OpenAI") << QByteArray(R"({"error":{"message":"no such model"}})")
                                << QByteArray("no such model");
        QTest::addRow("flat") << QByteArray(R"({"message":"busy"})") << QByteArray("busy");
        QTest::addRow("detail") << QByteArray(R"({"detail":"Not Found"})")
                                << QByteArray("Not Found");
        QTest::addRow("other JSON") << QByteArray(R"( {"x":1} )") << QByteArray(R"({"x":1})");
        QTest::addRow("text") << QByteArray("\n Bad Gateway \r\n") << QByteArray("Bad Gateway");
        QTest::addRow("empty") << QByteArray() << QByteArray();
        QTest::addRow("long JSON") << QByteArray("{\"message\": \"") + QByteArray(600, 'x') + "\"}"
                                   << QByteArray(500, 'x');
        QTest::addRow("long") << QByteArray(499, 'x') + "\u00e9 and more" << QByteArray(499, 'x');
    }

    void theMessageOfARefusalIsFound()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, message);
        COMPARE_TEXT(wire::errorMessage(body.toStdString()), message.toStdString());
    }
};

POOLSCOPE_TEST(ResponseTest)
#include "response_test.moc"

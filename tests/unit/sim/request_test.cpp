// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"
#include "core/reuse/vllm_cache.h"
#include "core/sim/request.h"
#include "tests/unit/sim/media_headers.h"
#include "tests/unit/testing.h"

#include <fmt/format.h>

using namespace poolscope;
using sim::BlockKind;
using sim::Route;

namespace {

std::string userMessage(std::string_view content)
{
    return fmt::format(R"({{"messages":[{{"role":"user","content":{}}}]}})", content);
}

std::string imagePart(std::string_view url)
{
    return fmt::format(R"({{"type":"image_url","image_url":{{"url":"{}"}}}})", url);
}

std::string dataUri(std::string_view mime, std::string_view bytes)
{
    return fmt::format("data:{};base64,{}", mime, base::encodeBase64(bytes));
}

} // namespace

class RequestTest : public QObject {
    Q_OBJECT

private slots:
    void blocksComeInTheOrderOfTheBody()
    {
        const std::string png = testing::pngHeader(640, 480);
        const std::string video = testing::mp4(336, 336, 5, 1);
        const std::string sound = testing::wav(32000, 64000, 64000);
        const std::string body = fmt::format(
            R"({{"messages":[{{"role":"system","content":"Be brief."}},{{"role":"assistant",)"
            R"("content":null}},{{"role":"user","content":[{{"type":"input_audio","input_audio":)"
            R"({{"data":"{}","format":"wav"}}}},{{"type":"text","text":" caf\u00e9 two\n"}},{},)"
            R"({{"type":"video_url","video_url":{{"url":"{}"}}}}]}}],"model":"m"}})",
            base::encodeBase64(sound), imagePart(dataUri("image/png", png)),
            dataUri("video/mp4", video));
        const auto request = sim::readRequest(Route::chat, body);
        REQUIRE_VALUE(request);
        COMPARE_TEXT(request->model, "m");
        QCOMPARE(request->blocks.size(), 5U);

        const sim::Block& system = request->blocks[0];
        QCOMPARE(system.kind, BlockKind::text);
        COMPARE_TEXT(system.sha256, base::sha256("Be brief."));
        const sim::Block& audio = request->blocks[1];
        QCOMPARE(audio.kind, BlockKind::audio);
        COMPARE_TEXT(audio.sha256, base::sha256(sound));
        QCOMPARE(audio.tokens, 50);
        QCOMPARE(audio.processedBytes, reuse::processedAudioBytes(2));
        const sim::Block& text = request->blocks[2];
        COMPARE_TEXT(text.sha256, base::sha256(" caf\u00e9 two\n"));
        QCOMPARE(text.bytes, 11U);
        QCOMPARE(text.tokens, 2);
        const sim::Block& image = request->blocks[3];
        QCOMPARE(image.kind, BlockKind::image);
        COMPARE_TEXT(image.sha256, base::sha256(png));
        COMPARE_TEXT(image.key, image.sha256);
        QCOMPARE(image.bytes, png.size());
        QCOMPARE(image.tokens, 391);
        QCOMPARE(image.processedBytes, 1839288U);
        const sim::Block& clip = request->blocks[4];
        QCOMPARE(clip.kind, BlockKind::video);
        QCOMPARE(clip.tokens, 3 * 144);
        QCOMPARE(request->promptTokens(), 2 + 50 + 2 + 391 + 432);
    }

    void mediaBehindAUrlIsKeyedByTheUrlAndHasTheDefaultSize()
    {
        const std::string url = "https://example.com/a.png";
        const auto request = sim::readRequest(Route::chat, userMessage("[" + imagePart(url) + "]"));
        REQUIRE_VALUE(request);
        const sim::Block& image = request->blocks.at(0);
        COMPARE_TEXT(image.key, base::sha256(url));
        QCOMPARE(image.bytes, 0U);
        QCOMPARE(image.tokens, reuse::visionTokens(1280, 720, 1));
    }

    void aUuidReplacesTheHashAsKey()
    {
        const auto request = sim::readRequest(Route::chat,
            userMessage(R"([{"type":"image_url","uuid":"7","image_url":{"url":")"
                + dataUri("image/png", "x") + R"("}}])"));
        REQUIRE_VALUE(request);
        COMPARE_TEXT(request->blocks.at(0).sha256, base::sha256("x"));
        COMPARE_TEXT(request->blocks.at(0).key, "uuid:7");
    }

    void settingsHaveDefaultsAndLimits_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<qint64>("maxTokens");
        QTest::addRow("default") << QByteArray("") << qint64{ 16 };
        QTest::addRow("null") << QByteArray(R"(,"max_tokens":null)") << qint64{ 16 };
        QTest::addRow("given") << QByteArray(R"(,"max_tokens":30)") << qint64{ 30 };
        QTest::addRow("newer name")
            << QByteArray(R"(,"max_completion_tokens":7,"max_tokens":30)") << qint64{ 7 };
        QTest::addRow("at least one") << QByteArray(R"(,"max_tokens":-3)") << qint64{ 1 };
    }

    void settingsHaveDefaultsAndLimits()
    {
        QFETCH(QByteArray, settings);
        QFETCH(qint64, maxTokens);
        const auto request = sim::readRequest(
            Route::completion, R"({"prompt":"a b")" + settings.toStdString() + "}");
        REQUIRE_VALUE(request);
        QCOMPARE(qint64{ request->maxTokens }, maxTokens);
        QVERIFY(!request->isStreaming && !request->wantsUsage);
        QCOMPARE(request->promptTokens(), 2);
    }

    void streamingIsAskedFor()
    {
        const auto request = sim::readRequest(Route::completion,
            R"({"prompt":["a"],"stream":true,"stream_options":{"include_usage":true}})");
        REQUIRE_VALUE(request);
        QVERIFY(request->isStreaming && request->wantsUsage);
    }

    void whatAClientDidWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("message");
        const auto chat = [](std::string_view content) {
            return QByteArray::fromStdString(userMessage(content));
        };
        QTest::addRow("no JSON") << QByteArray("{\"messages\":") << QByteArray("not JSON");
        QTest::addRow("no object") << QByteArray("[]") << QByteArray("JSON object");
        QTest::addRow("no messages") << QByteArray("{}") << QByteArray("\"messages\"");
        QTest::addRow("no message")
            << QByteArray(R"({"messages":[]})") << QByteArray("\"messages\"");
        QTest::addRow("odd message") << QByteArray(R"({"messages":[1]})") << QByteArray("object");
        QTest::addRow("odd content") << chat("3") << QByteArray("\"content\"");
        QTest::addRow("no type") << chat("[{}]") << QByteArray("\"type\"");
        QTest::addRow("no text") << chat(R"([{"type":"text"}])") << QByteArray("\"text\"");
        QTest::addRow("unknown part") << chat(R"([{"type":"smell"}])") << QByteArray("\"smell\"");
        QTest::addRow("no url") << chat(R"([{"type":"image_url","image_url":null}])")
                                << QByteArray("\"image_url.url\"");
        QTest::addRow("local file")
            << chat("[" + imagePart("file:///a.png") + "]") << QByteArray("data URI");
        QTest::addRow("not base64")
            << chat("[" + imagePart("data:image/png;base64,?") + "]") << QByteArray("not base64");
        QTest::addRow("plain data")
            << chat("[" + imagePart("data:text/plain,hello") + "]") << QByteArray("data URI");
        QTest::addRow("odd max_tokens")
            << QByteArray(R"({"messages":[{"role":"user","content":"a"}],"max_tokens":"many"})")
            << QByteArray("\"max_tokens\"");
        QTest::addRow("too long") << QByteArray(
            R"({"messages":[{"role":"user","content":"a"}],"max_tokens":16777216})")
                                  << QByteArray("16777216 tokens");
        QTest::addRow("far too long") << QByteArray(
            R"({"messages":[{"role":"user","content":"a"}],"max_tokens":9223372036854775807})")
                                      << QByteArray("16777216 tokens");
    }

    void whatAClientDidWrongIsSaid()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, message);
        const auto request = sim::readRequest(Route::chat, body.toStdString());
        QVERIFY(!request);
        QVERIFY2(request.error().message.find(message.toStdString()) != std::string::npos,
            request.error().message.c_str());
    }

    void completionsTakeOneText()
    {
        for (const char* prompt : { "", R"("prompt":["a","b"])", R"("prompt":[1,2])" })
            QVERIFY(!sim::readRequest(Route::completion, "{" + std::string(prompt) + "}"));
    }
};

POOLSCOPE_TEST(RequestTest)
#include "request_test.moc"

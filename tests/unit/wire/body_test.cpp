// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/body.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

using namespace poolscope;
using base::Modality;

namespace {

media::ItemSpec item(Modality modality, std::uint64_t index)
{
    media::ItemSpec spec;
    spec.modality = modality;
    spec.item = index;
    spec.frames = 1;
    return spec;
}

/// An asset whose base64 says which item it is.
base::Result<media::AssetPtr> source(const media::ItemSpec& spec)
{
    auto asset = std::make_shared<media::Asset>();
    const char* mime = spec.modality == Modality::image ? "image/png"
        : spec.modality == Modality::video              ? "video/mp4"
                                                        : "audio/wav";
    asset->blobs.push_back({ "B64" + std::to_string(spec.item), "", 4, mime });
    return asset;
}

plan::RequestSpec request()
{
    plan::RequestSpec result;
    result.maxTokens = 30;
    result.payload = { "w1 w2",
        { { item(Modality::image, 3), 0.4 }, { item(Modality::video, 5), 1 },
            { item(Modality::audio, 7), 0 } },
        true };
    return result;
}

} // namespace

class BodyTest : public QObject {
    Q_OBJECT

private slots:
    void chatBodiesHaveUpstreamsBytes()
    {
        plan::RequestSettings settings;
        settings.model = "mm";
        settings.streaming = true;
        const auto body = wire::makeBody(settings, request(), source);
        REQUIRE_VALUE(body);
        // The shape that was captured from inference-perf (reference section 3.1).
        const std::string expected
            = R"({"model": "mm", "messages": [{"role": "user", "content": [{"type": "input_audio", )"
              R"("input_audio": {"data": "B647", "format": "wav"}}, {"type": "text", "text": "w1"}, )"
              R"({"type": "image_url", "image_url": {"url": "data:image/png;base64,B643"}}, )"
              R"({"type": "text", "text": " w2"}, {"type": "video_url", "video_url": )"
              R"({"url": "data:video/mp4;base64,B645"}}]}], "max_tokens": 30, "ignore_eos": true, )"
              R"("stream": true, "stream_options": {"include_usage": true}})";
        COMPARE_TEXT(body->text(), expected);
        QCOMPARE(body->size(), std::uint64_t{ expected.size() });
    }

    void completionBodiesHaveUpstreamsBytes()
    {
        plan::RequestSettings settings;
        settings.route = plan::Route::completions;
        settings.model = "m\"ä😀";
        settings.ignoreEos = false;
        settings.responseFormat = R"({"type": "json_object"})";
        plan::RequestSpec plain;
        plain.maxTokens = 5;
        plain.payload.text = "one two";
        const auto body = wire::makeBody(settings, plain, source);
        REQUIRE_VALUE(body);
        COMPARE_TEXT(body->text(),
            "{\"model\": \"m\\\"\\u00e4\\ud83d\\ude00\", \"prompt\": \"one two\", \"max_tokens\": "
            "5, "
            "\"ignore_eos\": false, \"stream\": false, "
            "\"response_format\": {\"type\": \"json_object\"}}");
        QVERIFY(nlohmann::json::accept(body->text()));
    }

    void textOnlyChatSendsAString()
    {
        plan::RequestSpec plain;
        plain.maxTokens = 5;
        plain.payload.text = "one two";
        const auto body = wire::makeBody({}, plain, source);
        REQUIRE_VALUE(body);
        const auto json = nlohmann::json::parse(body->text());
        QCOMPARE(json["messages"][0]["content"].get<std::string>(), std::string("one two"));
    }

    void readingInPiecesGivesTheSameBytes_data()
    {
        QTest::addColumn<int>("piece");
        for (const int piece : { 1, 3, 7, 64, 100000 })
            QTest::addRow("%d", piece) << piece;
    }

    void readingInPiecesGivesTheSameBytes()
    {
        QFETCH(int, piece);
        const auto body = wire::makeBody({}, request(), source);
        REQUIRE_VALUE(body);
        std::string collected;
        std::string buffer(static_cast<std::size_t>(piece), '\0');
        while (const std::size_t count = body->read(collected.size(), buffer.data(), buffer.size()))
            collected.append(buffer, 0, count);
        COMPARE_TEXT(collected, body->text());
    }

    void itemsAreSharedNotCopied()
    {
        const auto asset = source(item(Modality::image, 1));
        plan::RequestSpec twice = request();
        twice.payload.media = { { item(Modality::image, 1), 0 }, { item(Modality::image, 1), 1 } };
        const auto body = wire::makeBody({}, twice, [&](const media::ItemSpec&) { return asset; });
        REQUIRE_VALUE(body);
        QCOMPARE(asset->use_count(), 3L);
    }

    void anItemThatFailsFailsTheBody()
    {
        const auto body = wire::makeBody(
            {}, request(), [](const media::ItemSpec&) -> base::Result<media::AssetPtr> {
                return base::fail(base::Code::media, "Cannot render item 3");
            });
        QVERIFY(!body);
        COMPARE_TEXT(body.error().message, "Cannot render item 3");
    }
};

POOLSCOPE_TEST(BodyTest)
#include "body_test.moc"

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"
#include "core/sim/server.h"
#include "tests/unit/sim/http_client.h"
#include "tests/unit/sim/media_headers.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <sstream>
#include <thread>

using namespace poolscope;
using sim::Options;
using sim::Server;
using testing::HttpAnswer;
using testing::HttpClient;

namespace {

std::unique_ptr<Server> start(const Options& options)
{
    auto server = Server::start(options);
    if (!server)
        qFatal("%s", server.error().message.c_str());
    return std::move(*server);
}

Options instant()
{
    Options options;
    options.encodeMsPerMediaToken = 0;
    options.prefillMsPerToken = 0;
    options.decodeMsPerToken = 0;
    options.overheadMs = 0;
    return options;
}

/// Equal numbers give equal bytes; 112 x 112.
std::string image(int number)
{
    return testing::pngHeader(112, 112) + std::to_string(number);
}

std::string chatBody(std::string_view text, std::string_view media, std::string_view settings)
{
    return fmt::format(R"({{"model":"m","messages":[{{"role":"user","content":[{{"type":"text",)"
                       R"("text":"{}"}},{{"type":"image_url","image_url":{{"url":)"
                       R"("data:image/png;base64,{}"}}}}]}}]{}}})",
        text, base::encodeBase64(media), settings);
}

constexpr std::string_view chatPath = "/v1/chat/completions";
constexpr std::string_view streaming
    = R"(,"stream":true,"stream_options":{"include_usage":true},"max_tokens":5)";

/// The sample of an unlabelled metric.
std::string metric(HttpClient& client, std::string_view name)
{
    const std::string start = fmt::format("{}{{engine=\"0\",model_name=\"poolscope-sim\"}} ", name);
    std::istringstream lines(client.get("/metrics").body);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(start))
            return line.substr(start.size());
    }
    return "absent";
}

} // namespace

class ServerTest : public QObject {
    Q_OBJECT

private slots:
    void aConnectionCarriesSeveralRequests()
    {
        const auto server = start(instant());
        HttpClient client(server->url());
        QVERIFY(server->url().starts_with("http://127.0.0.1:"));
        QCOMPARE(client.get("/v1/models").status, 200);
        const HttpAnswer head = client.exchange("HEAD", "/health", {});
        QCOMPARE(head.status, 200);
        QVERIFY(head.isComplete && head.body.empty());
        QCOMPARE(client.get("/nope").status, 404);
        const HttpAnswer wrong = client.get(chatPath);
        QCOMPARE(wrong.status, 405);
        QVERIFY(wrong.headers.find("Allow: POST") != std::string::npos);
        const HttpAnswer bad = client.post(chatPath, "{\"messages\":");
        QCOMPARE(bad.status, 400);
        QVERIFY(wire::errorMessage(bad.body).starts_with("The body is not JSON"));
        const HttpAnswer good = client.post("/v1/completions?x=1", R"({"prompt":"a b"})");
        QCOMPARE(good.status, 200);
        QCOMPARE(
            nlohmann::json::parse(good.body).at("usage").at("completion_tokens").get<int>(), 16);
    }

    void tokensComeOneByOneAndARepeatComesSooner()
    {
        Options options;
        options.encodeMsPerMediaToken = 20; // 16 tokens: 320 ms
        options.decodeMsPerToken = 20;
        const auto server = start(options);
        HttpClient client(server->url());
        const HttpAnswer first = client.post(chatPath, chatBody("a b", image(0), streaming));
        const HttpAnswer repeat = client.post(chatPath, chatBody("c d", image(0), streaming));
        for (const HttpAnswer& answer : { first, repeat }) {
            QCOMPARE(answer.status, 200);
            QVERIFY(answer.headers.find("text/event-stream") != std::string::npos);
            QVERIFY(answer.events.done);
            QCOMPARE(answer.events.usage, (wire::Usage{ 18, 5, 0 }));
            const auto& times = answer.events.tokenTimes;
            QCOMPARE(times.size(), 5U);
            for (std::size_t i = 1; i < times.size(); ++i)
                QVERIFY2(times[i] - times[0] > 0.015 * static_cast<double>(i), "too soon");
        }
        QVERIFY(first.events.tokenTimes[0] >= 0.330);
        QVERIFY(repeat.events.tokenTimes[0] < first.events.tokenTimes[0] - 0.2);
    }

    void countersAreThoseOfTheMediaCache()
    {
        Options options = instant();
        options.mediaCacheBytes = std::uint64_t{ 2 } * 75288;
        const auto server = start(options);
        HttpClient client(server->url());
        for (const int number : { 0, 1, 0, 2, 1 })
            QCOMPARE(client.post(chatPath, chatBody("hi", image(number), "")).status, 200);
        COMPARE_TEXT(metric(client, "vllm:mm_cache_queries_total"), "5");
        COMPARE_TEXT(metric(client, "vllm:mm_cache_hits_total"), "1");
        QCOMPARE(server->counters().mediaQueries, 5U);
        QCOMPARE(server->counters().mediaHits, 1U);
        QCOMPARE(server->counters().requests, 5U);
        QCOMPARE(client.post("/reset_mm_cache", "").status, 200);
        client.post(chatPath, chatBody("hi", image(1), ""));
        COMPARE_TEXT(metric(client, "vllm:mm_cache_hits_total"), "1");
    }

    void aMediaCacheThatIsTooSmallAnswers500()
    {
        Options options = instant();
        options.mediaCacheBytes = std::uint64_t{ 2 } * 75288;
        const auto server = start(options);
        HttpClient client(server->url());
        std::string parts;
        for (const int number : { 0, 1, 2 })
            parts += fmt::format(
                R"({}{{"type":"image_url","image_url":{{"url":"data:image/png;base64,{}"}}}})",
                parts.empty() ? "" : ",", base::encodeBase64(image(number)));
        const std::string body = R"({"messages":[{"role":"user","content":[)" + parts + "]}]}";
        QCOMPARE(client.post(chatPath, body).status, 200);
        const HttpAnswer refused = client.post(chatPath, body);
        QCOMPARE(refused.status, 500);
        QVERIFY(wire::errorMessage(refused.body).starts_with("Expected a cached item"));
    }

    void theLogSaysExactlyWhatWasSent()
    {
        const QTemporaryDir folder;
        Options options = instant();
        options.log = folder.filePath("log.jsonl").toStdString();
        const auto server = start(options);
        HttpClient client(server->url());
        const std::string sound = testing::wav(32000, 32000, 32000);
        const std::string chat = chatBody("caf\u00e9", image(3), ",\"max_tokens\":30");
        const std::string audio = fmt::format(
            R"({{"messages":[{{"content":[{{"type":"input_audio","input_audio":{{"data":"{}"}}}}]}}]}})",
            base::encodeBase64(sound));
        client.post(chatPath, chat);
        client.post(chatPath, audio);
        client.post(chatPath, "nonsense");

        std::istringstream lines(testing::readAll(*options.log));
        std::vector<nlohmann::json> entries;
        for (std::string line; std::getline(lines, line);)
            entries.push_back(nlohmann::json::parse(line));
        QCOMPARE(entries.size(), 3U);
        const auto block = [](std::string_view kind, const std::string& bytes) {
            return nlohmann::json{ { "kind", kind }, { "sha256", base::sha256(bytes) },
                { "bytes", bytes.size() } };
        };
        const std::string bodies[] = { chat, audio, "nonsense" };
        for (std::size_t i = 0; i < entries.size(); ++i) {
            QCOMPARE(entries[i].at("n").get<std::size_t>(), i);
            COMPARE_TEXT(entries[i].at("sha256").get<std::string>(), base::sha256(bodies[i]));
            QCOMPARE(entries[i].at("bytes").get<std::size_t>(), bodies[i].size());
        }
        QVERIFY(entries[0].at("t") < entries[1].at("t"));
        QCOMPARE(entries[0].at("max_tokens").get<int>(), 30);
        QVERIFY(entries[0].at("blocks")
            == nlohmann::json({ block("text", "caf\u00e9"), block("image", image(3)) }));
        QVERIFY(entries[1].at("blocks") == nlohmann::json::array({ block("audio", sound) }));
        QVERIFY(entries[2].at("blocks").empty());
    }

    void manyClientsAtOnceAreAllServed()
    {
        constexpr int clients = 64;
        constexpr int rounds = 4;
        Options options = instant();
        options.decodeMsPerToken = 1;
        const auto server = start(options);
        std::atomic<int> good = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < clients; ++i)
                threads.emplace_back([&server, &good, i] {
                    HttpClient client(server->url());
                    for (int round = 0; round < rounds; ++round) {
                        const auto answer
                            = client.post(chatPath, chatBody("hi", image(i % 8), streaming));
                        good += answer.isComplete && answer.events.tokenTimes.size() == 5 ? 1 : 0;
                    }
                });
        }
        QCOMPARE(good.load(), clients * rounds);
        QCOMPARE(server->counters().requests, std::uint64_t{ clients * rounds });
        QCOMPARE(server->counters().mediaQueries, std::uint64_t{ clients * rounds });
        QCOMPARE(server->counters().mediaHits, std::uint64_t{ clients * rounds - 8 });
        HttpClient client(server->url());
        // A client has its last bytes a moment before the server has written the request off.
        QTRY_COMPARE(testing::text(metric(client, "vllm:num_requests_running")), QString("0"));
        COMPARE_TEXT(
            metric(client, "vllm:generation_tokens_total"), std::to_string(clients * rounds * 5));
        COMPARE_TEXT(metric(client, "vllm:e2e_request_latency_seconds_count"),
            std::to_string(clients * rounds));
    }

    void fiveHundredConnectionsFit()
    {
        const auto server = start(instant());
        std::vector<std::unique_ptr<HttpClient>> clients;
        for (int i = 0; i < 512; ++i)
            clients.push_back(std::make_unique<HttpClient>(server->url()));
        for (const auto& client : clients)
            QCOMPARE(client->get("/health").status, 200);
    }

    void stoppingCutsAStreamAtOnce()
    {
        Options options = instant();
        options.decodeMsPerToken = 60000;
        auto server = start(options);
        HttpClient client(server->url());
        HttpAnswer answer;
        std::jthread reader([&client, &answer] {
            answer = client.post(chatPath, chatBody("hi", image(0), streaming));
        });
        HttpClient other(server->url());
        QTRY_COMPARE(
            QString::fromStdString(metric(other, "vllm:time_to_first_token_seconds_count")),
            QString("1"));
        const auto before = std::chrono::steady_clock::now();
        server.reset();
        reader.join();
        QVERIFY(std::chrono::steady_clock::now() - before < std::chrono::seconds(2));
        QCOMPARE(answer.status, 200);
        QVERIFY(!answer.isComplete);
    }

    void bodiesThatAreTooLargeAreRefused()
    {
        const auto server = start(instant());
        HttpClient declared(server->url());
        const HttpAnswer answer = declared.raw(
            "POST /v1/completions HTTP/1.1\r\nHost: test\r\nContent-Length: 536870913\r\n\r\n");
        QCOMPARE(answer.status, 413);
        QVERIFY(!wire::errorMessage(answer.body).empty());
    }

    void chunkedBodiesAreRead()
    {
        const auto server = start(instant());
        HttpClient client(server->url());
        const HttpAnswer answer
            = client.raw("POST /v1/completions HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: "
                         "chunked\r\n\r\n5\r\n{\"pro\r\n9\r\nmpt\":\"a\"}\r\n0\r\n\r\n");
        QCOMPARE(answer.status, 200);
    }

    void aPortInUseIsAnError()
    {
        const auto server = start(instant());
        Options options;
        options.port = std::stoi(server->url().substr(server->url().rfind(':') + 1));
        const auto second = Server::start(options);
        QVERIFY(!second);
        QCOMPARE(second.error().code, base::Code::network);
        QVERIFY(second.error().message.find(std::to_string(options.port)) != std::string::npos);
        options.host = "not a host";
        QVERIFY(!Server::start(options));
    }
};

POOLSCOPE_TEST(ServerTest)
#include "server_test.moc"

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/answer.h"
#include "core/wire/response.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

using namespace poolscope;
using sim::Answer;
using sim::Request;
using sim::Route;
using sim::Schedule;

namespace {

Schedule schedule()
{
    Schedule made;
    made.id = 7;
    made.promptTokens = 20;
    made.cachedTokens = 16;
    made.outputTokens = 40;
    return made;
}

Request request(Route route)
{
    Request made;
    made.route = route;
    made.wantsUsage = true;
    return made;
}

} // namespace

class AnswerTest : public QObject {
    Q_OBJECT

private slots:
    void streamedAndWholeAnswersSayTheSame()
    {
        for (const Route route : { Route::chat, Route::completion }) {
            const Answer answer(request(route), schedule(), "m", 1);
            wire::ResponseReader stream(wire::AnswerKind::stream);
            stream.feed(answer.firstEvents(), 0);
            for (std::int64_t i = 0; i < 40; ++i)
                stream.feed(answer.tokenEvent(i), static_cast<double>(1 + i));
            stream.feed(answer.lastEvents(), 99);
            wire::ResponseReader whole(wire::AnswerKind::whole);
            whole.feed(answer.whole(), 0);

            const wire::Response streamed = stream.finish();
            const wire::Response complete = whole.finish();
            COMPARE_TEXT(streamed.text, complete.text);
            QCOMPARE(std::count(streamed.text.begin(), streamed.text.end(), ' '), 39);
            QCOMPARE(streamed.tokenTimes.size(), 40U);
            QCOMPARE(streamed.tokenTimes.front(), 1.0);
            COMPARE_TEXT(streamed.finishReason, "length");
            QCOMPARE(streamed.usage, (wire::Usage{ 20, 40, 16 }));
            QCOMPARE(complete.usage, streamed.usage);
            QVERIFY(streamed.done && complete.done);
            COMPARE_TEXT(streamed.error + complete.error, "");
        }
    }

    void usageComesOnlyWhenAskedFor()
    {
        Request plain = request(Route::chat);
        plain.wantsUsage = false;
        QVERIFY(Answer(plain, schedule(), "m", 1).lastEvents().find("usage") == std::string::npos);
    }

    void bodiesAreJsonWhateverTheyQuote()
    {
        const std::string odd = "a\"b\\c\n\x01\u00e9";
        const auto error = nlohmann::json::parse(sim::errorBody(404, odd)).at("error");
        COMPARE_TEXT(error.at("message").get<std::string>(), odd);
        COMPARE_TEXT(error.at("type").get<std::string>(), "NotFoundError");
        QCOMPARE(error.at("code").get<int>(), 404);
        const auto models = nlohmann::json::parse(sim::modelsBody(odd, 1));
        COMPARE_TEXT(models.at("data").at(0).at("id").get<std::string>(), odd);
        const Answer answer(request(Route::chat), schedule(), odd, 1);
        COMPARE_TEXT(nlohmann::json::parse(answer.whole()).at("model").get<std::string>(), odd);
    }
};

POOLSCOPE_TEST(AnswerTest)
#include "answer_test.moc"

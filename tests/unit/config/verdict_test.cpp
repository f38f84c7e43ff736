// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"
#include "core/config/diagnostics/codes.h"
#include "tests/unit/config/corpus.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

using namespace poolscope;
using config::Reading;
using config::Severity;
using Json = nlohmann::json;

namespace {

// What the real releases said, recorded on 2026-11-24 with the wheels of 0.7.0 and 0.6.1, Python
// 3.12 and pydantic 2.14: for each config null where read_config loads it, else the place of its
// first error ("" where the error has none). corpus_verdicts.jsonl has the files of the corpus that
// one of the two refuses, upstream_verdicts.jsonl configs that were made at random from the schema.

std::vector<Json> recorded(const char* name)
{
    const std::string text = testing::readAll(std::string(POOLSCOPE_SOURCE "/tests/data/") + name);
    std::vector<Json> rows;
    for (const QString& line : testing::text(text).split('\n', Qt::SkipEmptyParts))
        rows.push_back(Json::parse(line.toStdString()));
    return rows;
}

constexpr std::pair<const char*, Reading> releases[]{ { "0.7.0", Reading::inferencePerf070 },
    { "0.6.1", Reading::inferencePerf061 } };

std::string details(const config::Diagnostics& found)
{
    std::string text;
    for (const auto& one : found)
        text += '\n' + std::string(config::name(one.severity)) + ' ' + one.code + ' ' + one.path
            + ": " + one.message;
    return text;
}

/// Inside, or around: a missing key is told at its block, a law at one of its keys.
bool isAt(const std::string& ours, const std::string& theirs)
{
    const auto starts = [](const std::string& path, const std::string& with) {
        return with.empty() || path == with || path.starts_with(with + '.');
    };
    return starts(ours, theirs) || (!ours.empty() && starts(theirs, ours));
}

/// Empty when our verdict is theirs, with an error at the same place.
std::string difference(const std::string& text, const Json& theirs, Reading reading)
{
    const auto found = config::load(text, reading).diagnostics;
    if (theirs.is_null() != !config::hasErrors(found))
        return (theirs.is_null() ? "accepted by upstream:" : "refused by upstream:")
            + details(found);
    if (theirs.is_null())
        return {};
    const auto place = theirs.get<std::string>();
    const bool isSame = std::any_of(found.begin(), found.end(),
        [&](const auto& one) { return one.severity == Severity::error && isAt(one.path, place); });
    return isSame ? std::string() : "no error at " + place + ':' + details(found);
}

struct ReleaseCase {
    const char* name;
    const char* yaml;
    const char* v070; ///< "PS202 error", the first that is not an info
    const char* v061;
    const char* message; ///< of 0.6.1, a part
};

const ReleaseCase releaseCases[]{
    { "pool", "data: {multimodal: {image: {count: {type: fixed, mean: 1}, pool: {size: 4}}}}",
        "PS211 error", "PS211 warning", "the run would succeed with no reuse at all" },
    { "retries", "load: {request_retries: 1}", "PS439 warning", "PS211 warning",
        "inference-perf 0.6.1 ignores \"request_retries\": it is new in 0.7.0" },
    { "misspelt", "load: {intervall: 2}", "PS202 error", "PS202 warning",
        "inference-perf 0.6.1 ignores it without a word" },
    { "agentic", "data: {type: synthetic_agentic}", "PS317 error", "PS205 error",
        "inference-perf 0.6.1 does not know the type \"synthetic_agentic\"" },
    { "strict stage",
        "load: {type: trace_session_replay, stages: [{concurrent_sessions: 1, extra: 1}]}",
        "PS202 error", "PS202 error", "\"extra\" is no key of a stage" },
    { "lenient breaker",
        "circuit_breakers: [{name: a, metrics: {matches: [x]}, triggers: [], y: 1}]",
        "PS202 warning", "PS202 warning", "\"y\" is no key of a circuit breaker" },
    { "both names",
        "data: {shared_prefix: {num_groups: 2, num_unique_system_prompts: 3}, type: shared_prefix}",
        "PS208 error", "PS208 warning", "two names of one setting" },
    { "unworkable size",
        "data: {type: synthetic, multimodal: {image: {resolutions: {width: 0, height: 5}}}}",
        "PS204 warning", "PS204 warning", "\"width\" is 0" },
    { "variance", "data: {input_distribution: {variance: 4}}", "PS411 error", "PS411 error",
        "refuses variance beside the default" },
    { "duplicate key", "api: {}\napi: {}\n", "PS107 warning", "PS107 warning", "stands twice" },
    { "no address", "server: {type: vllm}", "PS206 error", "PS206 error",
        "\"base_url\" is missing from a server block" },
    { "list", "[1]", "PS201 error", "PS201 error", "not a mapping" },
};

} // namespace

class VerdictTest : public QObject {
    Q_OBJECT

private slots:
    void verdictsOfTheCorpusAreUpstreams()
    {
        POOLSCOPE_NEEDS_SHARED();
        std::map<std::string, Json> refused;
        for (const Json& row : recorded("corpus_verdicts.jsonl"))
            refused[row["file"].get<std::string>()] = row;
        for (const auto& [release, reading] : releases) {
            std::size_t same = 0;
            std::string first;
            for (const auto& file : testing::corpus()) {
                const auto row = refused.find(file.name);
                const Json theirs = row == refused.end() ? Json() : row->second[release];
                const std::string problem = difference(file.text, theirs, reading);
                same += problem.empty() ? 1 : 0;
                if (first.empty() && !problem.empty())
                    first = file.name + ": " + problem;
            }
            qInfo(
                "%s: %zu of %zu verdicts are upstream's", release, same, testing::corpus().size());
            // No exceptions are known.
            QVERIFY2(first.empty(), first.c_str());
        }
    }

    void theIndexSaysTheSame()
    {
        POOLSCOPE_NEEDS_SHARED();
        std::map<std::string, Json> refused;
        for (const Json& row : recorded("corpus_verdicts.jsonl"))
            refused[row["file"].get<std::string>()] = row["0.7.0"];
        const std::string index = testing::readAll(testing::shared() / "corpus/INDEX.tsv");
        const QStringList lines = testing::text(index).split('\n', Qt::SkipEmptyParts);
        const auto column = lines.front().split('\t').indexOf("upstream_0_7_0_verdict");
        QCOMPARE(lines.size() - 1, qsizetype{ 177 });
        for (const QString& line : lines.mid(1)) {
            const auto row = refused.find(line.split('\t').front().toStdString());
            const bool isOk = row == refused.end() || row->second.is_null();
            QCOMPARE(line.split('\t').at(column), QString(isOk ? "OK" : "FAIL"));
        }
    }

    void verdictsOfOtherConfigsAreUpstreams()
    {
        const auto rows = recorded("upstream_verdicts.jsonl");
        QVERIFY(rows.size() > 400);
        for (const Json& row : rows)
            for (const auto& [release, reading] : releases) {
                const auto text = row["yaml"].get<std::string>();
                const std::string problem = difference(text, row[release], reading);
                QVERIFY2(problem.empty(),
                    (std::string(release) + ": " + problem + "\n\n" + text).c_str());
            }
    }

    void releasesDiffer_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < std::size(releaseCases); ++i)
            QTest::addRow("%s", releaseCases[i].name) << static_cast<int>(i);
    }

    void releasesDiffer()
    {
        QFETCH(int, index);
        const ReleaseCase& one = releaseCases[static_cast<std::size_t>(index)];
        const auto first = [&](Reading reading) {
            auto found = config::load(one.yaml, reading).diagnostics;
            std::stable_sort(found.begin(), found.end(),
                [](const auto& a, const auto& b) { return a.severity < b.severity; });
            const auto said = std::find_if(found.begin(), found.end(), [&](const auto& entry) {
                return std::string(one.v070).starts_with(entry.code)
                    || std::string(one.v061).starts_with(entry.code);
            });
            return said == found.end() ? config::Diagnostic() : *said;
        };
        const auto words = [](const config::Diagnostic& said) {
            return testing::text(said.code + ' ' + std::string(config::name(said.severity)));
        };
        QCOMPARE(words(first(Reading::inferencePerf070)), one.v070);
        const config::Diagnostic older = first(Reading::inferencePerf061);
        QCOMPARE(words(older), one.v061);
        QVERIFY2(older.message.find(one.message) != std::string::npos, older.message.c_str());
    }

    void whatPoolscopeMakesOfItIsNotAsked()
    {
        const auto found = config::load(
            "data: {type: shareGPT}\nload: {type: trace_replay}\n", Reading::inferencePerf070);
        for (const auto& one : found.diagnostics) {
            QVERIFY(one.code != config::codes::notPlanned);
            QVERIFY2(one.message.find("Poolscope keeps") == std::string::npos, one.message.c_str());
        }
    }

    void readingsHaveNames()
    {
        QVERIFY(config::readingByName("inference-perf@0.7.0") == Reading::inferencePerf070);
        QVERIFY(config::readingByName("inference-perf@0.6.1") == Reading::inferencePerf061);
        QVERIFY(config::readingByName("poolscope") == Reading::poolscope);
        QVERIFY(!config::readingByName("inference-perf@0.8.0"));
        QVERIFY(!config::readingByName(""));
    }
};

POOLSCOPE_TEST(VerdictTest)
#include "verdict_test.moc"

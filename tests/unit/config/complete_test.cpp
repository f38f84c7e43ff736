// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/complete.h"
#include "core/config/reader.h"
#include "core/config/schema.h"
#include "tests/unit/config/corpus.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <random>

using namespace poolscope;
using config::Candidate;
using config::Completion;

namespace {

struct Case {
    std::string text;
    std::size_t offset = 0;
};

/// The text with the caret where the @ is.
Case caret(std::string text)
{
    const std::size_t offset = text.find('@');
    text.erase(offset, 1);
    return { text, offset };
}

Completion completeAt(const std::string& marked)
{
    const Case at = caret(marked);
    return config::complete(at.text, config::read(at.text).tree, at.offset);
}

QString namesOf(const Completion& completion)
{
    QStringList names;
    for (const Candidate& candidate : completion.candidates)
        names << testing::text(candidate.name);
    return names.join(' ');
}

QString namesAt(const std::string& marked)
{
    return namesOf(completeAt(marked));
}

/// The text after accepting the candidate of that name.
QString accepted(const std::string& marked, std::string_view name)
{
    const Case at = caret(marked);
    const Completion completion = completeAt(marked);
    for (const Candidate& candidate : completion.candidates)
        if (candidate.name == name)
            return testing::text(base::apply(at.text, { completion.word, candidate.text }));
    return QStringLiteral("not offered");
}

} // namespace

class CompleteTest : public QObject {
    Q_OBJECT

private slots:
    void keysOfTheBlockThatAreNotThereYet_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("names");
        const auto row = [](const char* name, const char* text, const char* names) {
            QTest::newRow(name) << QString(text) << QString(names);
        };
        row("root", "lo@", "load");
        row("root, others there", "api: {}\nload:\n  type: constant\nt@", "tokenizer");
        row("before the others", "s@\nserver: {}\n", "storage");
        row("nested", "server:\n  mo@\n", "model_name");
        row("deep", "data:\n  multimodal:\n    image:\n      pool:\n        s@",
            "size sampling source");
        row("siblings above and below",
            "data:\n  multimodal:\n    image:\n      pool:\n        size: 5\n        s@\n        "
            "source: x\n",
            "sampling");
        row("a blank line in the block", "api:\n  type: chat\n  @\n  streaming: true\nload: {}\n",
            "headers slo_unit slo_tpot_header slo_ttft_header response_format "
            "session_id_header_key session_token_header_key");
        row("a blank line below a key", "data:\n  multimodal:\n    audio:\n      @\n",
            "count insertion_point durations pool");
        row("a blank line before the block", "load:\n  @\n  type: constant\n  stages: []\n",
            "interval sweep num_workers worker_max_concurrency worker_max_tcp_connections trace "
            "circuit_breakers request_timeout request_retries request_retry_backoff_sec "
            "stage_teardown_grace_seconds lora_traffic_split base_seed");
        row("less indented ends the block", "data:\n  multimodal:\n    image: {}\n  @\n",
            "type path corpus_file_path input_distribution output_distribution shared_prefix trace "
            "otel_trace_replay weka_trace_replay conversation_replay visionarena synthetic_agentic "
            "use_chat_template");
        row("list entry", "load:\n  stages:\n    - r@", "rate num_requests");
        row("list entry, second key",
            "load:\n  stages:\n    - rate: 1\n      d@\n    - {rate: 2, duration: 3}\n",
            "duration");
        row("list entry behind others", "load:\n  stages:\n    - {rate: 2, duration: 3}\n    - @",
            "rate duration num_requests concurrency_level");
        row("list that has not begun", "load:\n  stages:\n    r@", "rate num_requests");
        row("list in its key's column", "load:\n  stages:\n  - rate: 1\n    d@\n", "duration");
        row("right behind a dash", "load:\n  stages:\n    -@\n",
            "rate duration num_requests concurrency_level");
        row("the neighbour decides", "load:\n  stages:\n    - c@\n  type: concurrent\n",
            "concurrency_level");
        row("flow", "data:\n  input_distribution: {m@}\n", "min max mean");
        row("flow, others there", "data:\n  input_distribution: {type: fixed, m@, max: 3}\n",
            "min mean");
        row("flow without its end",
            "data:\n  multimodal:\n    image:\n      pool: {size: 3, s@\nload:\n  type: constant\n",
            "sampling source");
        row("flow, just opened", "data:\n  multimodal:\n    image:\n      pool: {@",
            "size sampling source");
        row("flow in flow", "data: {multimodal: {image: {pool: {size: 5, sampling: {sk@", "skew");
        row("flow over lines, there already",
            "data: {\n  type: mock,\n  input_distribution: {min: 1},\n  input@\n}\n", "");
        row("flow over lines, new", "data: {\n  type: mock,\n  out@\n}\n", "output_distribution");
        row("flow behind a comment", "data: {type: mock, # why\n  out@}\n", "output_distribution");
        row("flow list of flows", "load:\n  stages: [{rate: 1, duration: 1}, {d@}]\n", "duration");
        row("JSON", "{\"api\": {\"ty@\": \"chat\"}}", "type");
        row("quoted key", "\"lo@\": {}\n", "load");
        row("a key that is there can be renamed", "load:\n  ty@pe: constant\n  interval: 1\n",
            "type");
        row("another name counts as well",
            "data:\n  shared_prefix:\n    num_unique_system_prompts: 3\n    num_@",
            "num_prompts_per_group");
        row("CRLF", "load:\r\n  type: constant\r\n  base@\r\n  interval: 1\r\n", "base_seed");
        row("behind a byte order mark", "\xEF\xBB\xBFlo@", "load");
        row("behind a block scalar", "server:\n  model_name: |\n    load:\n    text\n  ba@\n",
            "base_url");
        row("behind a multi-line text", "server:\n  model_name: \"a\n    base_url: b\"\n  ba@\n",
            "base_url");
        row("behind an open quote", "server:\n  model_name: \"a\n  ba@\nload: {}\n", "base_url");
        row("behind a marker", "---\nlo@", "load");
        row("the beginning of a name before that of a later word", "load:\n  t@",
            "type trace worker_max_tcp_connections request_timeout stage_teardown_grace_seconds "
            "lora_traffic_split");
        row("upper case", "LO@", "load");
        row("merged keys count",
            "x: &base {size: 5, source: y}\ndata:\n  multimodal:\n    image:\n      pool:\n        "
            "<<: *base\n        s@",
            "sampling");
    }

    void keysOfTheBlockThatAreNotThereYet()
    {
        QFETCH(QString, text);
        QFETCH(QString, names);
        const Completion completion = completeAt(text.toStdString());
        QCOMPARE(namesOf(completion), names);
        for (const Candidate& candidate : completion.candidates) {
            QVERIFY(candidate.kind == config::CandidateKind::key);
            QVERIFY(!candidate.help.empty());
        }
    }

    void namesWhereTheyAreWanted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("names");
        const auto row = [](const char* name, const char* text, const char* names) {
            QTest::newRow(name) << QString(text) << QString(names);
        };
        row("behind a colon", "api:\n  type: @\n", "completion chat anthropic_messages");
        row("right behind it", "api:\n  type:@", "completion chat anthropic_messages");
        row("half typed", "api:\n  type: ch@\n", "chat");
        row("inside a word", "api:\n  type: ch@at\n", "chat");
        row("before a comment", "api:\n  type: c@  # kind\n", "completion chat");
        row("truth", "api:\n  streaming: @", "true false");
        row("flow", "data:\n  input_distribution: {type: fi@}\n", "fixed");
        row("flow, nothing typed", "data: {input_distribution: {type: @, min: 1}}",
            "normal skew_normal lognormal uniform poisson fixed");
        row("flow, right behind the colon", "data: {input_distribution: {type:@}}",
            "normal skew_normal lognormal uniform poisson fixed");
        row("flow without its end",
            "data:\n  input_distribution: {type: fi@\nload:\n  type: poisson\n", "fixed");
        row("in double quotes", "api: {type: \"ch@\"}\n", "chat");
        row("in open quotes", "api:\n  type: 'ch@\n  streaming: true\n", "chat");
        row("JSON", "{\"api\": {\"type\": \"@\"}}", "completion chat anthropic_messages");
        row("presets", "data:\n  multimodal:\n    image:\n      resolutions: @",
            "4k 1080p 720p 360p");
        row("a preset in a list of flows",
            "data:\n  multimodal:\n    image:\n      resolutions:\n        - {resolution: 7@, "
            "weight: 1}\n",
            "720p");
        row("a preset below its key",
            "data:\n  multimodal:\n    video:\n      profiles:\n        - profile:\n            "
            "resolution:\n              10@\n",
            "1080p");
        row("behind a tag", "api:\n  type: !!str ch@\n", "chat");
        row("breakers",
            "circuit_breakers:\n  - name: slow\n  - {name: failing}\nload:\n  circuit_breakers:\n  "
            "  - @\n",
            "slow failing");
        row("breakers, half typed",
            "load:\n  circuit_breakers: [slow, fa@]\ncircuit_breakers: [{name: slow}, {name: "
            "failing}]\n",
            "failing");
        row("breakers, incomplete",
            "load:\n  circuit_breakers: [@\ncircuit_breakers: [{name: slow}, {name: failing}]\n",
            "slow failing");
        row("an anchor's block",
            "data:\n  input_distribution: &d {type: fi@}\n  output_distribution: *d\n", "fixed");
    }

    void namesWhereTheyAreWanted()
    {
        QFETCH(QString, text);
        QFETCH(QString, names);
        const Completion completion = completeAt(text.toStdString());
        QCOMPARE(namesOf(completion), names);
        for (const Candidate& candidate : completion.candidates)
            QVERIFY(candidate.kind == config::CandidateKind::value);
    }

    void nothingWhereNothingIsKnown_data()
    {
        QTest::addColumn<QString>("text");
        const char* texts[] = { "# lo@", "api: {} # ty@", "load:\n  # @\n  type: constant\n",
            "server:\n  model_name: lo@", "server:\n  model_name: \"lo@\"\n",
            "server:\n  model_name: \"a\n    ty@\"\n", "server:\n  model_name: |\n    ty@\n",
            "server:\n  model_name: >-\n\n    @\n    x\n", "mystery:\n  ty@\n", "mystery: {ty@}\n",
            "load:\n  mystery:\n    - ty@\n", "load:\n  stages:\n    - rate: @\n",
            "load:\n  type: constant\n    st@\n", "x: &a {}\nload: *@\n", "x: &a {}\nload: *a@\n",
            "data:\n  input_distribution: *d\n    m@\n", "load: {type: constant @}\n",
            "load: {} @\n", "a: {}\n---\nlo@", "a: {}\n...\nlo@", "\tlo@", "lo ad@",
            "load: [ty@]\n", "load:\n  - ty@\n",
            "data:\n  multimodal:\n    image:\n      pool: @" };
        for (const char* text : texts)
            QTest::newRow(text) << QString(text);
    }

    void nothingWhereNothingIsKnown()
    {
        QFETCH(QString, text);
        QCOMPARE(namesAt(text.toStdString()), QString());
    }

    void whatIsAcceptedFitsItsPlace()
    {
        QCOMPARE(accepted("lo@", "load"), "load:\n  ");
        QCOMPARE(accepted("load:\n  ty@\n", "type"), "load:\n  type: \n");
        QCOMPARE(accepted("load:\n  st@\n", "stages"), "load:\n  stages:\n    - \n");
        QCOMPARE(accepted("load:\n  stages:\n    r@", "rate"), "load:\n  stages:\n    - rate: ");
        QCOMPARE(
            accepted("data:\n  multimodal:\n    video:\n      profiles:\n        - pr@", "profile"),
            "data:\n  multimodal:\n    video:\n      profiles:\n        - profile:\n            ");
        QCOMPARE(accepted("load:\r\n  sw@\r\n", "sweep"), "load:\r\n  sweep:\r\n    \r\n");
        QCOMPARE(accepted("data:\n    multimodal:\n        au@", "audio"),
            "data:\n    multimodal:\n        audio:\n            ");
        QCOMPARE(accepted("data:\n  multimodal:\n    image:\n      pool: {sa@}\n", "sampling"),
            "data:\n  multimodal:\n    image:\n      pool: {sampling: }\n");
        QCOMPARE(accepted("load:\n  st@ # why\n", "stages"), "load:\n  stages:  # why\n");
        QCOMPARE(accepted("load:\n  i@nt: 2\n", "interval"), "load:\n  interval: 2\n");
        QCOMPARE(
            accepted("load:\n  stages:\n    -@\n", "rate"), "load:\n  stages:\n    - rate: \n");
        QCOMPARE(accepted("api:\n  type:@\n", "chat"), "api:\n  type: chat\n");
        QCOMPARE(
            accepted("api:\n  type: co@mpl # x\n", "completion"), "api:\n  type: completion # x\n");
        QCOMPARE(accepted("{\"api\": {\"st@\": true}}", "streaming"),
            "{\"api\": {\"streaming\": true}}");
        QCOMPARE(accepted("api: {\"ty@\n", "type"), "api: {\"type\": \n");
        QCOMPARE(accepted("api: {type: 'ch@'}\n", "chat"), "api: {type: 'chat'}\n");
        QCOMPARE(accepted("api:\n  type: \"ch@\n", "chat"), "api:\n  type: \"chat\"\n");
    }

    void candidatesSayWhatTheyAre()
    {
        const Completion keys = completeAt("data: {multimodal: {image: {pool: {si@");
        COMPARE_TEXT(keys.prefix, "si");
        QCOMPARE(keys.word.size(), std::size_t(2));
        COMPARE_TEXT(keys.candidates.front().unit, "items");
        QVERIFY(keys.candidates.front().help.starts_with("How many distinct items"));
        const Completion types = completeAt("load:\n  type: po@isson\n");
        COMPARE_TEXT(types.prefix, "po");
        QCOMPARE(types.word.size(), std::size_t(7));
        COMPARE_TEXT(types.candidates.front().standard, "constant");
        QVERIFY(!types.candidates.front().isStandard());
        QVERIFY(completeAt("load:\n  type: con@\n").candidates.front().isStandard());
        COMPARE_TEXT(
            completeAt("data: {multimodal: {image: {resolutions: 4@").candidates.front().note,
            "3840 x 2160");
    }

    /// Whatever people write: a key that is there is found at its place, with the text whole and
    /// with nothing of it typed yet but the key's first letter.
    void everyKeyOfOtherPeoplesFilesIsOffered()
    {
        POOLSCOPE_NEEDS_SHARED();
        int keys = 0;
        for (const auto& file : testing::corpus()) {
            const std::string& text = file.text;
            const config::ReadResult read = config::read(text);
            if (config::structuralError(read.diagnostics))
                continue;
            for (config::NodeId id = 0; id < read.tree.size(); ++id)
                for (const config::Entry& entry : read.tree.node(id).entries)
                    keys += checkKey(text, read.tree, entry) ? 1 : 0;
        }
        QVERIFY(keys > 500);
    }

    /// Half typed, cut off, mixed up: it ends, and the word is a part of the text at the caret.
    void anyTextAtAll()
    {
        const std::string source
            = "a: {b: [\"x', |\n  - >\n'\\# \xEF\xBB\xBF\t---\r\ndata:\n  type: &x *y ? !!m ]},:";
        std::mt19937 random(7);
        for (int round = 0; round < 20'000; ++round) {
            std::string text;
            for (auto left = random() % 12; left > 0; --left)
                text += source.substr(random() % source.size(), random() % 9);
            const std::size_t offset = random() % (text.size() + 1);
            const Completion completion = config::complete(text, {}, offset);
            QVERIFY2(completion.word.begin <= offset && completion.word.end >= offset
                    && completion.word.end <= text.size(),
                text.c_str());
        }
    }

    void deepNestingEnds()
    {
        for (const char* part : { "[", "{a: ", "[\n", "{a:\n", "- ", "- - " }) {
            std::string text;
            for (int i = 0; i < 50'000; ++i)
                text += part;
            QCOMPARE(namesOf(config::complete(text, {}, text.size())), QString());
        }
    }

private:
    static bool checkKey(
        const std::string& text, const config::Tree& tree, const config::Entry& entry);
};

bool CompleteTest::checkKey(
    const std::string& text, const config::Tree& tree, const config::Entry& entry)
{
    const config::Path path = tree.pathAt(entry.keyRange.begin);
    const config::Field* field = config::fieldAt(path);
    if (entry.key.empty() || entry.key == "<<" || !field
        || (field->key != entry.key && field->alias != entry.key))
        return false;
    const std::size_t begin = entry.keyRange.begin + (text[entry.keyRange.begin] == '"' ? 1 : 0);
    const auto offers = [&](const Completion& completion) {
        return std::any_of(completion.candidates.begin(), completion.candidates.end(),
            [&](const Candidate& candidate) { return candidate.name == field->key; });
    };
    const std::string place = config::toString(path) + " in\n" + text;
    const Completion whole = config::complete(text, tree, begin);
    [&] { QVERIFY2(offers(whole), place.c_str()); }();
    const std::string cut = text.substr(0, begin);
    [&] {
        QVERIFY2(offers(config::complete(cut, config::read(cut).tree, begin)), place.c_str());
    }();
    return true;
}

POOLSCOPE_TEST(CompleteTest)
#include "complete_test.moc"

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"
#include "core/export/targets.h"
#include "tests/unit/testing.h"

#include <set>

using namespace poolscope;
using exports::extendedYaml;

namespace {

const std::string pooled = "# Keep me.\n"
                           "api: {type: chat}   \n"
                           "data:\n"
                           "  type: synthetic\n"
                           "  multimodal:\n"
                           "    image:\n"
                           "      count: {type: fixed, min: 1, max: 1, mean: 1}\n"
                           "      pool: {size: 4}\n"
                           "load:\n"
                           "  type: constant\n"
                           "  stages: [{rate: 1, duration: 2}]";

exports::Export exported(const std::string& text, std::uint64_t seed = 7)
{
    auto result = extendedYaml({ text, seed });
    Q_ASSERT(result.has_value());
    return *result;
}

} // namespace

class TargetsTest : public QObject {
    Q_OBJECT

private slots:
    void everyTargetIsFoundByItsOwnName()
    {
        std::set<std::string_view> ids;
        for (const auto& target : exports::targets()) {
            QVERIFY(ids.insert(target.id).second);
            QVERIFY(exports::find(target.id) == &target);
            QVERIFY(!target.title.empty() && !target.description.empty());
        }
        QVERIFY(!exports::find("nobody"));
        QVERIFY(!exports::find(""));
    }

    void theSeedIsWrittenOutAndAllElseStays()
    {
        const auto result = exported(pooled);
        QCOMPARE(result.files.size(), std::size_t{ 1 });
        COMPARE_TEXT(result.files[0].name, "config.yaml");
        const std::string& content = result.files[0].content;
        QCOMPARE(config::load(content).workload.load.baseSeed, std::int64_t{ 7 });
        const std::size_t line = content.find("\n  base_seed: 7");
        QVERIFY(line != std::string::npos);
        std::string without = content;
        without.erase(line, std::string_view("\n  base_seed: 7").size());
        COMPARE_TEXT(without, pooled);
    }

    void aSeedOfItsOwnIsKept()
    {
        const std::string text = pooled + "\n  base_seed: 99\n";
        COMPARE_TEXT(exported(text).files[0].content, text);
    }

    void poolsAreMentionedWhereThereAreAny()
    {
        QCOMPARE(exported(pooled).notes.size(), std::size_t{ 1 });
        std::string without = pooled;
        const std::string_view pool = "      pool: {size: 4}\n";
        without.replace(without.find(pool), pool.size(), "      # pool: none\n");
        QVERIFY(exported(without).notes.empty());
    }

    void secretsDoNotLeave()
    {
        const auto result
            = exported(pooled + "\nserver: {type: vllm, api_key: s3cret-of-mine-0123}\n");
        QCOMPARE(result.notes.size(), std::size_t{ 2 });
        QVERIFY(result.files[0].content.find("s3cret") == std::string::npos);
        QVERIFY(result.files[0].content.find("api_key") != std::string::npos);
    }
};

POOLSCOPE_TEST(TargetsTest)
#include "targets_test.moc"

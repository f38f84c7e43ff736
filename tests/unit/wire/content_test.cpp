// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/content.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using base::Modality;

namespace {

plan::Placement placed(Modality modality, double at, std::int32_t frames = 1)
{
    media::ItemSpec item;
    item.modality = modality;
    item.frames = frames;
    item.format = modality == Modality::audio ? media::Format::wav
        : modality == Modality::video         ? media::Format::mp4
                                              : media::Format::png;
    return { item, at };
}

/// Shows blocks as `"text"`, I, V, A, with the frame behind the letter when there are several.
QString shown(const std::vector<wire::Block>& blocks)
{
    QStringList parts;
    for (const auto& block : blocks) {
        if (block.isText()) {
            parts << '"' + testing::text(block.text) + '"';
            continue;
        }
        const QChar letter = QLatin1Char("IVA"[static_cast<int>(block.item->modality)]);
        const bool isFrames = block.item->format == media::Format::pngFrames;
        parts << (isFrames ? letter + QString::number(block.frame) : QString(letter));
    }
    return parts.join(' ');
}

plan::RequestSpec request(std::string text, std::vector<plan::Placement> media)
{
    plan::RequestSpec result;
    result.payload = { std::move(text), std::move(media), true };
    return result;
}

constexpr auto I = Modality::image;
constexpr auto V = Modality::video;
constexpr auto A = Modality::audio;

} // namespace

class ContentTest : public QObject {
    Q_OBJECT

private slots:
    // Upstream's behaviour case by case: reference/inference-perf.md sections 3.3 and 3.4.
    void textAndMediaAreWovenAsUpstreamDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("media"); // letter@place, blanks between
        QTest::addColumn<QString>("expected");
        const auto row
            = [](const char* name, const char* text, const char* media, const char* result) {
                  QTest::addRow("%s", name) << text << media << result;
              };
        row("before", "0123456789", "A@0", R"(A "0123456789")");
        row("behind", "0123456789", "A@1", R"("0123456789" A)");
        row("middle", "0123456789", "A@0.5", R"("01234" A "56789")");
        row("two together", "0123456789", "A@0.5 V@0.5", R"("01234" A V "56789")");
        row("two in one gap", "0123456789", "A@0.51 V@0.59", R"("01234" A V "56789")");
        row("rounded down", "0123456789", "A@0.05", R"(A "0123456789")");
        row("nearly behind", "0123456789", "A@0.99", R"("012345678" A "9")");
        row("clamped", "0123456789", "A@-3 V@7", R"(A "0123456789" V)");
        row("no text", "", "A@0.5", "A");
        row("no media", "", "", R"("")");
        row("unsorted", "0123456789", "A@0.9 V@0.1", R"("0" V "12345678" A "9")");
        row("ties keep their order", "01", "I@0.5 V@0.5 A@0.5", R"("0" I V A "1")");
    }

    void textAndMediaAreWovenAsUpstreamDoes()
    {
        QFETCH(QString, text);
        QFETCH(QString, media);
        QFETCH(QString, expected);
        std::vector<plan::Placement> placements;
        for (const QString& part : media.split(' ', Qt::SkipEmptyParts)) {
            const auto modality = static_cast<Modality>(QString("IVA").indexOf(part[0]));
            placements.push_back(placed(modality, part.mid(2).toDouble()));
        }
        QCOMPARE(shown(wire::contentOf(request(text.toStdString(), placements))), expected);
    }

    void prefixAndPayloadJoinAsUpstreamDoes()
    {
        const auto joined = [](plan::Part prefix, plan::Part payload) {
            plan::RequestSpec result;
            result.prefix = std::move(prefix);
            result.payload = std::move(payload);
            return shown(wire::contentOf(result));
        };
        const plan::Part hello{ "hello", {}, false };
        QCOMPARE(joined({ "PRE", {}, false }, hello), R"("PRE hello")");
        QCOMPARE(joined({ "PRE", {}, false }, { "hello", { placed(I, 0) }, true }),
            R"("PRE" " " I "hello")");
        QCOMPARE(
            joined({ "PRE", {}, false }, { "hello", { placed(I, 1) }, true }), R"("PRE hello" I)");
        QCOMPARE(joined({ "PRE", { placed(I, 0) }, true }, hello), R"(I "PRE hello")");
        QCOMPARE(joined({ "PRE", { placed(I, 1) }, true }, hello), R"("PRE" I " " "hello")");
        QCOMPARE(joined({ "PRE", { placed(I, 1) }, true }, { "hello", { placed(I, 0) }, true }),
            R"("PRE" I " " I "hello")");
        QCOMPARE(joined({ "", { placed(I, 0.5) }, true }, hello), R"(I " " "hello")");
        QCOMPARE(joined({ "", {}, true }, hello), R"(" hello")");
        QCOMPARE(joined({ "", {}, false }, hello), R"("hello")");
        QCOMPARE(joined({ "PRE", {}, false }, { "", {}, false }), R"("PRE")");
    }

    void videosAsFramesStayTogether()
    {
        plan::Placement video = placed(V, 0.5, 3);
        video.item.format = media::Format::pngFrames;
        QCOMPARE(shown(wire::contentOf(request("0123", { video, placed(A, 0.5) }))),
            R"("01" V0 V1 V2 A "23")");
    }

    void promptsJoinWithOneSpace()
    {
        plan::RequestSpec result;
        result.payload.text = "question";
        COMPARE_TEXT(wire::promptOf(result), "question");
        result.prefix = plan::Part{ "prefix", {}, false };
        COMPARE_TEXT(wire::promptOf(result), "prefix question");
    }
};

POOLSCOPE_TEST(ContentTest)
#include "content_test.moc"

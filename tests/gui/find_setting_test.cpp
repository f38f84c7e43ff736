// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/setting_row.h"
#include "app/gui/window/setting_search.h"
#include "core/config/schema.h"
#include "tests/gui/window_fixture.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QLineEdit>
#include <QListView>

#include <algorithm>
#include <set>

using namespace poolscope;
using testing::WindowFixture;

namespace {

const char* const otherText = "data:\n"
                              "  type: synthetic\n"
                              "  input_distribution: {type: fixed, mean: 10}\n"
                              "  multimodal: {image: {count: {type: fixed, mean: 1}}}\n"
                              "  fork_setting: 1\n"
                              "load: {stages: [{rate: 1, duration: 5}]}\n"
                              "vendor_block: {x: 1}\n";

/// The same for the requests and for what a shared prefix carries.
const std::string media
    = "{image: {insertion_point: {type: fixed, mean: 0},"
      " resolutions: [{resolution: {width: 8, height: 8}, weight: 1}],"
      " pool: {size: 2, sampling: {weights: [{index: 0, weight: 1}]}}},"
      " video: {insertion_point: {type: fixed, mean: 0},"
      " profiles: [{profile: {resolution: {width: 8, height: 8}, frames: 1}, weight: 1}],"
      " pool: {size: 2, sampling: {weights: [{index: 0, weight: 1}]}}},"
      " audio: {insertion_point: {type: fixed, mean: 0},"
      " durations: [{duration: 1, weight: 1}],"
      " pool: {size: 2, sampling: {weights: [{index: 0, weight: 1}]}}}}\n";

/// Whatever lists and blocks may hold is there, so that each place has somewhere to be.
const std::string fullText = "data:\n"
                             "  type: shared_prefix\n"
                             "  multimodal: "
    + media
    + "  shared_prefix:\n"
      "    system_prompt_len: {type: fixed, mean: 5}\n"
      "    question_len: {type: fixed, mean: 5}\n"
      "    output_len: {type: fixed, mean: 5}\n"
      "    multimodal: "
    + media
    + "  visionarena: {insertion_point: {type: fixed, mean: 0}}\n"
      "load:\n"
      "  type: LOAD_TYPE\n"
      "  stages: [{}]\n"
      "  lora_traffic_split: [{name: a, split: 1}]\n"
      "circuit_breakers:\n"
      "  - {name: a, metrics: {matches: [b]}, triggers: [TRIGGER]}\n";

std::string filled(std::string text, const std::string& from, const std::string& to)
{
    return text.replace(text.find(from), from.size(), to);
}

/// One size or profile in place of every list of them.
std::string withSingleShapes(std::string text)
{
    const std::string profile = "{resolution: {width: 8, height: 8}, frames: 1}";
    const std::array<std::pair<std::string, std::string>, 2> forms{ {
        { "[{profile: " + profile + ", weight: 1}]", profile },
        { "[{resolution: {width: 8, height: 8}, weight: 1}]", "{width: 8, height: 8}" },
    } };
    for (const auto& [list, single] : forms)
        while (text.find(list) != std::string::npos)
            text = filled(text, list, single);
    return text;
}

/// The places that the control with the focus edits: its own, and the parts of what it shows.
bool editsPlace(QWidget* focused, const config::Path& path)
{
    const std::string wanted = config::toString(path);
    for (QWidget* widget = focused; widget; widget = widget->parentWidget()) {
        const QVariant place = widget->property("place");
        if (!place.isValid())
            continue;
        const std::string here = config::toString(
            config::withoutNumbers(config::parsePath(place.toString().toStdString())));
        const bool isPart = wanted.starts_with(here + ".")
            && widget->property("parts").toStringList().contains(gui::toQt(path.back()));
        return here == wanted || isPart;
    }
    return false;
}

/// Edited as text: the row of the setting above leads to the YAML.
const std::set<std::string> asText{
    // Lists of lists.
    "data.multimodal.image.pool.sampling.sequence.index",
    "data.multimodal.image.pool.sampling.sequence.at",
    "data.multimodal.video.pool.sampling.sequence.index",
    "data.multimodal.video.pool.sampling.sequence.at",
    "data.multimodal.audio.pool.sampling.sequence.index",
    "data.multimodal.audio.pool.sampling.sequence.at",
    "data.shared_prefix.multimodal.image.pool.sampling.sequence.index",
    "data.shared_prefix.multimodal.image.pool.sampling.sequence.at",
    "data.shared_prefix.multimodal.video.pool.sampling.sequence.index",
    "data.shared_prefix.multimodal.video.pool.sampling.sequence.at",
    "data.shared_prefix.multimodal.audio.pool.sampling.sequence.index",
    "data.shared_prefix.multimodal.audio.pool.sampling.sequence.at",
    // Blocks under keys of the author's own.
    "data.synthetic_agentic.theme_mix.weight",
};

/// Nothing but a frame around blocks with pages of their own: the first of them is shown.
constexpr const char* frame = "data.multimodal";

} // namespace

class FindSettingTest : public QObject {
    Q_OBJECT

private slots:
    void everyPlaceOfTheTableHasItsControl()
    {
        std::set<std::string> missing;
        for (const config::Place& place : config::allPlaces())
            missing.insert(config::toString(place.path));
        const std::array<std::pair<const char*, const char*>, 3> variants{ {
            { "constant", "{type: consecutive, threshold: 1}" },
            { "concurrent", "{type: rate_over_window, window_sec: 1, threshold: 1}" },
            { "trace_session_replay", "{type: consecutive, threshold: 1}" },
        } };
        for (const auto& [type, trigger] : variants) {
            WindowFixture fixture;
            std::string text = filled(filled(fullText, "LOAD_TYPE", type), "TRIGGER", trigger);
            if (std::string_view(type) == "concurrent")
                text = withSingleShapes(text);
            fixture.session().document().reset(text, {}, "full.yaml");
            fixture.session();
            gui::CenterPanel* center = fixture.window->center();
            for (const config::Place& place : config::allPlaces()) {
                const std::string name = config::toString(place.path);
                if (!missing.contains(name))
                    continue;
                const gui::PageId id = center->pageFor(place.path);
                if (center->currentPage() != id)
                    center->showPage(id);
                fixture.window->setFocus();
                const bool isShown = center->page(id)->focusPath(place.path);
                if (!isShown)
                    continue;
                QWidget* focused = fixture.window->focusWidget();
                const bool isPage = place.path == center->page(id)->root();
                if (isPage || name == frame || asText.contains(name)
                    || editsPlace(focused, place.path))
                    missing.erase(name);
            }
        }
        QStringList names;
        for (const std::string& name : missing)
            names << gui::toQt(name);
        QVERIFY2(names.isEmpty(), qPrintable("\n" + names.join("\n")));
    }

    void searchFindsByKeyPathAndHelp()
    {
        gui::SettingSearch search;
        const QAbstractItemModelTester tester(&search);
        QCOMPARE(search.rowCount(), 0);
        search.setQuery("scrape_interval");
        QCOMPARE(search.index(0).data().toString(), QString("metrics.prometheus.scrape_interval"));
        search.setQuery("prometheus url");
        QCOMPARE(search.index(0).data().toString(), QString("metrics.prometheus.url"));
        search.setQuery("lora adapter shares"); // words of the help
        QCOMPARE(search.index(0).data().toString(), QString("load.lora_traffic_split"));
        search.setQuery("no such words");
        QCOMPARE(search.rowCount(), 0);
    }

    void typingAndEnterOpenTheSetting()
    {
        WindowFixture fixture;
        fixture.session().document().reset(otherText, {}, "test.yaml");
        const std::string before = fixture.text();
        fixture.action("findSetting")->trigger();
        auto* query = fixture.find<QLineEdit>("findSetting");
        QVERIFY(query && query->hasFocus());
        QVERIFY(fixture.find<QListView>("workload"));
        QTest::keyClicks(query, "worker_max_tcp");
        auto* found = fixture.find<QListView>("foundSettings");
        QVERIFY(found);
        QVERIFY(!fixture.find<QListView>("workload"));
        QTest::keyClick(query, Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(fixture.window->center()->currentPage(), gui::PageId::load);
        QVERIFY(fixture.find<QListView>("workload"));
        auto* line = qobject_cast<QLineEdit*>(fixture.window->focusWidget());
        QVERIFY(line);
        QCOMPARE(line->accessibleName(), QString("worker_max_tcp_connections"));
        QVERIFY(!line->visibleRegion().isEmpty()); // scrolled to
        QCOMPARE(fixture.text(), before);

        // What has to be unfolded first is scrolled to as well.
        fixture.window->resize(1024, 700);
        fixture.action("findSetting")->trigger();
        QTest::keyClicks(query, "report.goodput.constraints");
        QTest::keyClick(query, Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(fixture.window->focusWidget()->accessibleName(), QString("constraints"));
        QVERIFY(!fixture.window->focusWidget()->visibleRegion().isEmpty());

        // Arrows choose another; Escape ends it.
        fixture.action("findSetting")->trigger();
        QTest::keyClicks(query, "percentiles");
        QTest::keyClick(query, Qt::Key_Down);
        QTest::keyClick(query, Qt::Key_Up);
        QTest::keyClick(query, Qt::Key_Return);
        QCOMPARE(fixture.window->center()->currentPage(), gui::PageId::reports);
        fixture.action("findSetting")->trigger();
        QTest::keyClicks(query, "zzzz");
        QVERIFY(!fixture.find<QListView>("foundSettings"));
        QTest::keyClick(query, Qt::Key_Escape);
        QVERIFY(fixture.find<QListView>("workload"));
    }

    void controlFInTheFormStartsTheSearch()
    {
        WindowFixture fixture;
        fixture.window->center()->showPage(gui::PageId::server);
        QVERIFY(fixture.window->center()->page(gui::PageId::server)->focusPath({ "server" }));
        QTest::keyClick(fixture.window->focusWidget(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(fixture.find<QLineEdit>("findSetting")->hasFocus());
    }

    void whatOthersWroteIsFoundAsText()
    {
        WindowFixture fixture;
        fixture.session().document().reset(otherText, {}, "test.yaml");
        fixture.session();
        fixture.action("findSetting")->trigger();
        auto* query = fixture.find<QLineEdit>("findSetting");
        QTest::keyClicks(query, "vendor");
        auto* found = fixture.find<QListView>("foundSettings");
        QVERIFY(found);
        QCOMPARE(found->model()->index(0, 0).data().toString(), QString("vendor_block"));
        QTest::keyClick(query, Qt::Key_Return);
        auto* editor = fixture.window->center()->editor();
        QVERIFY(editor->isVisible());
        QVERIFY(editor->textCursor().hasSelection());
        query->setFocus();
        QTest::keyClicks(query, "fork_setting");
        QCOMPARE(fixture.find<QListView>("foundSettings")->model()->rowCount(), 1);
    }

    void lookingAtEveryPageChangesNothing()
    {
        const QDir corpus(QStringLiteral(POOLSCOPE_SHARED "/corpus/open"));
        if (!corpus.exists())
            QSKIP("the reference folder ../shared is not here");
        const QStringList files = corpus.entryList({ "*.yaml" }, QDir::Files, QDir::Name);
        constexpr qsizetype each = 5; // enough to meet every kind of block
        WindowFixture fixture;
        for (qsizetype i = 0; i < files.size(); i += each) {
            QVERIFY(fixture.window->session().open(corpus.filePath(files[i])));
            fixture.session();
            const std::string before = fixture.text();
            for (int id = 0; id <= static_cast<int>(gui::PageId::storage); ++id)
                fixture.window->center()->showPage(static_cast<gui::PageId>(id));
            QVERIFY2(fixture.text() == before, qPrintable(files[i]));
            QCOMPARE(fixture.session().document().undoStack()->count(), 0);
        }
    }

    void otherDataIsListedWhereItIsUsed()
    {
        WindowFixture fixture;
        auto* list = fixture.find<QListView>("workload");
        const auto* model = qobject_cast<const gui::WorkloadModel*>(list->model());
        const auto isHidden
            = [&](gui::PageId page) { return list->isRowHidden(model->placeOf(page).row()); };
        const int section = model->placeOf(gui::PageId::otelReplay).row() - 1;
        QVERIFY(isHidden(gui::PageId::otelReplay));
        QVERIFY(list->isRowHidden(section));
        QVERIFY(!isHidden(gui::PageId::circuitBreakers));
        fixture.session().document().reset(
            "data: {type: otel_trace_replay, trace: {file: a}}\n", {}, "test.yaml");
        fixture.session();
        QVERIFY(!isHidden(gui::PageId::otelReplay));
        QVERIFY(!isHidden(gui::PageId::trace));
        QVERIFY(isHidden(gui::PageId::wekaReplay));
        QVERIFY(!list->isRowHidden(section));
        // A place that is looked for has its page, used or not.
        fixture.session().reveal({ "data", "weka_trace_replay", "filter" });
        QCOMPARE(fixture.window->center()->currentPage(), gui::PageId::wekaReplay);
        QVERIFY(!isHidden(gui::PageId::wekaReplay));
    }
};

POOLSCOPE_GUI_TEST(FindSettingTest)
#include "find_setting_test.moc"

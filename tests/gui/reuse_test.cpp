// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/curve_chart.h"
#include "app/gui/reuse/cache_chooser.h"
#include "app/gui/reuse/capacity_field.h"
#include "app/gui/widgets/note_bar.h"
#include "app/gui/widgets/slider_field.h"
#include "app/gui/widgets/stat_tile.h"
#include "core/base/format.h"
#include "tests/gui/window_fixture.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>

#include <cmath>

using namespace poolscope;
using gui::CurveChart;
using gui::StatTile;
using testing::WindowFixture;

namespace {

constexpr int patience = 60'000;

/// A window that shows the tab.
class ReuseFixture : public WindowFixture {
public:
    ReuseFixture() { action("reuse")->trigger(); }

    gui::ReusePanel* panel() { return window->preview()->reusePanel(); }
    const gui::ReuseWorker& worker() { return panel()->worker(); }
    bool isDone()
    {
        return !window->session().isStale() && worker().subject()
            && worker().subject()->snapshot == window->session().snapshot() && !worker().isBusy();
    }
    /// What the engine says of the text as it is, with the cache that is chosen.
    snapshot::ReuseFigures figures()
    {
        snapshot::ReuseQuestion question;
        question.caches = { find<gui::CacheChooser>("cacheChooser")->choice().spec };
        question.isExact = true;
        question.withCurves = true;
        question.unit = question.caches.front().unit;
        question.measure = question.caches.front().measure;
        const auto found = snapshot::reuseFigures(
            *session().snapshot(), window->preview()->modality(), question);
        return found ? *found : snapshot::ReuseFigures();
    }
    /// With what other seeds gave.
    double expected()
    {
        auto cache = figures().caches.front();
        cache.spread = worker().spread()->spread;
        return *cache.expected();
    }
    void choose(const char* entry)
    {
        auto* box = find<QComboBox>("cache");
        box->setCurrentIndex(box->findData(QString::fromLatin1(entry)));
        emit box->activated(box->currentIndex());
    }
    QString textOf(const char* label) { return find<QLabel>(label)->text(); }
};

QString share(double value)
{
    return gui::toQt(base::formatShare(value));
}

#define WAIT_FOR(fixture) QTRY_VERIFY_WITH_TIMEOUT((fixture).isDone(), patience)

} // namespace

/// The tab "Reuse & cache".
class ReuseTest : public QObject {
    Q_OBJECT

private slots:
    void figuresAreThoseOfTheEngine()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        const auto figures = fixture.figures();
        const auto& cache = figures.caches.front();
        QVERIFY(cache.predicted && cache.exact);
        QCOMPARE(cache.spec.policy, reuse::CachePolicy::vllm); // the processor cache is the first
        QCOMPARE(cache.spec.capacity, std::uint64_t{ 4 } << 30U);

        auto* hits = fixture.find<StatTile>("hitRate");
        QCOMPARE(hits->figure(), share(fixture.expected()));
        QVERIFY(hits->foot().contains(share(cache.exact->items.rate())));
        QVERIFY(hits->detail().startsWith(QString::fromUtf8("±")));
        QVERIFY(hits->toolTip().contains(gui::toQt(cache.predicted->assumes)));
        QCOMPARE(
            fixture.find<StatTile>("byteHitRate")->figure(), share(cache.predicted->byteHitRate));
        QVERIFY(fixture.find<StatTile>("byteHitRate")
                    ->foot()
                    .contains(share(cache.exact->bytes.rate())));
        QVERIFY(fixture.find<StatTile>("tokenHitRate")
                    ->foot()
                    .contains(share(cache.exact->tokens.rate())));
        QCOMPARE(fixture.find<StatTile>("distinct")->foot(),
            QStringLiteral("plan %1").arg(figures.planned.distinct));
        QVERIFY(fixture.find<StatTile>("repeats")->foot().contains(
            share(figures.planned.repeatShare())));

        const auto& capacity = fixture.find<CurveChart>("capacityChart")->data();
        QCOMPARE(capacity.curves[0].points.size(), figures.hitCurve.size());
        QCOMPARE(capacity.curves[1].points.size(), figures.plannedHits.size());
        QCOMPARE(capacity.curves[1].points.back().y(), figures.plannedHits.back().hitRate);
        QCOMPARE(capacity.mark->x, 4.0 * 1024 * 1024 * 1024);
        QCOMPARE(*capacity.mark->y, fixture.expected());
        const auto& growth = fixture.find<CurveChart>("growthChart")->data();
        QCOMPARE(growth.curves[0].points.back().y(), figures.runCurve.back().distinct);
        QCOMPARE(growth.curves[1].points.back().y(), static_cast<double>(figures.planned.distinct));
        QCOMPARE(growth.mark->x, 1000.0);
    }

    void editingTheSkewMovesThem()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        const QString before = fixture.find<StatTile>("distinct")->figure();
        fixture.find<gui::SliderField>("skew")->field()->setValue(2.5);
        WAIT_FOR(fixture);
        const auto figures = fixture.figures();
        QVERIFY(fixture.find<StatTile>("distinct")->figure() != before);
        QCOMPARE(fixture.find<StatTile>("distinct")->figure(),
            gui::toQt(base::formatNumber(figures.run.expectedDistinct)));
        QCOMPARE(fixture.find<StatTile>("distinct")->foot(),
            QStringLiteral("plan %1").arg(figures.planned.distinct));
    }

    void aClickInTheChartSetsTheCapacity()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        auto* chart = fixture.find<CurveChart>("capacityChart");
        const double wanted = 100.0 * 1024 * 1024;
        const QPoint at(static_cast<int>(std::lround(chart->pixelOf(wanted))), 40);
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, at);
        const auto& spec = fixture.find<gui::CacheChooser>("cacheChooser")->choice().spec;
        QVERIFY(std::fabs(static_cast<double>(spec.capacity) / wanted - 1) < 0.05);
        QCOMPARE(fixture.find<gui::CapacityField>("capacityField")->capacity(), spec.capacity);
        WAIT_FOR(fixture);
        const auto figures = fixture.figures();
        QCOMPARE(fixture.find<StatTile>("hitRate")->figure(), share(fixture.expected()));
        QVERIFY(figures.caches.front().predicted->hitRate < 0.9);

        // The choice is there again in the next window.
        gui::ReusePanel another;
        QCOMPARE(another.findChild<gui::CacheChooser*>()->choice().spec, spec);
    }

    void capacitiesAreReadInTheirUnit()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        auto* field = fixture.find<gui::CapacityBox>("capacity");
        QCOMPARE(field->text(), QStringLiteral("4 GiB"));
        const auto type = [&](const char* text) {
            field->selectAll();
            QTest::keyClicks(field, QString::fromLatin1(text));
            QTest::keyClick(field, Qt::Key_Return);
            return fixture.find<gui::CacheChooser>("cacheChooser")->choice().spec.capacity;
        };
        QCOMPARE(type("512 MiB"), std::uint64_t{ 512 } << 20U);
        QCOMPARE(type("64"), std::uint64_t{ 64 } << 20U); // in the unit that is shown
        QCOMPARE(type("4.3GB"), std::uint64_t{ 4'300'000'000 });
        QCOMPARE(type("nonsense"), std::uint64_t{ 4'300'000'000 });
        fixture.choose("lru");
        auto* unit = fixture.find<QComboBox>("capacityUnit");
        QVERIFY(unit->isEnabled());
        unit->setCurrentIndex(unit->findText(QStringLiteral("items")));
        emit unit->activated(unit->currentIndex());
        QCOMPARE(type("25"), std::uint64_t{ 25 });
        QCOMPARE(field->text(), QStringLiteral("25 items"));
        WAIT_FOR(fixture);
        QCOMPARE(fixture.find<CurveChart>("capacityChart")->data().x.high, 256.0);
        QCOMPARE(*fixture.find<CurveChart>("capacityChart")->data().mark->y, fixture.expected());
    }

    void policiesWithoutAFormulaAreSimulated()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        fixture.choose("sieve");
        fixture.find<gui::CacheChooser>("cacheChooser")->chooseCapacity(100.0 * 1024 * 1024);
        WAIT_FOR(fixture);
        const auto figures = fixture.figures();
        QVERIFY(!figures.caches.front().predicted);
        auto* hits = fixture.find<StatTile>("hitRate");
        QVERIFY(hits->foot().contains(share(figures.caches.front().exact->items.rate())));
        QCOMPARE(hits->figure(), share(*fixture.worker().spread()->expected()));
        QVERIFY(fixture.find<QLabel>("aimSkewText")->text().contains("no formula"));
        QVERIFY(!fixture.find<QPushButton>("aimSkewApply"));
    }

    void aServerThatIsTooSmallIsSaid()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        QVERIFY(!fixture.find<gui::NoteBar>("reuseNote"));
        fixture.find<gui::CacheChooser>("cacheChooser")->chooseCapacity(4.0 * 1024 * 1024);
        WAIT_FOR(fixture);
        const auto figures = fixture.figures();
        QVERIFY(!figures.diagnostics.empty());
        auto* note = fixture.find<gui::NoteBar>("reuseNote");
        QVERIFY(note);
        QCOMPARE(note->text(), gui::sentenceOf(figures.diagnostics.front()));
        QVERIFY(note->text().contains("never stored"));
        // Each item fits, two together do not.
        fixture.find<gui::CacheChooser>("cacheChooser")->chooseCapacity(24e6);
        WAIT_FOR(fixture);
        QVERIFY2(note->text().contains("500"), qPrintable(note->text()));
        fixture.find<gui::CacheChooser>("cacheChooser")->chooseCapacity(4.0 * 1024 * 1024 * 1024);
        WAIT_FOR(fixture);
        QVERIFY(!fixture.find<gui::NoteBar>("reuseNote"));
    }

    void whatIsReplacedIsNeverShown()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        fixture.session().edit(
            { { { "data", "multimodal", "image", "pool", "size" }, 200'000 },
                { { "data", "multimodal", "image", "pool", "sampling", "max" }, 199'999 },
                { { "load", "stages" },
                    config::Value::List{
                        config::Value::Map{ { "rate", 100.0 }, { "duration", 3000 } } } } },
            "test");
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isStale(), patience);
        // The prediction is there before the plan is read; what is shown of the plan is marked.
        QTRY_VERIFY_WITH_TIMEOUT(fixture.worker().predicted()->run.draws > 5e5, patience);
        if (fixture.worker().planned()->planned.draws < 500'000)
            QVERIFY(fixture.worker().isPlanStale());
        for (const double skew : { 1.2, 1.3, 1.4 }) {
            fixture.session().edit(
                { "data", "multimodal", "image", "pool", "sampling", "skew" }, skew, "test");
            QVERIFY(fixture.worker().isPlanStale());
        }
        WAIT_FOR(fixture);
        const auto figures = fixture.figures();
        QCOMPARE(fixture.worker().planned()->planned, figures.planned);
        QVERIFY(*fixture.worker().planned()->caches.front().exact == *figures.caches.front().exact);
        QCOMPARE(fixture.worker().predicted()->run.expectedDistinct, figures.run.expectedDistinct);
        // Without a pool everything is forgotten, whatever was under way.
        fixture.session().edit(
            { "data", "multimodal", "image", "pool", "sampling", "skew" }, 1.5, "test");
        fixture.session().edit({ { { "data", "multimodal", "image", "pool" }, {} } }, "test");
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isStale(), patience);
        QTRY_VERIFY(!fixture.worker().isBusy());
        QVERIFY(!fixture.worker().predicted() && !fixture.worker().planned());
    }

    void withoutAPoolOneSentenceSaysWhatToDo()
    {
        ReuseFixture fixture;
        fixture.session().edit({ { { "data", "multimodal", "image", "pool" }, {} } }, "test");
        fixture.session().settle();
        QVERIFY(fixture.find<QWidget>("noReuse"));
        QVERIFY(!fixture.find<CurveChart>("capacityChart"));
        QVERIFY(fixture.find<QPushButton>("fitLogInstead"));
        fixture.action("undo")->trigger();
        fixture.session().settle();
        QVERIFY(fixture.find<CurveChart>("capacityChart"));
        QVERIFY(!fixture.find<QWidget>("noReuse"));
    }

    void listedItemsHaveNoPrediction()
    {
        ReuseFixture fixture;
        fixture.session().newFromExample(":/examples/two-requests.yaml");
        WAIT_FOR(fixture);
        QVERIFY(fixture.find<gui::NoteBar>("reuseNote")->text().contains("listed"));
        const auto figures = fixture.figures();
        auto* hits = fixture.find<StatTile>("hitRate");
        QCOMPARE(hits->figure(), share(figures.caches.front().exact->items.rate()));
        QCOMPARE(hits->foot(), QStringLiteral("this plan"));
        QVERIFY(fixture.find<CurveChart>("growthChart")->data().curves[0].points.empty());
        QVERIFY(!fixture.find<CurveChart>("growthChart")->data().curves[1].points.empty());
        QVERIFY(!fixture.find<QLabel>("aimSkew"));
    }

    void anAimIsAppliedAndTakenBack()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        const std::string text = fixture.text();
        fixture.find<QDoubleSpinBox>("aimHitRate")->setValue(97);
        QTRY_VERIFY(fixture.find<QPushButton>("aimSkewApply"));
        QVERIFY(!fixture.find<QLabel>("aimSizeText")->text().isEmpty());
        QTest::mouseClick(fixture.find<QPushButton>("aimSkewApply"), Qt::LeftButton);
        WAIT_FOR(fixture);
        QCOMPARE(fixture.session().document().undoStack()->count(), 1);
        const auto reached = fixture.figures().caches.front().predicted->hitRate;
        QVERIFY2(std::fabs(reached - 0.97) < 2e-4, qPrintable(QString::number(reached, 'g', 10)));
        fixture.action("undo")->trigger();
        QCOMPARE(fixture.text(), text);

        WAIT_FOR(fixture);
        QTRY_VERIFY(fixture.find<QPushButton>("aimSizeApply"));
        QTest::mouseClick(fixture.find<QPushButton>("aimSizeApply"), Qt::LeftButton);
        WAIT_FOR(fixture);
        const auto& pool
            = *fixture.session().snapshot()->config.workload.data.multimodal->image->pool;
        QVERIFY(pool.size > 10 && pool.size < 100);
        QCOMPARE(pool.sampling.range.max, pool.size - 1); // written out, and gone along
        QVERIFY(std::fabs(fixture.figures().caches.front().predicted->hitRate - 0.97) < 2e-3);
        fixture.action("undo")->trigger();
        QCOMPARE(fixture.text(), text);
    }

    void anAimSetsTheCapacityOfTheCache()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        const std::string text = fixture.text();
        fixture.find<QDoubleSpinBox>("aimHitRate")->setValue(80);
        QTRY_VERIFY(fixture.find<QPushButton>("aimCapacityApply"));
        QTRY_VERIFY(fixture.find<QLabel>("aimCapacityText")->text().endsWith("gives 80 %"));
        QTest::mouseClick(fixture.find<QPushButton>("aimCapacityApply"), Qt::LeftButton);
        WAIT_FOR(fixture);
        QVERIFY(std::fabs(fixture.figures().caches.front().predicted->hitRate - 0.8) < 2e-3);
        QCOMPARE(fixture.text(), text);
        // Out of reach: said why, with the nearest there is, and nothing to apply.
        fixture.find<QDoubleSpinBox>("aimHitRate")->setValue(99);
        QTRY_VERIFY(!fixture.find<QPushButton>("aimCapacityApply"));
        QVERIFY(fixture.find<QLabel>("aimCapacityText")->text().contains("Nearest"));
    }

    void theCommandPrintsTheSame()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        fixture.choose("sglang");
        fixture.find<QSpinBox>("replicas")->setValue(3);
        auto* routing = fixture.find<QComboBox>("routing");
        QVERIFY(routing->isEnabled());
        routing->setCurrentIndex(1);
        emit routing->activated(1);
        QTest::mouseClick(fixture.find<QPushButton>("copyCommand"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(),
            QStringLiteral("poolscope-cli reuse hot-product-images.yaml --cache sglang:100MiB "
                           "--replicas 3 --routing affinity --exact"));
        QCOMPARE(gui::reuseCommand(QStringLiteral("/a b/it's.yaml"), {}),
            QStringLiteral("poolscope-cli reuse '/a b/it'\\''s.yaml' --cache unlimited "
                           "--replicas 1 --routing round-robin --exact"));
    }

    void everythingIsReachedAndReadByKeyboard()
    {
        ReuseFixture fixture;
        WAIT_FOR(fixture);
        fixture.window->activateWindow();
        auto* chart = fixture.find<CurveChart>("capacityChart");
        chart->setFocus(Qt::TabFocusReason);
        const QString atMark = chart->readOut();
        QVERIFY(atMark.startsWith(QStringLiteral("4 GiB")));
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(chart->readOut() != atMark);
        QVERIFY(chart->readOut().contains("expected") && chart->readOut().contains("this plan"));
        QCOMPARE(chart->accessibleDescription(), chart->readOut());
        QCOMPARE(fixture.find<QLabel>("capacityChartReadOut")->text(), chart->readOut());
        const double cursor = *chart->cursor();
        QTest::keyClick(chart, Qt::Key_Return);
        QCOMPARE(fixture.find<gui::CapacityField>("capacityField")->capacity(),
            static_cast<std::uint64_t>(std::llround(cursor)));

        for (QWidget* widget : fixture.panel()->findChildren<QWidget*>()) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus)
                || widget->focusProxy())
                continue;
            const auto* button = qobject_cast<QPushButton*>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                qPrintable(
                    QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
        }
    }
};

POOLSCOPE_GUI_TEST(ReuseTest)
#include "reuse_test.moc"

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/weights_table.h"
#include "app/gui/widgets/note_bar.h"
#include "app/gui/widgets/segmented_control.h"
#include "app/gui/widgets/slider_field.h"
#include "tests/gui/window_fixture.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QWheelEvent>

using namespace poolscope;
using testing::WindowFixture;

namespace {

const config::Pool& poolOf(WindowFixture& fixture)
{
    return *fixture.session().snapshot()->config.workload.data.multimodal->image->pool;
}

bool has(WindowFixture& fixture, const char* text)
{
    return fixture.text().find(text) != std::string::npos;
}

} // namespace

class FormsTest : public QObject {
    Q_OBJECT

private slots:
    void everySamplingFormCanBeChosenAndIsSound_data()
    {
        QTest::addColumn<int>("segment");
        QTest::addColumn<QString>("written");
        QTest::addRow("uniform") << 0 << "sampling: {type: uniform, min: 0, max: 99}";
        QTest::addRow("weights") << 2 << "weights: [";
        QTest::addRow("sequence") << 3 << "sequence: [[0, 1], [1]]";
    }

    void everySamplingFormCanBeChosenAndIsSound()
    {
        QFETCH(int, segment);
        QFETCH(QString, written);
        WindowFixture fixture;
        auto* form = fixture.find<gui::SegmentedControl>("sampling");
        emit form->chosen(segment);
        QVERIFY2(has(fixture, qPrintable(written)), fixture.text().c_str());
        QVERIFY(!config::hasErrors(fixture.session().snapshot()->config.diagnostics));
        QVERIFY(fixture.session().snapshot()->plan);
        emit form->chosen(1);
        QVERIFY(has(fixture, "sampling: {type: zipf, min: 0, max: 99, skew: 1.1}"));
        QVERIFY(has(fixture, "# distinct pictures, rendered once")); // the neighbour's comment
    }

    void poolsAreTurnedOffAndOn()
    {
        WindowFixture fixture;
        auto* box = fixture.find<QCheckBox>("hasPool");
        QVERIFY(box->isChecked());
        box->click();
        QVERIFY(!fixture.session().snapshot()->config.workload.data.multimodal->image->pool);
        QVERIFY(!fixture.find<gui::SliderField>("skew"));
        box->click();
        QCOMPARE(poolOf(fixture).size, std::int64_t{ 100 });
        QVERIFY(fixture.find<gui::SliderField>("skew"));
    }

    void theWheelScrollsThePage()
    {
        WindowFixture fixture;
        const std::string before = fixture.text();
        const auto turn = [&](QWidget* widget) {
            QWheelEvent event(QPointF(widget->rect().center()),
                widget->mapToGlobal(QPointF(widget->rect().center())), {}, { 0, -240 },
                Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(widget, &event);
            fixture.session();
        };
        auto* skew = fixture.find<gui::SliderField>("skew");
        auto* slider = skew->findChild<QSlider*>();
        auto* field = skew->findChild<QDoubleSpinBox*>();
        turn(slider);
        turn(field);
        QVERIFY2(fixture.text() == before, fixture.text().c_str());
        QCOMPARE(field->focusPolicy(), Qt::StrongFocus); // or the wheel would bring the focus along
        slider->setFocus();
        turn(slider);
        QVERIFY(fixture.text() != before);
    }

    void countsSizesAndPlacesAreEdited()
    {
        WindowFixture fixture;
        auto* count = fixture.find<QDoubleSpinBox>("mean");
        count->setValue(3);
        QVERIFY(has(fixture, "count: {type: fixed, min: 3, max: 3, mean: 3}"));
        auto* format = fixture.find<QComboBox>("format");
        format->setCurrentText("png");
        emit format->activated(0);
        QVERIFY(has(fixture, "representation: png"));
        auto* position = fixture.find<QComboBox>("position");
        position->setCurrentIndex(1);
        emit position->activated(1);
        QVERIFY(has(fixture, "insertion_point: 0.0"));
        position->setCurrentIndex(0);
        emit position->activated(0);
        QVERIFY(!has(fixture, "insertion_point"));
        fixture.find<QPushButton>("addShape")->click();
        QCOMPARE(fixture.session()
                     .snapshot()
                     ->config.workload.data.multimodal->image->resolutions.size(),
            std::size_t{ 3 });
        QVERIFY(!config::hasErrors(fixture.session().snapshot()->config.diagnostics));
    }

    void theRangeFollowsThePool()
    {
        WindowFixture fixture;
        fixture.find<gui::SliderField>("poolSize")->field()->setValue(40);
        QVERIFY(has(fixture, "max: 39"));
        QCOMPARE(poolOf(fixture).sampling.range.max, std::int64_t{ 39 });
        QCOMPARE(fixture.session().document().undoStack()->count(), 1);
    }

    void weightsAreEditedInTheirTable()
    {
        WindowFixture fixture;
        fixture.session().newFromExample(":/examples/short-videos.yaml");
        fixture.session();
        auto* view = fixture.find<QTableView>("weights");
        QVERIFY(view);
        auto* model = qobject_cast<gui::WeightsModel*>(view->model());
        const QAbstractItemModelTester tester(model);
        QCOMPARE(model->rowCount(), 16);
        QVERIFY(model->setData(model->index(0, gui::WeightsModel::weightColumn), 60, Qt::EditRole));
        QVERIFY(has(fixture, "{index: 0, weight: 60}"));
        fixture.session().settle();
        QCOMPARE(model->entries().front().weight, 60.0);
        QVERIFY(
            !model->setData(model->index(0, gui::WeightsModel::weightColumn), -1, Qt::EditRole));
        QVERIFY(
            !model->setData(model->index(0, gui::WeightsModel::weightColumn), "x", Qt::EditRole));
    }

    void missingMediaCanBeAdded()
    {
        WindowFixture fixture;
        auto* list = fixture.window->findChild<QAbstractItemView*>("workload");
        const auto* model = qobject_cast<gui::WorkloadModel*>(list->model());
        list->setCurrentIndex(model->placeOf(gui::PageId::audio));
        auto* add = fixture.find<QPushButton>("emptyAction");
        QVERIFY(add);
        add->click();
        QVERIFY(fixture.session().snapshot()->plan->media(base::Modality::audio));
        QVERIFY(!config::hasErrors(fixture.session().snapshot()->config.diagnostics));
        QVERIFY(!fixture.find<QPushButton>("emptyAction"));
    }

    void loadTypesAreChangedWithTheirStages()
    {
        WindowFixture fixture;
        auto* list = fixture.window->findChild<QAbstractItemView*>("workload");
        list->setCurrentIndex(
            qobject_cast<gui::WorkloadModel*>(list->model())->placeOf(gui::PageId::load));
        auto* type = fixture.find<QComboBox>("loadType");
        emit type->textActivated("concurrent");
        QVERIFY(has(fixture, "type: concurrent"));
        QVERIFY(has(fixture, "num_requests: 1000"));
        QVERIFY(!config::hasErrors(fixture.session().snapshot()->config.diagnostics));
        auto* seed = fixture.find<QLineEdit>("seed");
        seed->setText("77");
        emit seed->editingFinished();
        QVERIFY(has(fixture, "base_seed: 77"));
    }

    void notesOfferTheirFix()
    {
        WindowFixture fixture;
        fixture.session().edit({ "data", "multimodal", "image", "count" },
            config::Value::Map{ { "type", "uniform" }, { "min", 1 }, { "max", 3 } }, "test");
        fixture.session().settle();
        gui::NoteBar* note = nullptr;
        for (auto* bar :
            fixture.window->center()->page(gui::PageId::image)->findChildren<gui::NoteBar*>())
            if (bar->isVisible() && bar->text().contains("17/33/50"))
                note = bar;
        QVERIFY(note);
        emit note->actionTriggered();
        QVERIFY(fixture.session().snapshot()->config.diagnostics.empty());
    }

    void whatCannotBePatchedIsSaid()
    {
        WindowFixture fixture;
        fixture.session().document().reset(
            "data:\n  type: synthetic\n  multimodal:\n    image: &i {count: {type: fixed, mean: "
            "1}, pool: {size: 5}}\n"
            "  x: *i\nload: {stages: [{rate: 1, duration: 5}], base_seed: 1}\n",
            {}, "alias");
        QSignalSpy messages(&fixture.session(), &gui::Session::messageRequested);
        fixture.session().edit({ "data", "x", "pool", "size" }, 9, "test");
        QCOMPARE(messages.count(), 1);
        QVERIFY(has(fixture, "size: 5"));
    }
};

POOLSCOPE_GUI_TEST(FormsTest)
#include "forms_test.moc"

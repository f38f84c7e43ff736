// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/form_row.h"
#include "app/gui/form/load_page.h"
#include "tests/gui/form_fixture.h"

#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QToolButton>

using namespace poolscope;
using testing::Form;
using testing::replaced;

namespace {

const char* const loadText = "load:\n"
                             "  type: concurrent\n"
                             "  stages: [{num_requests: 20, concurrency_level: 4}]\n"
                             "  base_seed: 7 # mine\n";

gui::FormRow* rowOf(Form& form, const char* path)
{
    const config::Path place = config::parsePath(path);
    form.session().reveal(place);
    QCoreApplication::processEvents();
    for (auto* row : form.window->findChildren<gui::FormRow*>())
        if (row->place() == place && row->isVisible())
            return row;
    return nullptr;
}

template <class T> T* visiblePart(QWidget* row, const char* name = "")
{
    for (T* part : row->findChildren<T*>(QString::fromLatin1(name)))
        if (part->isVisible())
            return part;
    return nullptr;
}

bool hasDot(QWidget* row)
{
    return visiblePart<QWidget>(row, "changed") != nullptr;
}

/// From the control of a row to the button behind it, and down.
void resetByKeyboard(Form& form, gui::FormRow* row)
{
    QCoreApplication::processEvents();
    auto* reset = visiblePart<QToolButton>(row, "reset");
    QVERIFY(reset);
    for (int i = 0; i < 4 && !reset->hasFocus(); ++i)
        form.press(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(reset->hasFocus());
    form.press(reset, Qt::Key_Space);
}

} // namespace

/// Rows of the pages that are made by hand.
class FormRowTest : public QObject {
    Q_OBJECT

private slots:
    void dotsSayWhatTheTextSetsAndResetTakesItOut()
    {
        Form form(replaced(loadText, "  base_seed: 7 # mine\n", ""));
        const std::string before = form.text();
        auto* row = rowOf(form, "load.base_seed");
        QVERIFY(row);
        QVERIFY(!hasDot(row));
        QVERIFY(!visiblePart<QToolButton>(row, "reset"));

        auto* seed = row->findChild<QLineEdit*>("seed");
        form.type(seed, "77");
        COMPARE_TEXTS(form, before + "  base_seed: 77\n");
        QVERIFY(hasDot(row));
        QVERIFY(
            visiblePart<QWidget>(row, "changed")->accessibleName().startsWith("set in the file"));

        resetByKeyboard(form, row);
        COMPARE_TEXTS(form, before);
        QVERIFY(!hasDot(row));
        QVERIFY(!visiblePart<QToolButton>(row, "reset"));
        QCOMPARE(form.steps(), 2);
        // The focus stays in the row, and leaving it does not write the old value again.
        QVERIFY(seed->hasFocus());
        QCOMPARE(seed->text(), QString());
        form.press(seed, Qt::Key_Tab);
        QVERIFY(!seed->hasFocus());
        COMPARE_TEXTS(form, before);
        form.undo();
        COMPARE_TEXTS(form, before + "  base_seed: 77\n");
        QVERIFY(hasDot(row));
        QCOMPARE(seed->text(), QString("77"));
    }

    void marksComeAndGoWithoutMovingAnything()
    {
        for (const QSize& size : { QSize(1440, 900), QSize(1024, 700) }) {
            Form form(loadText);
            form.window->resize(size);
            auto* row = rowOf(form, "load.interval");
            auto* interval = row->findChild<QDoubleSpinBox*>();
            auto* below = rowOf(form, "load.base_seed");
            form.session().reveal({ "load", "type" });
            QCoreApplication::processEvents();
            const auto places = [&] {
                return QList<QRect>{ row->geometry(), interval->geometry(), below->geometry() };
            };
            const auto before = places();
            QVERIFY(!hasDot(row));
            form.session().edit({ "load", "interval" }, 3, "test");
            form.session().reveal({ "load", "interval" });
            QCoreApplication::processEvents();
            QVERIFY(hasDot(row));
            QVERIFY(visiblePart<QToolButton>(row, "reset"));
            QCOMPARE(places(), before);
        }
    }

    void pagesTakeNoEditsBeforeThereIsASnapshot()
    {
        Form form(loadText);
        gui::LoadPage page;
        QVERIFY(!page.isEnabled());
        page.setSnapshot(form.session().snapshot());
        QVERIFY(page.isEnabled());
    }

    void pagesFitTheSmallestWindow()
    {
        Form form(
            "data:\n"
            "  type: shared_prefix\n"
            "  shared_prefix: {system_prompt_len: 9, question_len: 9, output_len: 9}\n"
            "  multimodal:\n"
            "    image:\n"
            "      resolutions: [{resolution: 720p, weight: 80}, {resolution: 1080p, weight: 1}]\n"
            "      pool: {size: 9, sampling: {type: zipf, min: 0, max: 8}}\n"
            "    video:\n"
            "      profiles:\n"
            "        - {profile: {resolution: 360p, frames: 20}, weight: 2}\n"
            "        - {profile: {resolution: 720p, frames: 20}, weight: 1}\n"
            "      pool: {size: 2, sampling: {weights: [{index: 0, weight: 1}]}}\n"
            "    audio:\n"
            "      durations: [{duration: 1, weight: 1}, {duration: 2, weight: 1}]\n"
            "      pool: {size: 2, sampling: {sequence: [[0], [1]]}}\n"
            "load: {stages: [{rate: 1, duration: 5}, {rate: 2, duration: 5}]}\n");
        form.window->resize(1024, 700);
        for (const gui::PageId id :
            { gui::PageId::text, gui::PageId::image, gui::PageId::video, gui::PageId::audio,
                gui::PageId::sharedPrefix, gui::PageId::load, gui::PageId::server }) {
            form.window->center()->showPage(id);
            QCoreApplication::processEvents();
            const gui::FormPage* page = form.window->center()->page(id);
            QVERIFY2(page->width() <= page->parentWidget()->width(),
                qPrintable(QStringLiteral("%1: %2 > %3")
                               .arg(page->title())
                               .arg(page->width())
                               .arg(page->parentWidget()->width())));
        }
    }

    void whatIsNoKeyOrMustBeGivenIsNotReset()
    {
        Form form(loadText);
        auto* seed = rowOf(form, "load.base_seed");
        QVERIFY(hasDot(seed));
        auto* all = rowOf(form, "load"); // the sum
        QVERIFY(all);
        QVERIFY(!hasDot(all));
        form.session().newFromExample(":/examples/hot-product-images.yaml");
        auto* size = rowOf(form, "data.multimodal.image.pool.size");
        QVERIFY(hasDot(size));
        QCoreApplication::processEvents();
        QVERIFY(!visiblePart<QToolButton>(size, "reset"));
    }

    void rangesAreResetInOneStep()
    {
        const std::string text
            = "data:\n"
              "  type: synthetic\n"
              "  input_distribution: {type: fixed, mean: 10}\n"
              "  multimodal:\n"
              "    image:\n"
              "      count: {type: fixed, mean: 1}\n"
              "      pool: {size: 9, sampling: {type: uniform, min: 1, max: 5}}\n"
              "load: {stages: [{rate: 1, duration: 5}]}\n";
        Form form(text);
        auto* row = rowOf(form, "data.multimodal.image.pool.sampling.min");
        QVERIFY(row);
        visiblePart<QSpinBox>(row)->setFocus();
        resetByKeyboard(form, row);
        COMPARE_TEXTS(form, replaced(text, ", min: 1, max: 5", ""));
        QCOMPARE(form.steps(), 1);
    }

    void theTypeOfTheLoadGoesWithItsStages()
    {
        Form form(loadText);
        auto* row = rowOf(form, "load.type");
        row->control()->setFocus();
        resetByKeyboard(form, row);
        QVERIFY(form.text().find("type:") == std::string::npos);
        QVERIFY(form.text().find("rate: 10") != std::string::npos);
        QVERIFY(!config::hasErrors(form.session().snapshot()->config.diagnostics));
    }

    void keysByTheirOtherNameAreChangedAndReset()
    {
        const std::string text = "data:\n"
                                 "  type: shared_prefix\n"
                                 "  shared_prefix: {num_unique_system_prompts: 4} # p\n";
        Form form(text);
        auto* row = rowOf(form, "data.shared_prefix.num_groups");
        QVERIFY(row);
        QVERIFY(hasDot(row));
        auto* groups = qobject_cast<QSpinBox*>(row->control());
        groups->setValue(6);
        COMPARE_TEXTS(form, replaced(text, "4", "6"));
        groups->setFocus();
        resetByKeyboard(form, row);
        COMPARE_TEXTS(form, replaced(text, "{num_unique_system_prompts: 4}", "{}"));
        QVERIFY(!hasDot(row));
    }
};

POOLSCOPE_GUI_TEST(FormRowTest)
#include "form_row_test.moc"

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/preview/preview_panel.h"
#include "app/gui/qt.h"
#include "app/gui/recovery/recovery_folder.h"
#include "app/gui/widgets/theme.h"
#include "app/gui/window/bottom_panel.h"
#include "app/gui/window/center_panel.h"
#include "app/gui/window/main_window.h"
#include "core/run/endpoint.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTest>

#include <memory>

namespace poolscope::testing {

/// A window on an example, shown at the size of the design.
class WindowFixture {
public:
    explicit WindowFixture(const QString& file = {})
    {
        QSettings().clear();
        window = std::make_unique<gui::MainWindow>();
        window->resize(1440, 900);
        window->show();
        window->begin(file);
        session();
        QCoreApplication::processEvents();
    }

    /// With nothing left to derive.
    gui::Session& session()
    {
        window->session().settle();
        return window->session();
    }
    std::string text() { return session().document().text(); }
    template <class T> T* find(const char* name)
    {
        // The visible one: pages of other modalities have controls of the same name.
        for (T* widget : window->findChildren<T*>(QString::fromLatin1(name)))
            if (widget->isVisible())
                return widget;
        return nullptr;
    }
    QAction* action(const char* id) { return window->actionTable().find(QString::fromLatin1(id)); }

    std::unique_ptr<gui::MainWindow> window;
};

/// How many pixels of two pictures of the same size differ, as a share.
inline double difference(const QImage& a, const QImage& b)
{
    if (a.size() != b.size())
        return 1;
    qint64 different = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            different += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
    return static_cast<double>(different) / (static_cast<double>(a.width()) * a.height());
}

/// The app's name and look, libraries prepared.
inline void prepare(QApplication& application)
{
    run::initialize();
    QApplication::setOrganizationName(QStringLiteral("poolscope-test"));
    QApplication::setApplicationName(QStringLiteral("poolscope-test"));
    gui::applyTheme(application, gui::Appearance::light);
}

/// main() of a GUI test. What an earlier run that crashed has left behind is not recovered.
template <class T> int runTest(int argc, char** argv)
{
    QApplication application(argc, argv);
    prepare(application);
    QDir(gui::recoveryFolder()).removeRecursively();
    T test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace poolscope::testing

#define POOLSCOPE_GUI_TEST(Class)                                                                  \
    int main(int argc, char** argv)                                                                \
    {                                                                                              \
        return poolscope::testing::runTest<Class>(argc, argv);                                     \
    }

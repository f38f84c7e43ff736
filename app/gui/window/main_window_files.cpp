// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What MainWindow's actions do with files, settings and the outside; its parts are put together in
// main_window.cpp.

#include "app/gui/preview/preview_panel.h"
#include "app/gui/qt.h"
#include "app/gui/session/recent_files.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/theme.h"
#include "app/gui/window/bottom_panel.h"
#include "app/gui/window/center_panel.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/workload_panel.h"
#include "core/base/file.h"
#include "core/export/targets.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStandardPaths>

#include <array>

namespace poolscope::gui {

namespace {

/// Counted up when the parts of the window change, so that old sizes are not applied to new parts.
constexpr int layoutVersion = 1;

QString homeFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

} // namespace

/// True when the document may go: it is saved, or the user lets the changes go.
bool MainWindow::mayDiscard()
{
    m_session.file().finish(); // a save under way
    if (!m_session.document().isDirty())
        return true;
    switch (dialogs::askToSave(this, m_session.document().displayName())) {
    case dialogs::SaveAnswer::save:
        save();
        m_session.file().finish();
        return !m_session.document().isDirty();
    case dialogs::SaveAnswer::discard:
        return true;
    case dialogs::SaveAnswer::cancel:
        break;
    }
    return false;
}

void MainWindow::open(const QString& path)
{
    if (mayDiscard())
        m_session.file().open(path);
}

void MainWindow::openByDialog()
{
    const QString current = m_session.document().path();
    const QString path = dialogs::openFileName(
        this, current.isEmpty() ? homeFolder() : QFileInfo(current).absolutePath());
    if (!path.isEmpty())
        open(path);
}

void MainWindow::save()
{
    if (m_session.document().path().isEmpty())
        saveAs();
    else
        m_session.file().save(m_session.document().path(), DocumentFile::Overwriting::refuse);
}

void MainWindow::saveAs()
{
    const QString current = m_session.document().path();
    const QString path = dialogs::saveFileName(this,
        current.isEmpty() ? QDir(homeFolder()).filePath(m_session.document().displayName())
                          : current);
    if (!path.isEmpty()) // that it is written over has been asked there
        m_session.file().save(path, DocumentFile::Overwriting::allow);
}

void MainWindow::exportFiles()
{
    const QString folder = dialogs::folderName(this, tr("Export Into"), homeFolder());
    if (folder.isEmpty())
        return;
    const auto result
        = exports::extendedYaml({ m_session.document().text(), m_session.snapshot()->seed });
    if (!result) {
        say(toQt(result.error().message), true);
        return;
    }
    for (const auto& file : result->files) {
        // Nothing that is there is written over, the config itself least of all.
        const QFileInfo name(toQt(file.name));
        QString path = QDir(folder).filePath(name.fileName());
        for (int i = 2; QFileInfo::exists(path); ++i)
            path = QDir(folder).filePath(
                QStringLiteral("%1-%2.%3").arg(name.baseName()).arg(i).arg(name.suffix()));
        if (auto written = base::writeFile(toStd(path), file.content); !written) {
            say(toQt(written.error().message), true);
            return;
        }
        say(tr("Exported \"%1\"").arg(path), false);
    }
    for (const std::string& note : result->notes)
        m_bottom->note(toQt(note));
}

void MainWindow::toggleRun()
{
    if (m_runs.isRunning()) {
        m_runs.stop();
        return;
    }
    startRun({});
}

void MainWindow::startRun(std::optional<std::uint64_t> requests)
{
    m_session.settle();
    if (!m_runs.canRun())
        return;
    m_bottom->showTab(BottomPanel::run);
    m_runs.start(requests);
}

void MainWindow::fillExamples(QMenu* menu)
{
    const std::array<std::pair<QString, const char*>, 6> examples{ {
        { tr("Hot Product Images"), "hot-product-images" },
        { tr("Document Scans"), "document-scans" },
        { tr("Audio Clips"), "audio-clips" },
        { tr("Short Videos"), "short-videos" },
        { tr("Shared Prefix"), "shared-prefix" },
        { tr("Two Requests, Written Out"), "two-requests" },
    } };
    for (const auto& [title, name] : examples)
        menu->addAction(title, this, [this, name = name] {
            if (mayDiscard())
                m_session.newFromExample(
                    QStringLiteral(":/examples/%1.yaml").arg(QLatin1String(name)));
        });
}

void MainWindow::fillRecent(QMenu* menu)
{
    menu->clear();
    const QStringList files = RecentFiles::list();
    for (const QString& path : files) {
        QAction* action
            = menu->addAction(QDir::toNativeSeparators(path), this, [this, path] { open(path); });
        action->setEnabled(QFileInfo::exists(path));
    }
    if (files.isEmpty())
        menu->addAction(tr("No recent files"))->setEnabled(false);
    menu->addSeparator();
    menu->addAction(tr("Clear the List"), this, [] { RecentFiles::clear(); })
        ->setEnabled(!files.isEmpty());
}

void MainWindow::setDark(bool isDark)
{
    applyTheme(*qApp, isDark ? Appearance::dark : Appearance::light);
    QSettings().setValue(
        QStringLiteral("appearance"), isDark ? QStringLiteral("dark") : QStringLiteral("light"));
    showSnapshot();
    showRun();
}

void MainWindow::cyclePanes()
{
    const std::array<QWidget*, 4> panes{ m_workload, m_center, m_preview, m_bottom };
    std::size_t current = panes.size() - 1;
    for (std::size_t i = 0; i < panes.size(); ++i)
        if (panes.at(i) == focusWidget() || panes.at(i)->isAncestorOf(focusWidget()))
            current = i;
    QWidget* next = panes.at((current + 1) % panes.size());
    if (next->focusPolicy() != Qt::NoFocus) {
        next->setFocus(Qt::TabFocusReason);
        return;
    }
    for (QWidget* child : next->findChildren<QWidget*>())
        if (child->isVisible() && child->isEnabled()
            && (child->focusPolicy() & Qt::TabFocus) != 0) {
            child->setFocus(Qt::TabFocusReason);
            return;
        }
}

void MainWindow::resetLayout()
{
    constexpr int treeWidth = 208;
    const int bottomHeight = height() < 800 ? 172 : 196;
    const int rest = std::max(700, width() - treeWidth);
    m_columns->setSizes({ std::min(treeWidth, width() / 6 + 4), rest * 53 / 100, rest * 47 / 100 });
    m_rows->setSizes({ std::max(300, height() - bottomHeight - 120), bottomHeight });
}

void MainWindow::restoreLayout()
{
    const QSettings settings;
    resize(1440, 900);
    resetLayout();
    if (settings.value(QStringLiteral("layout/version")).toInt() != layoutVersion)
        return;
    restoreGeometry(settings.value(QStringLiteral("layout/geometry")).toByteArray());
    m_columns->restoreState(settings.value(QStringLiteral("layout/columns")).toByteArray());
    m_rows->restoreState(settings.value(QStringLiteral("layout/rows")).toByteArray());
    m_center->setMode(
        static_cast<CenterPanel::Mode>(settings.value(QStringLiteral("layout/mode")).toInt()));
}

void MainWindow::saveLayout() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("layout/version"), layoutVersion);
    settings.setValue(QStringLiteral("layout/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("layout/columns"), m_columns->saveState());
    settings.setValue(QStringLiteral("layout/rows"), m_rows->saveState());
    settings.setValue(QStringLiteral("layout/mode"), m_center->mode());
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_session.file().check();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayDiscard()) {
        event->ignore();
        return;
    }
    saveLayout();
    m_runs.stop();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.front().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    open(event->mimeData()->urls().front().toLocalFile());
}

} // namespace poolscope::gui

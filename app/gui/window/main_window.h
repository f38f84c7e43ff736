// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/session/pool_renderer.h"
#include "app/gui/session/run_controller.h"
#include "app/gui/session/session.h"
#include "app/gui/session/thumbnails.h"
#include "app/gui/window/actions.h"

#include <QMainWindow>

#include <optional>

class QMenu;
class QPushButton;
class QSplitter;

namespace poolscope::gui {

class BottomPanel;
class CenterPanel;
class EndpointBar;
class FileBar;
class NoteBar;
class PreviewPanel;
class StatusLine;
class WorkloadPanel;
enum class PageId;

/// The window: puts the panels together, connects their wishes to the session, keeps its geometry.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a file, or begins with the first example when the path is empty.
    void begin(const QString& path);

    Session& session() { return m_session; }
    RunController& runs() { return m_runs; }
    Actions& actionTable() { return *m_actions; }
    CenterPanel* center() const { return m_center; }
    PreviewPanel* preview() const { return m_preview; }
    BottomPanel* bottom() const { return m_bottom; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    friend QList<ActionRow> actionRows(MainWindow& window);

    QWidget* makeToolBar();
    QWidget* makeBody();
    void connectParts();
    void connectFile();
    void showSnapshot();
    void showRun();
    void showTitle();
    void showPage(PageId page);
    void showFirstMedia();
    void say(const QString& text, bool isError);
    void reveal(const config::Path& path);
    void showFound(const config::Path& path, bool isKnown);

    // What the actions do.
    bool mayDiscard();
    void open(const QString& path);
    void openByDialog();
    void save();
    void saveAs();
    void exportFiles();
    void toggleRun();
    /// Sends the plan of the text as it is now, or only its first requests.
    void startRun(std::optional<std::uint64_t> requests);
    void fillExamples(QMenu* menu);
    void fillRecent(QMenu* menu);
    void setDark(bool isDark);
    void cyclePanes();
    void restoreLayout();
    void saveLayout() const;
    void resetLayout();

    Session m_session;
    RunController m_runs;
    Thumbnails m_thumbnails;
    PoolRenderer m_renderer;
    Actions* m_actions = nullptr;
    EndpointBar* m_endpoint = nullptr;
    QPushButton* m_runButton = nullptr;
    WorkloadPanel* m_workload = nullptr;
    CenterPanel* m_center = nullptr;
    PreviewPanel* m_preview = nullptr;
    BottomPanel* m_bottom = nullptr;
    NoteBar* m_message = nullptr;
    FileBar* m_fileBar = nullptr;
    StatusLine* m_status = nullptr;
    QSplitter* m_columns = nullptr;
    QSplitter* m_rows = nullptr;
};

/// The table of everything the window can do.
QList<ActionRow> actionRows(MainWindow& window);

} // namespace poolscope::gui

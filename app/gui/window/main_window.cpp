// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/main_window.h"

#include "app/gui/charts/chart_view.h"
#include "app/gui/preview/preview_panel.h"
#include "app/gui/session/recent_files.h"
#include "app/gui/widgets/note_bar.h"
#include "app/gui/widgets/theme.h"
#include "app/gui/widgets/wheel_guard.h"
#include "app/gui/window/bottom_panel.h"
#include "app/gui/window/center_panel.h"
#include "app/gui/window/endpoint_bar.h"
#include "app/gui/window/file_bar.h"
#include "app/gui/window/status_line.h"
#include "app/gui/window/workload_panel.h"

#include <QHBoxLayout>
#include <QMenuBar>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <optional>

namespace poolscope::gui {

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_runs(m_session.threads(), m_session.store())
    , m_thumbnails(m_session.threads(), m_session.store())
    , m_renderer(m_session.threads(), m_session.store())
{
    setAcceptDrops(true);
    new WheelGuard(this);
    auto* central = new QWidget(this);
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* body = makeBody();
    m_actions = new Actions(actionRows(*this), this);
    m_actions->fill(menuBar());
    m_message = new NoteBar(central);
    m_message->hide();
    m_fileBar = new FileBar(m_session, central);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_message);
    layout->addWidget(m_fileBar);
    layout->addWidget(body, 1);
    setCentralWidget(central);
    m_status = new StatusLine(this);
    setStatusBar(m_status);
    connectParts();
    restoreLayout();
    m_runs.setEndpoint({});
}

MainWindow::~MainWindow()
{
    // What tells of its own end must not reach parts that are gone already.
    m_session.document().undoStack()->disconnect(this);
    m_session.disconnect(this);
    m_runs.disconnect(this);
    m_renderer.disconnect();
    delete takeCentralWidget(); // the panels end their jobs, for which the session waits
}

void MainWindow::begin(const QString& path)
{
    if (path.isEmpty() || !m_session.open(path))
        m_session.newFromExample(QStringLiteral(":/examples/hot-product-images.yaml"));
    m_session.recovery().look();
}

QWidget* MainWindow::makeToolBar()
{
    auto* bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("toolbar"));
    bar->setProperty("ground", "panel");
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid * 3 / 2, grid, grid * 3 / 2, grid);
    layout->setSpacing(grid);
    const auto addButton = [&](const char* action, const QString& text) {
        auto* button = new QToolButton(bar);
        QAction* source = m_actions->find(QString::fromLatin1(action));
        button->setText(text);
        button->setToolTip(source->toolTip());
        button->setEnabled(source->isEnabled());
        connect(button, &QToolButton::clicked, source, &QAction::trigger);
        connect(source, &QAction::changed, button,
            [button, source] { button->setEnabled(source->isEnabled()); });
        layout->addWidget(button);
        return button;
    };
    auto* newButton = addButton("new", tr("New"));
    auto* examples = new QMenu(newButton);
    fillExamples(examples);
    newButton->setMenu(examples);
    newButton->setPopupMode(QToolButton::InstantPopup);
    auto* openButton = addButton("open", tr("Open"));
    auto* recent = new QMenu(openButton);
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    openButton->setMenu(recent);
    openButton->setPopupMode(QToolButton::MenuButtonPopup);
    addButton("save", tr("Save"));
    addButton("undo", tr("Undo"));
    addButton("redo", tr("Redo"));
    layout->addSpacing(grid * 2);
    m_endpoint = new EndpointBar(m_runs, bar);
    layout->addWidget(m_endpoint, 1);
    addButton("sendOne", tr("Send One"));
    m_runButton = new QPushButton(bar);
    m_runButton->setObjectName(QStringLiteral("runButton"));
    m_runButton->setProperty("role", "primary");
    m_runButton->setMinimumWidth(96);
    connect(m_runButton, &QPushButton::clicked, this, &MainWindow::toggleRun);
    layout->addWidget(m_runButton);
    addButton("export", tr("Export\u2026"));
    auto* holder = new QWidget(this);
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* line = new QFrame(holder);
    line->setProperty("role", "line");
    line->setFixedHeight(1);
    column->addWidget(bar);
    column->addWidget(line);
    return holder;
}

QWidget* MainWindow::makeBody()
{
    m_workload = new WorkloadPanel(this);
    m_workload->setMinimumWidth(150);
    m_center = new CenterPanel(m_session, this);
    m_center->setMinimumWidth(360);
    m_preview = new PreviewPanel(m_thumbnails, m_session.threads(), m_session.store(), this);
    m_preview->setMinimumWidth(340);
    m_bottom = new BottomPanel(m_session.document().undoStack(), this);
    m_bottom->setMinimumHeight(120);

    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->addWidget(m_workload);
    m_columns->addWidget(m_center);
    m_columns->addWidget(m_preview);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 1);
    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(m_bottom);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    for (QSplitter* splitter : { m_columns, m_rows }) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    return m_rows;
}

void MainWindow::connectParts()
{
    connect(&m_session, &Session::snapshotChanged, this, &MainWindow::showSnapshot);
    connect(&m_session, &Session::becameStale, this, [this] { m_preview->setStale(true); });
    connect(&m_session, &Session::messageRequested, this, &MainWindow::say);
    connect(&m_session, &Session::revealRequested, this, &MainWindow::reveal);
    connect(&m_session.document(), &Document::pathChanged, this, &MainWindow::showTitle);
    connect(&m_session.document(), &Document::wasReset, this, &MainWindow::showFirstMedia);
    connect(
        m_session.document().undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
    connect(m_session.document().undoStack(), &QUndoStack::indexChanged, this,
        [this] { m_actions->refresh(); });
    connect(&m_runs, &RunController::stateChanged, this, &MainWindow::showRun);
    connect(&m_runs, &RunController::messageRequested, this, &MainWindow::say);
    connect(&m_renderer, &PoolRenderer::progressed, m_status, &StatusLine::setRendered);
    connectFile();
    connect(m_workload, &WorkloadPanel::pageChosen, this, &MainWindow::showPage);
    connect(m_workload, &WorkloadPanel::settingChosen, this, &MainWindow::showFound);
    connect(m_center, &CenterPanel::searchRequested, m_workload, &WorkloadPanel::startSearch);
    connect(m_preview, &PreviewPanel::copied, this,
        [this](const QString& text) { say(tr("Copied \"%1\"").arg(text), false); });
    connect(m_preview, &PreviewPanel::editRequested, &m_session,
        qOverload<const std::vector<FieldEdit>&, const QString&, const MergeKey&>(&Session::edit));
    connect(
        m_preview, &PreviewPanel::takeBackRequested, &m_session.document(), &Document::takeBack);
    connect(m_preview, &PreviewPanel::poolChangeRequested, &m_session, &Session::changePool);
    for (ChartView* chart : findChildren<ChartView*>())
        connect(chart, &ChartView::messageRequested, this, &MainWindow::say);
    connect(m_bottom->problemsPanel(), &ProblemsPanel::shown, this,
        [this](const config::Diagnostic& diagnostic) {
            m_center->revealInText(config::parsePath(diagnostic.path));
            m_center->editor()->select(diagnostic.range);
            showPage(m_center->pageFor(config::parsePath(diagnostic.path)));
        });
    connect(m_bottom->problemsPanel(), &ProblemsPanel::fixRequested, &m_session, &Session::apply);
    connect(
        m_bottom->problemsPanel(), &ProblemsPanel::readingChosen, &m_session, &Session::setReading);
    connect(m_status, &StatusLine::problemsRequested, this,
        [this] { m_bottom->showTab(BottomPanel::problems); });
    connect(m_center->editor(), &YamlEditor::cursorPositionChanged, this, [this] {
        const QTextCursor cursor = m_center->editor()->textCursor();
        m_status->setPosition(cursor.blockNumber() + 1, cursor.positionInBlock() + 1);
        m_actions->refresh();
    });
    connect(m_center, &CenterPanel::modeChanged, this, [this] { m_actions->refresh(); });
    connect(m_message, &NoteBar::actionTriggered, m_message, &QWidget::hide);
    m_workload->setCurrent(PageId::image);
}

void MainWindow::connectFile()
{
    const auto remember = [this] { RecentFiles::add(m_session.document().path()); };
    connect(&m_session.file(), &DocumentFile::opened, this, [this, remember] {
        remember();
        say(tr("Opened \"%1\"").arg(m_session.document().displayName()), false);
    });
    connect(&m_session.file(), &DocumentFile::saved, this, remember);
    connect(m_fileBar, &FileBar::restoreRequested, this, [this] {
        if (mayDiscard())
            m_session.recovery().restore();
    });
}

void MainWindow::showSnapshot()
{
    const auto& snapshot = m_session.snapshot();
    if (m_session.isStale()) {
        // In the midst of a drag: pictures follow, forms and marks wait for the latest text.
        if (snapshot->plan)
            m_preview->setSnapshot(snapshot);
        return;
    }
    m_workload->setSnapshot(snapshot);
    m_center->setSnapshot(snapshot);
    m_bottom->setSnapshot(snapshot);
    m_status->setSnapshot(snapshot);
    m_endpoint->setSnapshot(snapshot);
    // While the text has errors the last good picture stays, dimmed.
    const auto& shown = snapshot->plan || !m_session.lastGood() ? snapshot : m_session.lastGood();
    m_preview->setSnapshot(shown);
    m_preview->setStale(shown != snapshot);
    m_thumbnails.forgetWishes();
    m_renderer.setSnapshot(shown);
    m_runs.setSnapshot(snapshot);
    m_actions->refresh();
}

void MainWindow::showRun()
{
    const auto& state = m_runs.state();
    const bool isLive = m_runs.isRunning();
    m_runButton->setText(isLive ? tr("\u25a0 Stop") : tr("\u25b6 Run  F5"));
    m_runButton->setEnabled(isLive || m_runs.canRun());
    m_runButton->setToolTip(isLive ? tr("Stop the run; what it has is kept (Shift+F5)")
                                   : tr("Send the plan's requests to the endpoint (F5)"));
    m_renderer.setPaused(isLive);
    // The figures belong to the config that was run; another config has run nothing yet.
    const bool isOfThis = state && m_runs.plannedBy() && m_session.snapshot()->plan
        && (isLive || m_runs.plannedBy()->text == m_session.snapshot()->text);
    m_bottom->runPanel()->setRun({ state, state ? m_runs.plannedBy() : m_session.snapshot(),
        m_runs.checks(), m_runs.findings(), m_runs.advice() });
    m_preview->setRun(isOfThis ? state : nullptr);
    m_status->setRunState(!state                    ? tr("idle")
            : state->phase == run::Phase::preparing ? tr("rendering")
            : isLive                                ? tr("running")
            : state->wasStopped                     ? tr("stopped")
                                                    : tr("finished"));
    m_actions->refresh();
}

void MainWindow::showTitle()
{
    setWindowTitle(tr("%1[*] \u2013 Poolscope").arg(m_session.document().displayName()));
    setWindowModified(m_session.document().isDirty());
    const QString& path = m_session.document().path();
    m_preview->reusePanel()->setFile(path.isEmpty() ? m_session.document().displayName() : path);
    m_actions->refresh();
}

void MainWindow::showPage(PageId page)
{
    m_center->showPage(page);
    m_workload->setCurrent(page);
    if (const auto modality = modalityOf(page)) {
        m_preview->setModality(*modality);
        m_bottom->runPanel()->setModality(*modality);
    }
}

/// Another document: its first modality with a pool, or with items at all, is what one wants to
/// see.
void MainWindow::showFirstMedia()
{
    const auto& multimodal = m_session.snapshot()->config.workload.data.multimodal;
    const auto media
        = [&](PageId page) { return multimodal ? multimodal->media(*modalityOf(page)) : nullptr; };
    std::optional<PageId> found;
    for (const PageId page : { PageId::image, PageId::video, PageId::audio })
        if (media(page) && (!found || (media(page)->pool && !media(*found)->pool)))
            found = page;
    showPage(found.value_or(PageId::image));
}

void MainWindow::say(const QString& text, bool isError)
{
    m_bottom->note(text);
    m_message->setVisible(isError);
    if (isError)
        m_message->setNote(Tone::error, text, tr("Dismiss"));
    else
        m_status->say(text, false);
}

void MainWindow::reveal(const config::Path& path)
{
    const PageId page = m_center->pageFor(path);
    showPage(page);
    if (!m_center->page(page)->focusPath(path))
        m_center->revealInText(path);
}

void MainWindow::showFound(const config::Path& path, bool isKnown)
{
    if (!isKnown) {
        m_center->revealInText(path);
        m_center->editor()->setFocus();
        return;
    }
    if (m_center->mode() == CenterPanel::yaml)
        m_center->setMode(CenterPanel::split);
    reveal(path);
}

} // namespace poolscope::gui

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/bottom_panel.h"

#include "app/gui/widgets/theme.h"

#include <QFontDatabase>
#include <QFrame>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTabBar>
#include <QTime>
#include <QUndoView>
#include <QVBoxLayout>

namespace poolscope::gui {

namespace {

constexpr int maxLogLines = 2000;

} // namespace

BottomPanel::BottomPanel(QUndoStack* undoStack, QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
    , m_run(new RunPanel(this))
    , m_problems(new ProblemsPanel(this))
    , m_log(new QPlainTextEdit(this))
{
    setProperty("ground", "panel");
    setAttribute(Qt::WA_StyledBackground);
    m_pages->setProperty("ground", "panel");
    m_tabs->setObjectName(QStringLiteral("bottomTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString& title : { tr("Run"), tr("Problems"), tr("History"), tr("Log") })
        m_tabs->addTab(title);
    auto* undoView = new QUndoView(undoStack, this);
    undoView->setEmptyLabel(tr("As opened"));
    undoView->setAccessibleName(tr("History of changes"));
    m_log->setReadOnly(true);
    m_log->setMaximumBlockCount(maxLogLines);
    m_log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_log->setAccessibleName(tr("Log"));
    for (QWidget* page : std::initializer_list<QWidget*>{ m_run, m_problems, undoView, m_log })
        m_pages->addWidget(page);
    auto* line = new QFrame(this);
    line->setProperty("role", "line");
    line->setFixedHeight(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(line);
    layout->addWidget(m_pages, 1);
    m_tabs->setContentsMargins(grid, 0, 0, 0);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

void BottomPanel::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_problems->setSnapshot(snapshot);
    const int count = m_problems->count();
    m_tabs->setTabText(problems, count == 0 ? tr("Problems") : tr("Problems %1").arg(count));
}

void BottomPanel::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

int BottomPanel::currentTab() const
{
    return m_tabs->currentIndex();
}

void BottomPanel::note(const QString& text)
{
    m_log->appendPlainText(
        QTime::currentTime().toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("  ") + text);
}

} // namespace poolscope::gui

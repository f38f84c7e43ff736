// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/workload_panel.h"

#include "app/gui/widgets/theme.h"

#include <QCoreApplication>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace poolscope::gui {

WorkloadPanel::WorkloadPanel(QWidget* parent)
    : QWidget(parent)
    , m_query(new QLineEdit(this))
    , m_stack(new QStackedWidget(this))
    , m_workload(new WorkloadModel(this))
    , m_list(new QListView(this))
    , m_search(new SettingSearch(this))
    , m_results(new QListView(this))
    , m_nothing(new QLabel(tr("No setting has these words."), this))
{
    setProperty("ground", "panel");
    setAttribute(Qt::WA_StyledBackground);
    m_query->setPlaceholderText(tr("Find a setting"));
    m_query->setAccessibleName(tr("Find a setting"));
    m_query->setObjectName(QStringLiteral("findSetting"));
    m_query->installEventFilter(this);
    connect(m_query, &QLineEdit::textChanged, this, &WorkloadPanel::search);
    m_list->setObjectName(QStringLiteral("workload"));
    m_list->setAccessibleName(tr("Workload"));
    m_list->setModel(m_workload);
    m_list->setItemDelegate(new WorkloadDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& place) {
            if (const QVariant page = place.data(WorkloadModel::pageRole); page.isValid())
                emit pageChosen(static_cast<PageId>(page.toInt()));
        });
    m_results->setObjectName(QStringLiteral("foundSettings"));
    m_results->setAccessibleName(tr("Settings found"));
    m_results->setModel(m_search);
    m_results->setItemDelegate(new SettingSearchDelegate(m_results));
    m_results->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_results->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_results->setUniformItemSizes(true);
    m_results->installEventFilter(this);
    connect(m_results, &QListView::clicked, this, &WorkloadPanel::choose);
    m_nothing->setProperty("tone", "dim");
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignTop);
    m_nothing->setContentsMargins(grid * 3 / 2, grid, grid * 3 / 2, 0);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_results);
    m_stack->addWidget(m_nothing);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* line = new QVBoxLayout;
    line->setContentsMargins(grid, grid, grid, grid / 2);
    line->addWidget(m_query);
    layout->addLayout(line);
    layout->addWidget(m_stack, 1);
    setFocusPolicy(Qt::StrongFocus);
    setFocusProxy(m_list);
}

void WorkloadPanel::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_workload->setSnapshot(snapshot);
    m_search->setSnapshot(snapshot);
    hideIdle();
}

/// The page that is shown stays in the list.
void WorkloadPanel::hideIdle()
{
    const int current = m_list->currentIndex().row();
    int section = -1;
    for (int row = 0; row < m_workload->rowCount(); ++row) {
        const QModelIndex place = m_workload->index(row);
        if (place.data(WorkloadModel::isSectionRole).toBool())
            section = row;
        const bool isIdle = place.data(WorkloadModel::isIdleRole).toBool() && row != current;
        m_list->setRowHidden(row, isIdle);
        if (!isIdle && section >= 0)
            m_list->setRowHidden(section, false);
    }
}

void WorkloadPanel::setCurrent(PageId page)
{
    m_list->setCurrentIndex(m_workload->placeOf(page));
    hideIdle();
    m_list->scrollTo(m_list->currentIndex());
}

void WorkloadPanel::startSearch()
{
    m_query->setFocus(Qt::ShortcutFocusReason);
    m_query->selectAll();
}

void WorkloadPanel::search(const QString& query)
{
    m_search->setQuery(query);
    if (m_search->rowCount() > 0)
        m_results->setCurrentIndex(m_search->index(0));
    m_stack->setCurrentWidget(query.trimmed().isEmpty() ? static_cast<QWidget*>(m_list)
            : m_search->rowCount() > 0                  ? static_cast<QWidget*>(m_results)
                                                        : m_nothing);
}

void WorkloadPanel::choose(const QModelIndex& place)
{
    if (!place.isValid())
        return;
    const config::Path path = m_search->pathAt(place);
    const bool isKnown = place.data(SettingSearch::isKnownRole).toBool();
    m_query->clear();
    emit settingChosen(path, isKnown);
}

/// The line keeps the focus while arrows move through what it has found.
bool WorkloadPanel::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        choose(m_results->currentIndex());
        return true;
    }
    if (key == Qt::Key_Escape) {
        m_query->clear();
        m_list->setFocus();
        return true;
    }
    const bool isMove = key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown
        || key == Qt::Key_PageUp;
    if (object == m_query && isMove) {
        QCoreApplication::sendEvent(m_results, event);
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace poolscope::gui

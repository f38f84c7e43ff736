// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/compare/compare_dialog.h"

#include "app/gui/compare/line_delegate.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace poolscope::gui {

CompareDialog::CompareDialog(CompareTexts texts, QWidget* parent)
    : QDialog(parent)
    , m_texts(std::move(texts))
    , m_lines(new QListView(this))
    , m_count(new QLabel(tr("comparing\u2026"), this))
    , m_previous(new QPushButton(tr("Previous"), this))
    , m_next(new QPushButton(tr("Next"), this))
    , m_compare(m_thread)
{
    setObjectName(QStringLiteral("compare"));
    setWindowTitle(m_texts.title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(std::min(960, parent->width() - grid * 8), std::min(680, parent->height() - grid * 8));
    m_lines->setObjectName(QStringLiteral("lines"));
    m_lines->setAccessibleName(tr("Lines of both texts"));
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_lines->setModel(&m_model);
    m_lines->setItemDelegate(new LineDelegate(m_model, m_lines));
    m_lines->setUniformItemSizes(true);
    m_lines->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    auto* line = new QFrame(this);
    line->setProperty("role", "line");
    line->setFixedHeight(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader(m_texts));
    layout->addWidget(line);
    layout->addWidget(m_lines, 1);
    layout->addWidget(makeButtons());
    m_lines->setFocus();
    m_compare.start([before = m_texts.before, after = m_texts.after](
                        const std::stop_token&) { return compared(before, after); },
        [this](Comparison comparison) { showComparison(std::move(comparison)); });
}

QWidget* CompareDialog::makeHeader(const CompareTexts& texts)
{
    auto* header = new QWidget(this);
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(grid * 2, grid, grid * 2, grid);
    layout->setSpacing(grid);
    const auto addName = [&](const QString& sign, const char* tone, const QString& name) {
        auto* mark = new QLabel(sign, header);
        mark->setProperty("tone", tone);
        mark->setFont(fontOf(TextSize::body, QFont::Bold));
        layout->addWidget(mark);
        layout->addWidget(new QLabel(name, header));
        layout->addSpacing(grid);
    };
    addName(QStringLiteral("\u2212"), "bad", texts.beforeName);
    addName(QStringLiteral("+"), "good", texts.afterName);
    layout->addStretch(1);
    m_count->setObjectName(QStringLiteral("count"));
    m_count->setProperty("tone", "dim");
    m_previous->setObjectName(QStringLiteral("previous"));
    m_previous->setToolTip(tr("Go to the difference before (Shift+F8)"));
    m_previous->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F8));
    m_next->setObjectName(QStringLiteral("next"));
    m_next->setToolTip(tr("Go to the next difference (F8)"));
    m_next->setShortcut(QKeySequence(Qt::Key_F8));
    layout->addWidget(m_count);
    for (QPushButton* button : { m_previous, m_next }) {
        button->setAutoDefault(false);
        button->setEnabled(false);
        layout->addWidget(button);
    }
    connect(m_previous, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    return header;
}

QWidget* CompareDialog::makeButtons()
{
    auto* foot = new QWidget(this);
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(grid * 2, grid * 3 / 2, grid * 2, grid * 3 / 2);
    layout->setSpacing(grid);
    auto* before = new QPushButton(m_texts.takeBefore, foot);
    before->setObjectName(QStringLiteral("takeBefore"));
    auto* after = new QPushButton(m_texts.takeAfter, foot);
    after->setObjectName(QStringLiteral("takeAfter"));
    auto* close = new QPushButton(tr("Close"), foot);
    layout->addWidget(before);
    layout->addWidget(after);
    layout->addStretch(1);
    layout->addWidget(close);
    for (QPushButton* button : { before, after, close })
        button->setAutoDefault(false);
    connect(before, &QPushButton::clicked, this, [this] {
        emit beforeTaken(m_texts.before);
        accept();
    });
    connect(after, &QPushButton::clicked, this, [this] {
        emit afterTaken(m_texts.after);
        accept();
    });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return foot;
}

void CompareDialog::showComparison(Comparison comparison)
{
    m_model.setComparison(std::move(comparison));
    m_count->setText(counted(differenceCount(), tr("%1 difference"), tr("%1 differences")));
    m_previous->setEnabled(differenceCount() > 0);
    m_next->setEnabled(differenceCount() > 0);
    step(1);
}

/// To the next difference from the current line on; behind the last comes the first.
void CompareDialog::step(int direction)
{
    const std::vector<int>& rows = m_model.differences();
    if (rows.empty())
        return;
    const int current = m_lines->currentIndex().row();
    std::size_t found = 0;
    if (direction > 0) {
        const auto next = std::upper_bound(rows.begin(), rows.end(), current);
        found = next == rows.end() ? 0 : static_cast<std::size_t>(next - rows.begin());
    } else {
        const auto next = std::lower_bound(rows.begin(), rows.end(), current);
        found = next == rows.begin() ? rows.size() - 1
                                     : static_cast<std::size_t>(next - rows.begin() - 1);
    }
    const QModelIndex place = m_model.index(rows[found]);
    m_lines->setCurrentIndex(place);
    m_lines->scrollTo(place, QAbstractItemView::PositionAtCenter);
    m_count->setText(
        tr("difference %1 of %2").arg(static_cast<int>(found) + 1).arg(differenceCount()));
}

} // namespace poolscope::gui

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/note_bar.h"

#include "app/gui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace poolscope::gui {

namespace {

QColor edgeOf(Tone tone)
{
    switch (tone) {
    case Tone::info:
        return theme().accent;
    case Tone::warning:
        return theme().warning;
    case Tone::error:
        return theme().bad;
    }
    return theme().accent;
}

QString markOf(Tone tone)
{
    switch (tone) {
    case Tone::info:
        return QStringLiteral("i");
    case Tone::warning:
        return QStringLiteral("!");
    case Tone::error:
        return QStringLiteral("\u00d7");
    }
    return {};
}

constexpr int edgeWidth = 3;

} // namespace

NoteBar::NoteBar(QWidget* parent)
    : QFrame(parent)
    , m_mark(new QLabel(this))
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
{
    m_mark->setFont(fontOf(TextSize::body, QFont::Bold));
    m_mark->setFixedWidth(grid * 2);
    m_mark->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action->setProperty("role", "link");
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(edgeWidth + grid, grid, grid, grid);
    layout->setSpacing(grid);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action, 0, Qt::AlignVCenter);
    connect(m_action, &QPushButton::clicked, this, &NoteBar::actionTriggered);
}

void NoteBar::setNote(Tone tone, const QString& text, const QString& action)
{
    m_tone = tone;
    m_mark->setText(markOf(tone));
    m_mark->setStyleSheet(QStringLiteral("color: %1;").arg(edgeOf(tone).name()));
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    update();
}

QString NoteBar::text() const
{
    return m_text->text();
}

void NoteBar::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    painter.fillRect(QRect(0, 0, edgeWidth, height()), edgeOf(m_tone));
}

void NoteBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_mark->setStyleSheet(QStringLiteral("color: %1;").arg(edgeOf(m_tone).name()));
}

} // namespace poolscope::gui

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
    , m_layout(new QHBoxLayout(this))
{
    m_mark->setFont(fontOf(TextSize::body, QFont::Bold));
    m_mark->setFixedWidth(grid * 2);
    m_mark->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->setContentsMargins(edgeWidth + grid, grid, grid, grid);
    m_layout->setSpacing(grid);
    m_layout->addWidget(m_mark, 0, Qt::AlignVCenter);
    m_layout->addWidget(m_text, 1);
}

void NoteBar::setNote(Tone tone, const QString& text, const QString& action)
{
    setNote(tone, text, action.isEmpty() ? QStringList() : QStringList{ action });
}

void NoteBar::setNote(Tone tone, const QString& text, const QStringList& actions)
{
    m_tone = tone;
    m_mark->setText(markOf(tone));
    m_mark->setStyleSheet(QStringLiteral("color: %1;").arg(edgeOf(tone).name()));
    m_text->setText(text);
    setAccessibleName(text);
    while (m_buttons.size() < actions.size()) {
        auto* button = new QPushButton(this);
        button->setProperty("role", "link");
        m_layout->addWidget(button, 0, Qt::AlignVCenter);
        QWidget* before = m_text;
        if (!m_buttons.isEmpty())
            before = m_buttons.back();
        setTabOrder(before, button); // here, not behind what else the window has
        connect(button, &QPushButton::clicked, this,
            [this, action = static_cast<int>(m_buttons.size())] { emit actionTriggered(action); });
        m_buttons.push_back(button);
    }
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setText(actions.value(i));
        m_buttons[i]->setVisible(i < actions.size());
    }
    update();
}

QStringList NoteBar::actions() const
{
    QStringList actions;
    for (const QPushButton* button : m_buttons)
        if (!button->isHidden())
            actions << button->text();
    return actions;
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
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
    painter.fillRect(QRect(0, 0, edgeWidth, height()), edgeOf(m_tone));
}

void NoteBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_mark->setStyleSheet(QStringLiteral("color: %1;").arg(edgeOf(m_tone).name()));
}

} // namespace poolscope::gui

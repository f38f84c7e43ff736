// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QStringList>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace poolscope::gui {

enum class Tone { info, warning, error };

/// A sentence with a coloured edge and a few actions. For Diagnostics, messages and questions in
/// place of message boxes.
class NoteBar : public QFrame {
    Q_OBJECT

public:
    explicit NoteBar(QWidget* parent = nullptr);

    /// One button for each action, in their order.
    void setNote(Tone tone, const QString& text, const QStringList& actions);
    /// `action` empty: no button.
    void setNote(Tone tone, const QString& text, const QString& action = {});
    QString text() const;
    QStringList actions() const;

signals:
    /// The button of the action with this number.
    void actionTriggered(int action = 0);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    Tone m_tone = Tone::info;
    QLabel* m_mark;
    QLabel* m_text;
    QHBoxLayout* m_layout;
    QList<QPushButton*> m_buttons; ///< as many as were ever needed; what is left over is hidden
};

} // namespace poolscope::gui

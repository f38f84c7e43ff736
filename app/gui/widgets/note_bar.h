// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace poolscope::gui {

enum class Tone { info, warning, error };

/// A sentence with a coloured edge and at most one action. For Diagnostics and messages in place of
/// message boxes.
class NoteBar : public QFrame {
    Q_OBJECT

public:
    explicit NoteBar(QWidget* parent = nullptr);

    /// `action` empty: no button.
    void setNote(Tone tone, const QString& text, const QString& action = {});
    QString text() const;

signals:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    Tone m_tone = Tone::info;
    QLabel* m_mark;
    QLabel* m_text;
    QPushButton* m_action;
};

} // namespace poolscope::gui

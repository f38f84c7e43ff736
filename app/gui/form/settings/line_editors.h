// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_editor.h"

#include <optional>

class QLineEdit;

namespace poolscope::gui {

/// A value that is typed. What fits is written as it is typed, in one step; what does not is marked
/// and goes back to what the text says. An emptied line removes the key.
class LineEditor : public SettingEditor {
    Q_OBJECT

public:
    LineEditor(const Setting& setting, QWidget* parent);

    QLineEdit* line() const { return m_line; }

protected:
    void showSetting() override;
    bool eventFilter(QObject* object, QEvent* event) override;

    /// What stands in the line for a value that is there.
    virtual QString shownText() const;
    /// Nothing when the text may not stand there.
    virtual std::optional<config::Value> read(const QString& text) const = 0;
    /// Written letter by letter, not when the line is left.
    virtual bool isLive() const { return true; }
    virtual void write(const config::Value& value);
    QString mergeKey() const;

private:
    void type(const QString& text);
    void commit();
    void setMarked(bool isMarked);

    QLineEdit* m_line;
    QString m_shown; ///< what the text says
};

class NumberEditor : public LineEditor {
    Q_OBJECT

public:
    explicit NumberEditor(const Setting& setting, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    std::optional<config::Value> read(const QString& text) const override;

private:
    void step(int by);
};

class TextEditor : public LineEditor {
    Q_OBJECT

public:
    explicit TextEditor(const Setting& setting, QWidget* parent = nullptr);

protected:
    std::optional<config::Value> read(const QString& text) const override;
};

/// Shows whether a secret is there, and takes references to environment variables only.
class SecretEditor : public LineEditor {
    Q_OBJECT

public:
    explicit SecretEditor(const Setting& setting, QWidget* parent = nullptr);

protected:
    std::optional<config::Value> read(const QString& text) const override;
    bool isLive() const override { return false; }
};

/// A list of numbers or texts on one line, with commas between them; what has a comma in itself
/// stands in double quotes.
class ListLine : public LineEditor {
    Q_OBJECT

public:
    explicit ListLine(const Setting& setting, QWidget* parent = nullptr);

protected:
    QString shownText() const override;
    std::optional<config::Value> read(const QString& text) const override;
    bool isLive() const override { return false; }
    void write(const config::Value& value) override;
};

} // namespace poolscope::gui

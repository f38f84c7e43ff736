// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QWidget;

/// The only modal questions of the app. Tests answer them ahead of time.
namespace poolscope::gui::dialogs {

enum class SaveAnswer { save, discard, cancel };

/// "Save the changes to "x.yaml"?" with Save as the default.
SaveAnswer askToSave(QWidget* parent, const QString& documentName);
/// Empty when the user gave up.
QString openFileName(QWidget* parent, const QString& folder);
QString openFileName(
    QWidget* parent, const QString& title, const QString& folder, const QString& filter);
QString saveFileName(QWidget* parent, const QString& suggestion);
/// `filter` as QFileDialog has it: "PNG (*.png);;SVG (*.svg)".
QString saveFileName(
    QWidget* parent, const QString& title, const QString& suggestion, const QString& filter);
QString folderName(QWidget* parent, const QString& title, const QString& folder);
/// A line of text; empty when the user gave up.
QString askForText(
    QWidget* parent, const QString& title, const QString& label, const QString& text);

/// The answers that the next questions get instead of a dialog. For tests.
void answerNextWith(SaveAnswer answer);
void answerNextWith(const QString& text);

} // namespace poolscope::gui::dialogs

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/dialogs.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>

#include <optional>
#include <utility>

namespace poolscope::gui::dialogs {

namespace {

std::optional<SaveAnswer> nextSaveAnswer;
std::optional<QString> nextText;

QString tr(const char* text)
{
    return QCoreApplication::translate("dialogs", text);
}

QString filter()
{
    return tr("Configs (*.yaml *.yml);;All files (*)");
}

} // namespace

SaveAnswer askToSave(QWidget* parent, const QString& documentName)
{
    if (nextSaveAnswer)
        return *std::exchange(nextSaveAnswer, std::nullopt);
    QMessageBox box(QMessageBox::Question, tr("Unsaved Changes"),
        tr("Save the changes to \"%1\"?").arg(documentName),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, parent);
    box.setInformativeText(tr("Without saving they are lost."));
    box.setDefaultButton(QMessageBox::Save);
    switch (box.exec()) {
    case QMessageBox::Save:
        return SaveAnswer::save;
    case QMessageBox::Discard:
        return SaveAnswer::discard;
    default:
        return SaveAnswer::cancel;
    }
}

QString openFileName(QWidget* parent, const QString& folder)
{
    return openFileName(parent, tr("Open Config"), folder, filter());
}

QString openFileName(
    QWidget* parent, const QString& title, const QString& folder, const QString& filter)
{
    if (nextText)
        return *std::exchange(nextText, std::nullopt);
    return QFileDialog::getOpenFileName(parent, title, folder, filter);
}

QString saveFileName(QWidget* parent, const QString& suggestion)
{
    return saveFileName(parent, tr("Save Config"), suggestion, filter());
}

QString saveFileName(
    QWidget* parent, const QString& title, const QString& suggestion, const QString& filter)
{
    if (nextText)
        return *std::exchange(nextText, std::nullopt);
    return QFileDialog::getSaveFileName(parent, title, suggestion, filter);
}

QString folderName(QWidget* parent, const QString& title, const QString& folder)
{
    if (nextText)
        return *std::exchange(nextText, std::nullopt);
    return QFileDialog::getExistingDirectory(parent, title, folder);
}

QString askForText(QWidget* parent, const QString& title, const QString& label, const QString& text)
{
    if (nextText)
        return *std::exchange(nextText, std::nullopt);
    bool isAccepted = false;
    const QString answer
        = QInputDialog::getText(parent, title, label, QLineEdit::Normal, text, &isAccepted);
    return isAccepted ? answer : QString();
}

void answerNextWith(SaveAnswer answer)
{
    nextSaveAnswer = answer;
}

void answerNextWith(const QString& text)
{
    nextText = text;
}

} // namespace poolscope::gui::dialogs

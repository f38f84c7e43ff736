// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/session/document.h"

#include "app/gui/session/edit_command.h"

#include <QFileInfo>

#include <utility>

namespace poolscope::gui {

namespace {

constexpr qint64 mergeWithinMs = 1000;

} // namespace

Document::Document(QObject* parent)
    : QObject(parent)
{
}

QString Document::displayName() const
{
    return m_path.isEmpty() ? m_name : QFileInfo(m_path).fileName();
}

void Document::reset(std::string text, const QString& path, const QString& name)
{
    m_text = std::move(text);
    ++m_revision;
    m_path = path;
    m_name = name.isEmpty() ? tr("untitled.yaml") : name;
    m_undoStack.clear();
    emit wasReset();
    emit pathChanged();
}

void Document::setSavedAs(const QString& path)
{
    m_path = path;
    m_undoStack.setClean();
    emit pathChanged();
}

void Document::setOutdatedAs(const QString& path)
{
    m_path = path;
    m_undoStack.resetClean();
    emit pathChanged();
}

void Document::setAgreesWithFile(bool doesAgree)
{
    if (doesAgree)
        m_undoStack.setClean();
    else
        m_undoStack.resetClean();
}

void Document::edit(const base::TextEdit& edit, const QString& label, const MergeKey& merge)
{
    if (std::string_view(m_text).substr(edit.range.begin, edit.range.size()) == edit.replacement)
        return;
    // A pause begins a new step; so does the saved state, which must stay reachable.
    const bool isPause = !m_sinceEdit.isValid() || m_sinceEdit.elapsed() > mergeWithinMs;
    if ((isPause && !merge.isHeld) || m_undoStack.isClean())
        ++m_pauses;
    m_sinceEdit.restart();
    m_undoStack.push(new EditCommand(*this, edit, label, keyOf(merge)));
}

QString Document::keyOf(const MergeKey& merge) const
{
    return merge.key.isEmpty() ? QString()
                               : merge.key + QLatin1Char('#') + QString::number(m_pauses);
}

void Document::takeBack(const MergeKey& merge)
{
    const auto* latest
        = static_cast<const EditCommand*>(m_undoStack.command(m_undoStack.index() - 1));
    if (!latest || merge.key.isEmpty() || latest->key() != keyOf(merge))
        return;
    // Merged with its own inverse the step has changed nothing, and vanishes.
    m_undoStack.push(new EditCommand(*this, latest->inverse(), latest->text(), latest->key()));
}

void Document::apply(const base::TextEdit& edit)
{
    m_text = base::apply(m_text, edit);
    ++m_revision;
    emit textChanged(edit);
}

} // namespace poolscope::gui

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/completer.h"

#include "app/gui/editor/completion_popup.h"
#include "app/gui/editor/yaml_editor.h"
#include "app/gui/qt.h"
#include "app/gui/session/session.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace poolscope::gui {

Completer::Completer(Session& session, YamlEditor* editor)
    : QObject(editor)
    , m_session(session)
    , m_editor(editor)
{
    const auto closeUnlessTyping = [this] {
        if (!m_isTyping)
            close();
    };
    connect(editor, &QPlainTextEdit::cursorPositionChanged, this, closeUnlessTyping);
    connect(&session.document(), &Document::textChanged, this, closeUnlessTyping);
    connect(&session.document(), &Document::wasReset, this, closeUnlessTyping);
    connect(editor->verticalScrollBar(), &QScrollBar::valueChanged, this, closeUnlessTyping);
    connect(editor->horizontalScrollBar(), &QScrollBar::valueChanged, this, closeUnlessTyping);
}

bool Completer::isOpen() const
{
    return m_popup && m_popup->isVisible();
}

void Completer::open()
{
    offer(Reason::asked);
}

void Completer::close()
{
    if (m_popup)
        m_popup->hide();
}

bool Completer::takesKey(QKeyEvent* event)
{
    if (!isOpen() || (event->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    const config::Candidate* selected = m_popup->selected();
    switch (event->key()) {
    case Qt::Key_Down:
        m_popup->step(1);
        return true;
    case Qt::Key_Up:
        m_popup->step(-1);
        return true;
    case Qt::Key_PageDown:
        m_popup->step(CompletionPopup::maxRows);
        return true;
    case Qt::Key_PageUp:
        m_popup->step(-CompletionPopup::maxRows);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        if (selected)
            accept(config::Candidate(*selected)); // a copy: the list is about to change
        else
            close();
        return selected != nullptr;
    default:
        return false;
    }
}

/// A key of a name opens the list, so does the blank behind a colon; others keep it right.
void Completer::endKey(const QKeyEvent& event)
{
    m_isTyping = false;
    const bool isCommand
        = event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const QString text = isCommand ? QString() : event.text();
    const QChar typed = text.isEmpty() ? QChar() : text.back();
    const bool isErasing = event.key() == Qt::Key_Backspace || event.key() == Qt::Key_Delete;
    if (typed.isLetterOrNumber() || typed == QLatin1Char('_'))
        offer(isOpen() ? m_reason : Reason::word);
    else if (typed == QLatin1Char(' ') && isBehindColon())
        offer(Reason::value);
    else if (isOpen() && isErasing)
        offer(m_reason);
    else if (isOpen() && event.key() != Qt::Key_Shift)
        close();
}

bool Completer::isBehindColon() const
{
    const QTextCursor cursor = m_editor->textCursor();
    return cursor.block()
        .text()
        .left(cursor.positionInBlock())
        .trimmed()
        .endsWith(QLatin1Char(':'));
}

void Completer::offer(Reason reason)
{
    const std::string& text = m_session.document().text();
    const auto& snapshot = m_session.snapshot();
    const config::Tree unread;
    m_reason = reason;
    m_completion = config::complete(text, snapshot->text == text ? snapshot->config.tree : unread,
        m_editor->offsetOf(m_editor->textCursor().position()));
    const auto& candidates = m_completion.candidates;
    const auto word
        = std::string_view(text).substr(m_completion.word.begin, m_completion.word.size());
    const bool isKey = !candidates.empty() && candidates.front().kind == config::CandidateKind::key;
    const bool isWritten = !candidates.empty() && candidates.front().text == word;
    const bool isUnasked = reason == Reason::word ? m_completion.prefix.empty() || isWritten
                                                  : reason == Reason::value && (isKey || isWritten);
    if (candidates.empty() || m_editor->isReadOnly() || isUnasked)
        close();
    else
        show();
}

void Completer::show()
{
    if (!m_popup) {
        m_popup = new CompletionPopup(m_editor->window());
        connect(m_popup, &CompletionPopup::chosen, this, &Completer::accept);
    }
    const bool selects = m_reason == Reason::asked || !m_completion.prefix.empty();
    m_popup->setCandidates(m_completion.candidates, toQt(m_completion.prefix), selects);
    QTextCursor begin = m_editor->textCursor();
    begin.setPosition(m_editor->positionOf(m_completion.word.begin));
    QRect place = m_editor->cursorRect(begin);
    place.moveTopLeft(m_editor->viewport()->mapTo(m_editor->window(), place.topLeft()));
    m_popup->showAt(place, m_editor->font());
}

void Completer::accept(const config::Candidate& candidate)
{
    const base::TextRange word = m_completion.word;
    const bool isKey = candidate.kind == config::CandidateKind::key;
    close();
    m_isTyping = true;
    m_session.document().edit(
        { word, candidate.text }, tr("Complete \"%1\"").arg(toQt(candidate.name)));
    QTextCursor cursor = m_editor->textCursor();
    cursor.setPosition(m_editor->positionOf(word.begin + candidate.text.size()));
    m_editor->setTextCursor(cursor);
    m_isTyping = false;
    if (isKey && isBehindColon())
        offer(Reason::value); // the names, where it wants one
}

} // namespace poolscope::gui

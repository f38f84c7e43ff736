// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/session/edit_command.h"

#include "app/gui/session/document.h"

#include <algorithm>
#include <utility>

namespace poolscope::gui {

EditCommand::EditCommand(Document& document, base::TextEdit edit, const QString& label, QString key)
    : QUndoCommand(label)
    , m_document(document)
    , m_edit(std::move(edit))
    , m_removed(document.text().substr(m_edit.range.begin, m_edit.range.size()))
    , m_key(std::move(key))
{
}

void EditCommand::redo()
{
    m_document.apply(m_edit);
}

void EditCommand::undo()
{
    m_document.apply(inverse());
}

base::TextEdit EditCommand::inverse() const
{
    const std::size_t begin = m_edit.range.begin;
    return { { begin, begin + m_edit.replacement.size() }, m_removed };
}

int EditCommand::id() const
{
    return m_key.isEmpty() ? -1 : 1;
}

/// Two splices, one after the other, as one: it spans both, and what lay between them stays.
bool EditCommand::mergeWith(const QUndoCommand* other)
{
    const auto& next = static_cast<const EditCommand&>(*other);
    if (next.m_key != m_key)
        return false;
    const std::string& after = m_document.text(); // the other command has been done already
    const std::size_t begin = std::min(m_edit.range.begin, next.m_edit.range.begin);
    const std::size_t firstEnd = m_edit.range.begin + m_edit.replacement.size();
    const std::size_t end
        = std::max(firstEnd, next.m_edit.range.end); // in the text between the two
    const std::size_t nextEnd = next.m_edit.range.begin + next.m_edit.replacement.size();
    const std::size_t afterEnd = nextEnd + (end - next.m_edit.range.end);

    const std::string between = after.substr(begin, next.m_edit.range.begin - begin)
        + next.m_removed + after.substr(nextEnd, afterEnd - nextEnd);
    m_removed = between.substr(0, m_edit.range.begin - begin) + m_removed
        + between.substr(firstEnd - begin);
    m_edit = { { begin, begin + m_removed.size() }, after.substr(begin, afterEnd - begin) };
    setObsolete(m_removed == m_edit.replacement);
    return true;
}

} // namespace poolscope::gui

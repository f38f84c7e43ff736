// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <cstddef>
#include <string>

class QTextDocument;

/// An editor keeps lines, not line endings: CR LF of the document is one line break there. All
/// offsets between the two go through these.
namespace poolscope::gui {

/// The document's text as the editor has it.
std::string shown(const std::string& text);

/// Offset in the document's text of an offset in what is shown of it.
std::size_t toDocument(const std::string& text, std::size_t shownOffset);

/// Position in the editor of an offset in the document's text, and back.
qsizetype toWidget(const std::string& text, std::size_t offset);
std::size_t fromWidget(const std::string& text, qsizetype position);

/// The editor's text, non-breaking blanks included, which toPlainText would replace.
std::string contentOf(const QTextDocument& document);

} // namespace poolscope::gui

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/shown_text.h"

#include "app/gui/qt.h"

#include <QTextDocument>

#include <algorithm>

namespace poolscope::gui {

namespace {

/// The CR of a CR LF.
bool isDropped(const std::string& text, std::size_t at)
{
    return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
}

/// UTF-16 units that begin with this byte.
int units(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0U) == 0x80U)
        return 0;
    return value >= 0xF0U ? 2 : 1; // beyond the basic plane: a surrogate pair
}

} // namespace

std::string shown(const std::string& text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (!isDropped(text, i))
            result.push_back(text[i]);
    return result;
}

std::size_t toDocument(const std::string& text, std::size_t shownOffset)
{
    std::size_t i = 0;
    for (std::size_t seen = 0; i < text.size() && seen < shownOffset; ++i)
        seen += isDropped(text, i) ? 0 : 1;
    return i;
}

qsizetype toWidget(const std::string& text, std::size_t offset)
{
    qsizetype position = 0;
    for (std::size_t i = 0; i < std::min(offset, text.size()); ++i)
        position += isDropped(text, i) ? 0 : units(text[i]);
    return position;
}

std::size_t fromWidget(const std::string& text, qsizetype position)
{
    std::size_t i = 0;
    for (qsizetype seen = 0; i < text.size() && (seen < position || units(text[i]) == 0); ++i)
        seen += isDropped(text, i) ? 0 : units(text[i]);
    return i;
}

std::string contentOf(const QTextDocument& document)
{
    QString raw = document.toRawText();
    raw.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    return toStd(raw);
}

} // namespace poolscope::gui

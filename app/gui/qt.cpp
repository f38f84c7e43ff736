// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/qt.h"

#include <algorithm>

namespace poolscope::gui {

QString sentenceOf(const config::Diagnostic& diagnostic)
{
    QString text = toQt(diagnostic.message);
    if (!text.endsWith(QLatin1Char('.')))
        text += QLatin1Char('.');
    if (!diagnostic.hint.empty())
        text += QLatin1Char(' ') + toQt(diagnostic.hint);
    return text;
}

qsizetype toQtIndex(std::string_view utf8, std::size_t offset)
{
    qsizetype index = 0;
    for (std::size_t i = 0; i < std::min(offset, utf8.size()); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if ((byte & 0xC0U) != 0x80U)
            index += byte >= 0xF0U ? 2 : 1; // beyond the basic plane: a surrogate pair
    }
    return index;
}

std::size_t toByteOffset(QStringView text, qsizetype index)
{
    return static_cast<std::size_t>(text.left(index).toUtf8().size());
}

} // namespace poolscope::gui

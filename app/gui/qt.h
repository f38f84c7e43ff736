// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/diagnostic.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <cstddef>
#include <string>
#include <string_view>

/// The one place where core's UTF-8 and Qt's UTF-16 meet.
namespace poolscope::gui {

inline QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline std::string toStd(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    return { utf8.constData(), static_cast<std::size_t>(utf8.size()) };
}

/// "1 error" or "3 errors", from texts with %1.
inline QString counted(qint64 count, const QString& one, const QString& many)
{
    return (count == 1 ? one : many).arg(count);
}

/// A Diagnostic in whole sentences: what is wrong, and what to do.
QString sentenceOf(const config::Diagnostic& diagnostic);

/// Index in toQt(utf8) of the character at a byte offset of `utf8`.
qsizetype toQtIndex(std::string_view utf8, std::size_t offset);

/// Byte offset in the UTF-8 of `text` of the character at `index`.
std::size_t toByteOffset(QStringView text, qsizetype index);

} // namespace poolscope::gui

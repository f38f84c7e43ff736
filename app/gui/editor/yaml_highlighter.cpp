// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/yaml_highlighter.h"

#include "app/gui/widgets/theme.h"

#include <QRegularExpression>

namespace poolscope::gui {

namespace {

/// Where the comment of a line starts: a # at its start or behind a blank, outside quotes.
qsizetype commentStart(const QString& text)
{
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            continue;
        }
        if (c == QLatin1Char('"') || c == QLatin1Char('\''))
            quote = c;
        if (c == QLatin1Char('#') && (i == 0 || text[i - 1].isSpace()))
            return i;
    }
    return text.size();
}

} // namespace

YamlHighlighter::YamlHighlighter(QTextDocument* document)
    : QSyntaxHighlighter(document)
{
}

void YamlHighlighter::highlightBlock(const QString& text)
{
    static const QRegularExpression key(
        QStringLiteral(R"((?:^|[\s{,\[-])([A-Za-z_][\w.\-]*)\s*:(?=\s|$))"));
    static const QRegularExpression string(QStringLiteral(R"("[^"]*"|'[^']*')"));
    static const QRegularExpression number(
        QStringLiteral(R"((?<=[\s:\[,{])[-+]?\d[\d_]*(\.\d+)?([eE][-+]?\d+)?(?=[\s,\]}]|$))"));
    static const QRegularExpression word(
        QStringLiteral(R"((?<=[\s:\[,{])(true|false|null|yes|no|on|off|~)(?=[\s,\]}]|$))"));
    const qsizetype comment = commentStart(text);
    const QString code = text.left(comment);
    const auto paint = [&](const QRegularExpression& pattern, const QColor& color, int group) {
        auto matches = pattern.globalMatch(code);
        while (matches.hasNext()) {
            const auto match = matches.next();
            setFormat(static_cast<int>(match.capturedStart(group)),
                static_cast<int>(match.capturedLength(group)), color);
        }
    };
    paint(number, theme().audio, 0);
    paint(word, theme().video, 0);
    paint(string, theme().good, 0);
    paint(key, theme().accent, 1);
    if (comment < text.size()) {
        QTextCharFormat format;
        format.setForeground(theme().dim);
        format.setFontItalic(true);
        setFormat(static_cast<int>(comment), static_cast<int>(text.size() - comment), format);
    }
}

} // namespace poolscope::gui

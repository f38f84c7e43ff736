// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

class QApplication;
class QWidget;

namespace poolscope::gui {

/// The colours of the app, light or dark. All pairs of text and ground have a contrast of at least
/// 4.5:1, marks on the panel 3:1; a test measures them.
struct Theme {
    bool isDark = false;
    QColor window;
    QColor panel;
    QColor ink;
    QColor dim;
    QColor line;
    QColor accent;
    QColor accentInk; ///< text on the accent
    QColor wash; ///< ground of what is selected
    QColor image;
    QColor video;
    QColor audio;
    QColor warning;
    QColor good;
    QColor bad;
    QColor firstSeen; ///< time to first token of first-seen items

    QColor hue(base::Modality modality) const;
};

const Theme& lightTheme();
const Theme& darkTheme();
/// The theme in use.
const Theme& theme();

enum class Appearance { system, light, dark };

/// Sets style, palette and style sheet of the whole app; `system` follows the desktop's palette.
void applyTheme(QApplication& application, Appearance appearance);

/// The three sizes of the system font: caption, body, figure.
enum class TextSize { caption, body, figure };
QFont fontOf(TextSize size, QFont::Weight weight = QFont::Normal);

/// 8 px, the unit of all distances; half of it inside a group.
inline constexpr int grid = 8;

/// Sets a property that the style sheet reads, and the look that it stands for.
void setStyled(QWidget* widget, const char* name, const QVariant& value);

/// Paints a coloured disc of the given diameter as an icon-sized pixmap would, for state dots.
QString dotStyle(const QColor& color);

} // namespace poolscope::gui

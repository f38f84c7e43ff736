// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace poolscope::gui {

/// The last ten files, newest first, kept in the user's settings.
class RecentFiles {
public:
    static QStringList list();
    static void add(const QString& path);
    static void clear();
};

} // namespace poolscope::gui

// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/session/recent_files.h"

#include <QSettings>

namespace poolscope::gui {

namespace {

constexpr qsizetype maxFiles = 10;

QString key()
{
    return QStringLiteral("recentFiles");
}

} // namespace

QStringList RecentFiles::list()
{
    return QSettings().value(key()).toStringList();
}

void RecentFiles::add(const QString& path)
{
    QStringList files = list();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(key(), files.mid(0, maxFiles));
}

void RecentFiles::clear()
{
    QSettings().remove(key());
}

} // namespace poolscope::gui

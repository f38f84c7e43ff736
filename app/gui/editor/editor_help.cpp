// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/editor_help.h"

#include "app/gui/problems/problems_model.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/config/schema.h"

#include <QCoreApplication>
#include <QStringList>

namespace poolscope::gui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("EditorHelp", text);
}

QString colored(const QString& text, const QColor& color)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span>")
        .arg(color.name(), text.toHtmlEscaped());
}

bool isAt(const config::Diagnostic& diagnostic, std::size_t offset)
{
    return offset >= diagnostic.range.begin && offset <= diagnostic.range.end;
}

QString problemOf(const config::Diagnostic& diagnostic)
{
    QString text = colored(QStringLiteral("\u25cf "), colorOf(diagnostic.severity, theme().accent))
        + sentenceOf(diagnostic).toHtmlEscaped();
    if (diagnostic.fix)
        text += QStringLiteral("<br>")
            + colored(tr("Fix: %1 (Alt+Enter)").arg(toQt(diagnostic.fix->label)), theme().accent);
    return text;
}

/// "42", or what stands for a setting that is not there.
QString standardOf(const config::Field& field)
{
    if (field.isRequired)
        return tr("none, it must be there");
    if (field.standard == "null")
        return tr("none");
    const QString standard = toQt(field.standard);
    return field.unit.empty() ? standard : standard + QLatin1Char(' ') + toQt(field.unit);
}

QString settingOf(const config::Path& path, const config::Field& field)
{
    const auto row = [](const QString& name, const QString& value) {
        return QStringLiteral("<tr><td style=\"padding-right:8px\">%1</td><td>%2</td></tr>")
            .arg(colored(name, theme().dim), value.toHtmlEscaped());
    };
    QString rows = row(tr("Takes"), toQt(config::describe(field.forms)));
    if (!field.unit.empty())
        rows += row(tr("Unit"), toQt(field.unit));
    if (field.standard != "{}" && field.standard != "[]") // a block without settings says nothing
        rows += row(tr("Default"), standardOf(field));
    return QStringLiteral("<b>%1</b><br>%2<table cellspacing=\"0\">%3</table>")
        .arg(toQt(config::toString(path)).toHtmlEscaped(), toQt(field.help).toHtmlEscaped(), rows);
}

} // namespace

QString helpAt(const snapshot::Snapshot& snapshot, std::size_t offset)
{
    QStringList parts;
    for (const config::Diagnostic& diagnostic : snapshot.diagnostics())
        if (isAt(diagnostic, offset))
            parts << problemOf(diagnostic);
    const config::Tree& tree = snapshot.config.tree;
    const config::Path path = tree.isEmpty() ? config::Path() : tree.pathAt(offset);
    if (const config::Field* field = config::fieldAt(path))
        parts << settingOf(path, *field);
    if (parts.isEmpty())
        return {};
    return QStringLiteral("<div>%1</div>")
        .arg(parts.join(QStringLiteral("</div><div style=\"margin-top:6px\">")));
}

const config::Diagnostic* fixableAt(const snapshot::Snapshot& snapshot, std::size_t offset)
{
    const config::Diagnostic* narrowest = nullptr;
    for (const config::Diagnostic& diagnostic : snapshot.diagnostics())
        if (diagnostic.fix && isAt(diagnostic, offset)
            && (!narrowest || diagnostic.range.size() < narrowest->range.size()))
            narrowest = &diagnostic;
    return narrowest;
}

} // namespace poolscope::gui

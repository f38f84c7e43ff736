// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/line_editors.h"
#include "app/gui/form/values.h"
#include "app/gui/qt.h"
#include "core/config/schema/coerce.h"

#include <QLineEdit>

#include <algorithm>

namespace poolscope::gui {

namespace {

QString quoted(QString text)
{
    const bool isPlain = !text.isEmpty() && text == text.trimmed()
        && !text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"'));
    if (isPlain)
        return text;
    text.replace(QLatin1Char('\\'), QStringLiteral("\\\\"));
    text.replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

/// The entries between the commas; nothing when a quote is not closed.
std::optional<QStringList> split(const QString& text)
{
    QStringList entries;
    QString entry;
    bool isQuoted = false;
    bool wasQuoted = false;
    const auto finish = [&] {
        if (wasQuoted || !entry.trimmed().isEmpty())
            entries << (wasQuoted ? entry : entry.trimmed());
        entry.clear();
        wasQuoted = false;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar letter = text[i];
        if (isQuoted && letter == QLatin1Char('\\') && i + 1 < text.size())
            entry += text[++i];
        else if (letter == QLatin1Char('"') && (isQuoted || entry.trimmed().isEmpty())) {
            isQuoted = !isQuoted;
            if (isQuoted)
                entry.clear();
            wasQuoted = true;
        } else if (letter == QLatin1Char(',') && !isQuoted)
            finish();
        else if (!wasQuoted || isQuoted)
            entry += letter;
    }
    finish();
    return isQuoted ? std::nullopt : std::optional(entries);
}

} // namespace

ListLine::ListLine(const Setting& setting, QWidget* parent)
    : LineEditor(setting, parent)
{
}

QString ListLine::shownText() const
{
    const config::Tree& tree = snapshot()->config.tree;
    const config::NodeId list = node();
    if (tree.node(list).kind != config::NodeKind::sequence)
        return LineEditor::shownText();
    QStringList entries;
    for (const config::Entry& entry : tree.node(list).entries) {
        const config::NodeId value = tree.resolve(entry.value);
        if (value == config::noNode || tree.node(value).kind != config::NodeKind::scalar)
            return sourceOf(*snapshot(), list);
        entries << quoted(toQt(tree.node(value).text));
    }
    return entries.join(QStringLiteral(", "));
}

std::optional<config::Value> ListLine::read(const QString& text) const
{
    const auto entries = split(text);
    if (!entries)
        return {};
    const config::Form& form = setting().forms.front().items.front();
    config::Value::List values;
    for (const QString& entry : *entries) {
        if (form.kind == config::FormKind::text) {
            values.emplace_back(toStd(entry));
            continue;
        }
        const auto number = config::schema::toNumber(config::readPlainScalar(toStd(entry)));
        if (!number || !form.limits.admit(*number))
            return {};
        values.push_back(numberValue(*number));
    }
    if (values.empty() && setting().forms.front().refusesEmpty)
        return {};
    return config::Value(std::move(values));
}

/// Entry by entry, so that the others keep their bytes and their comments.
void ListLine::write(const config::Value& value)
{
    const auto& wanted = std::get<config::Value::List>(value.data);
    const auto there = read(shownText());
    const config::Tree& tree = snapshot()->config.tree;
    if (!isSet() || !there || tree.node(node()).kind != config::NodeKind::sequence
        || tree.node(node()).entries.empty() || wanted.empty()) {
        request(value);
        return;
    }
    const auto& old = std::get<config::Value::List>(there->data);
    std::vector<FieldEdit> edits;
    const std::size_t both = std::min(old.size(), wanted.size());
    const auto at
        = [&](std::size_t i) { return config::child(setting().place, std::to_string(i)); };
    for (std::size_t i = 0; i < both; ++i)
        if (!(old[i] == wanted[i]))
            edits.push_back({ at(i), wanted[i] });
    for (std::size_t i = old.size(); i-- > both;)
        edits.push_back({ at(i), {} });
    for (std::size_t i = both; i < wanted.size(); ++i)
        edits.push_back({ at(i), wanted[i] });
    emit editRequested(edits, tr("Change %1").arg(setting().key()), {});
}

} // namespace poolscope::gui

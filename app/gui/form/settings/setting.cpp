// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/setting.h"

#include "app/gui/form/settings/setting_editor.h"
#include "app/gui/form/values.h"
#include "app/gui/qt.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/fill/placeholder.h"
#include "core/config/schema/coerce.h"
#include "core/config/schema/forms.h"
#include "core/config/schema/tables.h"

#include <QStringList>

#include <algorithm>

namespace poolscope::gui {

namespace {

using config::Form;
using config::FormKind;

/// The only word that may stand under a block's `type`: it tells blocks of one list apart.
std::string_view typeWordOf(const config::Block& block)
{
    const config::Field* type = block.find("type");
    if (!type || type->forms.front().kind != FormKind::choice
        || type->forms.front().names.size() != 1)
        return {};
    return type->forms.front().names.front();
}

bool fits(const config::Tree& tree, config::NodeId node, const Form& form)
{
    const config::Node& value = tree.node(node);
    switch (value.kind) {
    case config::NodeKind::sequence:
        return form.kind == FormKind::list;
    case config::NodeKind::mapping:
        if (form.kind == FormKind::block) {
            const std::string_view word = typeWordOf(*form.block);
            const config::NodeId type = tree.find(node, "type");
            return word.empty() || type == config::noNode || tree.node(type).text == word;
        }
        return form.kind == FormKind::map;
    case config::NodeKind::scalar: {
        const auto fit = config::schema::fit(form, config::scalarOf(value));
        return isScalar(form)
            && (fit == config::schema::Fit::fits || fit == config::schema::Fit::unworkable
                || fit == config::schema::Fit::outOfRange || config::isPlaceholder(value.text));
    }
    case config::NodeKind::alias:
        break;
    }
    return false;
}

double starterNumber(const Form& form)
{
    const auto isGood
        = [&](double number) { return form.limits.admit(number) && form.workable.admit(number); };
    for (const double number : { 1.0, 0.0, form.limits.min, form.workable.min, form.limits.max })
        if (isGood(number))
            return number;
    return 1;
}

} // namespace

QString Setting::key() const
{
    return place.empty() ? QString() : toQt(place.back());
}

QString Setting::unit() const
{
    return field ? toQt(field->unit) : QString();
}

Setting settingOf(const config::Path& place, const config::Field& field)
{
    return { place, &field, field.forms };
}

Setting entryOf(const config::Path& place, std::span<const Form> forms)
{
    return { place, nullptr, forms };
}

config::NodeId nodeAt(const snapshot::Snapshot& snapshot, const config::Path& place)
{
    const config::Tree& tree = snapshot.config.tree;
    return tree.isEmpty() ? config::noNode : tree.find(place);
}

bool isNull(const config::Tree& tree, config::NodeId node)
{
    const config::Node& value = tree.node(node);
    return value.kind == config::NodeKind::scalar
        && std::holds_alternative<std::monostate>(config::scalarOf(value));
}

config::Path placeNow(const snapshot::Snapshot& snapshot, const config::Path& place)
{
    const config::Field* field = config::fieldAt(place);
    if (!field || field->alias.empty() || nodeAt(snapshot, place) != config::noNode)
        return place;
    config::Path other = place;
    other.back() = field->alias;
    return nodeAt(snapshot, other) != config::noNode ? other : place;
}

const config::Diagnostic* errorAt(const snapshot::Snapshot& snapshot, const config::Path& place)
{
    const std::string root = config::toString(place);
    const auto isHere = [&](const std::string& path) {
        return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '.');
    };
    const auto& all = snapshot.diagnostics();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& diagnostic) {
        return diagnostic.severity == config::Severity::error && isHere(diagnostic.path);
    });
    return found == all.end() ? nullptr : &*found;
}

QString sourceOf(const snapshot::Snapshot& snapshot, config::NodeId node)
{
    const base::TextRange range = snapshot.config.tree.node(node).range;
    std::string source = snapshot.text.substr(range.begin, range.size());
    const auto& diagnostics = snapshot.diagnostics();
    // In the order of the text: from the end, so that offsets stay true.
    for (auto secret = diagnostics.rbegin(); secret != diagnostics.rend(); ++secret)
        if (secret->code == config::codes::literalSecret && secret->range.begin >= range.begin
            && secret->range.end <= range.end)
            source.replace(
                secret->range.begin - range.begin, secret->range.size(), "\u2022\u2022\u2022");
    return toQt(source);
}

bool holdsSecret(const snapshot::Snapshot& snapshot, const Setting& setting)
{
    const config::NodeId node = nodeAt(snapshot, setting.place);
    if (node == config::noNode || isNull(snapshot.config.tree, node))
        return false;
    if (setting.field && setting.field->isSecret)
        return !config::isEnvironmentReference(snapshot.config.tree.node(node).text);
    const std::string place = config::toString(setting.place);
    const auto& diagnostics = snapshot.diagnostics();
    return std::any_of(diagnostics.begin(), diagnostics.end(), [&](const auto& diagnostic) {
        return diagnostic.code == config::codes::literalSecret && diagnostic.path == place;
    });
}

std::span<const Form> formsNow(const snapshot::Snapshot& snapshot, const Setting& setting)
{
    if (!setting.field || setting.forms.front().onlyForTypes.empty())
        return setting.forms;
    config::Path parent = setting.place;
    parent.pop_back();
    return config::schema::formsFor(*setting.field, snapshot.config.tree, nodeAt(snapshot, parent));
}

int formIndex(const config::Tree& tree, config::NodeId node, std::span<const Form> forms)
{
    if (node == config::noNode || isNull(tree, node))
        return 0;
    const auto found = std::find_if(
        forms.begin(), forms.end(), [&](const Form& form) { return fits(tree, node, form); });
    return found == forms.end() ? -1 : static_cast<int>(found - forms.begin());
}

bool isDistribution(const Form& form)
{
    return form.block == &config::schema::distribution;
}

bool isScalar(const Form& form)
{
    return form.kind != FormKind::block && form.kind != FormKind::list && form.kind != FormKind::map
        && form.kind != FormKind::anything;
}

QString nameOf(const Form& form)
{
    switch (form.kind) {
    case FormKind::choice:
        return SettingEditor::tr("name");
    case FormKind::integer:
    case FormKind::number:
        return SettingEditor::tr("number");
    case FormKind::list:
        return SettingEditor::tr("list");
    case FormKind::map:
        return SettingEditor::tr("mapping");
    case FormKind::block:
        if (const std::string_view word = typeWordOf(*form.block); !word.empty())
            return toQt(word);
        break;
    default:
        break;
    }
    QString name = toQt(config::describe(form));
    for (const char* article : { "a ", "an " })
        if (name.startsWith(QLatin1String(article)))
            name.remove(0, static_cast<qsizetype>(qstrlen(article)));
    return name;
}

QString defaultOf(const config::Field& field)
{
    QString text = toQt(field.standard);
    if (text == QLatin1String("null") || text == QLatin1String("{}") || text == QLatin1String("[]"))
        return {};
    if (text.size() >= 2 && text.startsWith(QLatin1Char('"')))
        text = text.mid(1, text.size() - 2);
    if (text.startsWith(QLatin1Char('[')) && text.endsWith(QLatin1Char(']')))
        text = text.mid(1, text.size() - 2);
    return text;
}

QString tipOf(const Setting& setting)
{
    QStringList lines;
    if (setting.field && !setting.field->help.empty())
        lines << toQt(setting.field->help);
    QString range = toQt(config::describe(setting.forms));
    if (!range.isEmpty()) {
        range[0] = range[0].toUpper();
        if (!setting.unit().isEmpty())
            range += SettingEditor::tr(", in %1").arg(setting.unit());
        lines << range + QLatin1Char('.');
    }
    if (setting.field && setting.field->isRequired)
        lines << SettingEditor::tr("Must be given.");
    else if (setting.field)
        lines << SettingEditor::tr("Default: %1")
                     .arg(setting.field->standard == "null" ? SettingEditor::tr("none")
                                                            : toQt(setting.field->standard));
    if (setting.field && setting.field->since == config::Reading::inferencePerf070)
        lines << SettingEditor::tr("New in inference-perf 0.7.0.");
    lines << toQt(config::toString(setting.place));
    return lines.join(QLatin1Char('\n'));
}

config::Value starterOf(const Form& form)
{
    switch (form.kind) {
    case FormKind::boolean:
        return false;
    case FormKind::integer:
        return static_cast<std::int64_t>(starterNumber(form));
    case FormKind::number:
        return numberValue(starterNumber(form));
    case FormKind::choice:
        return std::string(form.names.front());
    case FormKind::url:
        return "http://localhost:8000";
    case FormKind::text:
    case FormKind::anything:
        return "";
    case FormKind::list:
        return form.refusesEmpty || form.excludesEmpty
            ? config::Value::List{ starterOf(form.items.front()) }
            : config::Value::List{};
    case FormKind::map:
        return config::Value::Map{};
    case FormKind::block:
        break;
    }
    if (isDistribution(form))
        return config::Value::Map{ { "type", "fixed" }, { "min", 1 }, { "max", 1 }, { "mean", 1 } };
    config::Value::Map map;
    for (const config::Field& field : form.block->fields)
        if (field.isRequired)
            map.emplace_back(std::string(field.key), starterOf(field.forms.front()));
    return map;
}

} // namespace poolscope::gui

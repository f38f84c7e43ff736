// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/text_page.h"

#include "app/gui/form/distribution_editor.h"

namespace poolscope::gui {

TextPage::TextPage(QWidget* parent)
    : FormPage(tr("Text"), { "data" }, parent)
    , m_input(new DistributionEditor({ "data", "input_distribution" }, tr("tokens"), this))
    , m_output(new DistributionEditor({ "data", "output_distribution" }, tr("tokens"), this))
{
    const auto forward = [this](const std::vector<FieldEdit>& edits, const QString& label,
                             const QString& mergeKey) { edit(edits, label, mergeKey); };
    connect(m_input, &DistributionEditor::editRequested, this, forward);
    connect(m_output, &DistributionEditor::editRequested, this, forward);
    addRow(tr("Prompt length"), m_input, { "data", "input_distribution" });
    addRow(tr("Answer length"), m_output, { "data", "output_distribution" });
    addSettings({ "type", "path", "corpus_file_path", "input_distribution", "output_distribution",
        "use_chat_template" });
    setEmptyState(tr("With a shared prefix, lengths are set there."), tr("Show in YAML"), [this] {
        emit revealRequested({ "data", "shared_prefix" });
    });
}

bool TextPage::owns(const config::Path& path) const
{
    // Media and prefix have pages of their own.
    return FormPage::owns(path)
        && (path.size() < 2 || (path[1] != "multimodal" && path[1] != "shared_prefix"));
}

void TextPage::show(const snapshot::SnapshotPtr& snapshot)
{
    const config::Data& settings = snapshot->config.workload.data;
    const bool isPrefix = settings.type == config::DataType::sharedPrefix;
    showEmptyState(isPrefix);
    setSubtitle(isPrefix
            ? QString()
            : tr("Common words, about one token each; the endpoint's own count is what "
                 "reports show."));
    m_input->setDistribution(settings.inputDistribution.value_or(config::Distribution()),
        settings.inputDistribution.has_value(), snapshot->config.tree);
    m_output->setDistribution(settings.outputDistribution.value_or(config::Distribution()),
        settings.outputDistribution.has_value(), snapshot->config.tree);
}

} // namespace poolscope::gui

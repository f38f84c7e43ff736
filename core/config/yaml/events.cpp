// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/yaml/events.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

namespace poolscope::config::yaml {

namespace {

/// Leaves the library's parser from inside a callback.
struct Stop { };

class Collector final : public YAML::EventHandler {
public:
    Collector(EventList& list, std::size_t maxDepth)
        : m_list(list)
        , m_maxDepth(maxDepth)
    {
    }

    void OnDocumentStart(const YAML::Mark& mark) override
    {
        if (m_list.hasDocument) {
            m_list.nextDocument = offset(mark);
            throw Stop();
        }
        m_list.hasDocument = true;
        m_list.start = offset(mark);
    }
    void OnDocumentEnd() override { }

    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override
    {
        m_list.events.push_back({ EventKind::null, offset(mark), false, false, {} });
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override
    {
        m_list.events.push_back({ EventKind::alias, offset(mark), false, false, {} });
    }
    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
        const std::string& value) override
    {
        m_list.events.push_back({ EventKind::scalar, offset(mark), false, false, value });
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
        YAML::EmitterStyle::value style) override
    {
        open(EventKind::sequenceStart, mark, tag, anchor, style);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
        YAML::EmitterStyle::value style) override
    {
        open(EventKind::mappingStart, mark, tag, anchor, style);
    }
    void OnMapEnd() override { close(); }

private:
    static std::size_t offset(const YAML::Mark& mark)
    {
        return static_cast<std::size_t>(std::max(0, mark.pos));
    }

    void open(EventKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
        YAML::EmitterStyle::value style)
    {
        if (++m_depth > m_maxDepth) {
            m_list.tooDeep = offset(mark);
            throw Stop();
        }
        // "?" is what the library says of a collection without a tag.
        m_list.events.push_back({ kind, offset(mark), style == YAML::EmitterStyle::Flow,
            anchor != YAML::NullAnchor || tag != "?", {} });
    }

    void close()
    {
        --m_depth;
        m_list.events.push_back({ EventKind::collectionEnd, 0, false, false, {} });
    }

    EventList& m_list;
    std::size_t m_maxDepth;
    std::size_t m_depth = 0;
};

} // namespace

EventList readEvents(std::string_view text, std::size_t maxDepth)
{
    EventList list;
    Collector collector(list, maxDepth);
    try {
        std::istringstream stream{ std::string(text) };
        YAML::Parser parser(stream);
        // The second call finds whatever follows the first document.
        if (parser.HandleNextDocument(collector))
            parser.HandleNextDocument(collector);
    } catch (const Stop&) {
        return list;
    } catch (const YAML::Exception& exception) {
        list.failure = Failure{ std::min(text.size(),
                                    static_cast<std::size_t>(std::max(0, exception.mark.pos))),
            exception.msg };
    } catch (const std::exception& exception) {
        list.failure = Failure{ text.size(), exception.what() };
    }
    return list;
}

} // namespace poolscope::config::yaml

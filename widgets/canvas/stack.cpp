// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/stack.h"

#include <algorithm>

namespace widgets::canvas {

using engine::Error;
using engine::Result;
using engine::journey::DecodedFrame;

std::string Plate::key() const
{
    const auto where = file.empty() ? source.path + '|' + std::to_string(source.memberIndex) + '|' + source.sha256
                                    : "candidate|" + file;
    return where + '|' + std::to_string(frame) + (isDifference ? "|difference" : "") +
           (lettering ? '|' + lettering->name : "");
}

Stack::Stack(jobs::Jobs& jobs, engine::pool::Pool& pool, QObject* parent) : QObject{parent}, m_jobs{jobs}, m_pool{pool}
{
}

void Stack::setPlates(std::vector<Plate> plates)
{
    m_plates = std::move(plates);
    m_index = 0;
    m_next.clear();
    // What failed is tried again. A candidate's path names the decisions that shaped it: other bytes, another path.
    std::erase_if(m_kept, [](const auto& entry) { return entry.second.error.has_value(); });
}

void Stack::setNext(std::vector<Plate> plates)
{
    m_next = std::move(plates);
    pump();
}

const Plate* Stack::plate() const
{
    return m_plates.empty() ? nullptr : &m_plates[static_cast<std::size_t>(m_index)];
}

void Stack::show(int index)
{
    if (m_plates.empty())
        return;
    m_index = std::clamp(index, 0, size() - 1);
    Q_EMIT moved(m_index);
    announce();
    pump();
}

Picture Stack::picture() const
{
    const auto* wanted = plate();
    const auto found = wanted ? m_kept.find(wanted->key()) : m_kept.end();
    return found == m_kept.end() ? nullptr : found->second.picture;
}

void Stack::announce()
{
    const auto found = m_kept.find(plate()->key());
    if (found == m_kept.end())
        return;
    if (found->second.error)
        Q_EMIT failed(m_index, *found->second.error);
    else
        Q_EMIT shown(m_index);
}

bool Stack::isWanted(const Plate& plate) const
{
    const auto key = plate.key();
    return !m_kept.contains(key) && !m_asked.contains(key);
}

const Plate* Stack::nextWanted() const
{
    for (int away = 0; away <= ahead; ++away) {
        for (int index : {m_index + away, m_index - away}) {
            if (index < 0 || index >= size())
                continue;
            const auto& plate = m_plates[static_cast<std::size_t>(index)];
            if (isWanted(plate))
                return &plate;
        }
    }
    const auto next = std::find_if(m_next.begin(), m_next.end(), [this](const auto& plate) { return isWanted(plate); });
    return next == m_next.end() ? nullptr : &*next;
}

void Stack::pump()
{
    while (m_asked.size() < 2) {
        const auto* plate = nextWanted();
        if (!plate)
            return;
        fetch(*plate);
    }
}

void Stack::fetch(const Plate& plate)
{
    const auto key = plate.key();
    m_asked.insert(key);
    m_jobs.ask<Result<DecodedFrame>>(
        {jobs::Lane::Show, {}, {}}, this,
        [plate, &pool = m_pool](const engine::Progress& progress) {
            if (plate.isDifference)
                return engine::journey::decodeDifference(plate.source, plate.file, plate.frame, pool, progress);
            return engine::journey::decodeFrame({plate.source, plate.frame, plate.file, plate.lettering}, pool,
                                                progress);
        },
        [this, key](Result<DecodedFrame> answer) {
            m_asked.erase(key);
            if (answer)
                keep(key, {std::make_shared<DecodedFrame>(std::move(*answer)), {}});
            else
                keep(key, {nullptr, answer.error()});
            if (const auto* wanted = this->plate(); wanted && wanted->key() == key)
                announce();
            pump();
        });
}

void Stack::keep(const std::string& key, Kept kept)
{
    m_bytes += kept.picture ? kept.picture->samples.size() : 0;
    m_kept[key] = std::move(kept);
    if (m_bytes > room)
        forgetFar();
}

void Stack::forgetFar()
{
    std::set<std::string> near;
    for (int i = std::max(0, m_index - ahead); i < std::min(size(), m_index + ahead + 1); ++i)
        near.insert(m_plates[static_cast<std::size_t>(i)].key());
    for (const auto& plate : m_next)
        near.insert(plate.key());
    std::erase_if(m_kept, [&](const auto& entry) {
        if (near.contains(entry.first))
            return false;
        m_bytes -= entry.second.picture ? entry.second.picture->samples.size() : 0;
        return true;
    });
}

}

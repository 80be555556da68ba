// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/faces.h"

#include "engine/crosswalk/crosswalk.h"
#include "engine/journey/coordinates.h"
#include "engine/journey/face_series.h"
#include "engine/journey/overlap.h"
#include "engine/journey/regions.h"
#include "engine/journey/sort_out.h"
#include "engine/journey/volume_classes.h"
#include "engine/profile/rules.h"
#include "engine/release/folder.h"
#include "engine/release/manifest.h"
#include "engine/release/report.h"

#include <algorithm>
#include <map>

namespace engine::journey {

namespace {

/// All series, in the order in which their first file came.
class FaceRun {
public:
    FaceRun(const FaceWish& wish, pool::Pool& pool, const Progress& progress, const release::OutputFolder* out)
        : m_wish{wish}, m_key{Key::generate(systemRandom())}, m_pool{pool}, m_progress{progress}, m_out{out}
    {
    }

    Done run(const std::vector<Discovered>& found)
    {
        sortOut(found);
        for (auto& one : m_heads) {
            if (auto looked = look(one, nullptr); !looked)
                return looked.error();
        }
        for (auto& one : m_heads) {
            if (auto looked = one.needsAnchor() ? lookAgain(one) : done(); !looked)
                return looked.error();
        }
        for (auto& one : m_heads) {
            if (auto measured = measureRegions(one); !measured)
                return measured.error();
        }
        for (auto& one : m_heads) {
            if (auto followed = m_wish.isCut ? follow(one) : done(); !followed)
                return followed.error();
        }
        for (auto& one : m_heads) {
            for (auto& row : one.leftOver)
                m_result.setAside.push_back(row);
            for (const auto& entry : one.entries) {
                if (m_wish.isCut && !one.series.notCut.empty())
                    m_result.setAside.push_back({entry.source.shownPath, "not cut: " + one.series.notCut});
            }
            m_result.series.push_back(std::move(one.series));
        }
        return done();
    }

    /// What was found; the manifest tells of it too.
    const FaceResult& result() const { return m_result; }

    Result<release::Manifest> manifest(std::size_t inputs) const
    {
        const auto names = crosswalk::Crosswalk::create(crosswalk::secretsOf(m_key));
        if (!names)
            return names.error();
        release::Manifest manifest;
        manifest.status = "part";
        manifest.version = SAFELIGHT_VERSION;
        manifest.standardEdition = std::string{profile::edition};
        manifest.profile = "none";
        manifest.rulesSha256 = release::digestOf({});
        manifest.keyId = crosswalk::keyIdOf(m_key);
        manifest.files = m_files;
        for (const auto& [path, reason] : m_result.setAside)
            manifest.setAside.push_back({names->fileName(viewOf(path)), reason});
        manifest.counts.in = static_cast<int>(inputs);
        manifest.counts.written = static_cast<int>(m_files.size());
        manifest.counts.duplicate = m_duplicates;
        manifest.counts.setAside = static_cast<int>(manifest.setAside.size());
        return manifest;
    }

private:
    void sortOut(const std::vector<Discovered>& found)
    {
        SortOut judge;
        std::map<std::string, std::size_t> places;
        for (std::size_t i = 0; i < found.size(); ++i) {
            const auto row = judge.judge(found[i]);
            const bool isDamaged = !found[i].instance.damage.empty();
            if (row.outcome == Outcome::Duplicate)
                ++m_duplicates;
            else if (row.outcome == Outcome::SetAside || isDamaged)
                m_result.setAside.push_back({row.path, isDamaged ? found[i].instance.damage : row.reason});
            if (row.outcome != Outcome::Listed || isDamaged)
                continue;
            const auto [place, isNew] = places.try_emplace(found[i].instance.seriesUid, m_heads.size());
            if (isNew)
                m_heads.emplace_back().series.uid = found[i].instance.seriesUid;
            m_heads[place->second].entries.push_back({"i" + std::to_string(i + 1), found[i].source, found[i].instance});
        }
    }

    Done look(HeadSeries& head, const face::Affine* anchor)
    {
        SeriesLook task{m_wish, m_pool, m_progress, m_out, m_files};
        task.anchor = anchor;
        task.wantsPictures = m_result.pictures.empty() && m_wish.views > 0;
        if (auto looked = task.look(head); !looked)
            return looked;
        if (m_result.pictures.empty())
            m_result.pictures = std::move(task.pictures);
        m_result.written = m_files.size();
        return done();
    }

    /// With the surest anchor of another series in the same frame of reference.
    Done lookAgain(HeadSeries& head)
    {
        const auto* best = surestBeside(head);
        if (!best)
            return done();
        const auto anchor = best->series.seen->anchor.toTemplate;
        head.series.notCut.clear();
        return look(head, &anchor);
    }

    /// Null where no other series of its frame of reference is anchored, or two lie apart.
    const HeadSeries* surestBeside(const HeadSeries& head) const
    {
        std::vector<const face::AssessFace::Answer*> beside;
        const auto coordinates = coordinatesOf(head.entries);
        for (const auto& other : m_heads) {
            if (other.series.seen && !coordinates.empty() && coordinatesOf(other.entries) == coordinates)
                beside.push_back(&*other.series.seen);
        }
        const auto* best = surestOf(beside);
        const auto found = std::find_if(m_heads.begin(), m_heads.end(), [&](const HeadSeries& other) {
            return best && other.series.seen && &*other.series.seen == best;
        });
        return found == m_heads.end() ? nullptr : &*found;
    }

    /// What the cut of a head takes of contours and segments that came with it.
    Done measureRegions(HeadSeries& head)
    {
        auto& checked = head.series.checked;
        if (!checked)
            return done();
        std::vector<const study::Entry*> all;
        for (const auto& other : m_heads) {
            for (const auto& entry : other.entries)
                all.push_back(&entry);
        }
        return addRegions(regionsOn(head.entries, all), head.shape, m_pool, {m_progress.stop, {}}, *checked);
    }

    /// Contours, segments and doses are cut as the head that they lie on.
    Done follow(HeadSeries& one)
    {
        const auto* head = followsHead(ruleOf(one.entries)) ? surestBeside(one) : nullptr;
        if (!head || !head->series.checked)
            return done();
        SeriesLook task{m_wish, m_pool, m_progress, m_out, m_files};
        auto followed = task.follow(one, head->shape);
        m_result.written = m_files.size();
        return followed;
    }

    const FaceWish& m_wish;
    Key m_key;
    pool::Pool& m_pool;
    const Progress& m_progress;
    const release::OutputFolder* m_out;
    std::vector<HeadSeries> m_heads;
    std::vector<release::ManifestFile> m_files;
    int m_duplicates = 0;
    FaceResult m_result;
};

Done finish(const release::OutputFolder& folder, const release::Manifest& manifest)
{
    if (auto put = folder.put("NOT-RELEASED.txt", viewOf(release::notReleasedText(manifest.status))); !put)
        return put;
    return folder.put("manifest.json", viewOf(release::toJson(manifest)));
}

}

Result<FaceResult> lookAtFaces(const FaceWish& wish, pool::Pool& pool, const Progress& progress)
{
    std::optional<release::OutputFolder> out;
    if (!wish.out.empty()) {
        if (auto apart = checkApart(wish.out, wish.inputs); !apart)
            return apart.error();
        auto made = release::OutputFolder::create(wish.out);
        if (!made)
            return made.error();
        out.emplace(std::move(*made));
    }
    const auto found = discover(wish.inputs, pool, {progress.stop, {}}, Digests::WhereNeeded);
    if (!found)
        return found.error();
    FaceRun run{wish, pool, progress, out ? &*out : nullptr};
    if (auto looked = run.run(*found); !looked)
        return looked.error();
    if (!out || run.result().written == 0)
        return run.result();
    const auto manifest = run.manifest(found->size());
    if (!manifest)
        return manifest.error();
    if (auto put = finish(*out, *manifest); !put)
        return put.error();
    if (auto finished = out->finish(); !finished)
        return finished.error();
    return run.result();
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/hash.h"
#include "engine/journey/steps.h"
#include "engine/journey/text_findings.h"
#include "engine/pixels/requests.h"

#include <map>

namespace engine::journey {

/// Asks the workers about the text of one open file: shared by the searches through frames, clips and layers.
class TextWorkers {
public:
    TextWorkers(const study::Entry& entry, std::string mode, pool::Pool& pool, const Progress& progress);

    const study::Entry& entry() const { return m_entry; }
    const std::string& mode() const { return m_mode; }
    bool stopped() const { return m_progress.stopped(); }
    void report(int frame) const;

    Result<DecodedFrame> decode(const Descriptor& file, int frame) const;
    Result<DecodedFrame> decodeLayer(const Descriptor& file, const std::string& name, int frame) const;
    Result<std::vector<pixels::Layer>> layers(const Descriptor& file) const;
    /// WorkerRefused when a box lies outside the picture.
    Result<text::FindText::Answer> find(const DecodedFrame& decoded, int frame, const std::string& mode) const;
    /// `frames` in the order of `numbers`. WorkerRefused as above, and for numbers beyond the list.
    Result<text::FindInClip::Answer> find(const std::vector<const DecodedFrame*>& frames,
                                          text::FindInClip request) const;

private:
    /// Of a photograph that is stored lying: it is read upright.
    Result<text::FindText::Answer> findTurned(const DecodedFrame& decoded, int frame, const std::string& mode) const;

    const study::Entry& m_entry;
    std::string m_mode;
    pool::Pool& m_pool;
    const Progress& m_progress;
};

/// Looks at the frames of one instance, each alone or, in a clip, scene by scene: its first frame alone, the others by
/// what any of them shows and by what stays.
class FrameSearch {
public:
    FrameSearch(const TextWorkers& workers, const Descriptor& file) : m_workers{workers}, m_file{file} {}

    /// Frames 1 to `framesTotal` of `answer`, which gets frames examined, reason, findings and stray bits' text. Fails
    /// with Cancelled only: a frame that cannot be looked at ends the search, and says so.
    Done run(Examined& answer);

private:
    struct Held {
        int number = 0;
        DecodedFrame decoded;
        Digest digest{};
    };
    bool isClip() const;
    Done eachAlone();
    Done sceneByScene();
    Result<Held> hold(int frame);
    Done lookAlone(const Held& held);
    /// From `next` on; the first frame that is not of the scene of `first` any more.
    Result<int> followScene(const Held& first, int next);
    Result<int> lookAtGroup(const Held& first, std::vector<Held> group, int next, int end);
    Done lookCloser(const Held& held);
    Done lookForWhatStays(int first, int last);
    Done lookAtStrayBits(const Held& held);
    std::vector<std::size_t> takeUnread(const std::vector<pixels::Box>& boxes, const char* reason, int first, int last);
    std::vector<std::size_t> takeUnread(const text::FindText::Answer& answer, int frame);
    void stayUntil(int frame);
    std::vector<pixels::Box> knownBoxes() const;
    std::size_t groupSize() const;

    const TextWorkers& m_workers;
    const Descriptor& m_file;
    Examined* m_answer = nullptr;
    TextFindings m_findings{m_workers.entry().id};
    /// Findings that hold for the whole scene: blanked in it, and unread.
    std::vector<std::size_t> m_staying, m_unread;
    /// Where in the answer's `besides` lies what was found in a picture of unused bits.
    std::map<Digest, std::pair<std::size_t, std::size_t>> m_seenBits;
    Digest m_lastDigest{};
    text::FindText::Answer m_last;
    std::size_t m_frameBytes = 0;
    std::pair<int, int> m_size; ///< columns and rows of the frame before
};

/// Looks at overlay planes and the icon; the answer gets `besides` and `layersNotShown`. Fails with Cancelled only.
Done searchLayers(const TextWorkers& workers, const Descriptor& file, Examined& answer);

}

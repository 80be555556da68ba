// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"
#include "engine/text/requests.h"

#include <memory>
#include <span>

namespace engine::text {

/// Finds, reads and colours the text of a frame. Opens no file after `load`. Not for use from two threads.
///
/// Fails closed: at `load`, and again after every 100 frames, it must find and read a picture of text drawn by itself.
/// From the moment it does not, every answer is an error, since "no text here" from a broken detector would release a
/// name.
class Finder {
public:
    /// `resourceFolder` holds models/ and text/, `languages` are Tesseract's names joined by '+', of the second reader.
    /// NotFound or Damaged, with the name of the file or "known answer".
    static Result<Finder> load(const std::string& resourceFolder, const std::string& languages = "eng");
    Finder(Finder&&) noexcept;
    ~Finder();

    /// BadArgument for an unknown mode and where layout and samples contradict each other, TooLarge for a picture with
    /// more text than a page of a book, Damaged when the known answer failed.
    Result<FindText::Answer> find(const FindText& request, ByteView samples);

    /// Several frames of a clip at once, see FindInClip; `samples` in the order of its frame numbers, two at least.
    Result<FindInClip::Answer> find(const FindInClip& request, std::span<const ByteView> samples);

private:
    struct Parts;
    explicit Finder(std::unique_ptr<Parts> parts);
    template <class Answer, class Look>
    Result<Answer> guarded(int frames, const Look& look);

    std::unique_ptr<Parts> m_parts;
};

}

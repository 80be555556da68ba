// SPDX-License-Identifier: Apache-2.0
#include "app/picture_file.h"

#include "engine/base/atomic_file.h"

#include <QBuffer>
#include <QImage>

namespace app {

engine::Done writePng(const std::string& path, engine::ByteView rgba, int width, int height)
{
    const QImage image{rgba.data(), width, height, width * 4, QImage::Format_RGBA8888};
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return engine::Error{engine::ErrorCode::NotWritable, path};
    const auto& png = buffer.data();
    return engine::writeFile(
        path, {reinterpret_cast<const std::uint8_t*>(png.data()), static_cast<std::size_t>(png.size())}, 0600);
}

}

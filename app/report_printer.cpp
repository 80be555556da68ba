// SPDX-License-Identifier: Apache-2.0
#include "app/report_printer.h"

#include "app/drawings.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QPageLayout>
#include <QPdfWriter>
#include <QTextCursor>
#include <QTextDocument>

#include <memory>

namespace app {

namespace {

/// The printer's clock and time zone: what the report says of time stands in its text, under the signature. Blanks of
/// the same length, so that every offset in the file still holds.
void blankDate(QByteArray& pdf)
{
    const auto begin = pdf.indexOf("/CreationDate (");
    const auto end = begin < 0 ? -1 : pdf.indexOf(')', begin);
    for (auto at = begin; end > 0 && at <= end; ++at)
        pdf[at] = ' ';
}

QByteArray pages(const std::string& html)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer{&buffer};
    writer.setPageSize(QPageSize{QPageSize::A4});
    writer.setPageMargins({4, 4, 4, 4}, QPageLayout::Millimeter); // QTextDocument::print adds 20 more
    writer.setTitle(QStringLiteral("De-identification report"));
    writer.setCreator(QStringLiteral("Safelight " SAFELIGHT_VERSION));
    QTextDocument document;
    document.setDefaultFont(QFont{QStringLiteral("Inter"), 10});
    auto text = QString::fromStdString(html);
    const auto drawings = Drawings::takeFrom(text);
    document.setHtml(text);
    // Inter draws marks between digits and capitals by glyphs of their own, which a PDF's text does not know: a hash or
    // a time would lose them when copied.
    QTextCharFormat plain;
    plain.setFontStyleStrategy(QFont::PreferNoShaping);
    QTextCursor whole{&document};
    whole.select(QTextCursor::Document);
    whole.mergeCharFormat(plain);
    Drawings::putInto(document, drawings);
    document.print(&writer);
    buffer.close();
    auto bytes = buffer.data();
    blankDate(bytes);
    return bytes;
}

}

engine::Result<engine::Bytes> printPdf(const std::string& html)
{
    std::unique_ptr<QGuiApplication> application;
    // Qt keeps references to both for as long as the application lives.
    static int count = 1;
    static char name[] = "safelight-cli";
    static char* names[] = {name, nullptr};
    if (!QGuiApplication::instance()) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        application = std::make_unique<QGuiApplication>(count, names);
    }
    const auto bytes = pages(html);
    if (!bytes.startsWith("%PDF"))
        return engine::Error{engine::ErrorCode::NotWritable, "report.pdf"};
    return engine::Bytes(bytes.begin(), bytes.end());
}

}

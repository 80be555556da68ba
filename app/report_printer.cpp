// SPDX-License-Identifier: Apache-2.0
#include "app/report_printer.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QPageLayout>
#include <QPdfWriter>
#include <QTextDocument>

#include <memory>

namespace app {

namespace {

QByteArray pages(const std::string& html)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer{&buffer};
    writer.setPageSize(QPageSize{QPageSize::A4});
    writer.setPageMargins({22, 22, 22, 22}, QPageLayout::Millimeter);
    writer.setTitle(QStringLiteral("De-identification report"));
    writer.setCreator(QStringLiteral("Safelight " SAFELIGHT_VERSION));
    QTextDocument document;
    document.setDefaultFont(QFont{QStringLiteral("Inter"), 10});
    document.setHtml(QString::fromStdString(html));
    document.print(&writer);
    buffer.close();
    return buffer.data();
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

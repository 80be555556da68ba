// SPDX-License-Identifier: Apache-2.0
#include "app/report_printer.h"

#include "app/drawings.h"
#include "engine/release/drawing.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

#include <cmath>
#include <memory>

/// Outside any namespace, as Qt asks.
static void initResources()
{
    Q_INIT_RESOURCE(report_fonts);
}

namespace app {

namespace {

constexpr double column = 150, side = 30, above = 22, below = 22, pageHeight = 297; ///< mm, of A4 (look.md §7)

constexpr auto family = "Safelight Sans";

/// The window has it already, the command line has no fonts of its own.
void loadFont()
{
    if (QFontDatabase::hasFamily(QLatin1String(family)))
        return;
    initResources();
    for (const auto* weight : {"Regular", "SemiBold"})
        QFontDatabase::addApplicationFont(
            QStringLiteral(":/report/fonts/SafelightSans-%1.otf").arg(QLatin1String(weight)));
}

/// The printer's clock and time zone: what the report says of time stands in its text, under the signature. Blanks of
/// the same length, so that every offset in the file still holds.
void blankDate(QByteArray& pdf)
{
    const auto begin = pdf.indexOf("/CreationDate (");
    const auto end = begin < 0 ? -1 : pdf.indexOf(')', begin);
    for (auto at = begin; end > 0 && at <= end; ++at)
        pdf[at] = ' ';
}

/// What a <meta> of ours says; its text was escaped.
QString metaOf(const QString& html, const char* name)
{
    const QRegularExpression pattern{
        QStringLiteral("<meta name=\"%1\" content=\"([^\"]*)\">").arg(QLatin1String(name))};
    QTextDocument plain;
    plain.setHtml(pattern.match(html).captured(1));
    return plain.toPlainText();
}

/// Everything is laid out anew: Qt draws some lines at their old places, or not at all, after a change further up.
void layOutAnew(QTextDocument& document)
{
    document.setPageSize(document.pageSize());
}

/// A heading, or the line over a table or drawing, that says nothing without what comes next.
bool leadsOn(const QTextBlock& block)
{
    if (!block.isValid() || !block.next().isValid())
        return false;
    const QTextCursor here{block}, next{block.next()};
    const bool isOverTable = !here.currentTable() && next.currentTable();
    return block.blockFormat().headingLevel() > 0 || isOverTable ||
           block.next().text().contains(QChar::ObjectReplacementCharacter);
}

/// No heading stands alone at the foot of a page: it, and the lines that lead to it, begin the next one.
void keepTogether(QTextDocument& document)
{
    const double height = document.pageSize().height();
    const auto pageOf = [&](double y) { return int(std::floor(y / height)); };
    const auto* layout = document.documentLayout();
    // Of a block that begins a page the rectangle may begin on the one before; its first line does not.
    const auto lineOf = [&](const QTextBlock& block) {
        const auto place = layout->blockBoundingRect(block);
        if (block.layout()->lineCount() == 0)
            return place;
        return block.layout()->lineAt(0).rect().translated(place.topLeft());
    };
    for (auto block = document.begin(); block.isValid(); block = block.next()) {
        if (!leadsOn(block) || (block.previous().isValid() && leadsOn(block.previous())))
            continue;
        auto last = block;
        while (leadsOn(last))
            last = last.next();
        if (pageOf(lineOf(block).top()) == pageOf(lineOf(last).bottom() - 1))
            continue;
        QTextBlockFormat format;
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        QTextCursor{block}.mergeBlockFormat(format);
        layOutAnew(document);
    }
}

/// Qt knows no margins of tables in HTML: room below, and their left edge where the words begin.
void placeTables(QTextDocument& document)
{
    for (auto* frame : document.rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table)
            continue;
        auto format = table->format();
        format.setMargin(0);
        format.setBottomMargin(12); // of the screen, 96 an inch
        table->setFormat(format);
    }
}

/// The document's pages between a header and a footer on each.
void draw(QPdfWriter& writer, QTextDocument& document, const QString& header, const QString& footer)
{
    const double mm = writer.resolution() / 25.4;
    QPainter painter{&writer};
    QFont small{QLatin1String(family), 8};
    small.setStyleStrategy(QFont::PreferNoShaping);
    const int count = document.pageCount();
    for (int page = 0; page < count; ++page) {
        if (page > 0)
            writer.newPage();
        painter.save();
        painter.translate(side * mm, (above - pageHeight * page + (above + below) * page) * mm);
        const QRectF shown{0, page * document.pageSize().height(), document.pageSize().width(),
                           document.pageSize().height()};
        painter.setClipRect(shown);
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = shown.adjusted(0, mm, 0, -mm); // or lines at the edge would be in two pages
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        painter.setFont(small);
        painter.setPen(QColor{QString::fromStdString(engine::release::ChartLook{}.quiet)});
        const auto line = [&](double top, const QString& left, const QString& right) {
            const QRectF place{side * mm, top * mm, column * mm, 6 * mm};
            painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, left);
            painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, right);
        };
        line(10, header, QStringLiteral("page %1 of %2").arg(page + 1).arg(count));
        line(pageHeight - 16, footer, QStringLiteral("Safelight " SAFELIGHT_VERSION));
    }
    painter.end();
}

QByteArray pages(const std::string& html)
{
    loadFont();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer{&buffer};
    writer.setPageSize(QPageSize{QPageSize::A4});
    writer.setPageMargins({0, 0, 0, 0}, QPageLayout::Millimeter);
    writer.setTitle(QStringLiteral("De-identification report"));
    writer.setCreator(QStringLiteral("Safelight " SAFELIGHT_VERSION));
    const double mm = writer.resolution() / 25.4;
    auto text = QString::fromStdString(html);
    const auto header = metaOf(text, "header"), footer = metaOf(text, "footer");
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&writer);
    document.setDocumentMargin(0);
    document.setDefaultFont(QFont{QLatin1String(family), 10});
    const auto drawings = Drawings::takeFrom(text);
    document.setHtml(text);
    // Inter draws marks between digits and capitals by glyphs of their own, which a PDF's text does not know: a hash or
    // a time would lose them when copied.
    QTextCharFormat plain;
    plain.setFontStyleStrategy(QFont::PreferNoShaping);
    QTextCursor whole{&document};
    whole.select(QTextCursor::Document);
    whole.mergeCharFormat(plain);
    document.setPageSize({column * mm, (pageHeight - above - below) * mm});
    Drawings::putInto(document, drawings);
    placeTables(document);
    layOutAnew(document);
    keepTogether(document);

    draw(writer, document, header, footer);
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

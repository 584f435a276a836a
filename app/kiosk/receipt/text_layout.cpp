#include "kiosk/receipt/text_layout.h"

namespace tillwright::kiosk::receipt {

QStringList wrapText(const QString &text, int columns)
{
    QStringList lines;
    QString line;
    const auto words = text.split(u' ', Qt::SkipEmptyParts);
    for (QString word : words) {
        if (!line.isEmpty() && line.size() + 1 + word.size() > columns) {
            lines.append(line);
            line.clear();
        }
        while (word.size() > columns) {
            lines.append(word.left(columns));
            word.remove(0, columns);
        }
        if (!line.isEmpty() && !word.isEmpty())
            line += u' ';
        line += word;
    }
    if (!line.isEmpty() || lines.isEmpty())
        lines.append(line);
    return lines;
}

QString centredText(const QString &text, int columns)
{
    const qsizetype left = (columns - text.size()) / 2;
    return QString(std::max<qsizetype>(left, 0), u' ') + text;
}

QStringList rowText(const QString &text, const QString &value, int columns)
{
    if (value.isEmpty())
        return wrapText(text, columns);
    if (text.size() + 1 + value.size() <= columns)
        return {text + QString(columns - text.size() - value.size(), u' ') + value};
    QStringList lines = wrapText(text, columns);
    const auto valueLines = wrapText(value, columns);
    for (const QString &line : valueLines)
        lines.append(line.rightJustified(columns));
    return lines;
}

QStringList sentenceText(const QString &text, int columns)
{
    const QStringList lines = wrapText(text, columns);
    return lines.size() == 1 ? QStringList(centredText(text, columns)) : lines;
}

QStringList layoutText(const Receipt &receipt, int columns)
{
    return layoutText(blocksOf(receipt), columns);
}

QStringList layoutText(const QList<Block> &blocks, int columns)
{
    columns = std::max(columns, textColumnsMin);
    QStringList lines;
    const auto addCentred = [&lines, columns](const QString &text) {
        const auto wrapped = wrapText(text, columns);
        for (const QString &line : wrapped)
            lines.append(centredText(line, columns));
    };
    for (const Block &block : blocks) {
        switch (block.kind) {
        case Block::Kind::Text:
            lines.append(sentenceText(block.text, columns));
            break;
        case Block::Kind::Title:
        case Block::Kind::Small:
        case Block::Kind::Qr:
            addCentred(block.text);
            break;
        case Block::Kind::Banner:
            addCentred(QStringLiteral("*** %1 ***").arg(block.text));
            break;
        case Block::Kind::Rule:
            lines.append(QString(columns, u'-'));
            break;
        case Block::Kind::Row:
            lines.append(rowText(block.text, block.value, columns));
            break;
        case Block::Kind::Total:
            lines.append(rowText(block.text.toUpper(), block.value, columns));
            lines.append(QString());
            break;
        }
    }
    return lines;
}

} // namespace tillwright::kiosk::receipt

#include "kiosk/scanner_config.h"

namespace tillwright::kiosk {

namespace {

constexpr qsizetype affixMaxCharacters = 16;

QString readAffix(const configuration::ConfigTable &table, const char *key, const QString &fallback)
{
    const QString affix = QString::fromStdString(table.string(key, fallback.toStdString()));
    if (affix.size() > affixMaxCharacters)
        table.fail(key, "it is longer than 16 characters",
                   R"(write what the scanner sends, such as "\r" or "]C1")");
    return affix;
}

} // namespace

register_face::ScannerOptions readScannerConfig(const configuration::ConfigTable &table)
{
    register_face::ScannerOptions options;
    options.prefix = readAffix(table, "prefix", options.prefix);
    options.suffix = readAffix(table, "suffix", options.suffix);
    options.maxGapMs = int(table.integer("max_gap_ms", options.maxGapMs, 5, 200));
    options.minLength = int(table.integer("min_length", options.minLength, 2, 32));
    return options;
}

} // namespace tillwright::kiosk

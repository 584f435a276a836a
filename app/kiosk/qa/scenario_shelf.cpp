#include "kiosk/qa/scenario_shelf.h"

#include "kiosk/qa/row_roles.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;

namespace {

constexpr int settlingMs = 150;

QString describe(const autopilot::Fault &fault)
{
    QString text = u"%1 %2"_s.arg(fault.at, fault.action);
    if (fault.delayMs > 0)
        text += ScenarioShelf::tr(", %1 ms").arg(fault.delayMs);
    if (fault.times > 0)
        text += ScenarioShelf::tr(", times: %1").arg(fault.times);
    return text;
}

QString expectation(const autopilot::Expectation &expect)
{
    QStringList parts;
    if (expect.outcome)
        parts.append(*expect.outcome);
    if (expect.charges)
        parts.append(ScenarioShelf::tr("charges: %1").arg(*expect.charges));
    if (expect.receipts)
        parts.append(ScenarioShelf::tr("receipts: %1").arg(*expect.receipts));
    return parts.join(u", "_s);
}

} // namespace

ScenarioShelf::ScenarioShelf(ScenarioPlayer &player, QObject *parent)
    : QAbstractListModel(parent), m_player(player)
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(settlingMs);
    connect(&m_settling, &QTimer::timeout, this, &ScenarioShelf::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settling, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settling, qOverload<>(&QTimer::start));
    connect(&m_player, &ScenarioPlayer::began, this, [this](const QString &name) {
        setOutcome(name, Outcome::Playing);
        m_playWords = tr("Playing %1 …").arg(name);
        Q_EMIT playChanged();
    });
    connect(&m_player, &ScenarioPlayer::settled, this, &ScenarioShelf::settle);
    connect(&m_player, &ScenarioPlayer::finished, this,
            [this](const QString &report, const QString &problem) {
                m_isPlaying = false;
                m_report = report;
                for (const auto &row : std::as_const(m_rows)) {
                    if (row.outcome == Outcome::Waiting || row.outcome == Outcome::Playing)
                        setOutcome(row.baseName, Outcome::None);
                }
                m_playWords = !problem.isEmpty() ? problem
                    : m_failed == 0              ? tr("All passed: %1").arg(m_played)
                                                 : tr("%1 of %2 failed").arg(m_failed).arg(m_played);
                Q_EMIT playChanged();
            });
}

void ScenarioShelf::setFolder(const QString &folder)
{
    m_folder = folder.isEmpty() ? QString() : QDir(folder).absolutePath();
    beginResetModel();
    m_rows.clear();
    endResetModel();
    look();
}

QString ScenarioShelf::emptyWords() const
{
    if (!m_rows.isEmpty())
        return {};
    if (m_folder.isEmpty())
        return tr("No folder is chosen.");
    return QDir(m_folder).exists() ? tr("There is no scenario (*.json) in %1.").arg(m_folder)
                                   : tr("There is no folder %1.").arg(m_folder);
}

int ScenarioShelf::wrongCount() const
{
    return int(
        std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return !row.problem.isEmpty(); }));
}

ScenarioShelf::Row ScenarioShelf::read(const QString &file)
{
    Row row;
    row.file = file;
    row.baseName = QFileInfo(file).completeBaseName();
    auto scenario = autopilot::readScenario(file);
    if (!scenario) {
        row.problem = scenario.error().line > 0
            ? tr("Line %1: %2").arg(scenario.error().line).arg(scenario.error().reason)
            : scenario.error().reason;
        return row;
    }
    row.scenario = *std::move(scenario);
    QFile text(file);
    if (text.open(QIODevice::ReadOnly))
        row.description = QJsonDocument::fromJson(text.readAll()).object().value("description"_L1).toString();
    return row;
}

void ScenarioShelf::look()
{
    QStringList files;
    if (!m_folder.isEmpty()) {
        const auto entries = QDir(m_folder).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
        for (const auto &entry : entries)
            files.append(entry.absoluteFilePath());
    }
    // Those that went first, so that what is chosen in the list stays chosen.
    for (int i = int(m_rows.size()) - 1; i >= 0; --i) {
        if (files.contains(m_rows[i].file))
            continue;
        beginRemoveRows({}, i, i);
        m_rows.removeAt(i);
        endRemoveRows();
    }
    for (const auto &file : std::as_const(files))
        lookAt(file);
    watch();
    Q_EMIT folderChanged();
}

void ScenarioShelf::lookAt(const QString &file)
{
    auto fresh = read(file);
    const auto place =
        std::lower_bound(m_rows.begin(), m_rows.end(), fresh,
                         [](const Row &one, const Row &other) { return one.file < other.file; });
    const int row = int(place - m_rows.begin());
    if (place != m_rows.end() && place->file == file) {
        fresh.outcome = place->outcome;
        fresh.result = place->result;
        m_rows[row] = fresh;
        Q_EMIT dataChanged(index(row), index(row));
        return;
    }
    beginInsertRows({}, row, row);
    m_rows.insert(row, fresh);
    endInsertRows();
}

void ScenarioShelf::watch()
{
    // A file that an editor has put in the old one's place is another one to the watcher.
    if (const auto watched = m_watcher.files() + m_watcher.directories(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    QStringList paths;
    if (QDir(m_folder).exists() && !m_folder.isEmpty())
        paths.append(m_folder);
    for (const auto &row : std::as_const(m_rows))
        paths.append(row.file);
    if (!paths.isEmpty())
        m_watcher.addPaths(paths);
}

void ScenarioShelf::begin(const QString &fileOrFolder, const QString &words)
{
    m_played = 0;
    m_failed = 0;
    m_report.clear();
    const QString problem = m_player.play(fileOrFolder);
    m_isPlaying = problem.isEmpty();
    m_playWords = m_isPlaying ? words : problem;
    Q_EMIT playChanged();
}

void ScenarioShelf::play(const QString &file)
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&file](const Row &row) { return row.file == file; });
    if (m_isPlaying || found == m_rows.end() || !found->problem.isEmpty())
        return;
    const QString name = found->baseName;
    begin(file, tr("Starting %1 …").arg(name));
    if (m_isPlaying)
        setOutcome(name, Outcome::Waiting);
}

void ScenarioShelf::playAll()
{
    if (m_isPlaying || m_rows.isEmpty() || wrongCount() > 0)
        return;
    begin(m_folder, tr("Starting …"));
    if (!m_isPlaying)
        return;
    for (const auto &row : std::as_const(m_rows))
        setOutcome(row.baseName, Outcome::Waiting);
}

void ScenarioShelf::settle(const ScenarioResult &result)
{
    ++m_played;
    if (!result.hasPassed)
        ++m_failed;
    setOutcome(result.name, result.hasPassed ? Outcome::Passed : Outcome::Failed, result);
}

void ScenarioShelf::setOutcome(const QString &baseName, Outcome outcome, const ScenarioResult &result)
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (m_rows[row].baseName != baseName)
            continue;
        m_rows[row].outcome = outcome;
        m_rows[row].result = result;
        Q_EMIT dataChanged(index(row), index(row));
    }
}

int ScenarioShelf::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString ScenarioShelf::trailing(const Row &row) const
{
    if (!row.problem.isEmpty())
        return tr("Wrong");
    switch (row.outcome) {
    case Outcome::None:
        break;
    case Outcome::Waiting:
        return tr("Waiting");
    case Outcome::Playing:
        return tr("Playing …");
    case Outcome::Passed:
        return tr("Passed, %1 s").arg(row.result.durationMs / 1000);
    case Outcome::Failed:
        return tr("Failed, %1 s").arg(row.result.durationMs / 1000);
    }
    return tr("Valid");
}

QString ScenarioShelf::detail(const Row &row) const
{
    if (!row.problem.isEmpty())
        return row.problem;
    QStringList lines;
    if (!row.description.isEmpty())
        lines.append(row.description);
    const auto &scenario = row.scenario;
    lines.append(scenario.isAtTerminal() ? tr("At the terminal.") : tr("At the register."));
    QStringList cards;
    for (const auto &card : scenario.pay)
        cards.append(card.number);
    if (!cards.isEmpty())
        lines.append(tr("Cards: %1").arg(cards.join(u", "_s)));
    QStringList faults;
    for (const auto &fault : scenario.faults)
        faults.append(describe(fault));
    if (!faults.isEmpty())
        lines.append(tr("Faults: %1").arg(faults.join(u"; "_s)));
    lines.append(tr("Expected: %1").arg(expectation(scenario.expect)));
    for (const auto &problem : row.result.problems)
        lines.append(tr("Went wrong: %1").arg(problem));
    return lines.join(u'\n');
}

QVariant ScenarioShelf::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &row = m_rows.at(index.row());
    const bool isWrong = !row.problem.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return row.baseName;
    case SubtitleRole:
        return isWrong ? row.problem : row.scenario.name;
    case TrailingRole:
        return trailing(row);
    case IconRole:
        return isWrong                        ? u"triangle-alert"_s
            : row.outcome == Outcome::Passed  ? u"circle-check"_s
            : row.outcome == Outcome::Failed  ? u"circle-x"_s
            : row.outcome == Outcome::Playing ? u"loader"_s
            : row.outcome == Outcome::Waiting ? u"hourglass"_s
                                              : u"file-text"_s;
    case ColorRole:
        return isWrong || row.outcome == Outcome::Failed ? u"danger"_s
            : row.outcome == Outcome::Passed             ? u"success"_s
            : row.outcome == Outcome::None               ? u"textMuted"_s
                                                         : u"accent"_s;
    case SearchRole:
        return u"%1 %2 %3 %4"_s.arg(row.baseName, row.scenario.name, row.description, row.problem);
    case FileRole:
        return row.file;
    case ProblemRole:
        return row.problem;
    case DetailRole:
        return detail(row);
    case OutcomeRole:
        return int(row.outcome);
    case Qt::AccessibleTextRole:
        return tr("%1: %2. %3").arg(row.baseName, isWrong ? row.problem : row.scenario.name, trailing(row));
    default:
        return {};
    }
}

} // namespace tillwright::kiosk::qa
